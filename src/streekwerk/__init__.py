"""Streekwerk: shared memory and steering wheel of a regional welfare network."""
