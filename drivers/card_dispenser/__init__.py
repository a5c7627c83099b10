"""The card dispenser."""
