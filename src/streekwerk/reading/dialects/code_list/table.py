"""Code lists in columns: exports with Code, Korte omschrijving, …, and those with an overview per cell.

The export of the Agency for Domestic Governance (ABB) has one row per booking and prints goal, plan and
action of that booking as a text block each, in the columns "Beleidsdoelst. totaaloverzicht", "Actieplan
totaaloverzicht" and "Actie totaaloverzicht"; entries come back in many rows and are read once.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from streekwerk.reading.dialects.code_list.entries import PRIORITY, Entry
from streekwerk.reading.dialects.code_list.shapes import Code, known_level, leading_code
from streekwerk.reading.dialects.code_list.text import INDICATORS, TEXTS, TITLES, label_of
from streekwerk.reading.lines import squash
from streekwerk.reading.models import Document, Line, Span, Table

_CODE_COLUMNS = ("code", "nummer", "nr", "nr.")
_TYPE_COLUMNS = ("type", "niveau", "soort")
_PARENT_COLUMNS = ("bovenliggende code", "bovenliggend", "ouder", "parent")
_OVERVIEW = "totaaloverzicht"
_OVERVIEW_LEVELS = (("strategische doel", "SD"), ("beleidsdoel", "BD"), ("actieplan", "AP"), ("actie", "A"))


@dataclass(frozen=True, slots=True)
class Value:
    """One cell: its text with line breaks, and its lines."""

    text: str
    lines: Span | None


Row = list[Value]


def tables_of(document: Document, lines: Sequence[Line]) -> Iterator[list[Row]]:
    """The tables of a document, header row first; in plain text the lines with semicolons."""
    for block in document.blocks:
        if isinstance(block, Table):
            width = max((cell.column for cell in block.cells), default=0)
            first = min((cell.column for cell in block.cells), default=0)
            rows = []
            for cells in block.rows():
                row = [Value("", None)] * (width - first + 1)
                for cell in cells:
                    row[cell.column - first] = Value(cell.text, cell.lines)
                rows.append(row)
            yield rows
    if not document.blocks:
        yield from _semicolons(lines)


def _semicolons(lines: Sequence[Line]) -> Iterator[list[Row]]:
    start = next((i for i, line in enumerate(lines) if is_header(line.text.split(";"))), None)
    if start is None:
        return
    rows: list[Row] = []
    for line in lines[start:]:
        if line.text.count(";") < 1:
            break
        values = next(csv.reader([line.text], delimiter=";"), [])
        rows.append([Value(value.strip(), (line.number, line.number)) for value in values])
    yield rows


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row is the header of a code list: a code and a description, or an overview per cell."""
    names = [_name(cell) for cell in cells]
    described = any(name in (*TITLES, *TEXTS) for name in names)
    return (any(name in _CODE_COLUMNS for name in names) and described) or sum(
        _OVERVIEW in n for n in names
    ) > 1


def header_of(rows: Sequence[Row]) -> int | None:
    """Index of the header row among the first ten."""
    return next((i for i, row in enumerate(rows[:10]) if is_header([value.text for value in row])), None)


def read_rows(rows: Sequence[Row]) -> tuple[list[Entry], list[Span]]:
    """The entries of a table, and the lines of its header row; nothing when it is no code list."""
    at = header_of(rows)
    if at is None:
        return [], []
    names = [_name(value.text) for value in rows[at]]
    printed = [squash(value.text) for value in rows[at]]
    found = _overviews(rows[at + 1 :], names) if any(_OVERVIEW in name for name in names) else None
    entries = found if found is not None else _listed(rows[at + 1 :], names, printed)
    return entries, [value.lines for value in rows[at] if value.lines]


def _name(text: str) -> str:
    return squash(text).casefold().strip(' :"')


# ------------------------------------------------------------------ one entry per row


