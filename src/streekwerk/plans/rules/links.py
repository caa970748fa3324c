"""What a link between two actions says, on the sheet of either."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LINK_WORDS: dict[str, tuple[str, str]] = {
    "preparation": ("bereidt voor", "wordt voorbereid door"),
    "dependency": ("hangt af van", "is nodig voor"),
    "smart_combination": ("slimme combinatie met", "slimme combinatie met"),
    "continues": ("zet voort", "wordt voortgezet door"),
    "reference": ("verwijst naar", "wordt genoemd door"),
}
"""Per kind what it says on the sheet it was made on, and on the other; most telling first."""

SYMMETRIC = frozenset({"smart_combination"})
"""Kinds that say the same both ways: one link is enough."""

NEEDS_RATIONALE = frozenset({"smart_combination"})


def link_word(kind: str, *, incoming: bool = False) -> str:
    """What a link says.

    >>> link_word("preparation"), link_word("preparation", incoming=True)
    ('bereidt voor', 'wordt voorbereid door')
    """
    return LINK_WORDS[kind][incoming]


@dataclass(frozen=True)
class LinkEnd:
    """As much of an action as tells whether another has to wait for it."""

    name: str
    last_day: date | None
    done: bool
    resting: bool = False
    """Paused, itself or with its whole plan: what rests is not late."""


def first_of(kind: str, source: LinkEnd, target: LinkEnd) -> LinkEnd | None:
    """The end that has to be ready before the other; None when the kind says nothing of that."""
    return {"preparation": source, "dependency": target}.get(kind)


def overdue(kind: str, source: LinkEnd, target: LinkEnd, today: date, *, on_source: bool) -> str:
    """The sentence for the sheet of the source or the target when one waits for the other in vain, else "".

    >>> one = LinkEnd("Actie 1", date(2024, 12, 31), done=False)
    >>> two = LinkEnd("Actie 2", None, done=False)
    >>> overdue("preparation", one, two, date(2025, 1, 1), on_source=False)
    'Actie 1 liep af op 31/12/2024 en is niet klaar; deze actie hangt ervan af.'
    >>> overdue("preparation", one, two, date(2025, 1, 1), on_source=True)
    'Deze actie liep af op 31/12/2024 en is niet klaar; Actie 2 hangt ervan af.'
    >>> overdue("preparation", one, two, date(2024, 12, 31), on_source=True)
    ''
    """
    first = first_of(kind, source, target)
    if first is None or first.done or first.resting or first.last_day is None or first.last_day >= today:
        return ""
    waiting = target if first is source else source
    if waiting.done:
        return ""
    here_is_first = (first is source) == on_source
    ended = f"liep af op {first.last_day:%d/%m/%Y} en is niet klaar"
    if here_is_first:
        return f"Deze actie {ended}; {waiting.name} hangt ervan af."
    return f"{first.name} {ended}; deze actie hangt ervan af."
