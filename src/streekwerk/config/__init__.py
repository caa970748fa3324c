"""Settings, addresses and wiring; nothing imports this room."""
