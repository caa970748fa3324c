"""Indicators: what a plan promises to show, as a running meter."""
