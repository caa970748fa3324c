"""The meters of a plan as a file: what is on screen, a row per indicator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from streekwerk.indicators.queries.meters import Meters, unit_of
from streekwerk.plans.exports import Column, Sheet


def sheet_of_meters(found: Meters) -> Sheet:
    """A row per indicator with its figure, who answered and how it stands."""
    widths = {
        "Indicator": 60, "Bij": 40, "Doel": 40, "Periode": 18, "Cijfer": 14, "Eenheid": 14, "Teller": 12,
        "Noemer": 12, "Antwoorden": 12, "Gevraagd": 12, "Streefwaarde": 34, "Stand": 20, "Uitleg": 60,
    }  # fmt: skip
    return Sheet([Column(head, width) for head, width in widths.items()], _rows(found))


def _rows(found: Meters) -> Iterator[list[Any]]:
    for meter in found.meters:
        step = meter.step
        value = step.value if step else None
        known = value is not None and value.number is not None
        yield [
            meter.text,
            found.nodes.get(meter.node or 0, ""),
            found.goals.get(meter.goal or 0, ""),
            step.period.label if step and known else "",
            value.number if value and known else meter.reading.words,
            unit_of(meter.definition) if meter.definition and known else "",
            value.numerator if value else None,
            value.denominator if value else None,
            step.answered if step and step.asked else None,
            step.asked if step and step.asked else None,
            meter.target,
            meter.label,
            meter.judgement.sentence if meter.judgement else meter.aside,
        ]
