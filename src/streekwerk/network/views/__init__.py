"""Pages of a network, a module per subject."""
