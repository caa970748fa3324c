"""What a sheet says it counts on, leaves out or still asks, found by the name of its field."""

from __future__ import annotations

import re
from typing import Literal

from streekwerk.plans.rules.search import folded

Kind = Literal["assumption", "precondition", "out_of_scope", "open_question"]

_NAMES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("out_of_scope", re.compile(r"\b(?:out[ -]?of[ -]?scope|buiten (?:de )?(?:opdracht|scope))\b")),
    ("precondition", re.compile(r"\b(?:rand)?voorwaarden?\b")),
    ("assumption", re.compile(r"\b(?:veronderstelling|aanname|assumptie|uitgangspunt)(?:en|s)?\b")),
    (
        "open_question",
        re.compile(r"\b(?:open|openstaande) vra(?:ag|gen)\b|\bnog (?:uit|na) te (?:klaren|gaan)\b"),
    ),
)
_BULLET = re.compile(r"^\s*(?:[-–—•▪◦*·o]\s+|\d{1,2}[.)]\s+)")


def kind_of(label: str) -> Kind | None:
    """What a field with this label holds, or None when it is about something else.

    >>> kind_of("Veronderstellingen"), kind_of("Randvoorwaarden / risico's"), kind_of("Out of scope")
    ('assumption', 'precondition', 'out_of_scope')
    >>> kind_of("Timing")
    """
    words = folded(label)
    return next((kind for kind, name in _NAMES if name.search(words)), None)


def items_in(text: str) -> list[str]:
    """The lines of a field without their bullets; a line without bullet goes on with the one before it.

    >>> items_in("- er komt een zaal\\n  in de buurt\\n- de subsidie blijft")
    ['er komt een zaal in de buurt', 'de subsidie blijft']
    >>> items_in("De subsidie blijft.\\nEr is een zaal.")
    ['De subsidie blijft.', 'Er is een zaal.']
    """
    lines = [line for line in text.splitlines() if line.strip()]
    bulleted = any(_BULLET.match(line) for line in lines)
    items: list[str] = []
    for line in lines:
        said = _BULLET.sub("", line).strip()
        if bulleted and items and not _BULLET.match(line):
            items[-1] += f" {said}"
        else:
            items.append(said)
    return items
