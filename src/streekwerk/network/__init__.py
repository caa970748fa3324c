"""Networks, parties, places in time, memberships and roles."""
