"""A card from the hopper into the customer's hand (docs/issuing.md)."""
