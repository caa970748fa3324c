"""Deliverables without Django: how one stands, who is meant to validate it, which files prove it."""
