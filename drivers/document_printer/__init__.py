"""The document printer."""
