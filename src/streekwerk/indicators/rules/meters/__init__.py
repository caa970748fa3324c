"""A meter: what an indicator says now, how sure that is, and how it stands against its target."""
