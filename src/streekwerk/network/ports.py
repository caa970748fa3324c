"""What rooms above tell about the words of a network. They add themselves when the site starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from streekwerk.access.models import Actor
from streekwerk.network.models import Term


@dataclass(frozen=True)
class TermUse:
    """How often a word is used, in words (“12 onderdelen”), and where that is listed."""

    said: str
    url: str


USES: list[Callable[[Actor, Sequence[Term]], dict[int, TermUse]]] = []
"""Each says by the number of a word where it is used; words that are not used are left out."""

CHANGED: list[Callable[[Sequence[Term]], None]] = []
"""Each is called inside the transaction in which these words were added, changed or archived."""


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
