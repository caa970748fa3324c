"""Which lines of a budget are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from streekwerk.budget.choices import Direction, Kind, Source
from streekwerk.budget.rules.facts import LineFacts

SOURCES = {"regulier": Source.REGULAR, "project": Source.PROJECT, "nog-te-bepalen": Source.UNDECIDED}
KINDS = {str(kind.label): kind for kind in Kind}
DIRECTIONS = {"uitgaven": Direction.EXPENSE, "ontvangsten": Direction.RECEIPT}
"""The words of the address."""
NO_FIELD = "zonder"


@dataclass(frozen=True)
class BudgetSelection:
    """Every choice stands in the address."""

    year: int | None = None
    source: str = ""
    kind: str = ""
    direction: str = ""
    policy_field: str = ""
    under: int | None = None

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> BudgetSelection:
        """The choices of an address; what is not known is left out."""
        year, under = query.get("jaar", ""), query.get("onder", "")
        field = query.get("beleidsveld", "")
        return cls(
            int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None,
            SOURCES.get(query.get("herkomst", ""), ""),
            KINDS.get(query.get("soort", ""), ""),
            DIRECTIONS.get(query.get("richting", ""), ""),
            field if field == NO_FIELD or (field.isascii() and field.isdecimal() and len(field) == 4) else "",
            int(under) if under.isascii() and under.isdecimal() and len(under) < 16 else None,
        )

    def keeps(self, line: LineFacts) -> bool:
        """Whether a line is in it, apart from where it stands in the plan."""
        return (
            self.year in (None, line.year)
            and self.source in ("", line.source)
            and self.kind in ("", line.kind)
            and self.direction in ("", line.direction)
            and self.policy_field in ("", line.policy_field or NO_FIELD)
        )

    def address(self, **changed: Any) -> str:
        """The query string of this selection with something else in it; “?” alone for everything."""
        said = replace(self, **changed)
        words = {
            "jaar": said.year,
            "herkomst": _word(SOURCES, said.source),
            "soort": _word(KINDS, said.kind),
            "richting": _word(DIRECTIONS, said.direction),
            "beleidsveld": said.policy_field,
            "onder": said.under,
        }
        return "?" + urlencode({name: value for name, value in words.items() if value})


def _word(words: Mapping[str, Any], stored: str) -> str:
    return next((word for word, value in words.items() if value == stored), "")


def kept(lines: Iterable[LineFacts], selection: BudgetSelection, branch: set[int] | None) -> list[LineFacts]:
    """The lines of the selection; `branch`: the nodes under which they stand, None for the whole plan."""
    if branch is None and replace(selection, under=None) == BudgetSelection():
        return list(lines)
    return [line for line in lines if (branch is None or line.node in branch) and selection.keeps(line)]
