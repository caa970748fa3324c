"""The lines of a selection as the list and the files show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from streekwerk.budget.choices import Direction, Kind, Source
from streekwerk.budget.models import BudgetImport, BudgetLine
from streekwerk.budget.rules.policy_fields import labelled
from streekwerk.budget.rules.words import short
from streekwerk.plans.exports import Column, Sheet
from streekwerk.plans.models import Plan

_WORDS = {str(each.value): str(each.label) for words in (Direction, Source, Kind) for each in words}
"""What `get_…_display` says, which works out all choices of a field anew for every line."""


@dataclass(frozen=True, slots=True)
class ListedLine:
    """One line with where it stands and where its amounts come from."""

    line: BudgetLine
    means: str
    kind: str
    url: str
    node_url: str
    planned: str
    realised: str
    policy_field: str
    origins: list[str]


def listed_lines(plan: Plan, lines: Iterable[BudgetLine], *, may_edit: bool) -> list[ListedLine]:
    """The lines with their addresses; they were asked for with node and files."""
    line_at = reverse("budget:line", args=[plan.pk, 0]).replace("/0/", "/{}/")
    node_at = reverse("plans:node", args=[plan.pk, 0])
    return [
        ListedLine(
            line,
            f"{_WORDS[line.direction].capitalize()}, {_WORDS[line.source]}",
            _WORDS[line.kind],
            line_at.format(line.pk) if may_edit else "",
            f"{node_at.removesuffix('0/')}{line.node_id}/#budget",
            "onbekend" if line.planned is None else short(line.planned),
            "" if line.realised is None else short(line.realised),
            labelled(line.policy_field),
            origins_of(line),
        )
        for line in lines
    ]


def origins_of(line: BudgetLine) -> list[str]:
    """From which file and rows the amounts of a line came."""
    return [
        f"{word} uit {file.name}, {rows_said([part['row'] for part in rows])}"
        for word, file, rows in (
            ("Gepland", line.planned_from, line.planned_rows),
            ("Gerealiseerd", line.realised_from, line.realised_rows),
        )
        if isinstance(file, BudgetImport) and rows
    ]


def rows_said(rows: list[int]) -> str:
    """Row numbers in words.

    >>> rows_said([4]), rows_said([4, 9, 12])
    ('regel 4', 'regels 4, 9 en 12')
    """
    if len(rows) == 1:
        return f"regel {rows[0]}"
    shown = [str(row) for row in rows[:8]]
    last = f"nog {len(rows) - 7}" if len(rows) > 8 else shown[-1]
    return f"regels {', '.join(shown[:7] if len(rows) > 8 else shown[:-1])} en {last}"


def sheet_of_lines(lines: Iterable[BudgetLine]) -> Sheet:
    """A row per line, as csv or Excel."""
    widths = {
        "Code": 12,
        "Onderdeel": 60,
        "Boekjaar": 10,
        "Richting": 12,
        "Soort": 14,
        "Herkomst": 16,
        "Project": 30,
        "Einde project": 14,
        "Gepland": 16,
        "Gerealiseerd": 16,
        "Beleidsveld": 40,
        "Toelichting": 50,
    }
    return Sheet([Column(head, width) for head, width in widths.items()], map(_row, lines))


def _row(line: BudgetLine) -> list[Any]:
    return [
        line.node.code,
        line.node.title,
        line.year,
        _WORDS[line.direction],
        _WORDS[line.kind],
        _WORDS[line.source],
        line.project,
        f"{line.project_until:%d/%m/%Y}" if line.project_until else "",
        _amount(line.planned),
        _amount(line.realised),
        labelled(line.policy_field),
        line.note,
    ]


class _Amount(Decimal):
    """A number in a workbook; in csv written with a decimal comma, as Excel in Belgium reads it."""

    def __str__(self) -> str:
        return format(self, ".2f").replace(".", ",")


def _amount(value: Decimal | None) -> Decimal | str:
    return "" if value is None else _Amount(value)
