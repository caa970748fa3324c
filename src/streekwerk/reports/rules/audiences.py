"""For whom a report is: what it shows is what such a person may see, and who may open it.

A block never decides this. The facts of a report are gathered by an actor that holds the role of its
audience and nothing else, so that every gate of every room applies.
"""

from __future__ import annotations

from dataclasses import dataclass

from streekwerk.access.models import BOARD_MEMBER, MEMBER_CONTACT, READER, Actor, Holding

NEIGHBOUR = -1
"""The number of a network that does not exist: who reads plans there sees of ours what neighbours see."""


@dataclass(frozen=True, slots=True)
class Audience:
    """A circle of readers."""

    code: str
    label: str
    explanation: str
    role: str
    """The role its readers hold in the network of the plan; empty: none."""


BOARD = Audience(
    "board", "bestuursorgaan", "Wat een bestuurder mag zien. Bestuurders openen het.", BOARD_MEMBER.code
)
NETWORK = Audience(
    "network", "iedereen in het netwerk", "Wat een lezer mag zien. Wie een rol heeft, opent het.", READER.code
)
MEMBER = Audience(
    "member",
    "één lid",
    "Wat een lezer mag zien, met de cijfers van dat lid alleen. Wie voor dat lid optreedt, opent het.",
    MEMBER_CONTACT.code,
)
PUBLIC = Audience(
    "public",
    "publiek",
    "Wat een buurnetwerk van een vastgesteld plan mag lezen: doelen, acties en mijlpalen.",
    "",
)
AUDIENCES: dict[str, Audience] = {one.code: one for one in (BOARD, NETWORK, MEMBER, PUBLIC)}


def gatherer(audience: str, network: int, party: int | None = None) -> Actor:
    """Who gathers the facts of a report for this audience: one role, in one network.

    >>> gatherer("board", 7).holdings[0].role, gatherer("public", 7).network_ids
    ('board_member', frozenset({-1}))
    """
    role = AUDIENCES[audience].role
    label = f"rapport voor {AUDIENCES[audience].label}"
    if not role:
        return Actor(label, "person", holdings=(Holding(READER.code, NEIGHBOUR),))
    own = party if audience == MEMBER.code else None
    return Actor(label, "person", holdings=(Holding(role, network, own),))
