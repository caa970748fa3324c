"""From what a report says to the bytes of a file; nothing here knows Django or a page."""
