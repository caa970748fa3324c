"""Who may do what: actors, permissions, roles, and the two questions `may` and `require`."""
