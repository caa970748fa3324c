"""What the templates of the room take, per subject."""
