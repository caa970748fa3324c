"""What changes a counting."""
