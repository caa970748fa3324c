"""What the page of the budget of a plan shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from streekwerk.budget.choices import Kind, Source
from streekwerk.budget.queries.overview import Overview, Place
from streekwerk.budget.queries.selection import NO_FIELD
from streekwerk.budget.rules import Sum, Totals
from streekwerk.budget.rules.money import euros
from streekwerk.budget.rules.policy_fields import labelled
from streekwerk.budget.rules.words import difference_said, open_said, planned_said, realised_said
from streekwerk.plans.queries import level_word
from streekwerk.ui.addresses import address
from streekwerk.ui.charts import Bar, BulletChart, State
from streekwerk.ui.dutch import counted

FIRST = 10
"""How many lines that are still open the page names; all of them are one click away."""


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row of a table of sums, each amount clicked down to its lines."""

    name: str
    url: str
    totals: Totals
    lines_url: str
    kind: str = ""
    compared: bool = True
    """Whether planned and realised are about the same years."""

    @property
    def expenses(self) -> tuple[str, str]:
        return planned_said(self.totals.expenses), realised_said(self.totals.expenses)

    @property
    def receipts(self) -> tuple[str, str]:
        return planned_said(self.totals.receipts), realised_said(self.totals.receipts)

    @property
    def difference(self) -> str:
        """How expenses, or else receipts, differ from what was planned."""
        if not self.compared:
            return ""
        if self.totals.expenses.lines:
            return difference_said(self.totals.expenses)
        return difference_said(self.totals.receipts, receipts=True)

    @property
    def open(self) -> str:
        return open_said(self.totals.expenses + self.totals.receipts)


@dataclass(frozen=True, slots=True)
class OpenLine:
    year: int
    where: str
    url: str
    amount: str


