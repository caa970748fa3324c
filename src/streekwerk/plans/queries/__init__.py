"""What the plan pages show. Each page asks for everything here, in a fixed number of queries."""

from streekwerk.plans.outline import reading_of
from streekwerk.plans.queries.comments import threads_of
from streekwerk.plans.queries.counts import level_word, plans_with_counts
from streekwerk.plans.queries.leaflet import Leaflet, RuleGroup, leaflet_of, roadmap_of
from streekwerk.plans.queries.occurring import Occurring, occurring_in
from streekwerk.plans.queries.overview import ListedPlans, PlanChoice, listed_plans
from streekwerk.plans.queries.priority import priorities_in
from streekwerk.plans.queries.search import Hit, search
from streekwerk.plans.queries.selection import Selection
from streekwerk.plans.queries.sheet import Sheet, sheet_of
from streekwerk.plans.queries.source import document_lines, source_lines
from streekwerk.plans.queries.table import selected_indicators, selected_nodes
from streekwerk.plans.queries.timeline import Timeline, timeline_of
from streekwerk.plans.queries.tree import tree_items
from streekwerk.plans.rules.days import last_day_of

__all__ = [
    "Hit",
    "Leaflet",
    "ListedPlans",
    "Occurring",
    "PlanChoice",
    "RuleGroup",
    "Selection",
    "Sheet",
    "Timeline",
    "document_lines",
    "last_day_of",
    "leaflet_of",
    "level_word",
    "listed_plans",
    "occurring_in",
    "plans_with_counts",
    "priorities_in",
    "reading_of",
    "roadmap_of",
    "search",
    "selected_indicators",
    "selected_nodes",
    "sheet_of",
    "source_lines",
    "threads_of",
    "timeline_of",
    "tree_items",
]
