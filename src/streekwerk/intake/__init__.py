"""Documents come in: upload, read, store; later review and commit."""
