"""Pure rules of reports; no Django."""
