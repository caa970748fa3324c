"""What can be chosen in a plan: only values that occur in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Count, Max, Min, Q
from django.utils.timezone import localdate

from streekwerk.network.choices import TermKind
from streekwerk.plans.choices import ACTION_LEVELS, LEVEL_GROUPS, LEVEL_LABELS, Priority, TagOrigin
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, Plan, Tag
from streekwerk.plans.queries.counts import level_word
from streekwerk.plans.queries.selection import NOT_SAID, STANDS, Selection
from streekwerk.plans.queries.stands import stands_in
from streekwerk.plans.queries.table import levels_of
from streekwerk.plans.rules import names_in, owner_texts
from streekwerk.plans.rules.standing import LABELS, Standing

_MOST_NAMES = 200


@dataclass(frozen=True)
class Theme:
    pk: int
    label: str
    kind: str
    """The word for its kind: thema, doelgroep."""


@dataclass(frozen=True)
class Occurring:
    """The values that filters offer, with the words for them."""

    levels: list[tuple[str, str]]
    per_level: Counter[str]
    """How many nodes each level has."""
    themes: list[Theme] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    years: range = range(0)
    stands: list[tuple[str, str]] = field(default_factory=list)
    only: list[tuple[str, str]] = field(default_factory=list)
    priority: bool = False
    standings: Mapping[int, Standing] = field(default_factory=dict)
    """How nodes stand about which there is something to say."""

    @property
    def late(self) -> frozenset[int]:
        return frozenset(pk for pk, standing in self.standings.items() if standing.code == "late")

    def total(self, selection: Selection) -> int:
        """How many nodes the plan has on the level of the selection."""
        levels = levels_of(selection.level) if selection.level else self.per_level
        return sum(self.per_level[level] for level in levels)


def occurring_in(plan: Plan, *, own: bool, today: date | None = None) -> Occurring:
    """What occurs in the plan; ten queries at most. Nothing of how the plan goes when `own` is false."""
    today = today or localdate()
    nodes = Node.objects.filter(plan=plan).order_by()
    per_level: Counter[str] = Counter()
    per_level.update(dict(nodes.values_list("level").annotate(n=Count("pk"))))
    actions = Q(level__in=ACTION_LEVELS)
    facts = nodes.aggregate(
        first=Min("start_date"), last_start=Max("start_date"),
        first_end=Min("end_date"), last=Max("end_date"),
        no_end=Count("pk", filter=actions & Q(end_date__isnull=True)),
        no_date=Count("pk", filter=actions & Q(end_date__isnull=True, start_date__isnull=True)),
        marked=Count("pk", filter=Q(priority=Priority.PRIORITY)),
    )  # fmt: skip
    steps = Milestone.objects.filter(plan=plan, node__isnull=False).aggregate(a=Min("date"), b=Max("date"))
    measured = IndicatorSentence.objects.filter(plan=plan, node__level__in=ACTION_LEVELS).aggregate(
        n=Count("node", distinct=True)
    )["n"]
    total = sum(per_level[level] for level in ACTION_LEVELS)
    found = {
        "bevindingen": own and plan.open_findings,  # type: ignore[attr-defined]
        "zonder-datum": facts["no_date"],
        "zonder-einde": facts["no_end"],
        "zonder-indicator": total - measured,
    }
    stands = stands_in(plan, today) if own else {}
    return Occurring(
        levels=_levels(plan, per_level),
        per_level=per_level,
        themes=_themes(plan),
        owners=_owners(plan, own=own),
        years=_years(value for value in [*list(facts.values())[:4], *steps.values()] if value),
        stands=_stands(stands, total),
        only=[(code, label) for code, label in Selection.ONLY.items() if found[code]],
        priority=bool(facts["marked"]),
        standings=stands,
    )


def _levels(plan: Plan, present: Counter[str]) -> list[tuple[str, str]]:
    """Groups of levels, then each level that occurs with the word for many of them, highest first."""
    groups = [
        (code, label)
        for code, (label, levels) in LEVEL_GROUPS.items()
        if any(present[level] for level in levels)
    ]
    return groups + [
        (level, level_word(plan.network, level, plural=True)) for level in LEVEL_LABELS if present[level]
    ]


def _themes(plan: Plan) -> list[Theme]:
    rows = (
        Tag.objects.filter(node__plan=plan, node__archived_at__isnull=True, term__archived_at__isnull=True)
        .exclude(origin=TagOrigin.REFUSED)
        .exclude(term__kind=TermKind.WORD)
        .order_by("term__label")
        .values_list("term_id", "term__label", "term__kind")
        .distinct()
    )
    return [Theme(pk, label, TermKind(kind).label) for pk, label, kind in rows]


def _owners(plan: Plan, *, own: bool) -> list[str]:
    """Names of stewards, organisations and partners, and the most used ones that sheets write, a–z."""
    names = set(_names_on_sheets(plan.pk, plan.revision, plan.changed_at))
    nodes = Node.objects.filter(plan=plan).order_by()
    linked = nodes.filter(Q(steward__isnull=False) | Q(lead__isnull=False))
    for steward, lead in linked.values_list("steward__name", "lead__name"):
        names.update(name for name in (steward if own else "", lead) if name)
    names.update(nodes.filter(partners__isnull=False).values_list("partners__name", flat=True))
    return sorted(names, key=str.casefold)


@lru_cache(maxsize=64)
def _names_on_sheets(plan_id: int, revision: int, changed_at: datetime) -> tuple[str, ...]:
    """The names on the sheets of a plan as it was at that revision.

    Kept: reading thousands of sheets takes longer than the rest of a page; a new revision has a new key.
    """
    names: Counter[str] = Counter()
    sheets = Node.objects.filter(plan=plan_id).exclude(fields=[]).order_by()
    for fields in sheets.values_list("fields", flat=True):
        for text in owner_texts(fields):
            names.update(set(names_in(text)))
    return tuple(name for name, _ in names.most_common(_MOST_NAMES))


def _years(days: Iterable[date]) -> range:
    years = sorted(day.year for day in days)
    return range(years[0], years[-1] + 1) if years else range(0)


def _stands(stands: Mapping[int, Standing], actions: int) -> list[tuple[str, str]]:
    """How things stand, as far as it occurs. That nobody said anything yet is no choice on its own."""
    codes = {standing.code for standing in stands.values()}
    said = [(word, LABELS[code]) for word, code in STANDS.items() if code in codes]
    return said + ([(NOT_SAID, "zonder stand")] if said and len(stands) < actions else [])
