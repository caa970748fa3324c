"""Votes: each cue found in a sentence speaks for a measure, with a weight, its words and the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from streekwerk.indicators.rules.amounts import AMOUNT_UNITS, TIME_UNITS, Quantity, quantities_in
from streekwerk.indicators.rules.clauses import Sentence, sentence_of
from streekwerk.indicators.rules.horizon import BY_THEN, horizon_in
from streekwerk.indicators.rules.rhythms import Rhythm, rhythm_in
from streekwerk.indicators.rules.tokens import Token
from streekwerk.indicators.rules.words import measures, things, verbs
from streekwerk.kernel.periods import find_dates

Measure = Literal["deliverable", "count", "share", "duration", "score", "amount", "rubric", "frequency"]
MEASURES: tuple[Measure, ...] = (
    "deliverable", "count", "share", "duration", "score", "amount", "rubric", "frequency",
)  # fmt: skip


_AFTER = re.compile(r"\b(?:na|gedurende|sinds)\s*$", re.I)
"""“na zes maanden” says when, not how long."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One cue: so much weight for a measure, because of these words."""

    measure: Measure
    weight: int
    words: str
    reason: str
    """Reads after “herkend aan”: “een getal met “minstens” ervoor”."""


@dataclass(frozen=True)
class Clues:
    """All that was found in a sentence before anything is decided."""

    sentence: Sentence
    quantities: Sequence[Quantity]
    rhythm: Rhythm | None
    by: date | None
    every: Token | None
    """The word “elke” or “alle” that says a whole, not a rhythm."""

    @cached_property
    def percent(self) -> Quantity | None:
        """The first percentage."""
        return self._best([q for q in self.quantities if q.unit == "percent"])

    @cached_property
    def plain(self) -> Quantity | None:
        """The number of things or people: the last of “van 4 naar 8”, else a bounded one, else the first."""
        return self._best([q for q in self.quantities if q.unit is None and q.of is None])

    def _best(self, found: Sequence[Quantity]) -> Quantity | None:
        asked = [q for q in found if q.relation != "from"]
        return next((q for q in asked if q.relation == "to" or q.bound), asked[0] if asked else None)

    @cached_property
    def times(self) -> Quantity | None:
        """The number of times: “2 x”, “vier keer”."""
        return next((q for q in self.quantities if q.unit == "times"), None)

    @cached_property
    def time(self) -> Quantity | None:
        """The first stretch of time."""
        text = self.sentence.text
        return self._best(
            [q for q in self.quantities if q.unit in TIME_UNITS and not _AFTER.search(text[: q.start])]
        )

    @cached_property
    def amount(self) -> Quantity | None:
        """The first weight, sum of money or other measure."""
        return next((q for q in self.quantities if q.unit in AMOUNT_UNITS), None)

    @cached_property
    def out_of(self) -> Quantity | None:
        """The first “8 op 10”."""
        return next((q for q in self.quantities if q.of is not None), None)

    def after(self, quantity: Quantity, words: int = 4) -> tuple[Token, ...]:
        """The words that follow a number."""
        return tuple(t for t in self.sentence.tokens if t.start >= quantity.end and t.is_word)[:words]

    @cached_property
    def counts_events(self) -> bool:
        """Whether the number in the sentence counts something that happens, not people or things."""
        if not self.plain:
            return False
        for token in self.after(self.plain):
            if token.has(things.PEOPLE, things.CASES):
                return False
            if token.has(things.EVENT):
                return True
            if token.low in ("van", "voor", "met", "per", "in", "op", "is", "zijn", "worden"):
                return False
        return False


def clues_in(text: str) -> Clues:
    """All that is found in a sentence; its blanks are single.

    >>> clues_in("Elke gemeente heeft een aanspreekpunt").every.low
    'elke'
    """
    dates, sentence, rhythm = find_dates(text), sentence_of(text), rhythm_in(text)
    every = next((t for t in sentence.clause if t.has(verbs.EVERY) and not _within(rhythm, t)), None)
    # The 5 of “5-jaarlijks” is the rhythm's own.
    own = rhythm if rhythm and rhythm.kind == "adverb" else None
    quantities = tuple(q for q in quantities_in(text, dates) if not (own and own.start <= q.start < own.end))
    said = _said_of_them(sentence)
    if rhythm and rhythm.start in said:
        rhythm = None
    # “… dat bereikt wordt minstens 100 tegen 2028”: what stands last is the aim.
    last = len(BY_THEN.sub("", text).rstrip(" .)"))
    asked = tuple(q for q in quantities if q.start not in said or q.unit == "percent" or q.end >= last)
    return Clues(sentence, asked, rhythm, horizon_in(text, dates), every)


def _said_of_them(sentence: Sentence) -> range:
    """Where “aantal leden | dat minstens 2 keer komt |: 40” says which are counted, not how many."""
    counts = bool(sentence.head) and sentence.head[0].has(measures.COUNT, measures.SHARE)
    tokens = sentence.tokens
    begin = next((i for i, t in enumerate(tokens) if i and t.has(verbs.RELATIVE)), None)
    if not counts or begin is None:
        return range(0)
    end = next((t.start for t in tokens[begin:] if t.low in ",;:"), len(sentence.text))
    aside = sentence.text.find("(", tokens[begin].start)
    return range(tokens[begin].start, min(end, aside) if aside >= 0 else end)


def _within(rhythm: Rhythm | None, token: Token) -> bool:
    return rhythm is not None and rhythm.start <= token.start < rhythm.end
