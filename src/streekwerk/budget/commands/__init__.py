"""Writing: every change is one named function."""
