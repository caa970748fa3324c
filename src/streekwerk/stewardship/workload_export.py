"""The load of functions as a file: what is on screen, a row per function and step."""

from __future__ import annotations

from collections.abc import Iterator

from streekwerk.plans.exports import Column, Sheet
from streekwerk.stewardship.queries.workload import Workload
from streekwerk.ui import dutch


def sheet_of_workload(workload: Workload) -> Sheet:
    """A row per function and step: how many actions, full-time equivalents, words, and which actions."""
    widths = {"Functie": 36, "Periode": 12, "Van": 12, "Tot en met": 12, "Acties": 8, "VTE": 8, "Beperkt": 9,
              "Ruim": 9, "Niet gezegd": 12, "Capaciteit in VTE": 18, "Welke acties": 90}  # fmt: skip
    return Sheet([Column(head, width) for head, width in widths.items()], _rows(workload))


def _rows(workload: Workload) -> Iterator[list[str | int]]:
    for line in workload.lines:
        for load in line.loads:
            capacity = line.function.capacity
            yield [
                line.function.name,
                load.step.label,
                f"{load.step.start:%d/%m/%Y}",
                f"{load.step.end:%d/%m/%Y}",
                len(load.actions),
                dutch.number(load.fte) if load.counted else "",
                load.limited,
                load.ample,
                load.unknown,
                "" if capacity is None else dutch.number(capacity),
                "; ".join(workload.actions[pk].title for pk in load.actions),
            ]
