"""Measurement facts as files, rolled up over places and periods; plain Python, no Django."""
