"""What pages read of countings."""
