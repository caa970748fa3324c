"""One theme in every plan that the actor may read, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import ClassVar

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.kernel.words import WordEntry, named, plain
from streekwerk.network.choices import TermKind
from streekwerk.network.models import Network, Term
from streekwerk.network.ports import TermUse
from streekwerk.network.queries import entry_of, territories
from streekwerk.plans.choices import ACTION_LEVELS, ProgressStatus, TagOrigin
from streekwerk.plans.models import Node, Tag
from streekwerk.plans.querysets import SharedWithNode
from streekwerk.plans.rules import names_in, owner_texts
from streekwerk.plans.rules.themes import joined, overlap, same_subject
from streekwerk.plans.tagging import prefixes, words_of
from streekwerk.ui.dutch import counted, period

SUBJECTS = (TermKind.THEME, TermKind.TARGET_GROUP, TermKind.LIFE_DOMAIN)
"""Kinds of words that a part of a plan is about; other words are only used in it."""


WORK_LEVELS = ("action_plan", *ACTION_LEVELS)
"""Levels that say what will be done."""


def tags_in_use(actor: Actor) -> SharedWithNode[Tag]:
    """Tags that hold today, of words that are in their list, on parts that stand in their plan."""
    rows: SharedWithNode[Tag] = Tag.objects.visible_to(actor).filter(
        node__archived_at__isnull=True, term__archived_at__isnull=True
    )
    return rows.exclude(origin=TagOrigin.REFUSED)


def uses(actor: Actor, terms: Sequence[Term]) -> dict[int, TermUse]:
    """How many parts of plans use each word, and where they are listed; one query."""
    rows = tags_in_use(actor).filter(term__in=[term.pk for term in terms]).order_by()
    counts = rows.values_list("term_id").annotate(n=Count("pk"))
    by_pk = {term.pk: term for term in terms}
    return {
        pk: TermUse(
            counted(count, "onderdeel", "onderdelen").replace(" ", "\u00a0"),
            f"{reverse('plans:theme', args=[pk])}?niveau=alles&netwerk={by_pk[pk].network_id}",
        )
        for pk, count in counts
    }


@dataclass(frozen=True)
class Subject:
    """A theme in the list of themes: how much is done about it, and in which networks."""

    term: Term
    actions: int
    networks: list[str]


def subjects_for(actor: Actor) -> list[Subject]:
    """The themes, target groups and life domains of the actor's networks; two queries."""
    terms = Term.objects.visible_to(actor).live().filter(kind__in=SUBJECTS).order_by("kind", "label")
    tagged = tags_in_use(actor).filter(node__level__in=WORK_LEVELS).select_related("term")
    rows = (
        tagged.order_by()
        .values_list(
            "term_id", "term__label", "term__synonyms", "term__abbreviation", "node__plan__network__name"
        )
        .annotate(n=Count("pk"))
    )
    found = [
        (WordEntry(pk, (label, *more), short), network, n) for pk, label, more, short, network, n in rows
    ]
    subjects: list[Subject] = []
    seen: list[WordEntry] = []
    for term in terms:
        entry = entry_of(term)
        # Two networks of the same person that know the same theme: one row.
        if any(plain(other.names[0]) == plain(term.label) for other in seen):
            continue
        seen.append(entry)
        same = [(network, n) for other, network, n in found if same_subject(entry, other)]
        subjects.append(Subject(term, sum(n for _, n in same), sorted({network for network, _ in same})))
    return subjects


@dataclass(frozen=True)
class ThemeFilter:
    """Which rows are shown; lives in the address."""

    words: str = ""
    network: int | None = None
    status: str = ""
    year: int | None = None
    everything: bool = False
    """Goals and prose too, not only what will be done."""

    LEVELS: ClassVar[dict[str, str]] = {"": "actieplannen en acties", "alles": "alle onderdelen"}

    @classmethod
    def of(cls, query: Mapping[str, str]) -> ThemeFilter:
        """The filter in an address; what makes no sense there is left out."""
        network, year, status = query.get("netwerk", ""), query.get("jaar", ""), query.get("stand", "")
        return cls(
            words=plain(query.get("zoek", "").strip()[:200]),
            network=int(network) if network.isdecimal() and len(network) < 10 else None,
            status=status if status in ProgressStatus.values else "",
            year=int(year) if year.isdecimal() and 1900 < int(year) < 2200 else None,
            everything=query.get("niveau") == "alles",
        )


