"""The plan as a table: what it is filtered and sorted by lives in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Q, QuerySet

from streekwerk.plans.choices import ACTION_LEVELS, LEVEL_GROUPS, LEVEL_LABELS
from streekwerk.plans.models import (
    IndicatorSentence,
    Node,
    Plan,
    PlanFinding,
)
from streekwerk.plans.queries.counts import count_of, level_word
from streekwerk.plans.rules import search_stems


@dataclass(frozen=True)
class Selection:
    """What the table is filtered and sorted by; lives in the address."""

    words: str = ""
    level: str = ""
    year: int | None = None
    only: str = ""
    order: str = ""

    ORDERS: ClassVar[dict[str, tuple[str, ...]]] = {
        "code": ("code",),
        "titel": ("title",),
        "start": ("start_date",),
        "einde": ("end_date",),
        "indicatoren": ("indicators",),
        "bevindingen": ("open_findings",),
    }
    ONLY: ClassVar[dict[str, str]] = {
        "bevindingen": "met bevindingen",
        "zonder-einde": "zonder einddatum",
        "zonder-indicator": "zonder indicator",
    }

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Selection:
        """The selection in an address; what makes no sense there is left out."""
        year, order = query.get("jaar", ""), query.get("volgorde", "")
        level, only = query.get("niveau", ""), query.get("enkel", "")
        return cls(
            words=query.get("zoek", "").strip()[:200],
            level=level if level in LEVEL_LABELS or level in LEVEL_GROUPS else "",
            year=int(year) if year.isdecimal() and 1900 < int(year) < 2200 else None,
            only=only if only in cls.ONLY else "",
            order=order if order.removeprefix("-") in cls.ORDERS else "",
        )

    @property
    def ordering(self) -> list[str]:
        """Database columns to sort by; the plan's own order decides between equals."""
        minus = "-" if self.order.startswith("-") else ""
        columns = self.ORDERS.get(self.order.removeprefix("-"), ())
        return [f"{minus}{column}" for column in columns] + ["position"]


def selected_nodes(plan: Plan, selection: Selection) -> QuerySet[Node]:
    """The nodes of the table, with `indicators` and `open_findings` counted."""
    rows: Any = (
        Node.objects.filter(plan=plan)
        .annotate(
            indicators=count_of(IndicatorSentence.objects.all(), "node"),
            open_findings=count_of(PlanFinding.objects.open(), "node"),
        )
        .order_by(*selection.ordering)
    )
    if selection.words:
        rows = rows.matching(search_stems(selection.words))
    if selection.level:
        _, levels = LEVEL_GROUPS.get(selection.level, ("", (selection.level,)))
        rows = rows.filter(level__in=levels)
    if selection.year:
        rows = rows.filter(
            Q(start_date__isnull=True) | Q(start_date__year__lte=selection.year),
            Q(end_date__isnull=True) | Q(end_date__year__gte=selection.year),
        )
    if selection.only == "bevindingen":
        rows = rows.filter(open_findings__gt=0)
    if selection.only == "zonder-einde":
        rows = rows.filter(level__in=ACTION_LEVELS, end_date__isnull=True)
    if selection.only == "zonder-indicator":
        rows = rows.filter(level__in=ACTION_LEVELS, indicators=0)
    found: QuerySet[Node] = rows
    return found


def levels_in(plan: Plan) -> list[tuple[str, str]]:
    """Groups of levels, then each level that occurs with the word for many of them, highest first."""
    present = set(Node.objects.filter(plan=plan).order_by().values_list("level", flat=True).distinct())
    groups = [(code, label) for code, (label, levels) in LEVEL_GROUPS.items() if present.intersection(levels)]
    return groups + [
        (level, level_word(plan.network, level, plural=True)) for level in LEVEL_LABELS if level in present
    ]


def selected_indicators(plan: Plan, words: str) -> QuerySet[IndicatorSentence]:
    """The indicators of a plan in which, or in whose action, every word occurs; in the order of the plan."""
    rows: QuerySet[IndicatorSentence] = (
        IndicatorSentence.objects.filter(plan=plan).select_related("node").order_by("position")
    )
    for stem in search_stems(words):
        rows = rows.filter(Q(text__icontains=stem) | Q(node__search__contains=stem))
    return rows
