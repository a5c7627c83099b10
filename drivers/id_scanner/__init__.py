"""The ID document scanner."""
