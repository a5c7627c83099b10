"""Making speech of text."""
