"""What a workbook that came back says otherwise than the one that was sent."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from streekwerk.intake.rules.workbooks.cells import is_mistake, same, tidy, when_words
from streekwerk.intake.rules.workbooks.heads import Heads, find_heads, letters
from streekwerk.intake.rules.workbooks.likeness import bare
from streekwerk.intake.rules.workbooks.model import Change, Column, Returned, Row, Sent, SentSheet
from streekwerk.intake.rules.workbooks.rows import Rows, find_rows
from streekwerk.reading.cells import Grid

MOST_COVERED = 200_000
OWN_SHEETS = frozenset({"uitleg", "streekwerk"})
COVERED = (
    "1 cel onder een samengevoegde cel bleef ongewijzigd.",
    "cellen onder samengevoegde cellen bleven ongewijzigd: enkel de eerste cel telt.",
)
NO_OUTCOME = ("1 formule zonder uitkomst lazen wij niet.", "formules zonder uitkomst lazen wij niet.")
DOES_NOT_FIT = (
    "1 cel past niet bij haar rij en lazen wij niet, zoals een stand bij een toelichting.",
    "cellen passen niet bij hun rij en lazen wij niet, zoals een stand bij een toelichting.",
)
GREY = (
    "1 cel in een grijze kolom werd gewijzigd; die nemen wij niet over.",
    "cellen in grijze kolommen werden gewijzigd; die nemen wij niet over.",
)
COMPUTED = ("Van 1 formule telt de uitkomst.", "formules: de uitkomst telt.")
"""What was done about cells, said of one and of several."""
Words = Mapping[str, Sequence[str]]
"""Per column the words of its list."""


def returned(
    sent: Sent, grids: Sequence[Grid], words: Words, answers: Mapping[str, str] | None = None
) -> Returned:
    """Every cell that came back otherwise, every row that came or went, and what only a person knows."""
    answers = answers or {}
    changes: list[Change] = []
    notes: list[str] = []
    unchanged = rows = 0
    left = [grid for grid in grids if bare(grid.name) not in OWN_SHEETS]
    for sheet in sent.sheets:
        grid = _grid_of(sheet, left)
        if grid is None:
            if sheet.rows:
                notes.append(f"Werkblad “{sheet.name}” kwam niet mee: daarin verandert niets.")
            continue
        left.remove(grid)
        each = _Sheet(sheet, grid, words, answers)
        changes += each.changes()
        notes += each.notes()
        unchanged += each.unchanged
        rows += len(each.rows.found)
    more = [f"“{grid.name}”" for grid in left if grid.rows]
    if more:
        notes.append(f"Eigen werkbladen, niet gelezen: {', '.join(more[:6])}.")
    return Returned(changes, notes, unchanged, rows)


def _grid_of(sheet: SentSheet, grids: Sequence[Grid]) -> Grid | None:
    """The sheet by its name; renamed, by the numbers of its rows."""
    named = next((grid for grid in grids if bare(grid.name) == bare(sheet.name)), None)
    if named:
        return named
    counts = [
        (sum(text in sheet.rows for cells in grid.rows.values() for text in cells.values()), -at, grid)
        for at, grid in enumerate(grids)
    ]
    best = max(counts, key=lambda each: each[:2], default=None)
    return best[2] if best and best[0] else None


class _Sheet:
    """One sheet beside what was sent of it."""

    def __init__(self, sent: SentSheet, grid: Grid, words: Words, answers: Mapping[str, str]) -> None:
        self.sent, self.grid, self.words = sent, grid, words
        self.heads: Heads = find_heads(sent, grid, answers)
        self.rows: Rows = find_rows(sent, grid, self.heads, answers)
        self.columns = [column for column in sent.columns if column.key in self.heads.places]
        self.covered = _covered(grid, sorted(self.heads.places.values()))
        self.unchanged = 0
        self.told: Counter[tuple[str, str]] = Counter()

    def changes(self) -> list[Change]:
        """What differs, in the order of the workbook; then what is new, then what did not come along."""
        made = [*self.heads.questions, *self.rows.questions]
        for name, number in self.rows.found.items():
            made += self._of_row(name, self.sent.rows[name], number)
        made += [self._new(number, above) for number, above in self.rows.new.items()]
        for name in self.rows.missing:
            row = self.sent.rows[name]
            made.append(Change("missing", self.sent.key, name, row.label, row.node))
        return made

    def notes(self) -> list[str]:
        """What was done about everything unexpected; ask for the changes first."""
        said = [*self.heads.notes, *self.rows.notes]
        for (one, many), count in self.told.items():
            said.append(one if count == 1 else f"{count} {many}")
        out = len(self.grid.out_of_sight & set(self.rows.found.values()))
        if out:
            stand = "rij staat" if out == 1 else "rijen staan"
            said.append(f"{out} {stand} uit beeld door een filter; ook die lazen wij.")
        return said

    def _of_row(self, name: str, row: Row, number: int) -> Iterator[Change]:
        cells = self.grid.rows[number]
        for column in self.columns:
            place = self.heads.places[column.key]
            if (number, place) in self.covered:
                self.told[COVERED] += 1
                continue
            if (number, place) in self.grid.unknown:
                self.told[NO_OUTCOME] += 1
                continue
            text, base = cells.get(place, ""), row.cells.get(column.key)
            if base is None:
                if tidy(text):
                    self.told[DOES_NOT_FIT] += 1
            elif same(base, text, column.kind):
                self.unchanged += column.edited
            elif not column.edited:
                self.told[GREY] += 1
            else:
                if (number, place) in self.grid.computed:
                    self.told[COMPUTED] += 1
                yield self._cell(name, row, column, number, base, text)

    def _cell(self, name: str, row: Row, column: Column, number: int, base: str, text: str) -> Change:
        said, problem, options = self._read(column, text)
        return Change(
            "cell",
            self.sent.key,
            name,
            row.label,
            row.node,
            column.key,
            column.head,
            base,
            said,
            f"{self.grid.name} {letters(self.heads.places[column.key])}{number}",
            problem,
            options,
        )

    def _read(self, column: Column, text: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        """What a cell says, why it cannot be taken over, and the words one can choose instead."""
        if is_mistake(text):
            return tidy(text), f"De formule in het werkboek geeft een fout ({tidy(text)}).", ()
        if column.kind == "when":
            return when_words(text), "", ()
        said = " ".join(tidy(text).split()) if column.kind in ("word", "code") else tidy(text)
        if column.kind == "word" and said:
            known = {bare(word): word for word in self.words.get(column.key, ())}
            if bare(said) in known:
                return known[bare(said)], "", ()
            options = tuple((word, word) for word in self.words.get(column.key, ()))
            return said, f"“{said}” staat niet in de lijst van “{column.head}”. Wat is bedoeld?", options
        return said, "", ()

    def _new(self, number: int, above: str | None) -> Change:
        """A row that we did not send; `node` is the one that stands above it in the workbook."""
        cells, problems = dict[str, str](), list[str]()
        for column in self.columns:
            text = self.grid.rows[number].get(self.heads.places[column.key], "")
            if tidy(text):
                cells[column.key], problem, _ = self._read(column, text)
                if problem:
                    problems.append(problem)
                    del cells[column.key]
        title = cells.get("title") or cells.get("text", "")
        code = cells.get("code", "")
        near = self.sent.rows[above].node if above else 0
        return Change(
            "new",
            self.sent.key,
            f"new:{self.sent.key}:{number}",
            f"{code} {title}".strip(),
            near,
            text=title,
            place=f"{self.grid.name} rij {number}",
            cells=cells,
            head=" ".join(problems),
        )


def _covered(grid: Grid, columns: Sequence[int]) -> set[tuple[int, int]]:
    """Places under a merged cell, as far as we read them."""
    numbers = sorted(grid.rows)
    found: set[tuple[int, int]] = set()
    for top, left, bottom, right in grid.merges:
        rows = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        for place in columns[bisect_left(columns, left) : bisect_right(columns, right)]:
            found.update((row, place) for row in rows if (row, place) != (top, left))
        if len(found) > MOST_COVERED:
            break
    return found
