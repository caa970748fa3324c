"""What the list of cards shows: rows with their addresses, grouped by place in the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localdate

from streekwerk.indicators.queries.cards import STATES, Card, Cards, CardSelection
from streekwerk.indicators.rules.cards.words import MEASURES
from streekwerk.plans.models import Plan
from streekwerk.plans.pages import lines_label, source_url
from streekwerk.ui import dutch

STATE_WORDS = {
    "": "Alles",
    "te-bevestigen": "Te bevestigen",
    "twijfel": "Met twijfel of vraag",
    "gewijzigd": "Zin gewijzigd",
    "bevestigd": "Bevestigd",
    "terzijde": "Terzijde",
}


@dataclass(slots=True)
class CardRow:
    """A card with the addresses of what can be done with it."""

    card: Card
    measure: str
    place: str = ""
    place_url: str = ""
    source: str = ""
    source_url: str = ""
    edit_url: str = ""
    card_url: str = ""
    chosen: bool = False
    said: str = ""
    """What somebody else did with it first."""
    token: str = ""
    """What was seen, for a form."""
    back: str = ""
    """The card and its version, to take it back."""
    short: str = ""
    facts: str = ""
    why: str = ""
    asks: list[str] = field(default_factory=list)

    @property
    def waits(self) -> bool:
        """Whether somebody still has to look at it."""
        return self.card.state in ("open", "changed")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the list sends what is done on it; `query` keeps how it is looked at."""

    confirm: str
    undo: str
    aside: str
    take_up: str
    query: str = ""

    @classmethod
    def of(cls, plan: Plan, query: str = "") -> Addresses:
        """The addresses for this plan."""
        confirm, undo, aside, take_up = (
            reverse(f"indicators:{name}", args=[plan.pk])
            for name in ("cards-confirm", "cards-undo", "cards-aside", "cards-take-up")
        )
        return cls(confirm, undo, aside, take_up, query)


@dataclass(slots=True)
class CardGroup:
    """The cards of one place in the plan."""

    title: str
    url: str
    goal: str
    """The goal it lies under, on the first group of that goal."""
    rows: list[CardRow] = field(default_factory=list)
    html: str = ""
    """The rows as they are shown."""


@dataclass(frozen=True, slots=True)
class StateLink:
    word: str
    count: int
    url: str
    current: bool


def card_rows(plan: Plan, found: Cards, cards: list[Card], *, chosen: bool = False) -> list[CardRow]:
    """The rows of these cards; `chosen`: those without a doubt are ticked already."""
    # `reverse` for each of hundreds costs more than the page itself: one address is filled in per row.
    node_url = reverse("plans:node", args=[plan.pk, 0]).replace("/0/", "/{}/")
    edit_url = reverse("indicators:card-draft", args=[plan.pk, 0]).replace("/0/", "/{}/")
    card_url = reverse("indicators:card", args=[0]).replace("/0/", "/{}/")
    rows = []
    for card in cards:
        place, spans = found.places.get(card.node or 0), card.spans
        rows.append(
            CardRow(
                card,
                measure=MEASURES.get(card.measure, card.measure),
                place=place.said if place else "",
                place_url=node_url.format(place.pk) if place else "",
                source=lines_label(spans) if spans else "",
                source_url=source_url(plan, spans),
                edit_url=edit_url.format(card.seen.sentence),
                card_url=card_url.format(card.indicator) if card.indicator else "",
                chosen=chosen and card.state == "open" and card.sure,
                token=str(card.seen),
                back=f"{card.indicator}-{card.seen.version}" if card.indicator else "",
                short=_short(card.text),
                facts=" · ".join(card.facts),
                why=_why(card),
                asks=_asks(card),
            )
        )
    return rows


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"


def _why(card: Card) -> str:
    """What the proposal was recognised by; of a card that was looked at, by whom and when."""
    if card.state != "open":
        return f"{card.by}, {dutch.day(localdate(card.at))}"
    # The doubt is said on a line of its own.
    return card.why[card.why.find("herkend aan") :] if "herkend aan" in card.why else card.why


def _asks(card: Card) -> list[str]:
    """The doubts and questions of a card, one sentence each."""
    doubt = []
    if card.doubt:
        doubt = [f"Twijfel: {MEASURES.get(card.measure, card.measure)} of {card.doubt}?"]
    elif card.weak:
        doubt = ["Twijfel: weinig herkend."]
    return [*doubt, *(question.sentence for question in card.questions)]


def card_groups(found: Cards, rows: list[CardRow], *, grouped: bool) -> list[CardGroup]:
    """The rows under the place in the plan where they stand; in one group when the order is another."""
    if not grouped:
        return [CardGroup("", "", "", rows)] if rows else []
    groups: list[CardGroup] = []
    goal: int | None = None
    for _, same in groupby(rows, key=lambda row: row.card.node):
        beside = list(same)
        first = beside[0]
        other = first.card.goal is not None and first.card.goal != goal and first.card.goal != first.card.node
        goal = first.card.goal
        groups.append(
            CardGroup(
                first.place or "Los van een onderdeel",
                first.place_url,
                found.goals.get(goal, "") if other and goal else "",
                beside,
            )
        )
    return groups


def state_links(found: Cards, selection: CardSelection, query: Mapping[str, str]) -> list[StateLink]:
    """The states a card can be in with how many there are, as links that keep the other choices."""
    kept = {name: value for name, value in query.items() if name not in ("stand", "pagina", "kies") and value}
    links = []
    for word, label in STATE_WORDS.items():
        state = STATES.get(word, "")
        count = found.counts.get(state, 0)
        current = selection.state == state
        # A state that never occurs in ordinary life is named only when it does.
        if not count and not current and word in ("gewijzigd", "terzijde", "twijfel"):
            continue
        said = urlencode(kept | ({"stand": word} if word else {}))
        links.append(StateLink(label, count, f"?{said}", current))
    return links
