"""Pure rules of means and amounts."""
