"""What a plan holds at one revision, counted once per process for all views of a selection."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, Min, Q, TextField
from django.db.models.functions import Cast

from streekwerk.plans.choices import ACTION_LEVELS, Priority
from streekwerk.plans.models import IndicatorSentence, Milestone, Node
from streekwerk.plans.rules import names_in, owner_texts

_MOST_NAMES = 200


@dataclass(frozen=True)
class Facts:
    """Counts over the whole plan, and who is named in it."""

    per_level: Counter[str]
    """How many nodes each level has; not to be changed."""
    no_date: int
    """Actions without start or end."""
    no_end: int
    """Actions without end."""
    measured: int
    """Actions with an indicator."""
    marked: bool
    """Whether any node is marked as having priority."""
    years: range
    names: tuple[str, ...]
    """Those that sheets name most."""
    stewards: frozenset[int]
    parties: frozenset[int]
    """Those that carry or share a node."""

    @property
    def actions(self) -> int:
        return sum(self.per_level[level] for level in ACTION_LEVELS)


@lru_cache(maxsize=64)
def facts_of(plan_id: int, revision: int, changed_at: datetime) -> Facts:
    """The facts of a plan as it is at that revision; six queries, none when they are kept.

    Kept: counting takes longer than the rest of a page; a new revision has a new key.
    """
    nodes = Node.objects.filter(plan=plan_id).order_by()
    rows: list[tuple[Any, ...]] = list(
        nodes.values_list("level").annotate(
            there=Count("pk"),
            marked=Count("pk", filter=Q(priority=Priority.PRIORITY)),
            no_end=Count("pk", filter=Q(end_date__isnull=True)),
            no_date=Count("pk", filter=Q(end_date__isnull=True, start_date__isnull=True)),
            a=Min("start_date"), b=Max("start_date"), c=Min("end_date"), d=Max("end_date"),
        )
    )  # fmt: skip
    steps = Milestone.objects.filter(plan=plan_id, node__isnull=False).aggregate(a=Min("date"), b=Max("date"))
    measured = IndicatorSentence.objects.filter(plan=plan_id, node__level__in=ACTION_LEVELS).aggregate(
        n=Count("node", distinct=True)
    )
    linked = list(
        nodes.filter(Q(steward__isnull=False) | Q(lead__isnull=False)).values_list("steward", "lead")
    )
    partners = nodes.filter(partners__isnull=False).values_list("partners", flat=True)
    actions = [row for row in rows if row[0] in ACTION_LEVELS]
    return Facts(
        per_level=Counter({row[0]: row[1] for row in rows}),
        marked=any(row[2] for row in rows),
        no_end=sum(row[3] for row in actions),
        no_date=sum(row[4] for row in actions),
        measured=measured["n"],
        years=_years([day for row in rows for day in row[5:]] + list(steps.values())),
        names=_names(plan_id),
        stewards=frozenset(steward for steward, _ in linked if steward),
        parties=frozenset([*(lead for _, lead in linked if lead), *partners]),
    )


def _years(days: list[date | None]) -> range:
    years = sorted(day.year for day in days if day)
    return range(years[0], years[-1] + 1) if years else range(0)


def _names(plan_id: int) -> tuple[str, ...]:
    names: Counter[str] = Counter()
    sheets = Node.objects.filter(plan=plan_id).exclude(fields=[]).order_by()
    for written in sheets.values_list(Cast("fields", TextField()), flat=True):
        names.update(_names_on(written))
    return tuple(name for name, _ in names.most_common(_MOST_NAMES))


@lru_cache(maxsize=5_000)
def _names_on(sheet: str) -> frozenset[str]:
    """The names on a sheet as it is stored; kept, because an edit leaves all other sheets as they were."""
    return frozenset(name for text in owner_texts(json.loads(sheet)) for name in names_in(text))
