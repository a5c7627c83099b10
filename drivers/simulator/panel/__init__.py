"""The simulator's web panel: the terminal's live screen and its hardware, for whoever tests it in a browser."""
