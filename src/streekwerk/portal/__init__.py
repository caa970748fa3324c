"""Pages that show several rooms: home, search, about."""
