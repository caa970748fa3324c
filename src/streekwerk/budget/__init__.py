"""What actions cost and with what means: per action and year, planned and realised."""
