"""What the pages of effects show: the list of a network, and one effect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from streekwerk.access.models import Actor
from streekwerk.origins.models import Effect, Origin
from streekwerk.origins.pages.section import BADGES
from streekwerk.origins.queries.effects import Line
from streekwerk.origins.queries.speaking import may_answer, may_take_back
from streekwerk.origins.queries.things import url_of, word_of
from streekwerk.origins.rules.counting import counts_of
from streekwerk.plans.exports import Column, Sheet
from streekwerk.ui.addresses import address
from streekwerk.ui.dutch import counted, day

WORDS = {"confirmed": "bevestigd", "proposed": "voorgesteld", "refused": "niet zo"}


@dataclass(frozen=True, slots=True)
class OriginShown:
    """An origin as a page shows it, with what the visitor may do."""

    origin: Origin
    word: str
    url: str
    badge: str
    said: str
    answer_url: str = ""
    take_back_url: str = ""
    withdraw_url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An effect in the list."""

    effect: Effect
    url: str
    stand: str
    badge: str
    origins: Sequence[OriginShown]


def rows_of(lines: Iterable[Line]) -> list[Row]:
    """The rows of these lines; no query."""
    return [
        Row(
            line.effect,
            line.effect.get_absolute_url(),
            WORDS[line.stand or "proposed"],
            BADGES[line.stand or "proposed"],
            [_plain(origin) for origin in line.origins],
        )
        for line in lines
    ]


def _plain(origin: Origin) -> OriginShown:
    return OriginShown(origin, word_of(origin), url_of(origin), BADGES[origin.state], said_of(origin))


def shown_of(origin: Origin, effect: Effect, actor: Actor) -> OriginShown:
    """The origin on the page of its effect; no query."""
    answering = may_answer(actor, effect.network_id, effect.party_id)
    waits = origin.state == "proposed"
    return OriginShown(
        origin,
        word_of(origin),
        url_of(origin),
        BADGES[origin.state],
        said_of(origin),
        address("origins:answer", origin.pk) if answering and waits else "",
        address("origins:take-back", origin.pk) if may_take_back(actor, origin, effect) else "",
        address("origins:withdraw", origin.pk) if answering and not waits else "",
    )


def said_of(origin: Origin) -> str:
    """Who said whether it is so, on which day and on whose word."""
    if origin.answered_on is None:
        return f"opgetekend door {origin.by_label}, nog niet bevestigd"
    said = f"{WORDS[origin.state]} door {origin.answered_by} op {day(origin.answered_on)}"
    if origin.source:
        said += f", op het woord van {origin.source}"
    return said


@dataclass(frozen=True, slots=True)
class Told:
    """A part of the sentence above the list: a number, the choice of which it is, and what follows it."""

    number: str
    stand: str
    rest: str


def sentence_of(lines: Iterable[Line]) -> list[Told]:
    """How many effects count, and at how many parties; how many wait; how many were not so.

    Nothing when there are none.
    """
    counts = counts_of(line.facts for line in lines)
    parts = []
    if counts.confirmed:
        many = counted(counts.confirmed, "bevestigde doorwerking", "bevestigde doorwerkingen")
        where = counted(counts.parties, "organisatie", "organisaties")
        parts.append(Told(many, "bevestigd", f" bij {where}"))
    if counts.proposed:
        waits, counting = ("wacht", "telt") if counts.proposed == 1 else ("wachten", "tellen")
        number = f"{counts.proposed} {waits}"
        parts.append(Told(number, "voorgesteld", f" op bevestiging en {counting} nog niet"))
    if counts.refused:
        was = "bleek" if counts.refused == 1 else "bleken"
        parts.append(Told(f"{counts.refused} {was} niet zo", "niet-zo", ""))
    return parts


_COLUMNS = (
    Column("Wat veranderde", 60),
    Column("Bij wie", 30),
    Column("Soort", 16),
    Column("Sinds", 18),
    Column("Vanaf dag", 12),
    Column("Stand", 14),
    Column("Komt voort uit", 60),
    Column("Wat is dat", 22),
    Column("Stand van deze oorsprong", 16),
    Column("Wie zei dat", 50),
    Column("Toelichting", 50),
    Column("Opgetekend door", 26),
)


def sheet_of(lines: Iterable[Line]) -> Sheet:
    """The effects on their way to a file, a row per origin."""
    return Sheet(_COLUMNS, (list(_cells(line, origin)) for line in lines for origin in line.origins))


def _cells(line: Line, origin: Origin) -> Iterator[str | int]:
    effect = line.effect
    yield effect.text
    yield effect.party.name
    yield effect.get_kind_display()
    yield effect.words
    yield f"{effect.happened_on:%d/%m/%Y}"
    yield WORDS[line.stand or "proposed"]
    yield origin.label
    yield word_of(origin)
    yield WORDS[origin.state]
    yield said_of(origin)
    yield origin.reason
    yield effect.by_label
