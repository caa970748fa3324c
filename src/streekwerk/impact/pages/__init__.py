"""What pages show of tests."""
