"""What the preview of a table with figures shows: a row per subject, each changed cell old and new."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from streekwerk.indicators.commands.importing import Change, Import
from streekwerk.indicators.queries.entry import Row
from streekwerk.indicators.rules.entry.cells import Shape
from streekwerk.indicators.rules.entry.judging import shown


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One cell: when, what stood there, what comes."""

    period: str
    before: str
    after: str
    kind: str
    said: str
    where: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """The cells of one subject that change or are not clear."""

    key: str
    label: str
    named: str
    """What the file calls it, where that differs."""
    changes: list[ShownChange]

    @property
    def can_be_taken(self) -> bool:
        """Whether there is anything to store in it."""
        return any(change.kind in ("saved", "emptied", "doubted") for change in self.changes)


@dataclass(frozen=True)
class ImportPage:
    """The preview."""

    looked: Import
    shape: Shape
    chosen: Mapping[str, str]

    @property
    def rows(self) -> list[ShownRow]:
        """Rows with something to decide, in the order of the grid."""
        found: list[ShownRow] = []
        for row in self.looked.rows:
            changes = [
                change
                for change in self.looked.changes
                if change.answer.typed.subject == row.key and change.answer.verdict.kind != "unchanged"
            ]
            if changes:
                found.append(self._row(row, changes))
        return found

    def _row(self, row: Row, changes: list[Change]) -> ShownRow:
        named = changes[0].cell.row
        return ShownRow(
            row.key, row.label, "" if named == row.label else named, [self._change(one) for one in changes]
        )

    def _change(self, change: Change) -> ShownChange:
        answer = change.answer
        written = " / ".join(filter(None, (answer.typed.text, answer.typed.denominator)))
        clear = answer.verdict.value is not None
        return ShownChange(
            change.cell.period.label,
            shown(answer.known.value, self.shape) if answer.known else "",
            shown(answer.verdict.value, self.shape) if clear else written,
            answer.verdict.kind,
            answer.verdict.sentence,
            change.cell.where,
        )

    @property
    def counts(self) -> dict[str, int]:
        """How many cells are new, changed, unchanged, doubtful and not understood."""
        saved = self.looked.of("saved")
        return {
            "new": sum(change.answer.known is None for change in saved),
            "changed": sum(change.answer.known is not None for change in saved),
            "unchanged": len(self.looked.of("unchanged")),
            "doubted": len(self.looked.of("doubted")),
            "unclear": len(self.looked.of("asked", "refused", "met")),
        }

    @property
    def base(self) -> str:
        """Of each cell the figure that stands there now."""
        return json.dumps(
            {
                f"{change.answer.typed.subject}|{change.answer.typed.period}": change.answer.known.pk
                for change in self.looked.changes
                if change.answer.known
            }
        )
