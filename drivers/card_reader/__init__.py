"""The chip card reader."""
