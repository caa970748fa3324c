"""What grew out of plans: effects at parties, each confirmed by who received it."""
