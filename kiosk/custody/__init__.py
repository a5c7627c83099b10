"""What the terminal holds of the customer's, and how it comes back to them: card, document, paper."""
