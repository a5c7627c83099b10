"""Loudspeaker, headset and microphone."""
