"""What the preview of a table shows: each changed cell, old and new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from streekwerk.context.commands.importing import Change, Import
from streekwerk.context.rules.series import Described
from streekwerk.context.rules.values import Value
from streekwerk.ui import dutch

MOST = 600
"""More changed cells than this are counted, not listed."""


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One cell as the preview lists it."""

    place: str
    named: str
    year: int
    kind: str
    before: str
    after: str
    said: str
    where: str


@dataclass(frozen=True)
class PreviewPage:
    """The preview."""

    looked: Import
    series: Described
    chosen: Mapping[str, str]

    @property
    def rows(self) -> list[ShownChange]:
        """Cells that change or are not understood, these first."""
        cells = [*self.looked.of("unclear"), *self.looked.of("changed", "new")]
        return [self._shown(change) for change in cells[:MOST]]

    @property
    def more(self) -> int:
        """How many cells are not listed."""
        return max(0, len(self.looked.of("unclear", "changed", "new")) - MOST)

    def _shown(self, change: Change) -> ShownChange:
        place = str(self.looked.territory.places[change.place])
        return ShownChange(
            place,
            "" if change.named == place else change.named,
            change.year,
            change.kind,
            self._said(change.before),
            self._said(change.after),
            change.said,
            change.where,
        )

    def _said(self, value: Value | None) -> str:
        if value is None:
            return ""
        said = self.series.bare(value)
        if value.numerator is None or value.denominator is None:
            return said
        return f"{said} ({dutch.number(value.numerator)} op {dutch.number(value.denominator)})"

    @property
    def counts(self) -> dict[str, int]:
        """How many cells are new, changed, unchanged and not understood."""
        return {kind: len(self.looked.of(kind)) for kind in ("new", "changed", "unchanged", "unclear")}

    @property
    def places(self) -> list[tuple[int, str]]:
        """The places that can be chosen for a name, by name."""
        territory = self.looked.territory
        return [(pk, str(territory.places[pk])) for pk in territory.sorted(territory.places)]
