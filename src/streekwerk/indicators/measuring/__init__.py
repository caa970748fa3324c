"""From a recipe to a figure: compiled to queries, worked out by the rules, and down to the records."""

from streekwerk.indicators.measuring.figures import Ask, measure, measure_many
from streekwerk.indicators.measuring.naming import group_names, names_for, values_of
from streekwerk.indicators.measuring.records import Behind, Group, RecordLine, lines_of, records

__all__ = [
    "Ask", "Behind", "Group", "RecordLine", "group_names", "lines_of", "measure", "measure_many",
    "names_for", "records", "values_of",
]  # fmt: skip
