"""A workbook that goes out and comes back: what was sent, and what it proposes. No Django."""
