"""What was sent out, and what a workbook that came back proposes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from streekwerk.intake.rules.workbooks.cells import Kind

EDITED: frozenset[Kind] = frozenset({"text", "when", "word", "code"})
"""Kinds of columns that people change."""


@dataclass(frozen=True)
class Column:
    """A column under the name that people know."""

    key: str
    """Ours: title, text, status …, or “field:” and the label of a field of the sheet."""
    head: str
    kind: Kind = "text"
    width: int = 24

    @property
    def edited(self) -> bool:
        return self.kind in EDITED


@dataclass(frozen=True)
class Row:
    """A row as it was sent. A column that is not in `cells` does not apply to it."""

    label: str
    """How people name it: “Actie 3 Een huis voor starters”."""
    cells: dict[str, str]
    node: int = 0
    """The node it is about; 0 when it is of the plan as a whole."""

    @property
    def hash(self) -> str:
        """A short mark of its texts, so that a number that was dragged along betrays itself."""
        said = "\x1f".join(f"{key}\x1e{text}" for key, text in sorted(self.cells.items()))
        return hashlib.sha256(said.encode()).hexdigest()[:8]


@dataclass(frozen=True)
class SentSheet:
    """A sheet as it was sent; its rows by the mark that stands in the hidden column."""

    key: str
    name: str
    columns: tuple[Column, ...]
    rows: dict[str, Row]

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True)
class Sent:
    """A workbook as it was sent."""

    sheets: tuple[SentSheet, ...]

    def to_json(self) -> dict[str, Any]:
        """As plain lists, so that it can be kept."""
        return {
            "sheets": [
                {
                    "key": sheet.key,
                    "name": sheet.name,
                    "columns": [[each.key, each.head, each.kind, each.width] for each in sheet.columns],
                    "rows": [[name, row.label, row.node, row.cells] for name, row in sheet.rows.items()],
                }
                for sheet in self.sheets
            ]
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Sent:
        """What `to_json` kept."""
        return cls(
            tuple(
                SentSheet(
                    sheet["key"],
                    sheet["name"],
                    tuple(Column(*column) for column in sheet["columns"]),
                    {name: Row(label, cells, node) for name, label, node, cells in sheet["rows"]},
                )
                for sheet in data["sheets"]
            )
        )


ChangeKind = Literal["cell", "new", "missing", "question"]


@dataclass(frozen=True)
class Change:
    """One thing that a returned workbook proposes, or that only a person knows."""

    kind: ChangeKind
    sheet: str
    row: str
    label: str
    node: int = 0
    column: str = ""
    head: str = ""
    base: str = ""
    """What was sent."""
    text: str = ""
    """What came back."""
    place: str = ""
    """Where it stands in the workbook: “Plan D14”."""
    problem: str = ""
    """Why it cannot be taken over as it is, in a sentence."""
    options: tuple[tuple[str, str], ...] = ()
    """Of a question: what can be answered, value and words."""
    cells: dict[str, str] = field(default_factory=dict)
    """Of a new row: its cells by column."""

    @property
    def key(self) -> tuple[str, str]:
        """By which it is found again when the workbook is compared once more."""
        return self.row, self.column or self.kind


@dataclass(frozen=True)
class Returned:
    """What came back, beside what was sent."""

    changes: list[Change]
    notes: list[str]
    """What was done about everything unexpected, a sentence each."""
    unchanged: int
    """Cells that came back as they were sent."""
    rows: int
    """Rows that came back."""
