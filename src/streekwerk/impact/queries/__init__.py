"""Reading tests."""