@dataclass(frozen=True)
class ThemeRow:
    """A part of a plan that is about the theme."""

    node: Node
    network: Network
    owner: str
    period: str
    status: str
    words: list[str]
    """What it was recognised by; empty when only a person says so."""


@dataclass(frozen=True)
class Area:
    """A network that works on the theme, with its territory."""

    network: Network
    municipalities: int
    rows: int


@dataclass(frozen=True)
class Compared:
    """The page of a theme."""

    rows: list[ThemeRow]
    areas: list[Area]
    """Every network in which the theme lives, whatever is filtered."""
    meeting: list[str]
    """Sentences about the municipalities that two of these networks share."""

    @property
    def stands(self) -> bool:
        """Whether somebody said of any of them how it stands."""
        return any(row.status for row in self.rows)


def compared(term: Term, actor: Actor, chosen: ThemeFilter, today: date) -> Compared:
    """Everything about this theme that the actor may read; five queries."""
    found = _found(term, actor, chosen)
    networks = {row.network.pk: row.network for row in found}
    ground = territories(sorted(networks), today)
    areas = [
        Area(network, len(ground.get(pk, ())), sum(row.network.pk == pk for row in found))
        for pk, network in sorted(networks.items(), key=lambda item: item[1].name)
    ]
    own = next((area for area in areas if area.network.pk == term.network_id), areas[0] if areas else None)
    meeting = [
        overlap(
            own.network.name,
            area.network.name,
            ground.get(own.network.pk, set()),
            ground.get(area.network.pk, set()),
        )
        for area in areas
        if own and area is not own
    ]
    return Compared([row for row in found if _shown(row, chosen)], areas, meeting)


def _found(term: Term, actor: Actor, chosen: ThemeFilter) -> list[ThemeRow]:
    theme = entry_of(term)
    known = Term.objects.filter(pk__in=tags_in_use(actor).values("term_id")).exclude(pk=term.pk)
    same = [entry for entry in map(entry_of, known) if same_subject(theme, entry)]
    theme = joined(theme, same)
    origins = dict(
        Tag.objects.visible_to(actor)
        .filter(term__in=[term.pk, *(entry.key for entry in same)])
        .exclude(origin=TagOrigin.FOUND)
        .values_list("node_id", "origin")
    )
    said = [pk for pk, origin in origins.items() if origin == TagOrigin.SAID]
    spelled = (Q(search__contains=prefix) for prefix in prefixes([theme]))
    nodes: QuerySet[Node] = Node.objects.visible_to(actor).filter(reduce(or_, spelled, Q(pk__in=said)))
    if not chosen.everything:
        nodes = nodes.filter(level__in=WORK_LEVELS)
    nodes = nodes.select_related("plan__network", "lead", "steward").defer("search", "spans")
    rows: list[ThemeRow] = []
    for node in nodes.order_by("plan__network__name", "plan_id", "position"):
        words = named(words_of(node), (theme,)).get(term.pk, [])
        if origins.get(node.pk) == TagOrigin.REFUSED or not (words or origins.get(node.pk)):
            continue
        own = may(actor, Permission.PLAN_READ, at=node.plan.network_id)
        rows.append(
            ThemeRow(
                node,
                node.plan.network,
                _owner(node, own=own),
                _period(node),
                node.get_status_display() if own and node.status else "",
                words,
            )
        )
    return rows


def _owner(node: Node, *, own: bool) -> str:
    """Who carries it: organisation, steward, else the names its sheet writes, else the network itself."""
    named_here = [str(node.lead) if node.lead else "", node.steward.name if own and node.steward else ""]
    written = [name for text in owner_texts(node.fields) for name in names_in(text)][:3]
    return ", ".join(filter(None, named_here)) or ", ".join(written) or node.plan.network.name


def _period(node: Node) -> str:
    words = list(dict.fromkeys(filter(None, (node.start_words, node.end_words))))
    return " → ".join(words) or period(node.plan.period_start, node.plan.period_end)


def _shown(row: ThemeRow, chosen: ThemeFilter) -> bool:
    node = row.node
    first = node.start_date or node.plan.period_start
    last = node.end_date or node.plan.period_end
    return (
        (chosen.network is None or row.network.pk == chosen.network)
        and (not chosen.status or (node.status == chosen.status and bool(row.status)))
        and (not chosen.words or chosen.words in plain(f"{node} {row.owner} {row.network}"))
        and (
            chosen.year is None
            or ((not first or first.year <= chosen.year) and (not last or last.year >= chosen.year))
        )
    )
