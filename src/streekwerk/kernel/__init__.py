"""Periods and vague dates, Dutch numbers, errors: plain Python that every room may use."""