@dataclass(frozen=True)
class BudgetPage:
    """The overview with its words and addresses."""

    found: Overview

    @property
    def under(self) -> Place | None:
        """The part of the plan that is looked at."""
        under = self.found.selection.under
        return self.found.places.get(under) if under is not None else None

    @cached_property
    def sentence(self) -> str:
        """What the selection comes down to."""
        whole = self.found.whole
        said = []
        if whole.expenses.lines:
            said.append(_planned(whole.expenses, "uitgaven"))
        if whole.receipts.lines:
            said.append(_planned(whole.receipts, "ontvangsten"))
        text = f"{' en '.join(said)}." if said else ""
        if whole.open:
            text += f" Van {counted(whole.open, 'lijn', 'lijnen')} is de herkomst nog te bepalen."
        unknown = whole.expenses.unplanned + whole.receipts.unplanned
        if unknown:
            text += (
                f" Van {counted(unknown, 'lijn', 'lijnen')} is het bedrag nog niet gekend; dat telt niet mee."
            )
        return text

    @cached_property
    def years(self) -> list[TotalRow]:
        return [
            TotalRow(str(year), self._page(year=year), each, self._lines(year=year))
            for year, each in self.found.by_year.items()
        ]

    @property
    def whole(self) -> TotalRow:
        # All years planned beside the one year that is realised says nothing.
        known = all(row.totals.expenses.known_realised for row in self.years if row.totals.expenses.lines)
        return TotalRow("Samen", "", self.found.whole, self._lines(), compared=known)

    @cached_property
    def parts(self) -> list[TotalRow]:
        """What stands directly under the part that is looked at, and what stands on itself."""
        under = self.under
        rows = [
            TotalRow(
                str(place), self._page(under=place.pk), each, self._lines(under=place.pk), self._word(place)
            )
            for place, each in self.found.below(under.pk if under else None)
        ]
        if under and rows:
            own = self.found.tree[under.pk]
            for row in rows:
                own = _less(own, row.totals)
            if own.lines:
                rows.insert(0, TotalRow("Op dit onderdeel zelf", "", own, self._lines(under=under.pk)))
        return rows

    @property
    def path(self) -> list[tuple[str, str]]:
        """The way back up: the whole plan, and every part above the one that is looked at."""
        if self.under is None:
            return []
        above = [(str(place), self._page(under=place.pk)) for place in self.found.above(self.under.pk)]
        return [("Hele plan", self._page(under=None)), *above]

    @property
    def node_url(self) -> str:
        return address("plans:node", self.found.plan.pk, self.under.pk) if self.under else ""

    @cached_property
    def divided(self) -> list[tuple[str, list[TotalRow]]]:
        """The selection by source, kind and policy field; a division with one part says nothing."""
        found = self.found
        every = [
            ("Herkomst", list(self._by(found.by_source, _source_word, "source"))),
            ("Soort", list(self._by(found.by_kind, _kind_word, "kind"))),
            ("Beleidsveld", list(self._by(found.by_policy_field, _field_word, "policy_field"))),
        ]
        return [(title, rows) for title, rows in every if len(rows) > 1 or title == "Herkomst"]

    @cached_property
    def open_years(self) -> list[TotalRow]:
        """Per year what is still to be decided."""
        return [row for row in self.years if row.totals.open]

    @cached_property
    def open_lines(self) -> list[OpenLine]:
        """The first lines that are still to be decided."""
        plan = self.found.plan.pk
        return [
            OpenLine(
                line.year,
                str(self.found.places[line.node]),
                address("plans:node", plan, line.node) + "#budget",
                euros(line.planned) if line.planned is not None else "bedrag onbekend",
            )
            for line in self.found.undecided[:FIRST]
            if line.node in self.found.places
        ]

    @property
    def open_url(self) -> str:
        return self._lines(source=Source.UNDECIDED)

    @cached_property
    def priorities(self) -> list[TotalRow]:
        """Per goal what its priority parts cost, and the rest; nothing where the board put nothing first."""
        goals, rest = self.found.priorities
        rows = [TotalRow(str(goal), self._page(under=goal.pk), each, "") for goal, each in goals]
        return [*rows, TotalRow("Al het andere", "", rest, "")] if rows else []

    @cached_property
    def chart(self) -> BulletChart | None:
        """Planned and realised expenses per year; needs two years with an amount."""
        sums = {year: each.expenses for year, each in self.found.by_year.items()}
        if sum(each.known for each in sums.values()) < 2:
            return None
        return BulletChart(
            title="Uitgaven per jaar",
            caption="Wat gepland is als balk, wat gerealiseerd is als ring.",
            unit="euro",
            decimals=0,
            now_label="gepland",
            before_label="gerealiseerd",
            bars=[
                Bar(
                    str(year),
                    each.planned if each.known else None,
                    State.FINAL if each.known else State.MISSING,
                    before=each.realised if each.known_realised else None,
                )
                for year, each in sums.items()
            ],
        )

    def _by(self, sums: dict[str, Totals], word: Callable[[str], str], name: str) -> Iterator[TotalRow]:
        for value, each in sorted(sums.items()):
            chosen = {name: value or NO_FIELD}
            yield TotalRow(word(value), self._page(**chosen), each, self._lines(**chosen))

    @cached_property
    def _page_at(self) -> str:
        return address("budget:plan", self.found.plan.pk)

    @cached_property
    def _lines_at(self) -> str:
        return address("budget:lines", self.found.plan.pk)

    def _page(self, **changed: Any) -> str:
        return self._page_at + self.found.selection.address(**changed)

    def _lines(self, **changed: Any) -> str:
        return self._lines_at + self.found.selection.address(**changed)

    def _word(self, place: Place) -> str:
        """The word for its level; nothing when its name begins with it."""
        word = level_word(self.found.plan.network, place.level, place.level_label)
        return "" if str(place).startswith(word) else word


def _planned(found: Sum, words: str) -> str:
    said = f"{euros(found.planned)} {words} gepland" if found.known else f"{words} zonder gekend bedrag"
    return f"{said}, {euros(found.realised)} gerealiseerd" if found.known_realised else said


def _less(whole: Totals, part: Totals) -> Totals:
    """What is left of a total without a part of it."""

    def less(one: Sum, other: Sum) -> Sum:
        return Sum(
            one.planned - other.planned,
            one.realised - other.realised,
            one.lines - other.lines,
            one.open - other.open,
            one.open_planned - other.open_planned,
            one.unplanned - other.unplanned,
            one.unrealised - other.unrealised,
        )

    return Totals(less(whole.expenses, part.expenses), less(whole.receipts, part.receipts))


def _source_word(stored: str) -> str:
    return str(Source(stored).label).capitalize()


def _kind_word(stored: str) -> str:
    return str(Kind(stored).label).capitalize()


def _field_word(stored: str) -> str:
    return labelled(stored) or "Zonder beleidsveld"
