"""Changing the room."""
