"""The terminal's side of the bank: its identity, the connection, and what is asked over it."""
