"""What is decided about money; plain Python."""

from streekwerk.budget.rules.facts import LineFacts
from streekwerk.budget.rules.totals import Sum, Totals, totals, totals_by, tree_totals

__all__ = ["LineFacts", "Sum", "Totals", "totals", "totals_by", "tree_totals"]
