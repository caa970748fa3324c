"""What goals are for: which statements a heading announces, and which goals serve none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

_HEADINGS: tuple[tuple[str, str], ...] = (
    ("mission", r"missie|opdracht"),
    ("vision", r"visie|toekomstbeeld|droom"),
    ("value", r"waarden?|kernwaarden?"),
    ("challenge", r"uitdaging(?:en)?|knelpunten|noden"),
    ("ambition", r"ambities?|speerpunten"),
)
_MOST_WORDS = 7
"""A longer title is a sentence that happens to hold the word, not a heading."""


def statement_kind(heading: str) -> str:
    """The kind of statement that a heading announces, or "".

    >>> [statement_kind(text) for text in ("5.1 Onze missie", "Uitdagingen", "De wijk krijgt een visie")]
    ['mission', 'challenge', '']
    """
    words = re.sub(r"^[\W\d]+", "", heading.casefold())
    if len(words.split()) > _MOST_WORDS:
        return ""
    for kind, pattern in _HEADINGS:
        if re.match(rf"(?:(?:onze|de|het|een|gedeelde)\s+)*(?:{pattern})\b", words):
            return kind
    return ""


class Prose(NamedTuple):
    """A chapter of the plan: its place in the tree, its heading, and whether it holds text and others."""

    pk: int
    parent: int | None
    title: str
    text: bool
    others: bool = False


HOLDING = ("value", "challenge", "ambition")
"""Kinds of which a heading announces several, each with a heading of its own below it."""


def proposed(chapters: Iterable[Prose]) -> dict[int, str]:
    """Chapters that can be taken over as a statement, with the kind their heading announces.

    What stands under “Uitdagingen” is a challenge each, by its title alone when it has no text; a heading
    without text is no statement. Parents come before their children.

    >>> proposed([Prose(1, None, "Uitdagingen", False, True), Prose(2, 1, "Meer ouderen", False)])
    {2: 'challenge'}
    >>> proposed([Prose(1, None, "Missie", True), Prose(2, None, "Onze waarden", False)])
    {1: 'mission'}
    """
    found: dict[int, str] = {}
    held: dict[int, str] = {}
    for chapter in chapters:
        own, above = statement_kind(chapter.title), held.get(chapter.parent or 0, "")
        kind = own or above
        held[chapter.pk] = kind if kind in HOLDING else ""
        if kind and (chapter.text or (above and not own and not chapter.others)):
            found[chapter.pk] = kind
    return found


def as_statement(heading: str, text: str, longest: int = 300) -> tuple[str, str]:
    """A chapter as one sentence and its explanation: a heading that only announces gives way to the text.

    >>> as_statement("5.1 Onze missie", "Zorg dicht bij huis.")
    ('Zorg dicht bij huis.', '')
    >>> as_statement("Meer ouderen", "In 2030 telt de zone er duizend meer.")
    ('Meer ouderen', 'In 2030 telt de zone er duizend meer.')
    """
    said = " ".join(text.split())
    if statement_kind(heading) and said and len(said) <= longest:
        return said, ""
    first, _, rest = text.strip().partition("\n")
    if statement_kind(heading) and first.strip() and len(first) <= longest:
        return first.strip(), rest.strip()
    return heading, text


def chain(node: int, parents: Mapping[int, int | None]) -> list[int]:
    """The node and what stands above it, nearest first; a circle ends where it closes.

    >>> chain(3, {1: None, 2: 1, 3: 2})
    [3, 2, 1]
    """
    found: list[int] = []
    at: int | None = node
    while at is not None and at not in found:
        found.append(at)
        at = parents.get(at)
    return found


def without_why(
    goals: Iterable[int], parents: Mapping[int, int | None], linked: Collection[int]
) -> list[int]:
    """The goals that serve no statement, neither themselves nor through what stands above them.

    >>> without_why([1, 2, 3], {1: None, 2: 1, 3: None}, {1})
    [3]
    """
    return [goal for goal in goals if not any(pk in linked for pk in chain(goal, parents))]


class Thread(NamedTuple):
    """A line of the picture, from a statement to a goal that serves it."""

    x1: int
    y1: int
    x2: int
    y2: int
    middle: int


class Dot(NamedTuple):
    """A statement or a goal in the picture: its number, its words cut to fit, its place."""

    pk: int
    words: str
    x: int
    y: int
    alone: bool
    """Whether it serves nothing, or nothing serves it."""


class Picture(NamedTuple):
    width: int
    height: int
    left: list[Dot]
    right: list[Dot]
    threads: list[Thread]


WIDTH, EDGE, ROW, TOP = 960, 380, 34, 24


def picture(
    statements: Sequence[tuple[int, str]],
    goals: Sequence[tuple[int, str]],
    pairs: Iterable[tuple[int, int]],
    missing: Collection[int],
) -> Picture:
    """Statements on the left, goals on the right, a line for every pair of them.

    A goal that stands alone is one of `missing`; a statement that does, has no line.

    >>> drawn = picture([(1, "Dichtbij")], [(7, "Doel 1"), (8, "Doel 2")], [(1, 7)], {8})
    >>> [dot.alone for dot in drawn.right], len(drawn.threads)
    ([False, True], 1)
    """
    wanted = set(pairs)
    longest = max(len(statements), len(goals), 1)

    def column(rows: Sequence[tuple[int, str]], x: int, alone: Collection[int]) -> list[Dot]:
        step = ROW * longest / max(len(rows), 1)
        return [
            Dot(pk, _cut(words), x, round(TOP + step * (at + 0.5)), pk in alone)
            for at, (pk, words) in enumerate(rows)
        ]

    served = {statement for statement, _ in wanted}
    left = column(statements, EDGE, [pk for pk, _ in statements if pk not in served])
    right = column(goals, WIDTH - EDGE, missing)
    places = {(0, dot.pk): dot for dot in left} | {(1, dot.pk): dot for dot in right}
    threads = [
        Thread(EDGE + 10, places[0, one].y, WIDTH - EDGE - 10, places[1, two].y, WIDTH // 2)
        for one, two in sorted(wanted)
        if (0, one) in places and (1, two) in places
    ]
    return Picture(WIDTH, 2 * TOP + ROW * longest, left, right, threads)


def _cut(words: str, longest: int = 52) -> str:
    said = " ".join(words.split())
    return said if len(said) <= longest else f"{said[: longest - 1].rsplit(' ', 1)[0]} …"
