"""Pure rules of the quarter, workload, hand-over and reminders."""
