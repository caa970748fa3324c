"""Which measure the votes choose, how sure that is, and why in one Dutch sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from streekwerk.indicators.rules.evidence import Measure, Vote

MEASURE_WORDS: dict[Measure, str] = {
    "deliverable": "oplevering", "count": "aantal", "share": "aandeel", "duration": "duur", "score": "score",
    "amount": "hoeveelheid", "rubric": "mate (rubriek)", "frequency": "ritme",
}  # fmt: skip

_NOTHING = Vote(
    "deliverable", 1, "", "niets: zonder herkend woord is een belofte minstens iets dat klaar moet zijn"
)
_WEAK = 5
_CLOSE = 2


@dataclass(frozen=True, slots=True)
class Decision:
    """The chosen measure; `doubt` is the runner-up where the evidence is weak or nearly equal."""

    measure: Measure
    doubt: Measure | None
    weak: bool
    reasons: tuple[str, ...]

    @property
    def why(self) -> str:
        """The reasons as one Dutch sentence."""
        said = "; ".join(self.reasons)
        if self.doubt:
            return f"twijfel met {MEASURE_WORDS[self.doubt]}; herkend aan {said}"
        return f"twijfel; herkend aan {said}" if self.weak else f"herkend aan {said}"


def decide(votes: Sequence[Vote]) -> Decision:
    """The measure with the most weight; at equal weight the one whose single strongest cue is heavier.

    >>> decide([Vote("count", 10, "aantal", "“aantal” aan het begin")]).why
    'herkend aan “aantal” aan het begin'
    >>> decide([]).weak
    True
    """
    given = list(votes) or [_NOTHING]
    weight: dict[Measure, int] = {}
    best: dict[Measure, int] = {}
    for vote in given:
        weight[vote.measure] = weight.get(vote.measure, 0) + vote.weight
        best[vote.measure] = max(best.get(vote.measure, 0), vote.weight)
    order = sorted(weight, key=lambda each: (-weight[each], -best[each]))
    first, rest = order[0], order[1:]
    weak = weight[first] < _WEAK
    close = bool(rest) and weight[first] - weight[rest[0]] < _CLOSE
    reasons = tuple(vote.reason for vote in given if vote.measure == first)
    return Decision(first, rest[0] if rest and (close or weak) else None, weak, reasons)
