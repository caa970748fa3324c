"""The questions of a template, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class QuestionKind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    LEVELS = "levels"


YES_NO = (("yes", "ja"), ("partly", "deels"), ("no", "nee"), ("na", "niet van toepassing"))
"""A question is put so that yes is good: the page of a template says so."""


@dataclass(frozen=True)
class ImpactQuestion:
    """A question of a test; `key` stays the same through the versions of a template."""

    key: str
    text: str
    help: str = ""
    kind: QuestionKind = QuestionKind.YES_NO
    levels: tuple[str, ...] = ()
    """The words of each level, the lowest first."""

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """Each answer one can give, with its words.

        >>> ImpactQuestion("q1", "Hoe ver?", kind=QuestionKind.LEVELS, levels=("niets", "alles")).options
        (('1', '1 – niets'), ('2', '2 – alles'), ('na', 'niet van toepassing'))
        """
        if self.kind == QuestionKind.YES_NO:
            return YES_NO
        said = [(str(at), f"{at} – {word}") for at, word in enumerate(self.levels, start=1)]
        return (*said, YES_NO[-1])

    def word(self, code: str) -> str:
        """The words of an answer; empty for none."""
        return dict(self.options).get(code, "")

    def is_weak(self, code: str) -> bool:
        """Whether this answer asks for a measure: no or partly, or a level below the middle.

        >>> question = ImpactQuestion("q1", "Hoe ver?", kind=QuestionKind.LEVELS, levels=("a", "b", "c"))
        >>> [question.is_weak(code) for code in ("1", "2", "3", "na", "")]
        [True, False, False, False, False]
        """
        if self.kind == QuestionKind.YES_NO:
            return code in ("no", "partly")
        return code.isdecimal() and 2 * int(code) < len(self.levels) + 1


def from_json(rows: Iterable[Mapping[str, Any]]) -> tuple[ImpactQuestion, ...]:
    """The questions as they are stored."""
    return tuple(
        ImpactQuestion(
            row["key"], row["text"], row.get("help", ""), QuestionKind(row.get("kind", "yes_no")),
            tuple(row.get("levels", ())),
        )
        for row in rows
    )  # fmt: skip


def to_json(questions: Iterable[ImpactQuestion]) -> list[dict[str, Any]]:
    """What is stored of questions; `from_json` reads it back."""
    return [
        {
            "key": each.key,
            "text": each.text,
            "help": each.help,
            "kind": each.kind.value,
            "levels": [*each.levels],
        }
        for each in questions
    ]


def keyed(questions: Iterable[ImpactQuestion], taken: Iterable[str] = ()) -> tuple[ImpactQuestion, ...]:
    """The questions, each with a key of its own: a new one gets a key that no version ever used.

    >>> [each.key for each in keyed([ImpactQuestion("q2", "b"), ImpactQuestion("", "nieuw")], ["q1", "q2"])]
    ['q2', 'q3']
    """
    questions = list(questions)
    last = max((int(key[1:]) for key in (*taken, *(each.key for each in questions)) if key), default=0)
    made, used = [], set[str]()
    for each in questions:
        key = each.key
        if not key or key in used:
            last += 1
            key = f"q{last}"
        used.add(key)
        made.append(ImpactQuestion(key, each.text, each.help, each.kind, each.levels))
    return tuple(made)
