"""The cues, in the order in which their reasons are told. A new cue is one function in this list."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from streekwerk.indicators.rules.cues import heads, numbers, verbs
from streekwerk.indicators.rules.evidence import Clues, Vote

CUES: tuple[Callable[[Clues], Iterator[Vote]], ...] = (
    heads.first_word,
    heads.unit_said,
    heads.nouns,
    heads.who_or_what,
    numbers.percentages,
    numbers.amounts,
    numbers.things_counted,
    numbers.repetition,
    heads.events,
    numbers.within,
    heads.growth,
    heads.shape,
    verbs.everybody,
    verbs.finished,
    verbs.finishing,
    verbs.going_on,
    verbs.promised,
    verbs.asked,
    verbs.elsewhere,
)


def votes_for(clues: Clues) -> list[Vote]:
    """Every vote of every cue."""
    return [vote for cue in CUES for vote in cue(clues)]
