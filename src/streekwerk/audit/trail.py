"""The trail: which changes of a network somebody asks for, by person, day, kind or thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils import timezone

from streekwerk.access.models import Actor
from streekwerk.audit.models import Entry

KINDS: dict[str, str] = {
    "accounts.user": "account",
    "audit.entry": "logboek",
    "budget.budgetimport": "ingelezen boekhouding",
    "budget.budgetline": "budgetlijn",
    "impact.impacttemplate": "toetsmodel",
    "impact.impacttest": "toets",
    "impact.mitigation": "maatregel",
    "context.contextseries": "omgevingscijfer",
    "indicators.collectionround": "bevraging",
    "indicators.deliverable": "oplevering",
    "indicators.deliverableversion": "versie van een oplevering",
    "indicators.indicator": "indicatorkaart",
    "indicators.roundrequest": "antwoord op een bevraging",
    "intake.colourmeaning": "kleur",
    "intake.review": "nakijken van een document",
    "intake.upload": "document",
    "network.network": "netwerk",
    "network.roleholding": "rol",
    "network.term": "begrip",
    "origins.effect": "doorwerking",
    "origins.origin": "oorsprong van een doorwerking",
    "plans.assumption": "veronderstelling",
    "plans.indicatorsentence": "indicator",
    "plans.milestone": "mijlpaal",
    "plans.node": "onderdeel van een plan",
    "plans.nodelink": "verband",
    "plans.plan": "plan",
    "plans.planfinding": "bevinding",
    "plans.sheetfield": "veld van de fiche",
    "plans.statement": "waarom",
    "plans.trayitem": "passage in de lade",
}
"""What a change can be about, in words; another kind keeps its own name."""


@dataclass(frozen=True)
class TrailSelection:
    """Which changes are asked for; lives in the address."""

    first: date | None = None
    last: date | None = None
    kind: str = ""
    who: str = ""
    words: str = ""
    about: str = ""
    """One thing, by kind and number: `plans.node:12`."""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> TrailSelection:
        """What an address asks; what it does not know is left out.

        >>> TrailSelection.of({"van": "2026-05-01", "tot": "morgen", "over": "plans.node:12"}).about
        'plans.node:12'
        """
        kind, _, number = asked.get("over", "").partition(":")
        return cls(
            _day(asked.get("van", "")),
            _day(asked.get("tot", "")),
            asked.get("soort", "")[:60],
            asked.get("wie", "")[:160],
            asked.get("zoek", "").strip()[:200],
            f"{kind}:{number}" if kind and number.isdecimal() and len(number) < 16 else "",
        )

    @property
    def query(self) -> str:
        """The selection as the end of an address, with its question mark; empty when all is asked for."""
        said = {"van": self.first, "tot": self.last, "soort": self.kind, "wie": self.who, "zoek": self.words,
                "over": self.about}  # fmt: skip
        asked = {name: str(value) for name, value in said.items() if value}
        return f"?{urlencode(asked)}" if asked else ""


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def trail_of(network_id: int, actor: Actor, selection: TrailSelection) -> QuerySet[Entry]:
    """The changes of a network that are asked for, newest first; none without the right to read its log."""
    rows: Any = Entry.objects.visible_to(actor).filter(network_id=network_id)
    if selection.first:
        rows = rows.filter(at__gte=_midnight(selection.first))
    if selection.last:
        rows = rows.filter(at__lt=_midnight(selection.last + timedelta(days=1)))
    if selection.kind:
        rows = rows.filter(object_kind=selection.kind)
    if selection.who.isdecimal() and len(selection.who) < 16:
        rows = rows.filter(by_id=int(selection.who))
    elif selection.who:
        rows = rows.filter(by_id=None, by_label=selection.who)
    if selection.about:
        kind, _, number = selection.about.partition(":")
        rows = rows.about(kind, int(number))
    for word in selection.words.split():
        rows = rows.filter(object_label__icontains=word)
    found: QuerySet[Entry] = rows
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def choices_of(network_id: int, actor: Actor) -> tuple[dict[str, str], dict[str, str]]:
    """The people and the kinds there are changes of, each with its words; two queries.

    People by name, never by how much they did.
    """
    rows = Entry.objects.visible_to(actor).filter(network_id=network_id).order_by()
    people = {
        str(number) if number else label: label
        for number, label in rows.order_by("by_label").values_list("by_id", "by_label").distinct()
    }
    kinds = {kind: KINDS.get(kind, kind) for kind in rows.values_list("object_kind", flat=True).distinct()}
    return people, dict(sorted(kinds.items(), key=lambda kind: kind[1]))


def entries_by(user_id: int) -> QuerySet[Entry]:
    """Everything one person did, in whatever network: for that person only."""
    return Entry.objects.filter(by_id=user_id)
