"""Which column of a sheet that came back is which of ours: by its name, its contents, its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from streekwerk.intake.rules.workbooks.cells import same, tidy
from streekwerk.intake.rules.workbooks.likeness import alike, bare
from streekwerk.intake.rules.workbooks.model import Change, Column, SentSheet
from streekwerk.reading.cells import Grid

FIRST_ROWS = 15
"""A header stands in one of the first rows, also when somebody wrote a title above it."""
SURE, MAYBE, MARGIN = 0.7, 0.45, 0.15
SAMPLE = 200
"""Rows that are looked at to know a column by what stands in it."""


@dataclass
class Heads:
    """Where each column stands in what came back."""

    row: int
    """The row of the header."""
    places: dict[str, int] = field(default_factory=dict)
    """Column number by our key; a column that is not there was not sent along."""
    names: int | None = None
    """The hidden column that says which row is which."""
    hashes: int | None = None
    notes: list[str] = field(default_factory=list)
    questions: list[Change] = field(default_factory=list)


def find_heads(sent: SentSheet, grid: Grid, answers: Mapping[str, str]) -> Heads:
    """The columns of a sheet that came back; what is not certain is asked, see `answers`."""
    shown = [column for column in sent.columns if column.kind != "hidden"]
    heads = Heads(_header_row(shown, grid))
    heads.names = _best(grid, sent.rows.keys(), heads.row)
    heads.hashes = _best(grid, {row.hash for row in sent.rows.values()}, heads.row)
    header = grid.rows.get(heads.row, {})
    free = {
        place
        for cells in list(grid.rows.values())[:SAMPLE]
        for place in cells
        if place not in (heads.names, heads.hashes)
    }
    agreement = _Agreement(sent, grid, heads)
    for column in shown:
        answered = answers.get(f"column:{sent.key}:{column.key}")
        if answered is not None and int(answered) in free:
            heads.places[column.key] = int(answered)
            free.discard(int(answered))
    asked = {key for key in answers if key.startswith(f"column:{sent.key}:")}
    left = []
    for column in shown:
        if column.key in heads.places or f"column:{sent.key}:{column.key}" in asked:
            continue
        named = [place for place in sorted(free) if bare(header.get(place, "")) == bare(column.head)]
        if len(named) > 1:
            named = _of_one_name(sent, column, named, agreement, heads)
        if named:
            heads.places[column.key] = named[0]
            free.discard(named[0])
        elif not any(question.column == column.key for question in heads.questions):
            left.append(column)
    _of_other_names(sent, left, free, header, agreement, heads)
    _tell(sent, grid, heads, header, free)
    return heads


def _header_row(shown: Iterable[Column], grid: Grid) -> int:
    known = {bare(column.head) for column in shown}
    rows = list(grid.rows.items())[:FIRST_ROWS]
    return max(
        rows,
        key=lambda item: (sum(bare(text) in known for text in item[1].values()), -item[0]),
        default=(1, {}),
    )[0]


def _best(grid: Grid, known: Iterable[str], header: int) -> int | None:
    """The column in which most of these marks stand."""
    marks, counts = set(known), dict[int, int]()
    for row, cells in grid.rows.items():
        for place, text in cells.items():
            if row > header and text.strip() in marks:
                counts[place] = counts.get(place, 0) + 1
    return max(counts, key=lambda place: counts[place]) if counts else None


class _Agreement:
    """How often what stands in a column is what we sent in one of ours."""

    def __init__(self, sent: SentSheet, grid: Grid, heads: Heads) -> None:
        pairs: list[tuple[dict[str, str], dict[int, str]]] = []
        if heads.names is not None:
            for row, cells in grid.rows.items():
                known = sent.rows.get(cells.get(heads.names, "").strip())
                if row > heads.row and known:
                    pairs.append((known.cells, cells))
        self._pairs = pairs[:SAMPLE]

    def of(self, column: Column, place: int) -> tuple[float, int]:
        """The share that agrees, and of how many that were not empty."""
        told = [
            same(texts[column.key], cells.get(place, ""), column.kind)
            for texts, cells in self._pairs
            if texts.get(column.key)
        ]
        return (sum(told) / len(told) if told else 0.0, len(told))


def _of_one_name(
    sent: SentSheet, column: Column, named: list[int], agreement: _Agreement, heads: Heads
) -> list[int]:
    """Of several columns with the name of ours the one that holds what we sent; otherwise it is asked."""
    scored = sorted(((agreement.of(column, place)[0], -place) for place in named), reverse=True)
    if scored[0][0] - scored[1][0] >= MARGIN:
        place = -scored[0][1]
        heads.notes.append(
            f"“{column.head}” staat er {len(named)} keer; wij lazen kolom {letters(place)}, die lijkt op wat "
            "verstuurd werd."
        )
        return [place]
    heads.questions.append(
        _question(sent, column, f"“{column.head}” staat er {len(named)} keer. Welke kolom telt?", named, {})
    )
    return []


def _of_other_names(
    sent: SentSheet,
    left: list[Column],
    free: set[int],
    header: Mapping[int, str],
    agreement: _Agreement,
    heads: Heads,
) -> None:
    """Columns whose name was typed over or wiped out."""
    scores: list[tuple[float, Column, int]] = []
    for column in left:
        for place in free:
            share, evidence = agreement.of(column, place)
            score = max(share if evidence >= 3 else share / 2, alike(column.head, header.get(place, "")))
            if _between_the_same(sent, column, place, heads):
                score = max(min(1.0, score + 0.1), MAYBE)
            scores.append((score, column, place))
    scores.sort(key=lambda each: -each[0])
    done: set[str] = set()
    for score, column, place in scores:
        if score < MAYBE or column.key in done or place not in free:
            continue
        rivals = [
            other
            for other, each, there in scores
            if (each.key == column.key) != (there == place) and there in free and each.key not in done
        ]
        done.add(column.key)
        name = tidy(header.get(place, "")) or "zonder naam"
        if score >= SURE and score - max(rivals, default=0.0) >= MARGIN:
            heads.places[column.key] = place
            free.discard(place)
            heads.notes.append(f"Kolom {letters(place)} “{name}” lazen wij als “{column.head}”.")
        else:
            likely = [there for other, each, there in scores if each.key == column.key and other >= MAYBE]
            text = f"Kolom “{column.head}” vonden wij niet terug. Welke kolom is het?"
            heads.questions.append(_question(sent, column, text, likely[:5], header))


def _between_the_same(sent: SentSheet, column: Column, place: int, heads: Heads) -> bool:
    """Whether it stands right after the column that stood before ours, or right before the one after."""
    keys = [each.key for each in sent.columns]
    at = keys.index(column.key)
    before = heads.places.get(keys[at - 1]) if at else None
    after = heads.places.get(keys[at + 1]) if at + 1 < len(keys) else None
    return before == place - 1 or after == place + 1


def _question(
    sent: SentSheet, column: Column, text: str, places: Iterable[int], header: Mapping[int, str]
) -> Change:
    options = [(str(place), f"kolom {letters(place)} {_quoted(header, place)}".strip()) for place in places]
    return Change(
        "question",
        sent.key,
        f"column:{sent.key}:{column.key}",
        f"Werkblad “{sent.name}”",
        column=column.key,
        head=column.head,
        problem=text,
        options=(*options, ("0", "geen van deze: laat de kolom weg")),
    )


def _quoted(header: Mapping[int, str], place: int) -> str:
    name = tidy(header.get(place, ""))
    return f"“{name}”" if name else ""


def _tell(sent: SentSheet, grid: Grid, heads: Heads, header: Mapping[int, str], free: set[int]) -> None:
    asked = {question.column for question in heads.questions}
    gone = [
        f"“{column.head}”"
        for column in sent.columns
        if column.edited and column.key not in heads.places and column.key not in asked
    ]
    if gone:
        heads.notes.append(f"Niet meegestuurd, dus ongewijzigd: {_listed(gone)} (werkblad “{grid.name}”).")
    likely = {int(value) for question in heads.questions for value, _ in question.options}
    more = [f"“{tidy(header[place])}”" for place in sorted(free - likely) if tidy(header.get(place, ""))]
    if more:
        heads.notes.append(f"Eigen kolommen van het werkboek, niet gelezen: {_listed(more)}.")


def _listed(names: list[str]) -> str:
    return ", ".join(names[:8]) + (f" en {len(names) - 8} andere" if len(names) > 8 else "")


def letters(place: int) -> str:
    """The letters of a column.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    return "".join(_letters(place))[::-1]


def _letters(place: int) -> Iterator[str]:
    while place:
        place, rest = divmod(place - 1, 26)
        yield chr(65 + rest)