def _listed(rows: Sequence[Row], names: Sequence[str], printed: Sequence[str]) -> list[Entry]:
    entries: list[Entry] = []
    for row in rows:
        values = dict(zip(names, row, strict=False))
        raw = next((values[name].text for name in names if name in _CODE_COLUMNS and name in values), "")
        found = leading_code(raw)
        spans = [value.lines for value in row if value.lines]
        if not spans:
            continue
        if not raw.strip():
            if entries:
                entries[-1].spans += spans
            continue
        entry = Entry(found[0] if found else Code(squash(raw), squash(raw), ""), "", _one_run(spans))
        for name, label, value in zip(names, printed, row, strict=False):
            _fill(entry, name, label, value)
        entries.append(entry)
    return entries


def _fill(entry: Entry, name: str, label: str, value: Value) -> None:
    text = squash(value.text)
    if not text or name in _CODE_COLUMNS:
        return
    if name in _TYPE_COLUMNS and (level := known_level(text)):
        entry.level, entry.label = level.level, text
    elif name in _PARENT_COLUMNS:
        entry.parent = text
    elif name in TITLES and not entry.title:
        entry.title = text
    elif name in TEXTS:
        entry.title, entry.text = (entry.title, f"{entry.text} {text}") if entry.title else (text, entry.text)
    elif name in INDICATORS and value.lines:
        entry.indicators += [
            (part.strip(" •-"), value.lines) for part in value.text.split("\n") if part.strip(" •-")
        ]
    else:
        entry.fields[PRIORITY if name.startswith("priorit") else label] = text


def _one_run(spans: Sequence[Span]) -> list[Span]:
    return [(min(first for first, _ in spans), max(last for _, last in spans))]


# ------------------------------------------------------------------ an overview per cell


def _overviews(rows: Sequence[Row], names: Sequence[str]) -> list[Entry]:
    """Entries in order of appearance; a line goes to the lowest entry on it, or to a new one it announces."""
    known: dict[tuple[str, str], Entry] = {}
    for row in rows:
        lowest: Entry | None = None
        parent: str | None = None
        claimed: list[Span] = []
        for name, value in zip(names, row, strict=False):
            letters = next((code for word, code in _OVERVIEW_LEVELS if name.startswith(word)), None)
            if _OVERVIEW not in name or letters is None or not value.lines:
                continue
            entry = _overview(value, letters)
            if entry is None:
                continue
            key = (letters, entry.code.printed)
            if key not in known:
                entry.parent = parent
                known[key] = entry
                claimed.append(value.lines)
            lowest, parent = known[key], entry.code.printed
        if lowest is not None:
            spans = [value.lines for value in row if value.lines]
            lowest.spans += _rest(spans, claimed)
    return list(known.values())


def _rest(spans: Sequence[Span], claimed: Sequence[Span]) -> list[Span]:
    """The lines of a row that no new entry has claimed."""
    taken = {number for first, last in claimed for number in range(first, last + 1)}
    lines = {number for first, last in spans for number in range(first, last + 1)} - taken
    return [(number, number) for number in sorted(lines)]


def _overview(value: Value, letters: str) -> Entry | None:
    """The entry in one overview cell: its labelled lines, or code and title on one line."""
    level = known_level(letters)
    parts = [part.strip() for part in value.text.replace(" / ", "\n").split("\n") if part.strip()]
    if not parts or value.lines is None:
        return None
    entry = Entry(
        Code("", letters, ""),
        "",
        [value.lines],
        level.level if level else None,
        level.word if level else None,
    )
    label: str | None = None
    for part in parts:
        labelled = label_of(part)
        if labelled:
            label, part = labelled
        key = (label or "").casefold()
        if key == "code" or (not entry.code.printed and label is None):
            found = leading_code(part)
            if found:
                entry.code, entry.title = found[0], found[1] or entry.title
            elif part:
                entry.code = Code(squash(part), letters, squash(part))
        elif key in TITLES or label is None:
            entry.title = squash(f"{entry.title} {part}")
        elif key in TEXTS:
            entry.text = squash(f"{entry.text} {part}")
        elif part:
            entry.fields[label or ""] = squash(f"{entry.fields.get(label or '', '')} {part}")
    return entry if entry.code.printed else None
