"""How texts of a plan are compared, marked and understood, for rooms that change several at once."""

from streekwerk.plans.rules.standing import NEEDS_REASON
from streekwerk.plans.rules.three_way import Piece, compared, mark, merged
from streekwerk.plans.rules.timing import date_in, is_misread

__all__ = ["NEEDS_REASON", "Piece", "compared", "date_in", "is_misread", "mark", "merged"]
