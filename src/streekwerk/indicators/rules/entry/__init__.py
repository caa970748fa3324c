"""Reading what people type, paste and hand in as a file. Plain Python."""
