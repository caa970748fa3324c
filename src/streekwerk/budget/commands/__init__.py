"""Changing what actions cost: one named function per change."""
