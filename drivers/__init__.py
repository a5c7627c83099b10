"""Drivers: a room a device, each with its contract and one file for each backend. Knows nothing of kiosk or ui."""
