"""A change of a plan, and how it is said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from streekwerk.plans.rules.versions import NodeText, Snapshot, WhenText, level_word
from streekwerk.ui import dutch

Kind = Literal[
    "added",
    "removed",
    "moved",
    "dates",
    "text",
    "people",
    "marks",
    "indicators",
    "milestones",
    "links",
    "plan",
]

KINDS: dict[Kind, tuple[str, str]] = {
    "added": ("nieuw", "Nieuw in het plan"),
    "removed": ("weg", "Uit het plan gehaald"),
    "moved": ("verplaatst", "Verplaatst"),
    "dates": ("data", "Data"),
    "text": ("tekst", "Tekst"),
    "people": ("trekkers", "Trekkers en partners"),
    "marks": ("kenmerken", "Nummer, niveau en prioriteit"),
    "indicators": ("indicatoren", "Indicatoren"),
    "milestones": ("mijlpalen", "Mijlpalen"),
    "links": ("verbanden", "Verbanden"),
    "plan": ("plan", "Het plan zelf"),
}
"""Per kind the word in an address and the words on the screen, in the order of a filter."""

_COUNTED: dict[Kind, tuple[str, str]] = {
    "moved": ("verplaatsing", "verplaatsingen"),
    "dates": ("datum", "data"),
    "text": ("tekst", "teksten"),
    "people": ("trekker of partner", "trekkers of partners"),
    "marks": ("kenmerk", "kenmerken"),
    "indicators": ("indicator", "indicatoren"),
    "milestones": ("mijlpaal", "mijlpalen"),
    "links": ("verband", "verbanden"),
    "plan": ("gegeven van het plan", "gegevens van het plan"),
}

PRIORITIES = {"priority": "prioritair", "regular": "niet prioritair"}


@dataclass(frozen=True)
class Change:
    """One thing that differs; `before` and `after` are texts of which the changed words can be marked."""

    kind: Kind
    node: int | None
    """None: the plan itself."""
    subject: str
    what: str
    before: str = ""
    after: str = ""
    level: str = ""
    """Of a node that came or went: the words to count it by, "actie,acties"."""

    @property
    def in_words(self) -> str:
        """The whole sentence: “Actie 8: einde verschoven van 31/12/2024 naar 30/06/2025”."""
        return f"{self.subject}: {self.what}"


def counted(changes: Iterable[Change]) -> str:
    """How many changes there are, and of what.

    >>> new = Change("added", 1, "Actie 3", "nieuw in het plan", level="actie,acties")
    >>> counted([new, Change("dates", 2, "Actie 4", "einde toegevoegd: 2027")])
    '2 wijzigingen: 1 actie erbij, 1 datum'
    >>> counted([])
    'Geen wijzigingen'
    """
    changes = list(changes)
    if not changes:
        return "Geen wijzigingen"
    parts = []
    for kind, word in (("added", "erbij"), ("removed", "eruit")):
        levels = Counter(change.level for change in changes if change.kind == kind)
        parts += [f"{dutch.counted(many, *level.split(','))} {word}" for level, many in levels.items()]
    rest = Counter(change.kind for change in changes)
    parts += [dutch.counted(rest[kind], *words) for kind, words in _COUNTED.items() if rest[kind]]
    return f"{dutch.counted(len(changes), 'wijziging', 'wijzigingen')}: {', '.join(parts)}"


def say_when(when: WhenText | None) -> str:
    """A date as a sentence names it: a day in figures, something vaguer in its own words.

    >>> say_when({"date": "2027-12-31", "precision": "day", "words": "Einde 31/12/2027"})
    '31/12/2027'
    >>> say_when({"date": "2028-03-01", "precision": "season", "words": "voorjaar 2028"})
    'voorjaar 2028'
    """
    if when is None:
        return ""
    if when["date"] and when["precision"] == "day":
        return f"{date.fromisoformat(when['date']):%d/%m/%Y}"
    if when["words"]:
        return when["words"]
    return dutch.vague_day(date.fromisoformat(when["date"]), when["precision"]) if when["date"] else ""


class Names:
    """How the nodes of a snapshot are called in a sentence."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._nodes = {node["id"]: node for node in snapshot["nodes"]}
        self._codes = Counter(node["code"] for node in snapshot["nodes"] if node["code"])

    def __call__(self, number: int | None) -> str:
        """The name of a node; of an action of another plan as it was known, None is the top of the plan."""
        if number is None:
            return "de top van het plan"
        node = self._nodes.get(number)
        if node is None:
            return self._snapshot["carried"]["names"].get(str(number), "een actie van een ander plan")
        return self.of(node)

    def of(self, node: NodeText) -> str:
        """The number with its word, and the title when that alone does not tell which node it is."""
        word = level_word(self._snapshot, node["level"], node["level_label"])
        code = node["code"]
        if not code:
            return f"{word} “{dutch.short(node['title'])}”"
        # “Doel 2” and “Actie 3” name themselves, “2.1” does not.
        named = code if re.match(r"[^\W\d_]{3}", code) else f"{word} {code}"
        return named if self._codes[code] == 1 else f"{named} “{dutch.short(node['title'])}”"

    def full(self, node: NodeText) -> str:
        """The number with its word and the title, for a node that the reader does not know yet."""
        name = self.of(node)
        return name if "“" in name else f"{name} “{dutch.short(node['title'])}”"

    def level(self, node: NodeText) -> str:
        """The words to count it by."""
        one, many = self._snapshot["carried"]["words"].get(node["level"], [node["level"]] * 2)
        return f"{one[:1].lower()}{one[1:]},{many[:1].lower()}{many[1:]}"
