"""The nodes of a selection, and the indicators of a plan."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from streekwerk.audit import clock
from streekwerk.plans.choices import ACTION_LEVELS, LEVEL_GROUPS, TagOrigin
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, Plan, PlanFinding, Tag
from streekwerk.plans.queries.counts import count_of
from streekwerk.plans.queries.priority import priorities_in
from streekwerk.plans.queries.selection import NOT_SAID, STANDS, Selection
from streekwerk.plans.queries.stands import stands_in
from streekwerk.plans.rules import folded, owner_texts, search_stems


def selected_nodes(plan: Plan, selection: Selection, *, today: date | None = None) -> QuerySet[Node]:
    """The nodes of a selection, with `indicators` and `open_findings` counted.

    One query; choosing by owner, by priority or by what is late asks one or two more at once.
    """
    rows: Any = (
        Node.objects.filter(plan=plan)
        .annotate(
            indicators=count_of(IndicatorSentence.objects.all(), "node"),
            open_findings=count_of(PlanFinding.objects.open(), "node"),
        )
        .order_by(*selection.ordering)
    )
    found: QuerySet[Node] = narrowed(plan, rows, selection, today or clock.today())
    return found


def narrowed(plan: Plan, rows: Any, selection: Selection, today: date) -> Any:
    """The rows that the selection keeps; `only` needs their counts."""
    if selection.words:
        rows = rows.matching(search_stems(selection.words))
    if selection.level:
        rows = rows.filter(level__in=levels_of(selection.level))
    if selection.theme:
        about = Tag.objects.filter(node=OuterRef("pk"), term_id=selection.theme)
        rows = rows.filter(Exists(about.exclude(origin=TagOrigin.REFUSED)))
    if selection.owner:
        rows = rows.filter(pk__in=_owned(plan, selection))
    if selection.since or selection.until:
        rows = rows.filter(_running(selection))
    if selection.stand:
        rows = _standing(plan, rows, selection.stand, today)
    if selection.priority:
        rows = rows.filter(pk__in=list(priorities_in(plan)))
    return _only(rows, selection.only)


def levels_of(level: str) -> tuple[str, ...]:
    """The levels that a word in the address stands for: a group of them, or one."""
    return LEVEL_GROUPS[level][1] if level in LEVEL_GROUPS else (level,)


def _running(selection: Selection) -> Combinable:
    """Running in a year of the period: by start and end, of which one may be open, or by a milestone.

    What has no date at all does not run in any year.
    """
    dated = Q(start_date__isnull=False) | Q(end_date__isnull=False)
    inside = Q()
    if selection.until:
        dated &= Q(start_date__isnull=True) | Q(start_date__year__lte=selection.until)
        inside &= Q(date__year__lte=selection.until)
    if selection.since:
        dated &= Q(end_date__isnull=True) | Q(end_date__year__gte=selection.since)
        inside &= Q(date__year__gte=selection.since)
    return dated | Exists(Milestone.objects.filter(inside, node=OuterRef("pk")))


def _standing(plan: Plan, rows: Any, stand: str, today: date) -> Any:
    stands = stands_in(plan, today)
    if stand == NOT_SAID:
        return rows.filter(level__in=ACTION_LEVELS).exclude(pk__in=stands)
    return rows.filter(pk__in=[pk for pk, standing in stands.items() if standing.code == STANDS[stand]])


def _owned(plan: Plan, selection: Selection) -> set[int]:
    """Nodes whose steward, lead, partners or sheet name these words. Neighbours do not search in persons."""
    words = selection.owner
    named = Q(lead__name__icontains=words) | Q(partners__name__icontains=words)
    if selection.own:
        named |= Q(steward__name__icontains=words)
    found = set(Node.objects.filter(named, plan=plan).order_by().values_list("pk", flat=True))
    looked_for = folded(words)
    rows: Any = Node.objects.filter(plan=plan).order_by()
    sheets = rows.matching(looked_for.split()).values_list("pk", Cast("fields", TextField()))
    found.update(pk for pk, sheet in sheets if any(looked_for in text for text in _owners_on(sheet)))
    return found


@lru_cache(maxsize=5_000)
def _owners_on(sheet: str) -> tuple[str, ...]:
    """What a sheet, as it is stored, says of who; kept, because reading all sheets is most of the page."""
    return tuple(folded(" ".join(text.split())) for text in owner_texts(json.loads(sheet)))


def _only(rows: Any, only: str) -> Any:
    if only == "bevindingen":
        return rows.filter(open_findings__gt=0)
    if only == "zonder-datum":
        milestones = Milestone.objects.filter(node=OuterRef("pk"))
        none = Q(start_date__isnull=True, end_date__isnull=True)
        return rows.filter(none, ~Exists(milestones), level__in=ACTION_LEVELS)
    if only == "zonder-einde":
        return rows.filter(level__in=ACTION_LEVELS, end_date__isnull=True)
    if only == "zonder-indicator":
        return rows.filter(level__in=ACTION_LEVELS, indicators=0)
    return rows


def selected_indicators(plan: Plan, words: str) -> QuerySet[IndicatorSentence]:
    """The indicators of a plan in which, or in whose action, every word occurs; in the order of the plan."""
    rows: QuerySet[IndicatorSentence] = (
        IndicatorSentence.objects.filter(plan=plan).select_related("node").order_by("position")
    )
    for stem in search_stems(words):
        rows = rows.filter(Q(text__icontains=stem) | Q(node__search__contains=stem))
    return rows
