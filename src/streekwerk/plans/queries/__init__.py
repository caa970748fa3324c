"""What the plan pages show. Each page asks for everything here, in a fixed number of queries."""

from streekwerk.plans.queries.comments import threads_of
from streekwerk.plans.queries.counts import level_word, plans_with_counts
from streekwerk.plans.queries.leaflet import Leaflet, RuleGroup, leaflet_of, roadmap_of
from streekwerk.plans.queries.search import Hit, search
from streekwerk.plans.queries.sheet import Sheet, sheet_fields, sheet_of
from streekwerk.plans.queries.source import document_lines, source_lines
from streekwerk.plans.queries.table import Selection, levels_in, selected_indicators, selected_nodes
from streekwerk.plans.queries.tree import tree_items

__all__ = [
    "Hit",
    "Leaflet",
    "RuleGroup",
    "Selection",
    "Sheet",
    "document_lines",
    "leaflet_of",
    "level_word",
    "levels_in",
    "plans_with_counts",
    "roadmap_of",
    "search",
    "selected_indicators",
    "selected_nodes",
    "sheet_fields",
    "sheet_of",
    "source_lines",
    "threads_of",
    "tree_items",
]
