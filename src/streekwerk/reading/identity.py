"""What a document is: the title of the plan, the organisation behind it, the years it covers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from streekwerk.kernel.periods import find_dates
from streekwerk.reading.lines import RUNNING, squash
from streekwerk.reading.models import Document, Reading
from streekwerk.reading.rows import Row

_PLAN_WORDS = (
    r"(?:(?:[\w-]+-|\w+)\s(?:en|&)\s)?(?:(?:strategisch|lokaal|regionaal|gezamenlijk|zorgstrategisch)\s)?"
    r"\b(?:[\w-]*plan|\w*nota|\w*agenda|\w*programma)"
)
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d)(?![\d/-])")
_YEAR = re.compile(r"(?<![\d/-])(?:19|20)\d\d(?![\d/-])")
_PLAN = re.compile(rf"(?<!\w){_PLAN_WORDS}\s+$", re.IGNORECASE)
# On a cover or in a heading words may stand between: "Actieplan gezonde scholen 2025-2030".
_PLAN_ON_COVER = re.compile(rf"(?<!\w){_PLAN_WORDS}(?:\s+[^\W\d][\w-]*){{0,5}}\s+$", re.IGNORECASE)
_LONGEST_TITLE = 100
_COVER_LINES = 6
_KINDS = (
    "ELZ", "Eerstelijnszone", "Welzijnsvereniging", "Zorgraad", "Zorgband", "Streekplatform", "Regioplatform",
    "Welzijnsregio", "Regionaal welzijnsoverleg", "OCMW", "Stad", "Gemeente", "Welzijnszorg", "Zorgbedrijf",
    "Intergemeentelijke samenwerking", "Projectvereniging", "Dienstverlenende vereniging", "Lokaal bestuur",
    "Welzijnsverbond", "Welzijnskoepel", "Samenwerkingsverband", "Zorgregio", "Woonmaatschappij",
)  # fmt: skip
_ORGANISATION = re.compile(
    rf"\b(?i:{'|'.join(_KINDS)})(?:\s\([A-Z]+\))?\s"
    r"[A-Z][\w’'-]+(?:[-\s](?:[A-Z][\w’'-]+|aan de [A-Z]\w+))*"
)
_HEADING_WEIGHT = 4


def identify(reading: Reading, document: Document) -> None:
    """Fill in title, organisation and period where the document says them; the rest stays None."""
    lines = [squash(line.text) for line in document.lines if not line.blank]
    text, cover = " ".join(lines), lines[:_COVER_LINES]
    headings = [node.title for node in reading.nodes if node.level == "statement"]
    found = _plan(text, [*headings, " ".join(cover)])
    if found:
        reading.title = reading.title or found[0]
        reading.period = reading.period or found[1]
    reading.title = reading.title or _first_title(document)
    reading.organisation = (
        reading.organisation or _running_name(reading, document) or _organisation(text, " | ".join(cover))
    )


def cover_rows(rows: Sequence[Row]) -> int:
    """How many of these rows before the first heading form a title block: short lines, no sentences."""
    count = 0
    for row in rows[:_COVER_LINES]:
        if len(row.text) > 100 or row.text[-1] in ".;:," or not re.search(r"[^\W\d_]{3}", row.text):
            break
        count += 1
    apart = count == len(rows) or rows[count].gap > 0
    return count if apart else 0


Plan = tuple[str, tuple[str, str]]
"""Title, and first and last day."""


def _plan(text: str, headings: list[str]) -> Plan | None:
    """The plan that is named most often with its years, else the one a heading names with a single year."""
    votes = Counter(_named(text, _PLAN, _YEARS))
    for heading in headings:
        for plan in _named(heading, _PLAN_ON_COVER, _YEARS):
            votes[plan] += _HEADING_WEIGHT
    if not votes:
        votes.update(plan for heading in headings for plan in _named(heading, _PLAN_ON_COVER, _YEAR))
    if not votes:
        return None
    ((title, period), _) = votes.most_common(1)[0]
    return title[0].upper() + title[1:], period


def _named(text: str, name: re.Pattern[str], years: re.Pattern[str]) -> Iterator[Plan]:
    """Every plan that the text names with its years; one title is spelled as it is printed first."""
    spelled: dict[str, str] = {}
    for match in years.finditer(text):
        words = name.search(text, max(0, match.start() - _LONGEST_TITLE), match.start())
        for period in find_dates(match[0]) if words else ():
            title = squash(f"{words[0] if words else ''}{match[0]}")
            yield (
                spelled.setdefault(title.casefold(), title),
                (period.start.isoformat(), period.end.isoformat()),
            )


def _first_title(document: Document) -> str | None:
    """The first line, when it reads as a title: short, no sentence, no number in front."""
    first = next((squash(line.text) for line in document.lines if not line.blank), "")
    if 3 < len(first) <= 120 and first[-1] not in ".,;:" and not re.match(r"\W*\d", first):
        return first
    return None


def _running_name(reading: Reading, document: Document) -> str | None:
    """The words of the running header or footer that name somebody, its date and numbers left out."""
    for item in (*reading.ignored, *document.ignored):
        if item.why != RUNNING:
            continue
        text = squash(document.lines[item.spans[0][0] - 1].text)
        match = _ORGANISATION.search(text)
        if match:
            return match[0]
        parts = [part.strip() for part in re.split(r"\s[-–|]\s", text)]
        named = [part for part in parts if part[:1].isupper() and not find_dates(part) and len(part) < 50]
        if named and len(parts) > 1:
            return named[0]
    return None


def _organisation(text: str, cover: str) -> str | None:
    """The organisation on the cover, else the one that the text names most, more than once."""
    on_cover = _ORGANISATION.search(cover)
    if on_cover:
        return on_cover[0]
    votes = Counter(match[0] for match in _ORGANISATION.finditer(text))
    name, count = votes.most_common(1)[0] if votes else ("", 0)
    return name if count > 1 else None
