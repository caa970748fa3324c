"""Which column each group of items comes from: the cheapest walk through the table.

Items are first put together in groups (a list, a run of paragraphs, a cell). Then every group gets the
role that makes the whole text most likely: how well each group looks like its role plus how well
neighbouring roles follow each other (Viterbi). Two orders are tried: column by column (all actions of a plan
before all its indicators) and row by row (an action, its indicators, the next action).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from streekwerk.reading.dialects.bbc_text.cells import Item
from streekwerk.reading.dialects.bbc_text.cues import column_label, starts_with_infinitive, weigh
from streekwerk.reading.dialects.bbc_text.geometry import Columns
from streekwerk.reading.dialects.bbc_text.header import Header
from streekwerk.reading.dialects.bbc_text.vocabulary import DEPTH, FUNDING, Coded, coded
from streekwerk.reading.models import LevelName

Role = Literal["goal", "plan", "action", "indicator", "comment", "funding", "other", "rest"]
ROLES: tuple[Role, ...] = ("goal", "plan", "action", "indicator", "comment", "funding", "other", "rest")
NEVER = -100.0
SURE = 30.0

# How well a role follows another, column by column. "start" is before the first group.
_FOLLOWS: dict[str, dict[Role, float]] = {
    "start": {"goal": 1, "plan": -0.5, "action": -3, "indicator": -4, "comment": -2, "funding": -3},
    "goal": {"goal": -1.5, "plan": 1, "action": -1.5, "indicator": -3, "comment": -0.5, "funding": -2},
    "plan": {"goal": -3, "plan": -1.5, "action": 1, "indicator": 0.5, "comment": 0.5, "funding": -1},
    "action": {"goal": -2, "plan": 0, "action": 0, "indicator": 1, "comment": -1, "funding": 0},
    "comment": {"goal": -2, "plan": -0.5, "action": 0, "indicator": 1, "comment": -1, "funding": -1},
    "indicator": {"goal": -1, "plan": 1, "action": -2, "indicator": -0.3, "comment": -2.5, "funding": 1},
    "funding": {"goal": 2, "plan": -0.5, "action": -2, "indicator": -4, "comment": -3, "funding": -1},
}  # fmt: skip
_ROW_BY_ROW: dict[str, dict[Role, float]] = {
    **_FOLLOWS,
    "indicator": {"goal": -1, "plan": 0.5, "action": 0.7, "indicator": -0.3, "comment": -2.5, "funding": 1},
}  # fmt: skip
_RESTART = 2.0
"""What it costs to believe that a list that begins again is still in the same column."""
_ROW_BY_ROW_MARGIN = 4.0
"""How much likelier row by row must be before it is believed."""


@dataclass(slots=True)
class Group:
    """Items of one column that stand together; `style` is the marker style of a list, "" for text."""

    items: list[Item]
    style: str = ""
    code: Coded | None = None
    label: tuple[str, str] | None = None
    role: Role = "rest"
    margin: float = 0.0
    """How much better the role fits than the next best one for these words alone."""

    @property
    def first(self) -> Item:
        return self.items[0]


@dataclass(slots=True)
class _Context:
    """What is known of the document as a whole."""

    header: Header
    columns: Columns
    openers: set[str] = field(default_factory=set)
    """First two words that begin several long paragraphs: the name of the organisation, mostly."""
    has_plans: bool = True
    has_goals: bool = True


def groups_of(items: Sequence[Item]) -> list[Group]:
    """Items put together: consecutive items of one list, and loose lines of one block."""
    groups: list[Group] = []
    for item, below in zip(items, [*items[1:], None], strict=True):
        code = None if item.marker and item.marker.rank else coded(item.text)
        label = column_label(item.text)
        style = item.marker.style if item.marker else ""
        last = groups[-1] if groups else None
        if last and not code and not label and (
            _belongs(item, style, last) or (_heads(item, below) and _headed(item, last))
        ):  # fmt: skip
            last.items.append(item)
        elif below and _heads(item, below) and not code and not label:
            groups.append(Group([item], below.marker.style if below.marker else ""))
        else:
            groups.append(Group([item], style, code, label))
    return _absorbed(groups)


def _heads(item: Item, below: Item | None) -> bool:
    """Whether a short line with a colon is the heading of the bullets right below it."""
    return bool(
        below and below.marker and below.marker.rank == 0 and below.block == item.block
        and not item.marker and not item.narrow and len(item.text) < 60 and item.text.endswith(":")
    )  # fmt: skip


def _headed(item: Item, group: Group) -> bool:
    """Whether the group is a list of the same kind, with headings, in the same block."""
    return bool(group.style) and not group.items[0].marker and group.items[-1].block == item.block


def _belongs(item: Item, style: str, group: Group) -> bool:
    before = group.items[-1]
    if item.narrow or before.narrow or item.vertical or before.vertical or style != group.style:
        return False
    if group.code or (FUNDING.fullmatch(item.text) or FUNDING.fullmatch(before.text)):
        return False
    if not style:
        return item.block == before.block and not item.cut and len(item.text) < 130 and len(before.text) < 130
    rank, last = (item.marker.rank if item.marker else 0), (before.marker.rank if before.marker else 0)
    if rank == 0:
        return item.block == before.block
    return last <= rank <= last + 2 and (rank > 1 or last == 0)


def _absorbed(groups: Sequence[Group]) -> list[Group]:
    """A loose line between two items of one list, in one block, taken into that list."""
    result: list[Group] = []
    for index, group in enumerate(groups):
        before = result[-1] if result else None
        after = groups[index + 1] if index + 1 < len(groups) else None
        if (
            before
            and before.style
            and not before.code
            and not group.code
            and not group.label
            and not group.first.narrow
        ):
            same_block = group.first.block == before.items[-1].block
            if (
                not group.style and after and same_block and after.style == before.style
                and after.first.block == group.first.block and after.first.marker
                and after.first.marker.rank == before.items[-1].marker.rank + 1  # type: ignore[union-attr]
                and after.first.marker.rank > 1
            ):  # fmt: skip
                before.items += group.items
                continue
            ranks = [item.marker.rank for item in before.items if item.marker]
            goes_on = (
                group.style == before.style
                and group.first.marker
                and group.first.marker.rank == ranks[-1] + 1
            )
            if goes_on and same_block and ranks[-1] > 0 and not before.items[-1].marker:
                before.items += group.items
                continue
        result.append(group)
    return result


def assign(groups: Sequence[Group], header: Header, columns: Columns) -> bool:
    """Give every group its role; whether the table was read row by row."""
    context = _context(groups, header, columns)
    looks = [_looks(groups, index, context) for index in range(len(groups))]
    ties = [_ties(groups, index) for index in range(len(groups))]
    restarts = [_restarts(groups, index) for index in range(len(groups))]
    plain = _walk(looks, ties, restarts, _FOLLOWS)
    rows = _walk(looks, ties, restarts, _ROW_BY_ROW)
    by_row = rows[0] > plain[0] + _ROW_BY_ROW_MARGIN
    for group, look, role in zip(groups, looks, (rows if by_row else plain)[1], strict=True):
        group.role = role
        group.margin = look[role] - max((value for key, value in look.items() if key != role), default=0.0)
    return by_row


def _context(groups: Sequence[Group], header: Header, columns: Columns) -> _Context:
    openers = Counter(
        " ".join(group.first.text.split()[:2])
        for group in groups
        if not group.style and not group.first.narrow and len(group.items) == 1 and len(group.first.text) > 60
    )
    above = [level for level in header.levels if DEPTH[level.level] < DEPTH["action"]]
    coded_levels = {group.code.level.level for group in groups if group.code}
    upper = {level.level for level in above} | {
        level for level in coded_levels if DEPTH[level] < DEPTH["action"]
    }
    has_plans = len(upper) > 1 or not header.levels
    return _Context(
        header,
        columns,
        {opener for opener, count in openers.items() if count > 2 and opener[:1].isupper()},
        has_plans,
        bool(upper) or not header.levels,
    )


def _looks(groups: Sequence[Group], index: int, context: _Context) -> dict[Role, float]:
    """How much a group, by itself and by its place on the page, looks like each role."""
    group = groups[index]
    item = group.first
    if FUNDING.fullmatch(item.text):
        return {"funding": SURE}
    if item.vertical:
        return {"rest": SURE}
    if group.label:
        kind = group.label[0]
        return {("indicator" if kind == "indicator" else "comment" if kind == "comment" else "other"): SURE}
    if group.code:
        return {_role_of(group.code.level.level, context): SURE}
    weights = [weigh(each.text) for each in group.items]
    action, indicator, comment, goal = (sum(column) / len(weights) for column in zip(*weights, strict=True))
    looks: dict[Role, float] = {
        "action": action,
        "indicator": indicator,
        "comment": comment - 0.5,
        "goal": goal - 1.5,
    }
    looks["plan"] = (1.0 if starts_with_infinitive(item.text) else 0.0) - 1.0
    narrow = context.columns.narrow
    if item.narrow:
        looks["plan"] += 5
        looks["goal"] += 0.5
        for role in ("action", "indicator", "comment"):
            looks[role] -= 2
    elif narrow:
        looks["plan"] -= 2 if len(item.text) > narrow * 1.15 else 0
    if group.style:
        looks["goal"] -= 4
        looks["plan"] -= 3
        looks["comment"] -= 3
        looks["action"] += 0.8 if group.style == "A" else 0.5
        looks["indicator"] += 0.5
    if len(group.items) > 1:
        looks["goal"] -= 3
        looks["plan"] -= 3
        looks["comment"] -= 0.3
    if not group.style and len(group.items) == 1:
        _weigh_place(groups, index, context, looks)
    if not context.header.columns & {"indicator", "target"} and context.header.levels:
        looks["indicator"] -= 1.5
    if "comment" not in context.header.columns and context.header.levels:
        looks["comment"] -= 1
    if not context.has_plans:
        looks["plan"] = NEVER
    if not context.has_goals:
        looks["goal"] = NEVER
    return looks


def _weigh_place(groups: Sequence[Group], index: int, context: _Context, looks: dict[Role, float]) -> None:
    """What the place of a paragraph adds: beside a narrow cell, after a funding row, a known opening."""
    item = groups[index].first
    before = groups[index - 1].items[-1] if index else None
    after = groups[index + 1].first if index + 1 < len(groups) else None
    if item.narrow:
        return
    if " ".join(item.text.split()[:2]) in context.openers:
        looks["goal"] += 2.5
    if before and before.marker and before.block == item.block:
        looks["goal"] -= 1.5
        looks["indicator"] += 0.5
    if (
        after
        and after.narrow
        and after.block == item.block
        and len(item.text) > 2 * (context.columns.narrow or 0)
    ):
        looks["goal"] += 2.5
    if before and before.narrow and before.block == item.block and not item.cut:
        looks["goal"] += 2
    if before is None or FUNDING.fullmatch(before.text):
        looks["goal"] += 1.5
    if item.text.endswith(":"):
        looks["goal"] -= 2
        looks["plan"] -= 2
        looks["comment"] += 1


def _role_of(level: LevelName, context: _Context) -> Role:
    if level in ("action", "project"):
        return "action"
    above = [each.level for each in context.header.levels if DEPTH[each.level] < DEPTH["action"]]
    if level == "action_plan" or (level == "operational_objective" and "action_plan" not in above):
        return "plan"
    return "goal"


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
    """Whether a list begins again at its first number right after a list of the same style."""
    marker = groups[index].first.marker
    return bool(index and marker and marker.rank == 1 and groups[index - 1].style == marker.style)


def _walk(
    looks: Sequence[dict[Role, float]],
    ties: Sequence[int | None],
    restarts: Sequence[bool],
    follows: dict[str, dict[Role, float]],
) -> tuple[float, list[Role]]:
    """The best total and its roles. A tie asks for the role of the earlier group, as far as it is known."""
    best: dict[str, tuple[float, list[Role]]] = {"start": (0.0, [])}
    for index, look in enumerate(looks):
        now: dict[str, tuple[float, list[Role]]] = {}
        for role, value in look.items():
            options = []
            for previous, (total, path) in best.items():
                source = _visible(path) if previous in ("other", "rest") else previous
                step = follows.get(source, {}).get(role, 0.0) if role not in ("other", "rest") else 0.0
                if restarts[index] and source == role:
                    step -= _RESTART
                tie = ties[index]
                if tie is not None and path[tie] == role:
                    step = max(step, 0.0) + 3
                options.append((total + value + step, path))
            total, path = max(options, key=lambda option: option[0])
            now[role] = (total, path)
        best = {role: (total, [*path, role]) for role, (total, path) in now.items()}  # type: ignore[list-item]
    total, path = max(best.values(), key=lambda option: option[0])
    return total, path


def _visible(path: Sequence[Role]) -> str:
    return next((role for role in reversed(path) if role not in ("other", "rest")), "start")
