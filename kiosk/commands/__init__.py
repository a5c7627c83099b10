"""What `kiosk` does on the command line, but for running the terminal itself."""
