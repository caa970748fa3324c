"""The views of the room."""
