"""What a card still asks: only a person knows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Code = Literal["term", "whole", "often", "parts", "levels", "baseline", "target"]

OPEN_TERM = re.compile(
    r"\bbinnen (?:een|de) (?:(?:vooraf )?(?:af|overeen)gesproken|vooropgestelde|afgesproken|redelijke|korte"
    r"|gestelde|wettelijke) (?:termijn|tijd|periode)\b|\btijdig\w*\b",
    re.I,
)
"""A term that is not said: “binnen een afgesproken termijn”, “tijdig”."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something a card needs from a person."""

    code: Code
    sentence: str
    needed: bool
    """Whether the card can only be measured once it is answered."""


def open_questions(
    *,
    measure: str,
    words: str,
    whole: str = "",
    parts_of: str = "",
    parts: bool = False,
    levels: bool = False,
    regular: bool = False,
    baseline_missing: bool = False,
    target_older: bool = False,
    computed: bool = False,
) -> tuple[Question, ...]:
    """What is still asked of a card with these words, most needed first.

    `parts_of`: the word for the parts when there is a figure of each; `parts` and `levels`: whether these are
    named; `target_older`: the target was set for an earlier definition; `computed`: a recipe says what
    counts, so the words need no whole.

    >>> said = "binnen een afgesproken termijn"
    >>> [question.sentence for question in open_questions(measure="share", words=said, whole="vragen")]
    ['Welke termijn?']
    >>> open_questions(measure="count", words="deelnemers")
    ()
    """
    asked: list[Question] = []
    if OPEN_TERM.search(words):
        asked.append(Question("term", "Welke termijn?", True))
    if measure == "share" and not whole and not computed:
        asked.append(Question("whole", "Van welk geheel is dit een deel?", True))
    if regular:
        asked.append(Question("often", "Hoe vaak is “regelmatig”?", True))
    if parts_of and not parts:
        asked.append(Question("parts", f"Welke? Noem elk “{parts_of}”.", False))
    if measure == "rubric" and not levels:
        asked.append(Question("levels", "Wat betekent elk niveau?", False))
    if target_older:
        asked.append(
            Question("target", "De streefwaarde gold voor de vorige definitie: geldt ze nog?", False)
        )
    if baseline_missing:
        asked.append(Question("baseline", "Nulmeting ontbreekt: waar begon het?", False))
    return tuple(asked)


def with_term(words: str, term: str) -> str:
    """The words with the term that was agreed instead of the open one.

    >>> with_term("binnen een afgesproken termijn leidt tot actie", "30 dagen")
    'binnen 30 dagen leidt tot actie'
    """
    said = term.strip()
    return OPEN_TERM.sub(f"binnen {said}", words) if said else words
