"""The kiosk: the conversation with the customer. No Qt, no device backend, no SQL in here."""
