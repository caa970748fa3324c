"""The pages of countings."""
