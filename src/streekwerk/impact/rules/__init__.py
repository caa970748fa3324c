"""What decides about tests: plain Python, no Django."""

from streekwerk.impact.rules.answers import NO_ANSWER, Answer, Problem, missing_in, weak_in
from streekwerk.impact.rules.changing import MUCH, changed_much, changed_share
from streekwerk.impact.rules.moments import MOMENTS, moment_of, moment_said
from streekwerk.impact.rules.questions import ImpactQuestion, QuestionKind, from_json, keyed, to_json
from streekwerk.impact.rules.starting import STARTING, StartingTemplate

__all__ = [
    "MOMENTS",
    "MUCH",
    "NO_ANSWER",
    "STARTING",
    "Answer",
    "ImpactQuestion",
    "Problem",
    "QuestionKind",
    "StartingTemplate",
    "changed_much",
    "changed_share",
    "from_json",
    "keyed",
    "missing_in",
    "moment_of",
    "moment_said",
    "to_json",
    "weak_in",
]
