"""The PIN pad: the only part that ever sees a digit of a PIN."""
