"""What is expected of people: the quarter, functions and workload, hand-over, reminders, the calendar."""
