"""Figures out of a table: what each cell would change, and doing it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from django.db import transaction

from streekwerk.access.models import Actor
from streekwerk.indicators.choices import Origin
from streekwerk.indicators.commands.figures import Answer, enter_figures, judged
from streekwerk.indicators.models import Definition, Indicator
from streekwerk.indicators.queries import entry
from streekwerk.indicators.rules.entry.judging import Typed, Verdict
from streekwerk.indicators.rules.entry.names import Names
from streekwerk.indicators.rules.entry.tables import TableCell, read_table
from streekwerk.indicators.rules.figures.periods import Period, Rhythm

NOBODY = "-"
"""What is chosen for a name whose figures are not taken in."""


_TWICE = Verdict("refused", sentence="Staat tweemaal in het bestand, met een ander cijfer.")


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of the table: where it stands there, and what it does here."""

    cell: TableCell
    answer: Answer


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name in the table that is not surely one of ours; `likely` is proposed, never taken by itself."""

    name: str
    likely: str | None


@dataclass
class Import:
    """What a table would change."""

    changes: list[Change] = field(default_factory=list)
    names: list[OpenName] = field(default_factory=list)
    rows: Sequence[entry.Row] = ()
    left_out: list[str] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Change]:
        """The cells of which this becomes."""
        return [change for change in self.changes if change.answer.verdict.kind in kinds]


def look_at(
    *,
    indicator: Indicator,
    table: Sequence[Sequence[str]],
    by: Actor,
    today: date,
    names: Mapping[str, str] | None = None,
) -> Import:
    """What this table would change; nothing is stored.

    `names`: which row a person chose for a name that is not surely known, or `NOBODY`.

    Raises:
        NotMeasured: no figures are kept of this indicator.
    """
    definitions = entry.definitions_of(indicator)
    definition = entry.definition_on(definitions, today)
    rhythm = cast("Rhythm", definition.rhythm)
    only = entry.whole_of(indicator.plan, today) if rhythm == "once" else None
    every = _rows(
        indicator,
        definition,
        by,
        [only or entry.window(indicator, definitions, until="", size=1, today=today)[0]],
    )
    found = read_table(table, rhythm=rhythm, known={row.key: row.label for row in every}, only=only)
    if not found.cells:
        return Import(left_out=found.left_out)
    periods = sorted({cell.period for cell in found.cells})
    rows = _rows(indicator, definition, by, periods)
    known = {row.key: row.label for row in rows}
    chosen, looked = dict(names or {}), Import(rows=rows, left_out=found.left_out)
    subjects: dict[str, str] = {}
    ours = Names(known)
    for name in dict.fromkeys(cell.row for cell in found.cells):
        likely = ours.match(name)
        if likely.sure and likely.key:
            subjects[name] = likely.key
        elif chosen.get(name) in known:
            subjects[name] = chosen[name]
        elif chosen.get(name) != NOBODY:
            looked.names.append(OpenName(name, likely.key))
    cells = [cell for cell in found.cells if cell.row in subjects]
    figures = entry.figures_of(indicator, periods[0].start, periods[-1].end)
    typed = []
    for cell in cells:
        stands = figures.get((subjects[cell.row], cell.period.start))
        typed.append(_typed(cell, subjects[cell.row], stands.pk if stands else None))
    answers = judged(indicator, typed, by, today)
    looked.changes = [Change(cell, answer) for cell, answer in zip(cells, _once(answers), strict=True)]
    return looked


def _rows(
    indicator: Indicator, definition: Definition, by: Actor, periods: Sequence[Period]
) -> list[entry.Row]:
    return entry.rows_of(indicator, definition, periods, by)


def _typed(cell: TableCell, subject: str, base: int | None) -> Typed:
    return Typed(
        subject,
        cell.period.key,
        cell.text,
        cell.denominator,
        cell.comment or None,
        cell.source or None,
        base=base,
    )


def _once(answers: Sequence[Answer]) -> list[Answer]:
    """The answers, where a cell that comes a second time with something else is refused."""
    seen: dict[tuple[str, str], Typed] = {}
    found = []
    for answer in answers:
        key = (answer.typed.subject, answer.typed.period)
        before = seen.setdefault(key, answer.typed)
        if before is not answer.typed:
            same = (before.text, before.denominator) == (answer.typed.text, answer.typed.denominator)
            answer = replace(answer, verdict=Verdict("unchanged") if same else _TWICE)
        found.append(answer)
    return found


@transaction.atomic
def import_figures(
    *,
    indicator: Indicator,
    looked: Import,
    rows: Collection[str],
    reason: str,
    base: Mapping[str, int],
    by: Actor,
) -> list[Answer]:
    """Store what was looked at: the clear cells of the chosen rows, and with a reason the doubtful ones.

    `base`: by cell the figure that stood there when it was shown; another one now stores nothing at all.

    Raises:
        NotAllowed: the actor gives no figures in this network.
    """
    kinds = ("saved", "emptied", "doubted") if reason.strip() else ("saved", "emptied")
    typed = [
        Typed(
            one.subject, one.period, one.text, one.denominator, one.comment, one.source,
            reason=reason if change.answer.verdict.kind == "doubted" else "",
            base=base.get(f"{one.subject}|{one.period}"),
        )
        for change in looked.of(*kinds)
        if (one := change.answer.typed).subject in rows
    ]  # fmt: skip
    return enter_figures(indicator=indicator, typed=typed, by=by, origin=Origin.IMPORTED, whole=True)
