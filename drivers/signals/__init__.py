"""Lights and the beeper."""
