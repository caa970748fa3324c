"""Cards: what a sentence proposes, what it still asks, the target in words, and what breaks a series."""
