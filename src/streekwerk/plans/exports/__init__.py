"""A selection of a plan, or its indicators, as a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from streekwerk.plans.exports.data import as_json
from streekwerk.plans.exports.records import Contents, contents_of
from streekwerk.plans.exports.tables import (
    Column,
    Sheet,
    as_csv,
    as_xlsx,
    harmless,
    sheet_of_indicators,
    sheet_of_nodes,
)
from streekwerk.plans.exports.word import as_docx
from streekwerk.plans.models import IndicatorSentence, Plan
from streekwerk.plans.queries import Selection

__all__ = [
    "MEDIA_TYPES",
    "Column",
    "Contents",
    "Made",
    "Sheet",
    "as_csv",
    "as_docx",
    "as_json",
    "as_xlsx",
    "contents_of",
    "harmless",
    "indicators_as",
    "selection_as",
    "sheet_of_indicators",
    "sheet_of_nodes",
]

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}


class Made(NamedTuple):
    content: bytes
    media_type: str


def selection_as(kind: str, plan: Plan, selection: Selection, *, address: str = "") -> Made:
    """The nodes of a selection with every field of their sheets as csv, xlsx, docx or json.

    `address` is that of the site, so that a JSON export can name its pages.
    """
    contents = contents_of(plan, selection)
    if kind == "json":
        return Made(as_json(contents, address=address), MEDIA_TYPES[kind])
    if kind == "docx":
        return Made(as_docx(contents), MEDIA_TYPES[kind])
    sheet = sheet_of_nodes(contents)
    return Made(as_csv(sheet) if kind == "csv" else as_xlsx(sheet), MEDIA_TYPES[kind])


def indicators_as(kind: str, indicators: Iterable[IndicatorSentence]) -> Made:
    """Indicators with what they belong to, as csv or xlsx."""
    sheet = sheet_of_indicators(indicators)
    return Made(as_csv(sheet) if kind == "csv" else as_xlsx(sheet), MEDIA_TYPES[kind])
