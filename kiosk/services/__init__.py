"""What a customer can do here: one coroutine a service, reading in the customer's order."""
