"""What can be chosen in a plan: only values that occur in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from streekwerk.accounts.models import User
from streekwerk.audit import clock
from streekwerk.network.choices import TermKind
from streekwerk.network.models import Party
from streekwerk.plans.choices import LEVEL_GROUPS, LEVEL_LABELS, TagOrigin
from streekwerk.plans.models import Plan, Tag
from streekwerk.plans.queries.counts import level_word
from streekwerk.plans.queries.facts import Facts, facts_of
from streekwerk.plans.queries.selection import NOT_SAID, STANDS, Selection
from streekwerk.plans.queries.stands import stands_in
from streekwerk.plans.queries.table import levels_of
from streekwerk.plans.rules.standing import LABELS, Standing


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
    """What occurs in the plan; ten queries at most, three once its facts are kept.

    Nothing of how the plan goes when `own` is false.
    """
    facts = facts_of(plan.pk, plan.revision, plan.changed_at)
    found = {
        "bevindingen": own and plan.open_findings,  # type: ignore[attr-defined]
        "zonder-datum": facts.no_date,
        "zonder-einde": facts.no_end,
        "zonder-indicator": facts.actions - facts.measured,
    }
    stands = stands_in(plan, today or clock.today()) if own else {}
    return Occurring(
        levels=_levels(plan, facts.per_level),
        per_level=facts.per_level,
        themes=_themes(plan),
        owners=_owners(facts, own=own),
        years=facts.years,
        stands=_stands(stands, facts.actions),
        only=[(code, label) for code, label in Selection.ONLY.items() if found[code]],
        priority=facts.marked,
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


def _owners(facts: Facts, *, own: bool) -> list[str]:
    """Names of stewards, organisations and partners, and the most used ones that sheets write, a–z."""
    names = set(facts.names)
    names.update(Party.objects.filter(pk__in=facts.parties).values_list("name", flat=True))
    if own:
        names.update(User.objects.filter(pk__in=facts.stewards).values_list("name", flat=True))
    return sorted(names, key=str.casefold)


def _stands(stands: Mapping[int, Standing], actions: int) -> list[tuple[str, str]]:
    """How things stand, as far as it occurs. That nobody said anything yet is no choice on its own."""
    codes = {standing.code for standing in stands.values()}
    said = [(word, LABELS[code]) for word, code in STANDS.items() if code in codes]
    return said + ([(NOT_SAID, "zonder stand")] if said and len(stands) < actions else [])
