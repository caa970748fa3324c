"""The likeliest walk through a table: a role for every group, given how each looks and what it follows.

This is the Viterbi algorithm with two additions: a list that goes on after other groups asks for the role it
had before, and a list that begins again is likely to be of the next column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from streekwerk.reading.dialects.bbc_text.groups import Group, Role
from streekwerk.reading.dialects.bbc_text.vocabulary import FUNDING

Looks = dict[Role, float]

# How well a role follows another, column by column. "start" is before the first group.
FOLLOWS: dict[str, dict[Role, float]] = {
    "start": {"goal": 1, "plan": -0.5, "action": -3, "indicator": -4, "comment": -2, "funding": -3},
    "goal": {"goal": -1.5, "plan": 1, "action": -1.5, "indicator": -3, "comment": -0.5, "funding": -2},
    "plan": {"goal": -3, "plan": -1.5, "action": 1, "indicator": 0.5, "comment": 0.5, "funding": -1},
    "action": {"goal": -2, "plan": 0, "action": 0, "indicator": 1, "comment": -0.3, "funding": 0},
    "comment": {"goal": -2, "plan": -0.5, "action": 0, "indicator": 1, "comment": -1, "funding": -1},
    "indicator": {"goal": -1, "plan": 1, "action": -2, "indicator": -0.3, "comment": -2.5, "funding": 1},
    "funding": {"goal": 2, "plan": -0.5, "action": -2, "indicator": -4, "comment": -3, "funding": -1},
}  # fmt: skip
ROW_BY_ROW: dict[str, dict[Role, float]] = {
    **FOLLOWS,
    "indicator": {"goal": -1, "plan": 0.5, "action": 0.7, "indicator": -0.3, "comment": -2.5, "funding": 1},
}  # fmt: skip
_TIED = 3.0
"""What it is worth that a list goes on in the column it had before."""
_RESTART = 2.0
"""What it costs to believe that a list that begins again is still in the same column."""


def without_plans(follows: dict[str, Looks]) -> dict[str, Looks]:
    """The same for a table in which the actions stand right under the goals."""
    return {
        **follows,
        "goal": {**follows["plan"], "goal": follows["goal"]["goal"]},
        "action": {**follows["action"], "goal": -0.5},
        "indicator": {**follows["indicator"], "goal": 0.5},
    }


def best_walk(
    groups: Sequence[Group], looks: Sequence[Looks], follows: dict[str, Looks]
) -> tuple[float, list[Role]]:
    """The best total and its roles; `looks` has per group the weight of each role it can have."""
    ties = [_ties(groups, index) for index in range(len(groups))]
    restarts = [_restarts(groups, index) for index in range(len(groups))]
    return _walk(looks, ties, restarts, follows)


def _ties(groups: Sequence[Group], index: int) -> int | None:
    """The earlier group whose list this one goes on with, over other groups in between."""
    group = groups[index]
    marker = group.first.marker
    if marker is None or marker.rank < 2:
        return None
    for back in range(index - 1, max(-1, index - 12), -1):
        other = groups[back]
        if other.first.narrow or other.code or FUNDING.fullmatch(other.first.text):
            return None
        last = [item.marker.rank for item in other.items if item.marker]
        if other.style == group.style and last and last[-1] == marker.rank - 1:
            return back if back < index - 1 else None
    return None


def _restarts(groups: Sequence[Group], index: int) -> bool:
    """Whether a list begins again, or text without numbers goes on after a blank line, in the same style."""
    group = groups[index]
    if not index or groups[index - 1].style != group.style or group.first.narrow or group.code:
        return False
    marker = group.first.marker
    return marker.rank == 1 if marker and marker.rank else group.first.leads


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """A walk so far: its total, its last role, the last role of a column, and the walk before it."""

    total: float
    role: Role | None
    column: str
    before: _Step | None

    def back(self, steps: int) -> Role | None:
        """The role so many groups ago; 0 is the last."""
        step: _Step | None = self
        for _ in range(steps):
            step = step.before if step else None
        return step.role if step else None


def _walk(
    looks: Sequence[Looks], ties: Sequence[int | None], restarts: Sequence[bool], follows: dict[str, Looks]
) -> tuple[float, list[Role]]:
    """The best total and its roles. A tie asks for the role of the earlier group."""
    best = [_Step(0.0, None, "start", None)]
    for index, look in enumerate(looks):
        tie = ties[index]
        now: list[_Step] = []
        for role, value in look.items():
            aside = role in ("other", "rest")
            options = []
            for step in best:
                change = 0.0 if aside else follows.get(step.column, {}).get(role, 0.0)
                if restarts[index] and step.column == role:
                    change -= _RESTART
                if tie is not None and step.back(index - 1 - tie) == role:
                    change = max(change, 0.0) + _TIED
                options.append((step.total + value + change, step))
            total, step = max(options, key=lambda option: option[0])
            now.append(_Step(total, role, step.column if aside else role, step))
        best = now
    last: _Step | None = max(best, key=lambda step: step.total)
    total = last.total if last else 0.0
    roles: list[Role] = []
    while last and last.role:
        roles.append(last.role)
        last = last.before
    return total, roles[::-1]
