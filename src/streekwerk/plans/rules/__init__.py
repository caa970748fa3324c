"""Plain decisions about plans: no Django, no clock."""

from streekwerk.plans.rules.owners import names_in, names_owner, owner_texts
from streekwerk.plans.rules.priority import Effective, Marked, priorities_of
from streekwerk.plans.rules.search import folded, search_stems, search_text
from streekwerk.plans.rules.sheets import says_no_more, sheet_labels
from streekwerk.plans.rules.trees import preorder

__all__ = [
    "Effective",
    "Marked",
    "folded",
    "names_in",
    "names_owner",
    "owner_texts",
    "preorder",
    "priorities_of",
    "says_no_more",
    "search_stems",
    "search_text",
    "sheet_labels",
]
