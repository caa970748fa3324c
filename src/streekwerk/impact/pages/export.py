"""Tests and measures as tables on their way to a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from streekwerk.impact.models import Mitigation
from streekwerk.impact.queries.overview import Shown
from streekwerk.impact.rules import MOMENTS
from streekwerk.plans.exports import Column, Sheet

TESTS = {"Toets": 24, "Versie": 8, "Plan": 40, "Onderdeel": 60, "Stand": 12, "Klaar op": 12, "Herzien op": 12,
         "Moment": 14, "Zwakke antwoorden": 12, "Open maatregelen": 12, "Besluit": 60, "Gemaakt door": 24,
         "Nagekeken door": 24, "Oordeel": 20, "Herbekijken": 14}  # fmt: skip
MEASURES = {"Maatregel": 60, "Wie": 26, "Tegen": 20, "Uitgevoerd op": 14, "Toets": 24, "Vraag": 60,
            "Plan": 40, "Onderdeel": 60}  # fmt: skip


def sheet_of_tests(rows: Iterable[Shown]) -> Sheet:
    """A row per test."""
    return Sheet([Column(*each) for each in TESTS.items()], (_test(each) for each in rows))


def _test(each: Shown) -> list[str | int]:
    test = each.test
    return [
        test.version_of.template.name, test.version_of.number, test.node.plan.title, str(test.node),
        test.get_state_display(), _day(test.done_on), _day(test.revised_on),
        MOMENTS[each.moment] if each.done else "", test.weak, each.open, test.conclusion, test.author_label,
        test.reviewer_label, test.get_review_outcome_display(), "ja" if each.look_again else "",
    ]  # fmt: skip


def sheet_of_measures(rows: Iterable[Mitigation]) -> Sheet:
    """A row per measure."""
    return Sheet([Column(*each) for each in MEASURES.items()], (_measure(each) for each in rows))


def _measure(each: Mitigation) -> list[str | int]:
    test = each.test
    asked = {question.key: question.text for question in test.version_of.asked}
    return [
        each.text, who_of(each), each.due_words, _day(each.done_on), test.version_of.template.name,
        asked.get(each.question, ""), test.node.plan.title, str(test.node),
    ]  # fmt: skip


def who_of(each: Mitigation, *, own: bool = True) -> str:
    """Who carries out the measure, in words; a neighbour reads the function, not the person."""
    named = [str(each.steward)] if own and each.steward_id else []
    if each.carrier:
        named.append(each.carrier)
    if not named and own and each.steward_id is None and each.test.node.steward_id:
        named.append(f"{each.test.node.steward} (trekker)")
    return ", ".join(named)


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""
