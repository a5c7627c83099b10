"""The reference bank: replaced by a real one in production. Knows nothing of the kiosk."""
