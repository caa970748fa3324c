"""Which row of a sheet that came back is which of ours, however it was sorted, copied or cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from streekwerk.intake.rules.workbooks.cells import same, tidy
from streekwerk.intake.rules.workbooks.heads import Heads
from streekwerk.intake.rules.workbooks.likeness import alike, bare
from streekwerk.intake.rules.workbooks.model import Change, SentSheet
from streekwerk.reading.cells import Grid

ANOTHER = 0.6
"""Titles less alike than this are of two things."""


@dataclass
class Rows:
    """The rows of a sheet that came back."""

    found: dict[str, int] = field(default_factory=dict)
    """Row number by our mark, in the order of the sheet."""
    new: dict[int, str | None] = field(default_factory=dict)
    """Numbers of rows that we did not send, with the mark of the nearest row above that we did."""
    missing: list[str] = field(default_factory=list)
    questions: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find_rows(sent: SentSheet, grid: Grid, heads: Heads, answers: Mapping[str, str]) -> Rows:
    """The rows of a sheet, by the hidden number; without one by code and title."""
    return _Finder(sent, grid, heads, answers).rows()


class _Finder:
    def __init__(self, sent: SentSheet, grid: Grid, heads: Heads, answers: Mapping[str, str]) -> None:
        self.sent, self.grid, self.heads, self.answers = sent, grid, heads, answers
        self.shown = [column for column in sent.columns if column.key in heads.places]
        self.edited = [column for column in self.shown if column.edited]
        # What people know a row by: of a sheet with titles the title, elsewhere the text.
        keys = [column.key for column in sent.columns]
        self.title = "title" if "title" in keys else "text"
        self.out = Rows()

    def rows(self) -> Rows:
        claims: dict[str, list[int]] = {}
        loose: list[int] = []
        for number, cells in self.grid.rows.items():
            if number <= self.heads.row or not self._says_something(number):
                continue
            name = self._name_of(cells)
            if name is None:
                loose.append(number)
            else:
                claims.setdefault(name, []).append(number)
        for name, numbers in claims.items():
            loose += self._settle(name, numbers)
        self._without_number(sorted(loose))
        self.out.found = dict(sorted(self.out.found.items(), key=lambda item: item[1]))
        self._place_new()
        asked = {question.row.removeprefix("row:") for question in self.out.questions}
        self.out.missing = [
            name for name in self.sent.rows if name not in self.out.found and name not in asked
        ]
        return self.out

    def _says_something(self, number: int) -> bool:
        """Whether anything stands in a column of ours, and not the header once more."""
        cells = self.grid.rows[number]
        texts = [(column, tidy(cells.get(self.heads.places[column.key], ""))) for column in self.shown]
        if all(not text for _, text in texts):
            return False
        return any(text and bare(text) != bare(column.head) for column, text in texts)

    def _name_of(self, cells: Mapping[int, str]) -> str | None:
        if self.heads.names is None:
            return None
        name = cells.get(self.heads.names, "").strip()
        row = self.sent.rows.get(name)
        if row is None:
            return None
        stands = cells.get(self.heads.hashes, "").strip() if self.heads.hashes else ""
        # Dragging a row down counts its number up, but not the mark of its texts.
        dragged = stands and stands != row.hash and any(r.hash == stands for r in self.sent.rows.values())
        return None if dragged else name

    def _text(self, number: int, key: str) -> str:
        place = self.heads.places.get(key)
        return tidy(self.grid.rows[number].get(place, "")) if place else ""

    def _settle(self, name: str, numbers: list[int]) -> list[int]:
        """Of the rows with one number the one that counts; the others that are rows of their own."""
        row, asked = self.sent.rows[name], f"row:{name}"
        if len(numbers) == 1:
            self.out.found[name] = numbers[0]
            return []
        if self.answers.get(asked, "").isdecimal() and int(self.answers[asked]) in numbers:
            self.out.found[name] = int(self.answers[asked])
            return []
        different = [numbers[0]]
        for number in numbers[1:]:
            if not any(self._alike(number, other) for other in different):
                different.append(number)
        if len(different) == 1:
            self.out.notes.append(
                f"{row.label} staat er {len(numbers)} keer met dezelfde tekst; dat telt één keer."
            )
            self.out.found[name] = numbers[0]
            return []
        title = row.cells.get(self.title, "")
        others = [n for n in different if title and alike(self._text(n, self.title), title) < ANOTHER]
        own = [number for number in different if number not in others]
        if len(own) == 1:
            self.out.found[name] = own[0]
            return others
        options = [(str(n), f"rij {n}: {self._what_differs(n, row.cells)}") for n in different]
        self.out.questions.append(
            Change(
                "question",
                self.sent.key,
                asked,
                row.label,
                row.node,
                problem=f"Deze rij staat er {len(different)} keer met andere tekst. Welke geldt?",
                options=(*options, ("0", "geen: laat deze rij zoals ze is")),
            )
        )
        return []

    def _alike(self, one: int, other: int) -> bool:
        return all(self._text(one, c.key) == self._text(other, c.key) for c in self.edited)

    def _what_differs(self, number: int, cells: Mapping[str, str]) -> str:
        for column in self.edited:
            text = self._text(number, column.key)
            if not same(text, cells.get(column.key, ""), column.kind):
                return f"{column.head} “{text[:60] or 'leeg'}”"
        return "zoals verstuurd"

    def _without_number(self, loose: list[int]) -> None:
        """Rows that lost their number, known by code and title; the others are new."""
        free = {name: row.cells for name, row in self.sent.rows.items() if name not in self.out.found}
        asked = {question.row for question in self.out.questions}
        free = {name: cells for name, cells in free.items() if f"row:{name}" not in asked}
        known = 0
        for number in loose:
            name = self._by_title(number, free)
            if name is None:
                if self._text(number, self.title):
                    self.out.new[number] = None
                continue
            self.out.found[name] = number
            del free[name]
            known += 1
        if known:
            self.out.notes.append(
                f"{known} {'rij' if known == 1 else 'rijen'} zonder verborgen nummer herkenden wij aan "
                "nummer en titel; kijk die na."
            )

    def _by_title(self, number: int, free: Mapping[str, Mapping[str, str]]) -> str | None:
        title, code = self._text(number, self.title), self._text(number, "code")
        if not title:
            return None
        ways: tuple[Callable[[Mapping[str, str]], bool], ...] = (
            lambda cells: same(cells.get(self.title, ""), title) and same(cells.get("code", ""), code),
            lambda cells: same(cells.get(self.title, ""), title),
            lambda cells: (
                bool(code) and same(cells.get("code", ""), code) and alike(cells[self.title], title) >= 0.5
            ),
        )
        # A copy of a row that is there already is no row of ours.
        for way in ways:
            fitting = [name for name, cells in free.items() if way(cells)]
            if len(fitting) == 1:
                return fitting[0]
            if fitting:
                return None
        return None

    def _place_new(self) -> None:
        numbers = {number: name for name, number in self.out.found.items()}
        above = sorted(numbers)
        for number in self.out.new:
            before = [each for each in above if each < number]
            self.out.new[number] = numbers[before[-1]] if before else None
