"""Counting people on one day: who is asked, what they counted, and what of it is published."""
