"""Indicators out of the text of an indicator field: one per item, with the kind it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from streekwerk.reading.models import Indicator
from streekwerk.reading.rows import Row
from streekwerk.reading.timing import split_items

_KIND = re.compile(
    r"(?P<kind>(?:proces|resultaats?|impact|output|outcome|effect|input|prestatie|inspannings|structuur|kwaliteits)-?\s?"
    r"indicator(?:en|\(en\))?)(?P<rest>\s*(?:[:,;–-]\s*|\+\s*|en\s+(?=\w+indicator)|/\s*|$|\s))",
    re.IGNORECASE,
)
_ENUMERATOR = re.compile(r"(?P<label>\(?(?:\d{1,2}|[a-z])[.)](?!\d)|[•▪●◦‣➢✓–o-](?=\s))\s*")
# Beside an indicator in a table stand its baseline and target: two values or more at the end of the line.
_VALUES = re.compile(r"(?:\s+(?:€\s?)?\d[\d.,]*(?:\s?%)?){2,}$")
_COLUMN = re.compile(
    r"(?:(?:nulmeting|streefwaarde|streefcijfer|doelwaarde|basiswaarde|startwaarde|norm|bron|eenheid|frequentie)\s*"
    r"(?:\(?(?:19|20)\d\d\)?)?\s*)+",
    re.IGNORECASE,
)
# A new count after a comma is a new indicator, when every part of the sentence is a count.
_COUNT = r"(?:het\s+)?(?:aantal|aandeel|percentage|%|gemiddelde|mate)\b"
_NEXT_COUNT = re.compile(
    rf"\s*[,;]\s*(?:en\s+)?(?={_COUNT})|\s+en\s+(?=(?:het\s+)?(?:aantal|aandeel|percentage)\b)", re.IGNORECASE
)


def find_indicators(rows: Sequence[Row]) -> Iterator[Indicator]:
    """The indicators in the rows of an indicator field, without id and node.

    >>> [i.text for i in find_indicators([Row(4, "Procesindicatoren"), Row(5, "Draaiboek is klaar")])]
    ['Draaiboek is klaar']
    """
    kind: str | None = None
    for item in split_items(list(_by_kind(rows))):
        text = " ".join(row.text for row in item).strip()
        found = _kind(text)
        if found:
            kind, text = found
        mark = _ENUMERATOR.match(text)
        label = mark["label"].strip("•▪●◦‣➢✓–o- ") if mark else ""
        text = text[mark.end() :] if mark else text
        for part in _split_counts(_VALUES.sub("", text).strip(" ,;")):
            if re.search(r"\w{3}", part) and not column_name(part):
                yield Indicator(
                    id="",
                    node=None,
                    text=part,
                    label=label or kind,
                    spans=[(item[0].number, item[-1].number)],
                    confidence=0.9,
                )


def column_name(text: str) -> bool:
    """Whether this is the name of a column beside that of the indicators.

    >>> column_name("Streefwaarde 2031"), column_name("Aantal loketten")
    (True, False)
    """
    return _COLUMN.fullmatch(text) is not None


def _by_kind(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, with a row that names a kind marked off as an item of its own."""
    for row in rows:
        found = _kind(row.text)
        # A line that only names the kind opens a list below it.
        yield replace(row, text=f"{row.text}:") if found and not found[1] and row.text[-1:] != ":" else row


def _kind(text: str) -> tuple[str, str] | None:
    """The kinds a text starts with, and what follows them.

    >>> _kind("Procesindicatoren + Resultaatindicator: draaiboek")
    ('Procesindicatoren + Resultaatindicator', 'draaiboek')
    """
    match = _KIND.match(text)
    if not match:
        return None
    end = match.end("kind")
    rest = text[match.end() :]
    if re.search(r"[+/]|\ben\b", match["rest"]) and (more := _kind(rest)):
        kinds, rest = more
        return f"{match['kind']} + {kinds}", rest
    return text[:end], rest.strip()


def _split_counts(text: str) -> list[str]:
    parts = _NEXT_COUNT.split(text)
    if len(parts) > 1 and all(re.match(_COUNT, part, re.IGNORECASE) for part in parts):
        return parts
    return [text]
