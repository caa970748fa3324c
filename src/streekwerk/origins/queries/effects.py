"""The effects of a network: what is asked for, how they stand, what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from streekwerk.access.models import Actor, Permission
from streekwerk.indicators.queries.validators import contacts_of
from streekwerk.network.models import Network, Party
from streekwerk.origins.choices import EffectKind
from streekwerk.origins.models import Effect, Origin
from streekwerk.origins.rules.counting import EffectFacts, State, stand_of
from streekwerk.plans.models import Node

STANDS: dict[str, str] = {"bevestigd": "confirmed", "voorgesteld": "proposed", "niet-zo": "refused"}
"""The words of the address."""
KINDS: dict[str, str] = {str(kind.label).replace(" ", "-"): kind.value for kind in EffectKind}


@dataclass(frozen=True)
class EffectSelection:
    """Which effects are shown and in which order; lives in the address."""

    words: str = ""
    stand: str = ""
    kind: str = ""
    party: int | None = None
    year: int | None = None
    under: int | None = None
    order: str = "-wanneer"

    ORDERS: ClassVar[tuple[str, ...]] = tuple(
        sign + name for name in ("wanneer", "wat", "waar", "soort", "stand") for sign in ("", "-")
    )

    @classmethod
    def of(cls, query: Mapping[str, str]) -> EffectSelection:
        """The choice in an address; what makes no sense there is left out.

        >>> EffectSelection.of({"stand": "bevestigd", "waar": "x", "jaar": "2026"}).address()
        'stand=bevestigd&jaar=2026'
        """
        order = query.get("volgorde", "")
        year = _number(query.get("jaar", ""))
        return cls(
            query.get("zoek", "").strip()[:200],
            STANDS.get(query.get("stand", ""), ""),
            KINDS.get(query.get("soort", ""), ""),
            _number(query.get("waar", "")),
            year if year and 1990 <= year <= 2100 else None,
            _number(query.get("onder", "")),
            order if order in cls.ORDERS else "-wanneer",
        )

    def address(self) -> str:
        """The choice as it stands behind the question mark."""
        said = {
            "zoek": self.words,
            "stand": _word(STANDS, self.stand),
            "soort": _word(KINDS, self.kind),
            "waar": self.party,
            "jaar": self.year,
            "onder": self.under,
            "volgorde": "" if self.order == "-wanneer" else self.order,
        }
        return urlencode({name: value for name, value in said.items() if value})

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return any((self.words, self.stand, self.kind, self.party, self.year, self.under))


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 16 else None


def _word(words: Mapping[str, str], stored: str) -> str:
    return next((word for word, value in words.items() if value == stored), "")


@dataclass(frozen=True)
class Line:
    """An effect with its origins that stand, and how it stands."""

    effect: Effect
    origins: Sequence[Origin]

    @property
    def stand(self) -> State | None:
        return stand_of([origin.state for origin in self.origins])

    @property
    def facts(self) -> EffectFacts:
        states = tuple(origin.state for origin in self.origins)
        return EffectFacts(self.effect.pk, self.effect.party_id, states)


ORDER: list[str | None] = ["confirmed", "proposed", "refused", None]


def lines_of(network: Network, actor: Actor, selection: EffectSelection) -> list[Line]:
    """The effects of the network that the selection lets through, in its order; three queries at most."""
    rows = Effect.objects.visible_to(actor).filter(network=network).select_related("party")
    if selection.kind:
        rows = rows.filter(kind=selection.kind)
    if selection.party:
        rows = rows.filter(party=selection.party)
    if selection.year:
        rows = rows.filter(happened_on__year=selection.year)
    for word in selection.words.split()[:8]:
        rows = rows.filter(text__icontains=word)
    if selection.under:
        branch = _branch(selection.under, network)
        here = Origin.objects.live().filter(effect=OuterRef("pk"), node__in=branch)
        rows = rows.filter(Exists(here))
    found = with_origins(rows)
    if selection.stand:
        found = [line for line in found if line.stand == selection.stand]
    return ordered(found, selection.order)


def with_origins(rows: QuerySet[Effect]) -> list[Line]:
    """The effects with their origins that stand; an effect without any is left out. Two queries."""
    standing = Origin.objects.live().select_related("node")
    standing = standing.defer("node__text", "node__fields", "node__search")
    made = [
        Line(effect, list(effect.origins.all()))
        for effect in rows.prefetch_related(Prefetch("origins", standing))
    ]
    return [line for line in made if line.origins]


def ordered(lines: Iterable[Line], order: str) -> list[Line]:
    """The lines in this order, the newest first among equals."""
    newest = sorted(lines, key=lambda line: (line.effect.happened_on, line.effect.pk), reverse=True)
    keys = {
        "wanneer": lambda line: line.effect.happened_on,
        "wat": lambda line: line.effect.text.casefold(),
        "waar": lambda line: line.effect.party.name.casefold(),
        "soort": lambda line: line.effect.get_kind_display(),
        "stand": lambda line: ORDER.index(line.stand),
    }
    return sorted(newest, key=keys[order.lstrip("-")], reverse=order.startswith("-"))


def _branch(under: int, network: Network) -> set[int]:
    """The node and everything below it; one query."""
    children: dict[int | None, list[int]] = {}
    of_plan = Node.objects.filter(plan__network=network, plan__nodes=under)
    for pk, above in of_plan.values_list("pk", "parent_id"):
        children.setdefault(above, []).append(pk)
    found, todo = set(), [under]
    while todo:
        here = todo.pop()
        found.add(here)
        todo += children.get(here, [])
    return found


def choices_in(network: Network, actor: Actor) -> tuple[list[tuple[int, str]], list[int]]:
    """The parties at which something is recorded, and the years; one query."""
    rows = Effect.objects.visible_to(actor).filter(network=network, origins__archived_at__isnull=True)
    said = set(rows.order_by().values_list("party_id", "party__name", "happened_on__year").distinct())
    parties = sorted({(pk, name) for pk, name, _ in said}, key=lambda pair: pair[1])
    return parties, sorted({year for _, _, year in said}, reverse=True)


def on_node(actor: Actor, node: Node) -> list[Origin]:
    """What grew out of this node, what was confirmed first, then the newest; one query."""
    rows = Origin.objects.visible_to(actor).live().filter(node=node).select_related("effect__party")
    newest = sorted(rows, key=lambda origin: (origin.effect.happened_on, origin.pk), reverse=True)
    return sorted(newest, key=lambda origin: ORDER.index(origin.state))


@dataclass(frozen=True)
class Waiting:
    """How many effects wait for what a party says, and the first origin of them."""

    party: str
    network: str
    count: int
    first: int


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for the actor, per party it speaks for; at most one query, none who speaks for nobody."""
    own = actor.parties_with(Permission.EFFECT_CONFIRM) if actor.can(Permission.EFFECT_CONFIRM) else ()
    if not own:
        return []
    asked = Origin.objects.visible_to(actor).waiting().filter(effect__party__in={party for _, party in own})
    grouped: dict[tuple[int, int], list[Origin]] = {}
    for origin in asked.select_related("effect__party", "effect__network").order_by("pk"):
        key = (origin.effect.network_id, origin.effect.party_id)
        if key in own:
            grouped.setdefault(key, []).append(origin)
    return [
        Waiting(
            rows[0].effect.party.name,
            rows[0].effect.network.name,
            len({origin.effect_id for origin in rows}),
            rows[0].pk,
        )
        for rows in grouped.values()
    ]


def without_contact(party: Party, network: Network, day: date) -> bool:
    """Whether nobody answers for this party; one query."""
    return not contacts_of(network.pk, [party.pk], day, permission=Permission.EFFECT_CONFIRM)
