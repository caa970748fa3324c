"""Plans: goals, action plans, actions with their sheet, indicators as printed, findings."""
