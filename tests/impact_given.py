"""What people fill in when they test a part of a plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from streekwerk.impact.commands.measures import MeasureText
from streekwerk.impact.commands.testing import GivenTest
from streekwerk.impact.models import ImpactTest
from streekwerk.impact.rules import Answer

DAY = date(2025, 12, 1)
"""A month before Actie 1 starts."""

Make = Callable[..., ImpactTest]


def given(test: ImpactTest, *, no: bool = True, **more: Any) -> GivenTest:
    """Yes to everything; `no`: but to the first, with a measure for the function of wijkwerker."""
    answers = {
        each.key: Answer(each.options[len(each.levels) - 1][0] if each.levels else "yes")
        for each in test.version_of.asked
    }
    measures = {}
    if no:
        answers["q1"] = Answer("no", "De bus kost te veel.")
        measures["q1"] = MeasureText("Een gratis busrit", None, "Wijkwerker", "voorjaar 2026")
    said = {"answers": answers, "measures": measures, "conclusion": "Kan beter."} | more
    return GivenTest(**said)
