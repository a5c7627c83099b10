"""The voice channel: what is spoken, what is heard, what it means."""
