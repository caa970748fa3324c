"""Every rule speaks where it must and is silent where it must."""

from __future__ import annotations

import pytest

from reading.findings import (
    examples_dates,
    examples_figures,
    examples_gaps,
    examples_structure,
    examples_words,
)
from reading.findings.build import goal, plan
from streekwerk.reading.findings import RULES, findings_of
from streekwerk.reading.models import Line, Reading

EXAMPLES = (
    examples_figures.EXAMPLES
    | examples_dates.EXAMPLES
    | examples_gaps.EXAMPLES
    | examples_structure.EXAMPLES
    | examples_words.EXAMPLES
)
CODES = [rule.code for rule in RULES]


def found(reading: Reading, code: str) -> list[str]:
    return [f.message for f in findings_of(reading) if f.rule == code]


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_a_rule_explains_itself_and_has_examples(rule):
    assert rule.name
    assert rule.explanation.endswith((".", "?"))
    assert rule.remedy.endswith(".")
    assert rule.code in EXAMPLES
    assert EXAMPLES[rule.code].false
    assert EXAMPLES[rule.code].true or rule.code == "repeats.versions"  # needs lines, see below


def test_codes_are_unique():
    assert len(set(CODES)) == len(CODES)
    assert set(EXAMPLES) == set(CODES)


@pytest.mark.parametrize(
    ("code", "reading", "words"),
    [(code, reading, words) for code, e in EXAMPLES.items() for reading, words in e.true],
    ids=[f"{code}-{n}" for code, e in EXAMPLES.items() for n in range(len(e.true))],
)
def test_the_rule_speaks(code, reading, words):
    messages = found(reading, code)
    assert len(messages) == 1
    assert words in messages[0]
    remedy = next(rule.remedy for rule in RULES if rule.code == code)
    assert messages[0].endswith(remedy)


@pytest.mark.parametrize(
    ("code", "reading"),
    [(code, reading) for code, e in EXAMPLES.items() for reading in e.false],
    ids=[f"{code}-{n}" for code, e in EXAMPLES.items() for n in range(len(e.false))],
)
def test_the_rule_is_silent(code, reading):
    assert found(reading, code) == []


def test_two_printings_of_a_heading_are_compared_by_their_lines():
    reading = plan(goal("g", "Goed wonen", code="Domein 1", spans=[(1, 1), (3, 3)]))
    texts = ["Domein 1: Goed wonen", "", "Domein 1: Beter wonen"]
    lines = [Line(n, text, text) for n, text in enumerate(texts, 1)]
    [finding] = findings_of(reading, lines=lines)
    assert finding.rule == "repeats.versions"
    assert "verderop “Domein 1: Beter wonen”" in finding.message
    assert findings_of(reading, lines=[Line(n, texts[0], texts[0]) for n in (1, 2, 3)]) == []
