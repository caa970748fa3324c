"""The document of a plan as lines, each with what it was read as."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.urls import reverse

from streekwerk.plans.models import (
    IndicatorSentence,
    Node,
    Plan,
    SourceDocument,
    TrayItem,
)
from streekwerk.plans.queries.counts import level_word
from streekwerk.ui.source import LineKind, SourceLine


def source_lines(plan: Plan, spans: Iterable[list[int]]) -> list[SourceLine]:
    """The non-blank lines of the document inside these spans; one query."""
    lines = _lines(plan)
    return [
        SourceLine(number, lines[number - 1][0], "read", said=lines[number - 1][1] or "")
        for first, last in sorted(spans)
        for number in range(first, min(last, len(lines)) + 1)
        if lines[number - 1][0].strip()
    ]


def _lines(plan: Plan) -> list[list[Any]]:
    """Per line of the document [text, where, page]; not to be changed. One query, none when they are kept."""
    return _kept_lines(plan.document.pk, plan.document.created_at) if plan.document else []


@lru_cache(maxsize=4)
def _kept_lines(document_id: int, created_at: datetime) -> list[list[Any]]:
    """The lines of a document never change, and reading ten thousand takes longer than the rest of a page."""
    return SourceDocument.objects.values_list("lines", flat=True).get(pk=document_id)


def document_lines(plan: Plan, marked: tuple[int, int] | None) -> list[SourceLine]:
    """Every non-blank line of the document with what it was read as; four queries."""
    lines = _lines(plan)
    rows = [SourceLine(number, text) for number, (text, *_) in enumerate(lines, 1)]

    def claim(spans: Iterable[list[int]], kind: LineKind, said: str, url: str) -> None:
        for first, last in spans:
            for row in rows[first - 1 : last]:
                row.kind, row.said, row.url = kind, "", ""
            if first <= len(rows):
                rows[first - 1].said, rows[first - 1].url = said, url

    address = reverse("plans:node", args=[plan.pk, 0]).replace("/0/", "/{}/")
    for item in plan.ignored:
        claim(item["spans"], "ignored", item["why"], "")
    nodes = Node.objects.filter(plan=plan).values_list("pk", "level", "level_label", "code", "spans")
    for pk, level, label, code, spans in nodes:
        word = level_word(plan.network, level, label)
        said = code if code.startswith(word) else f"{word} {code}".strip()
        claim(spans, "read", said, address.format(pk))
    for node, spans in IndicatorSentence.objects.filter(plan=plan).values_list("node_id", "spans"):
        claim(spans, "read", "indicator", address.format(node) if node else "")
    tray = reverse("plans:tray", args=[plan.pk])
    for pk, spans in TrayItem.objects.filter(plan=plan).values_list("pk", "spans"):
        claim(spans, "unplaced", "in de lade", f"{tray}#lade-{pk}")
    if marked:
        for row in rows[max(marked[0], 1) - 1 : marked[1]]:
            row.kind = "found"
    page = None
    for row, (_, _, its_page) in zip(rows, lines, strict=True):
        if its_page and its_page != page:
            row.page = page = its_page
    return [row for row in rows if row.text.strip() or row.page]
