"""What the pages of the bijsluiter take: findings with all their places, and weeks of solved ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone

from streekwerk.access.models import Actor
from streekwerk.audit import clock
from streekwerk.plans.finders import RULE
from streekwerk.plans.models import Node, Plan, PlanFinding
from streekwerk.plans.pages import FindingItem, finding_items
from streekwerk.plans.queries.leaflet import SEVERITIES, RuleGroup
from streekwerk.ui.dutch import day

NAMED = 6
"""How many nodes a finding about many of them links to."""


@dataclass
class LeafletItem(FindingItem):
    """A finding that also links to the sheets it is about, when they are several."""

    about: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """A rule with its findings as the template takes them."""

    group: RuleGroup
    findings: list[LeafletItem]


def leaflet_groups(plan: Plan, groups: Iterable[RuleGroup], actor: Actor) -> list[Group]:
    """The groups with items that link to every sheet they are about; one query for all names."""
    groups = list(groups)
    nodes = _named(plan, [finding for group in groups for finding in group.findings])
    return [Group(group, _items(plan, group.findings, actor, nodes, remedy=False)) for group in groups]


def leaflet_items(plan: Plan, findings: Iterable[PlanFinding], actor: Actor) -> list[LeafletItem]:
    """Findings of different rules, each with its remedy; one query for the names of what they are about."""
    findings = list(findings)
    return _items(plan, findings, actor, _named(plan, findings), remedy=True)


def _items(
    plan: Plan, findings: list[PlanFinding], actor: Actor, nodes: Mapping[int, Node], *, remedy: bool
) -> list[LeafletItem]:
    items = finding_items(plan, findings, actor, remedy=remedy)
    return [
        LeafletItem(**vars(item), about=_links(plan, finding, nodes))
        for item, finding in zip(items, findings, strict=True)
    ]


def _named(plan: Plan, findings: Iterable[PlanFinding]) -> dict[int, Node]:
    wanted = {pk for finding in findings for pk in about(finding)[:NAMED]}
    return {
        node.pk: node for node in Node.objects.filter(plan=plan, pk__in=wanted).only("code", "title", "plan")
    }


def about(finding: PlanFinding) -> list[int]:
    """The nodes that a finding about several names, in its order; nothing when it is about one."""
    if finding.node_id:
        return []
    return list(dict.fromkeys(int(name[1:]) for name in _names(finding.data)))


def _names(data: Mapping[str, Any]) -> Iterator[str]:
    yield from data.get("nodes", ())
    yield from (name for names in data.get("fields", {}).values() for name in names)
    yield from (name for pair in data.get("pairs", ()) for name in pair)
    yield from (data[key] for key in ("target", "proposal") if data.get(key))


def _links(plan: Plan, finding: PlanFinding, nodes: Mapping[int, Node]) -> list[tuple[str, str]]:
    """Label and address of the first nodes, and how many more there are without address."""
    pks = about(finding)
    found = [nodes[pk] for pk in pks[:NAMED] if pk in nodes]
    links = [(node.code or node.title, reverse("plans:node", args=[plan.pk, node.pk])) for node in found]
    rest = len(pks) - NAMED
    return [*links, (f"en nog {rest}", "")] if rest > 0 else links


class LeafletForm(forms.Form):
    """Which findings the bijsluiter shows; a GET form, so the choice lives in the address."""

    ernst = forms.ChoiceField(label="Ernst", required=False)
    regel = forms.ChoiceField(label="Soort", required=False)

    def __init__(self, rules: Sequence[RuleGroup], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counts: Counter[str] = Counter()
        for group in rules:
            counts[group.rule.severity] += group.count
        self.fields["ernst"].choices = [  # type: ignore[attr-defined]
            ("", "alles"),
            *((word, f"{word} ({counts[stored]})") for word, stored in SEVERITIES.items() if counts[stored]),
        ]
        self.fields["regel"].choices = [  # type: ignore[attr-defined]
            ("", "alle soorten"),
            *((group.rule.code, f"{group.rule.name} ({group.count})") for group in rules),
        ]


@dataclass(frozen=True)
class SolvedItem:
    """A solved finding: what it was, where, and when it was gone."""

    severity: str
    rule: str
    message: str
    where: str
    where_url: str
    solved_at: Any


@dataclass(frozen=True)
class Week:
    name: str
    items: list[SolvedItem]


def solved_weeks(plan: Plan, findings: Iterable[PlanFinding]) -> list[Week]:
    """Solved findings, the latest first, by the week in which they were gone."""
    today = clock.today()

    def monday(finding: PlanFinding) -> date:
        assert finding.resolved_at
        gone = timezone.localtime(finding.resolved_at).date()
        return gone - timedelta(days=gone.weekday())

    return [
        Week(week_name(first, today), [_solved(plan, finding) for finding in group])
        for first, group in groupby(findings, key=monday)
    ]


def week_name(monday: date, today: date) -> str:
    """How people name the week that begins on this Monday.

    >>> week_name(date(2026, 11, 16), date(2026, 11, 22)), week_name(date(2026, 11, 9), date(2026, 11, 16))
    ('Deze week', 'Vorige week')
    >>> week_name(date(2026, 8, 31), date(2026, 11, 16))
    'Week van 31 augustus 2026'
    """
    passed = (today - timedelta(days=today.weekday()) - monday).days
    return {0: "Deze week", 7: "Vorige week"}.get(passed, f"Week van {day(monday)}")


def _solved(plan: Plan, finding: PlanFinding) -> SolvedItem:
    standing = finding.node is not None and finding.node.archived_at is None
    return SolvedItem(
        finding.severity,
        RULE[finding.rule].name if finding.rule in RULE else "",
        finding.data.get("what") or finding.message,
        str(finding.node or ""),
        reverse("plans:node", args=[plan.pk, finding.node_id]) if standing else "",
        finding.resolved_at,
    )
