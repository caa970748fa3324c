"""What decides about effects. Plain Python, no Django."""
