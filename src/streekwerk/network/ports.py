"""What rooms above tell about a network, and are told of it. They add themselves when the site starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from streekwerk.access.models import Actor
from streekwerk.network.models import Membership, Term


@dataclass(frozen=True)
class TermUse:
    """How often a word is used, in words (“12 onderdelen”), and where that is listed."""

    said: str
    url: str


USES: list[Callable[[Actor, Sequence[Term]], dict[int, TermUse]]] = []
"""Each says by the number of a word where it is used; words that are not used are left out."""

CHANGED: list[Callable[[Sequence[Term]], None]] = []
"""Each is called inside the transaction in which these words were added, changed or archived."""

MEMBERS_CHANGED: list[Callable[[int], None]] = []
"""Each is called with the number of a network, inside the transaction in which a membership in it changed."""


def uses_of(actor: Actor, terms: Sequence[Term]) -> dict[int, TermUse]:
    """Where each of these words is used, as far as the actor may see."""
    found: dict[int, TermUse] = {}
    for uses in USES:
        found |= uses(actor, terms)
    return found


def tell_changed(terms: Sequence[Term]) -> None:
    """Tell the rooms above that these words are not what they were."""
    for changed in CHANGED:
        changed(terms)


def tell_members_changed(instance: Membership, **_: object) -> None:
    """Tell the rooms above that who takes part in this network is not what it was."""
    for changed in MEMBERS_CHANGED:
        changed(instance.network_id)
