"""Pages of a plan, a module per subject."""
