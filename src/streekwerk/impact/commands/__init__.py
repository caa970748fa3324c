"""Changing tests, their templates and measures: one named function per change."""
