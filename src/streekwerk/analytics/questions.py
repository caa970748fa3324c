"""What can be asked of the published facts, and the rows that come back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from streekwerk.analytics import rollups
from streekwerk.analytics.engines import Engine, Measure, Question, Table
from streekwerk.analytics.facts import Addition
from streekwerk.analytics.periods import SLOT_TYPES, Periods
from streekwerk.analytics.publications import Published
from streekwerk.kernel.errors import DomainError

HEIR_TYPES = {"place_id": "INTEGER", "heir_id": "INTEGER"}


class Total(NamedTuple):
    """An indicator in a zone or region, for one period and one definition."""

    whole_id: int
    indicator_id: int
    definition_id: int
    shown: date
    """First day of the period."""
    total: Decimal | None
    """The sum of the figures, or of their numerators, exact. None: no figure, or some that never add up."""
    denominator: Decimal | None
    """The sum of the denominators; None for what has none."""
    value: float | None
    """The figure to show: the total, or the total over the denominator."""
    places_with_figure: int
    places: int
    """How many places the whole has in this period: beside every total, "22 van 27"."""

    @property
    def coverage(self) -> float:
        return self.places_with_figure / self.places


class NeverAdds(DomainError):
    """A median or a rubric was asked as a total."""

    def __init__(self, indicator_id: int) -> None:
        super().__init__(
            f"De cijfers van indicator {indicator_id} kunnen niet worden opgeteld: medianen en beoordelingen "
            "maken samen geen nieuwe. Bekijk ze per plaats en per periode."
        )


def check_adds(additions: Mapping[int, Addition], asked: Iterable[int]) -> None:
    """Raises NeverAdds for the first indicator asked whose figures never add up."""
    for indicator_id in asked:
        if additions.get(indicator_id) == "none":
            raise NeverAdds(indicator_id)


def by_whole(
    published: Published, periods: Periods, *, networks: Iterable[int], schemes: Sequence[str],
    heirs: Mapping[int, int] | None = None,
) -> Question:  # fmt: skip
    """Every zone and region of these schemes, every indicator, every period: answered with `Total` rows.

    `heirs` (of `places.heirs`) moves the figures of places that are gone to where they live on.
    """
    return _question(rollups.by_whole, published, periods, networks, schemes, heirs, {})


def of_region(
    published: Published, periods: Periods, region: int, *, networks: Iterable[int], schemes: Sequence[str],
    indicators: Iterable[int], heirs: Mapping[int, int] | None = None,
) -> Question:  # fmt: skip
    """The region and the zones in it, for these indicators. `schemes` hold that of the region itself."""
    narrow = {"asked": _asked(indicators), "focus": _focus(region)}
    return _question(rollups.of_region, published, periods, networks, schemes, heirs, narrow)


def of_place(
    published: Published, periods: Periods, place: int, *, networks: Iterable[int], schemes: Sequence[str],
    indicators: Iterable[int], heirs: Mapping[int, int] | None = None,
) -> Question:  # fmt: skip
    """The place beside the zones and regions it lies in, for these indicators."""
    narrow = {"asked": _asked(indicators), "focus": _focus(place)}
    return _question(rollups.of_place, published, periods, networks, schemes, heirs, narrow)


def answer(engine: Engine, question: Question) -> list[Total]:
    """The rows of the answer, in no order."""
    return [Total(*row) for row in engine.rows(question)]


def _question(
    measure: Measure, published: Published, periods: Periods, networks: Iterable[int], schemes: Sequence[str],
    heirs: Mapping[int, int] | None, narrow: Mapping[str, Table],
) -> Question:  # fmt: skip
    tables = {
        "facts": published.facts(networks),
        "parts": published.parts,
        "slots": Table(SLOT_TYPES, rows=periods.slots),
        **narrow,
    }
    if heirs:
        tables["heirs"] = Table(HEIR_TYPES, rows=tuple(heirs.items()))
    options = (("schemes", tuple(sorted(schemes))), ("regroup", periods.changed_within))
    return Question(measure, tables, options)


def _asked(indicators: Iterable[int]) -> Table:
    return Table({"indicator_id": "INTEGER"}, rows=[(indicator,) for indicator in sorted(set(indicators))])


def _focus(place: int) -> Table:
    return Table({"whole_id": "INTEGER"}, rows=[(place,)])
