"""Markers of list items: "1)", "B.", "c)", "•"; where they stand at the start of a text or inside it."""

from __future__ import annotations

import re
from typing import NamedTuple

BULLETS = "•▪●◦‣∙➢✓❖→*"
_START = re.compile(
    rf"""\s*(?:
      (?P<digit>\(?(?P<d>\d{{1,2}})\s?\))\s*(?!\))
    | (?P<dot>(?P<p>\d{{1,2}})\.)(?=\s|[A-Z][a-z])\s*
    | (?P<upper>(?P<u>[A-Z])[.)])(?=\s|$|[A-Z][a-z]|[a-z]{{3}})\s*
    | (?P<lower>(?P<l>[a-z])\))\s*
    | (?P<lowdot>(?P<m>[a-z])\.)\s+
    | (?P<bullet>[{BULLETS}]|o(?=\s+[A-Z]))\s*
    | (?P<dash>[-–—])\s*(?=\w|%|["“‘'(])
    )""",
    re.VERBOSE,
)
_INSIDE = re.compile(
    rf"(?<=\s)(?:(?P<number>\d{{1,2}})\s?\)(?=\s|$)|(?P<letter>[a-z])\)(?=\s)|(?P<bullet>[{BULLETS}])(?=\s))"
)


class Marker(NamedTuple):
    """A printed marker: its style, its rank in the list (0 for bullets) and its printing."""

    style: str
    rank: int
    printed: str


def leading(text: str) -> tuple[Marker | None, str]:
    """The marker a text starts with and the text after it.

    >>> leading("2 )Rapport van de werkgroep")
    (Marker(style=')', rank=2, printed='2 )'), 'Rapport van de werkgroep')
    >>> leading("20% van de leden"), leading("i.s.m. de partners")
    ((None, '20% van de leden'), (None, 'i.s.m. de partners'))
    """
    found = _START.match(text)
    if not found:
        return None, text.strip()
    rest = text[found.end() :].strip()
    if found["digit"]:
        return Marker(")", int(found["d"]), found["digit"]), rest
    if found["dot"]:
        return Marker("1.", int(found["p"]), found["dot"]), rest
    for group, style in (("u", "A"), ("l", "a)"), ("m", "a.")):
        if found[group]:
            printed = found["upper"] or found["lower"] or found["lowdot"]
            return Marker(style, ord(found[group].lower()) - 96, printed), rest
    if found["bullet"]:
        return Marker(found["bullet"], 0, found["bullet"]), rest
    return Marker("-", 0, found["dash"]), rest


def cut(text: str, last: Marker | None, depth: int = 0) -> list[str]:
    """The text cut before each marker inside it that begins or continues a list.

    `last` is the marker of the item the text belongs to; `depth` is the number of brackets open before it.

    >>> cut("een kaart maken 2) een kaart tonen 1) aantal kaarten", Marker(")", 1, "1)"))
    ['een kaart maken', '2) een kaart tonen', '1) aantal kaarten']
    >>> cut("bezoek (zie punt 1) aan de buren", None)
    ['bezoek (zie punt 1) aan de buren']
    """
    parts: list[str] = []
    begin = 0
    for found in _INSIDE.finditer(text):
        before = text[begin : found.start()]
        open_brackets = depth + before.count("(") - before.count(")") + (1 if _closes_itself(before) else 0)
        if not before.strip() or (open_brackets > 0 and not found["bullet"]):
            continue
        marker, _ = leading(text[found.start() :])
        if marker is None or not _expected(marker, last):
            continue
        parts.append(before.strip())
        begin, depth, last = found.start(), 0, marker
    return [*parts, text[begin:].strip()]


def _closes_itself(before: str) -> bool:
    """Whether a leading "1)" took away a bracket that was never opened."""
    marker, _ = leading(before)
    return bool(marker and marker.printed.endswith(")") and not marker.printed.startswith("("))


def _expected(marker: Marker, last: Marker | None) -> bool:
    if marker.rank == 0:
        return True
    if last is not None and last.style == marker.style:
        return marker.rank in (1, last.rank + 1)
    return marker.rank == 1
