"""Whether a test is complete, and which of its answers are weak."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from streekwerk.impact.rules.questions import ImpactQuestion


class Answer(NamedTuple):
    """What was answered to a question, and why."""

    code: str = ""
    note: str = ""


NO_ANSWER = Answer()


class Problem(NamedTuple):
    """What is missing: at which question (empty: of the test itself), in which field, and what to do."""

    key: str
    field: str
    said: str


def weak_in(questions: Iterable[ImpactQuestion], answers: Mapping[str, Answer]) -> list[ImpactQuestion]:
    """The questions with an answer that asks for a measure, in their order."""
    return [each for each in questions if each.is_weak(answers.get(each.key, NO_ANSWER).code)]


def missing_in(
    questions: Iterable[ImpactQuestion], answers: Mapping[str, Answer], conclusion: str
) -> list[Problem]:
    """What a test still lacks to be done: an answer to every question, why for all but yes, a conclusion.

    >>> ask = (ImpactQuestion("q1", "Is het gratis?"),)
    >>> [each.said for each in missing_in(ask, {"q1": Answer("no")}, "Het kan beter.")]
    ['Schrijf er in een zin bij waarom.']
    >>> missing_in(ask, {"q1": Answer("yes")}, "Dit is in orde.")
    []
    """
    found = []
    for each in questions:
        answer = answers.get(each.key, NO_ANSWER)
        if not each.word(answer.code):
            found.append(Problem(each.key, "answer", "Kies een antwoord."))
        elif (answer.code == "na" or each.is_weak(answer.code)) and not answer.note.strip():
            found.append(Problem(each.key, "note", "Schrijf er in een zin bij waarom."))
    if not conclusion.strip():
        found.append(Problem("", "conclusion", "Schrijf in één zin wat u besluit."))
    return found
