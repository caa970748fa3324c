"""What is printed above the table, and who speaks in it: title, period, organisation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from streekwerk.reading.dialects.bbc_text.vocabulary import DEPTH
from streekwerk.reading.lines import squash
from streekwerk.reading.models import Ignored, Line, Node, Reading

_TITLE = re.compile(r"\b\w*(?:plan|nota|programma)\b", re.IGNORECASE)
_PERIOD = re.compile(r"\b(20\d\d)\s*(?:[-–—/]|tot(?: en met)?|t\.?e\.?m\.?)\s*(20\d\d)\b")
_YEAR = re.compile(r"\b20\d\d\b")
_WHY_TITLE = "Titel boven de tabel"
_LONGEST_TITLE = 120
_TITLE_LINES = 3
_ENOUGH = 2


def title_block(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The title at the head of a text without a header row, and the other lines."""
    end = 1
    while end < len(lines) and lines[end].number == lines[end - 1].number + 1:
        end += 1
    text = squash(" ".join(line.text for line in lines[:end]))
    titled = (
        end <= _TITLE_LINES and len(text) <= _LONGEST_TITLE and _TITLE.search(text) and _YEAR.search(text)
    )
    return (list(lines[:end]), list(lines[end:])) if titled else ([], list(lines))


def read_front(lines: Sequence[Line], reading: Reading) -> list[int]:
    """Take title and period from the lines above the table; the numbers of the lines that were used."""
    used = []
    for line in lines:
        text = squash(line.text)
        titled = reading.title is None and _TITLE.search(text) and len(text) <= _LONGEST_TITLE
        period = _PERIOD.search(text)
        if titled:
            reading.title = text
        if (
            period
            and int(period[1]) < int(period[2])
            and reading.period is None
            and len(text) <= _LONGEST_TITLE
        ):
            reading.period = (f"{period[1]}-01-01", f"{period[2]}-12-31")
            titled = True
        if titled:
            used.append(line.number)
    year = _YEAR.search(reading.title or "")
    if year and reading.period is None:
        reading.period = (f"{year[0]}-01-01", f"{year[0]}-12-31")
    if used:
        reading.ignored.append(Ignored(_WHY_TITLE, tuple((number, number) for number in used)))
    return used


def organisation(nodes: Sequence[Node], title: str | None = None) -> str | None:
    """The name that begins several goals, else what the title holds beside the word for plan and the years.

    A name that begins goals has two or more words in capitals and begins two goals at least; one word is
    too often only the first of a sentence.

    >>> organisation([], "Meerjarenplan 2026-2031 Zorgverbond Demerland")
    'Zorgverbond Demerland'
    """
    found: Counter[str] = Counter()
    for node in nodes:
        if DEPTH[node.level] < DEPTH["action"]:
            name = re.match(r"(?:[A-ZÀ-Ý][\w'’&.-]*\s+){2,6}(?=[a-zà-ÿ])", node.title)
            if name:
                found[name[0].strip()] += 1
    best = found.most_common(1)
    if best and best[0][1] >= _ENOUGH:
        return best[0][0]
    rest = squash(
        re.sub(
            r"^\W+|\W+$|\b(?:van|voor|de|het)\b(?=\s*$)",
            "",
            _YEAR.sub("", _PERIOD.sub("", _TITLE.sub("", title or ""))),
        )
    )
    rest = re.sub(r"^(?:van|voor|de|het|\W)+\s+", "", rest).strip(" -–—,:")
    return rest if re.fullmatch(r"(?:[\w'’&.-]+\s+){1,5}[A-ZÀ-Ý][\w'’&.-]*", rest) else None
