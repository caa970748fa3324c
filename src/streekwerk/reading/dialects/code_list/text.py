"""Code lists in plain text: lines that begin with a code, each with what is printed below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from streekwerk.reading.dialects.bbc_text.geometry import closed_end, open_end, starts_low
from streekwerk.reading.dialects.code_list.entries import Entry
from streekwerk.reading.dialects.code_list.shapes import Code, known_level, leading_code
from streekwerk.reading.lines import squash
from streekwerk.reading.models import Line

TITLES = ("korte omschrijving", "titel", "naam")
TEXTS = ("lange omschrijving", "omschrijving", "beschrijving")
INDICATORS = ("indicator", "indicatoren", "resultaatsindicator", "resultaatsindicatoren")
_LABELS = (
    "code", *TITLES, *TEXTS, *INDICATORS, "commentaar", "evaluatie", "toelichting", "prioritair",
    "prioritaire actie", "prioritair actieplan", "externe rapporteringscode", "deelrapportcode", "status",
    "verantwoordelijke", "trekker", "timing", "realisatietermijn", "budget", "raming", "beleidsveld",
    "beleidsdomein", "bovenliggende code", "uitgave", "uitgaven", "ontvangst", "ontvangsten", "entiteit",
)  # fmt: skip
_LABEL = re.compile(
    rf"(?P<label>{'|'.join(sorted(_LABELS, key=len, reverse=True))})\s*:\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SINGLE = re.compile(r"(\d{1,2})[.:]?\s+([A-ZÀ-Ý].*)")
_LEVEL_AND_CODE = re.compile(r"(?P<word>[A-Z][a-zë-]+(?: [a-z]+)?)\s*:?\s+(?P<rest>\S.*)")


def label_of(text: str) -> tuple[str, str] | None:
    """The label of a labelled line, as printed, and its value.

    >>> label_of("Korte omschrijving: Sterke buurten")
    ('Korte omschrijving', 'Sterke buurten')
    """
    found = _LABEL.match(text.strip())
    return (found["label"], found["rest"].strip()) if found else None


def line_code(text: str) -> tuple[Code, str, str | None] | None:
    """The code a line begins with, the rest, and the level word printed before the code.

    >>> line_code("Actieplan AP04 Sterke buurten")
    (Code(printed='AP04', letters='AP', number='04'), 'Sterke buurten', 'Actieplan')
    """
    if found := leading_code(text):
        return (*found, None)
    worded = _LEVEL_AND_CODE.match(text.strip())
    if worded and known_level(worded["word"]) and (found := leading_code(worded["rest"])):
        return (*found, worded["word"])
    return None


def read_lines(lines: Sequence[Line]) -> list[Entry]:
    """The entries of a text, in order."""
    entries: list[Entry] = []
    label: str | None = None
    pending: str | None = None
    previous: Line | None = None
    tops = _tops(lines)
    for line in lines:
        text = line.text.strip()
        labelled = label_of(text)
        if labelled and labelled[0].casefold() == "code" and (code := leading_code(labelled[1])):
            entries.append(_entry(code[0], code[1], line, pending))
            label, pending = None, None
        elif not labelled and (found := tops.get(line.number) or line_code(text)):
            entries.append(_entry(found[0], found[1], line, found[2] or pending))
            label, pending = None, None
        elif known_level(text.rstrip(":")) and not labelled:
            # "Actieplan" on a line of its own says what the next block is.
            pending = text.rstrip(":")
            label = None
            if entries:
                entries[-1].spans.append((line.number, line.number))
        elif entries:
            entry = entries[-1]
            entry.spans.append((line.number, line.number))
            if labelled:
                label = labelled[0]
                _put(entry, label, labelled[1], line)
            elif label is not None:
                _put(entry, label, text, line, goes_on=starts_low(text))
            elif _goes_on(entry, text, line, previous):
                entry.title = squash(f"{entry.title} {text}")
            else:
                entry.text = squash(f"{entry.text} {text}")
        previous = line
    return entries


def _tops(lines: Sequence[Line]) -> dict[int, tuple[Code, str, str | None]]:
    """Headings with a number without a point: "6 Wonen" when the next number with a point is 6.1."""
    tops: dict[int, tuple[Code, str, str | None]] = {}
    following = ""
    for line in reversed(lines):
        text = line.text.strip()
        single = _SINGLE.match(text)
        if single and following == f"{single[1]}.1":
            tops[line.number] = (Code(single[1], "", single[1]), single[2], None)
        elif (found := leading_code(text)) and not found[0].letters:
            following = found[0].number
    return tops


def _entry(code: Code, title: str, line: Line, word: str | None) -> Entry:
    level = known_level(word) if word else None
    return Entry(
        code,
        title,
        [(line.number, line.number)],
        level.level if level else None,
        level.word if level else None,
    )


def _goes_on(entry: Entry, text: str, line: Line, previous: Line | None) -> bool:
    """Whether a line below a code is the rest of its title."""
    if not entry.title:
        return True
    adjoining = previous is not None and previous.number == line.number - 1
    if entry.text or not adjoining or closed_end(entry.title):
        return False
    return starts_low(text) or open_end(entry.title)


def _put(entry: Entry, label: str, value: str, line: Line, *, goes_on: bool = False) -> None:
    """Put a labelled value where it belongs; a value over more lines is joined.

    An indicator only goes on below with `goes_on`; another line is another indicator.
    """
    key = label.casefold()
    if key in TITLES and not entry.text:
        entry.title = squash(f"{entry.title} {value}")
    elif key in TEXTS:
        entry.text = squash(f"{entry.text} {value}")
    elif key in INDICATORS:
        value = re.sub(r"^[•▪●-]\s*", "", value)
        if value and goes_on and entry.indicators and entry.indicators[-1][1][1] == line.number - 1:
            text, span = entry.indicators[-1]
            entry.indicators[-1] = (f"{text} {value}", (span[0], line.number))
        elif value:
            entry.indicators.append((value, (line.number, line.number)))
    else:
        entry.fields[label] = squash(f"{entry.fields.get(label, '')} {value}")
