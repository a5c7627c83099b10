"""What branch staff do at the terminal: a layer of their own over the customer's visit."""
