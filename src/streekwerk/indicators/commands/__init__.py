"""commands of the room."""
