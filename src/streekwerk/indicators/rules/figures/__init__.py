"""What figures mean: states, periods, coverage, roll-up, small numbers, targets, trends."""
