"""What the pages of countings show."""
