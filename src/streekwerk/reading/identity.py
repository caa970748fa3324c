"""What a document is: the title of the plan, the organisation behind it, the years it covers."""

from __future__ import annotations

import re
from collections import Counter

from streekwerk.kernel.periods import find_dates
from streekwerk.reading.lines import RUNNING, squash
from streekwerk.reading.models import Document, Reading

_PLAN = re.compile(
    r"(?P<title>(?:(?:[\w-]+-|[\w]+)\s(?:en|&)\s)?(?:(?:strategisch|lokaal|regionaal|gezamenlijk|zorgstrategisch)\s)?"
    r"\b(?:\w*plan|\w*nota|\w*agenda|\w*programma))\s+(?P<years>(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d))\b",
    re.IGNORECASE,
)
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
    text = " ".join(lines)
    headings = [node.title for node in reading.nodes if node.level == "statement"]
    found = _plan(text, [*headings, *lines[:6]])
    if found:
        reading.title = reading.title or found[0]
        reading.period = reading.period or found[1]
    reading.title = reading.title or _first_title(document)
    reading.organisation = reading.organisation or _running_name(reading, document) or _organisation(text)


def _plan(text: str, headings: list[str]) -> tuple[str, tuple[str, str]] | None:
    """The plan that is named most often with its years; a heading counts for more than prose."""
    votes: Counter[tuple[str, str, str]] = Counter()
    spelled: dict[tuple[str, str, str], str] = {}
    for source, weight in ((text, 1), (" \n ".join(headings), _HEADING_WEIGHT)):
        for match in _PLAN.finditer(source):
            dates = find_dates(match["years"])
            if not dates:
                continue
            title = squash(f"{match['title']} {match['years']}")
            key = (title.casefold(), dates[0].start.isoformat(), dates[0].end.isoformat())
            votes[key] += weight
            spelled.setdefault(key, title)
    if not votes:
        return None
    ((best, _),) = votes.most_common(1)
    title = spelled[best]
    return title[0].upper() + title[1:], (best[1], best[2])


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


def _organisation(text: str) -> str | None:
    votes = Counter(match[0] for match in _ORGANISATION.finditer(text))
    if not votes:
        return None
    name, count = votes.most_common(1)[0]
    return name if count > 1 else None
