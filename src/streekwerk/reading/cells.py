"""The cells of an Excel workbook as they stand, for a workbook of ours that comes back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from streekwerk.reading.extract import FileUnreadable
from streekwerk.reading.extract.guards import Package
from streekwerk.reading.extract.xlsx import sheets_of

MARK = "streekwerk-werkboek-"
"""Before the code of a workbook of ours, wherever it is written."""
_MARKED = re.compile(rb"streekwerk-werkboek-([0-9a-f]{24})")
_WHERE = ("docProps/custom.xml", "xl/sharedStrings.xml")


@dataclass(frozen=True)
class Grid:
    """One sheet: its texts as printed, by row and column from 1."""

    name: str
    rows: dict[int, dict[int, str]]
    hidden: bool = False
    computed: frozenset[tuple[int, int]] = frozenset()
    """Where the value is the outcome of a formula."""
    unknown: frozenset[tuple[int, int]] = frozenset()
    """Formulas without an outcome."""
    merges: tuple[tuple[int, int, int, int], ...] = ()
    """First and last row and column of each merged cell: top, left, bottom, right."""
    out_of_sight: frozenset[int] = field(default_factory=frozenset)
    """Rows hidden by a filter, a group or by hand."""

    def to_json(self) -> dict[str, Any]:
        """The sheet as plain lists; `from_json` opens it again."""
        return {
            "name": self.name,
            "hidden": self.hidden,
            "rows": [[row, *cells.keys(), *cells.values()] for row, cells in self.rows.items()],
            "computed": sorted(self.computed),
            "unknown": sorted(self.unknown),
            "merges": self.merges,
            "out_of_sight": sorted(self.out_of_sight),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Grid:
        """The sheet that `to_json` wrote."""
        rows = {}
        for row, *cells in data["rows"]:
            half = len(cells) // 2
            rows[row] = dict(zip(cells[:half], cells[half:], strict=True))
        return cls(
            data["name"],
            rows,
            data["hidden"],
            frozenset((row, column) for row, column in data["computed"]),
            frozenset((row, column) for row, column in data["unknown"]),
            tuple((top, left, bottom, right) for top, left, bottom, right in data["merges"]),
            frozenset(data["out_of_sight"]),
        )


def grids_of(path: Path, name: str) -> list[Grid]:
    """The sheets of an .xlsx. Read it in a process of its own: `guarded.grids_guarded`.

    Raises:
        FileUnreadable: it is not there.
        DomainError: too large, damaged, protected, unsafe or too old; the sentence says which.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(name, error.strerror or "onbekende fout") from error
    found = []
    for sheet in sheets_of(data, name):
        rows: dict[int, dict[int, str]] = {}
        for (row, column), text in sheet.values.items():
            rows.setdefault(row, {})[column] = text.text
        found.append(
            Grid(
                sheet.name,
                dict(sorted(rows.items())),
                sheet.hidden,
                frozenset(sheet.computed),
                frozenset(sheet.formulas),
                tuple((*first, *last) for first, last in sheet.merges.items()),
                frozenset(sheet.hidden_rows | sheet.folded_rows),
            )
        )
    return found


def code_in(data: bytes, name: str) -> str | None:
    """The code of a workbook of ours in this file, without reading its cells; None in any other file.

    Raises:
        DomainError: an .xlsx that is too large, damaged, protected, unsafe or too old.
    """
    package = Package(data, name, newer="Excel-werkmap (.xlsx)")
    for part in (*_WHERE, *(f"xl/worksheets/sheet{at}.xml" for at in range(1, 9))):
        found = _MARKED.search(package.read(part))
        if found:
            return found[1].decode()
    return None
