"""Decision tables: "Datum – Overlegorgaan – Beslissing", one dated row per decision, in cells or as text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from streekwerk.kernel.periods import FoundDate, find_dates
from streekwerk.reading.lines import squash
from streekwerk.reading.models import Cell, Decision, Document, Ignored, Table, merged
from streekwerk.reading.rows import Row, lines_in, spans_of

_HEADER = re.compile(
    r"(?:datum|wanneer)\b.{0,40}\b(?:(?:overleg|bestuurs)?orga(?:an|nen)|gremium|overleg|instantie|wie|vergadering)\b"
    r".{0,40}\b(?:beslissing|besluit|onderwerp|bespreking|inhoud|resultaat|agenda|actie)\w*",
    re.IGNORECASE,
)
# Names of bodies: one of these words, then the lower-case words and abbreviations that belong to it.
_NAMED_BY_NEXT = ("cluster", "werkgroep", "commissie", "kring", "themagroep", "projectgroep", "raad van")
_NAMED = (
    "bestuursorgaan", "bestuur", "dagelijks bestuur", "algemene vergadering", "raad van bestuur",
    "stuurgroep", "zorgraad", "gemeenteraad", "ocmw-raad", "college", "schepencollege", "vast bureau",
    "directiecomité", "directieteam", "managementteam", "burgemeestersoverleg", "platform",
    "platformvergadering", "klankbordgroep", "adviesraad", "kernteam", "zoneoverleg", "welzijnsoverleg",
    "forum", "netwerk", "conferentie",
)  # fmt: skip
_HEADS = sorted((*_NAMED_BY_NEXT, *_NAMED), key=len, reverse=True)
_BODY = re.compile(
    rf"(?P<head>(?:{'|'.join(map(re.escape, _HEADS))})\b)(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_BELONGS = re.compile(r"\s+(?!en\b)(?:[a-zà-ÿ&][\wà-ÿ-]*|[A-Z]{2,}[\w-]*)(?=[\s,;/]|$)")
_ANY_WORD = re.compile(r"\s+[\w-]+")


@dataclass(slots=True)
class DecisionTable:
    """What was found: the decisions, the header rows to set aside, and all lines that were used."""

    decisions: list[Decision] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)


def decisions_of(document: Document, rows: Sequence[Row], stops: Collection[int] = ()) -> DecisionTable:
    """The decisions of a document: of its real tables, or of its rows where it has no structure."""
    return table_decisions(document) if document.blocks else find_decisions(rows, stops)


def find_decisions(rows: Sequence[Row], stops: Collection[int] = ()) -> DecisionTable:
    """The decisions of every table whose header names a date, a body and a decision.

    `stops` are the numbers of lines that end a table: the headings of the text.
    """
    table = DecisionTable()
    for start, header in enumerate(rows):
        if header.number in table.lines or not _HEADER.fullmatch(header.text.rstrip(" :")):
            continue
        entries = _entries(rows[start + 1 :], stops)
        if not entries:
            continue
        table.ignored.append(Ignored("Kopregel van een tabel", ((header.number, header.number),)))
        table.lines.add(header.number)
        for when, entry in entries:
            table.decisions.append(_decision(when, entry))
            table.lines |= {row.number for row in entry}
    return table


def table_decisions(document: Document) -> DecisionTable:
    """The decisions in the real tables of a structured document that have such a header row."""
    found = DecisionTable()
    for block in document.blocks:
        if not isinstance(block, Table):
            continue
        header, *rows = block.rows() or [[]]
        if len(header) != 3 or not _HEADER.fullmatch(" ".join(squash(cell.text) for cell in header)):
            continue
        decisions = [decision for cells in rows if (decision := _decision_of_cells(cells))]
        if not decisions:
            continue
        head = tuple(merged([cell.lines for cell in header if cell.lines]))
        found.decisions += decisions
        found.ignored.append(Ignored("Kopregel van een tabel", head))
        found.lines |= lines_in(head, *(decision.spans for decision in decisions))
    return found


def _decision_of_cells(cells: Sequence[Cell]) -> Decision | None:
    dates = find_dates(cells[0].text)
    if len(cells) != 3 or not dates:
        return None
    bodies, rest = _bodies(squash(cells[1].text))
    return Decision(
        date=dates[0].start.isoformat(),
        precision=dates[0].precision,
        bodies=[*bodies, *([rest] if rest else [])],
        text=squash(cells[2].text),
        words=dates[0].words,
        spans=merged([cell.lines for cell in cells if cell.lines]),
    )


def _entries(rows: Sequence[Row], stops: Collection[int]) -> list[tuple[FoundDate, list[Row]]]:
    """Rows of the table: each starts with a date and runs to the next one or to a heading."""
    entries: list[tuple[FoundDate, list[Row]]] = []
    for row in rows:
        when = _leading_date(row.text)
        if when:
            entries.append((when, [row]))
        elif not entries or row.number in stops:
            break
        else:
            entries[-1][1].append(row)
    return entries


def _leading_date(text: str) -> FoundDate | None:
    for found in find_dates(text)[:1]:
        if found.span[0] == 0:
            return found
    return None


def _decision(when: FoundDate, rows: list[Row]) -> Decision:
    lines = [rows[0].text[when.span[1] :].strip(" :–-"), *(row.text for row in rows[1:])]
    bodies: list[str] = []
    rest = lines[0]
    used = 1
    while True:
        found, rest = _bodies(rest)
        bodies += found
        # A list of bodies that fills its line goes on where the next line starts in lower case.
        if rest or used >= len(lines) or not lines[used][:1].islower():
            break
        rest = f"{bodies.pop()} {lines[used]}" if bodies else lines[used]
        used += 1
    return Decision(
        date=when.start.isoformat(),
        precision=when.precision,
        bodies=bodies,
        text=" ".join(part for part in (rest, *lines[used:]) if part),
        words=when.words,
        spans=spans_of(rows),
    )


def _bodies(text: str) -> tuple[list[str], str]:
    """The bodies a text starts with, and what follows.

    >>> _bodies("Werkgroep wonen Advies over het huurloket")
    (['Werkgroep wonen'], 'Advies over het huurloket')
    """
    bodies: list[str] = []
    while match := _BODY.match(text):
        name, rest = match["head"], match["rest"]
        if name.lower() in _NAMED_BY_NEXT and (word := _ANY_WORD.match(rest)):
            name, rest = name + word[0], rest[word.end() :]
        while word := _BELONGS.match(rest):
            name, rest = name + word[0], rest[word.end() :]
        bodies.append(name)
        separator = re.match(r"\s*(?:[,;/+]|en\b)\s*", rest)
        text = rest[separator.end() :] if separator else rest
        if not separator:
            break
    return bodies, text.strip(" :–-")
