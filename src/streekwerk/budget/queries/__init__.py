"""What budgets hold."""

from streekwerk.budget.queries.lines import facts_of, lines_of, lines_of_node

__all__ = ["facts_of", "lines_of", "lines_of_node"]
