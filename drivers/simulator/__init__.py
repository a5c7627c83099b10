"""The simulator: a process with the simulated devices, the world around them and the web panel."""
