"""Which column each group of items comes from, by its words, its place on the page and what it follows.

Two orders are tried: column by column (all actions of a plan before all its indicators) and row by row (an
action, its indicators, the next action).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from streekwerk.reading.dialects.bbc_text.cues import starts_with_infinitive, weigh
from streekwerk.reading.dialects.bbc_text.geometry import Columns
from streekwerk.reading.dialects.bbc_text.groups import Group, Role
from streekwerk.reading.dialects.bbc_text.header import Header
from streekwerk.reading.dialects.bbc_text.vocabulary import DEPTH, FUNDING
from streekwerk.reading.dialects.bbc_text.walk import FOLLOWS, ROW_BY_ROW, Looks, best_walk, without_plans
from streekwerk.reading.models import LevelName

_WE = re.compile(r"(?:we|wij)\b", re.IGNORECASE)
NEVER = -100.0
SURE = 30.0
_ROW_BY_ROW_MARGIN = 4.0
"""How much likelier row by row must be before it is believed."""
_ROW_SHARE = 0.25
"""From which share of the headings with both an action follows an indicator in a table by rows."""
_SPACED = 0.5
"""Share of the groups that begin after a blank line when blank lines stand between cells."""


@dataclass(slots=True)
class _Context:
    """What is known of the document as a whole."""

    header: Header
    columns: Columns
    openers: set[str] = field(default_factory=set)
    """First two words that begin several long paragraphs: the name of the organisation, mostly."""
    goal_width: int = 0
    """Width of the narrow column that holds the goals, when there is one beside that of the plans."""
    statements: bool = False
    """The level above the actions is stated as a goal, not as a plan of action."""
    spaced: bool = True
    """Blank lines stand between the cells."""
    has_plans: bool = True
    has_goals: bool = True


def assign(groups: Sequence[Group], header: Header, columns: Columns) -> bool:
    """Give every group its role; whether the table was read row by row."""
    context = _context(groups, header, columns)
    looks = [_looks(groups, index, context) for index in range(len(groups))]
    plain = best_walk(groups, looks, FOLLOWS if context.has_plans else without_plans(FOLLOWS))
    rows = best_walk(groups, looks, ROW_BY_ROW if context.has_plans else without_plans(ROW_BY_ROW))
    # Without plans every action is a row of the table.
    margin = _ROW_BY_ROW_MARGIN if context.has_plans else 0.0
    likelier = rows if rows[0] > plain[0] + margin else plain
    for group, look, role in zip(groups, looks, likelier[1], strict=True):
        group.role = role
        group.margin = look[role] - max((value for key, value in look.items() if key != role), default=0.0)
    return (likelier is rows and context.has_plans) or _alternates(groups)


def _alternates(groups: Sequence[Group]) -> bool:
    """Whether actions come after indicators under one heading often enough to call it the rule."""
    both = turns = 0
    seen: list[Role] = []
    for role in [*(group.role for group in groups), "goal"]:
        if role in ("action", "indicator"):
            seen.append(role)
        elif role in ("goal", "plan", "funding"):
            both += "action" in seen and "indicator" in seen
            turns += ("indicator", "action") in pairwise(seen)
            seen = []
    return both > 0 and turns >= _ROW_SHARE * both


def _context(groups: Sequence[Group], header: Header, columns: Columns) -> _Context:
    openers = Counter(
        " ".join(group.first.text.split()[:2])
        for group in groups
        if not group.style and not group.first.narrow and len(group.items) == 1 and len(group.first.text) > 60
    )
    above = header.upper
    coded_levels = {group.code.level.level for group in groups if group.code}
    upper = {level.level for level in above} | {
        level for level in coded_levels if DEPTH[level] < DEPTH["action"]
    }
    has_plans = len(upper) > 1 or not header.levels
    cells = Counter(group.first.narrow for group in groups if group.first.narrow)
    rare = [width for width, count in cells.items() if count <= 0.6 * max(cells.values())]
    return _Context(
        header,
        columns,
        {opener for opener, count in openers.items() if count > 2 and opener[:1].isupper()},
        rare[0] if rare else 0,
        bool(above) and above[-1].level != "action_plan",
        sum(group.first.leads for group in groups) >= _SPACED * len(groups),
        has_plans,
        bool(upper) or bool(header.heads) or not header.levels,
    )


def _looks(groups: Sequence[Group], index: int, context: _Context) -> Looks:
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
    if item.span[1] in context.header.heads and not item.marker:
        return {"goal": SURE}
    weights = [weigh(each.text) for each in group.items]
    action, indicator, comment, goal = (sum(column) / len(weights) for column in zip(*weights, strict=True))
    looks: Looks = {
        "action": action,
        "indicator": indicator,
        "comment": comment - 0.5,
        "goal": goal - 1.5,
    }
    stated = context.statements and goal >= 1
    looks["plan"] = (1.0 if starts_with_infinitive(item.text) or stated else 0.0) - 1.0
    narrow = context.columns.narrow
    if item.narrow:
        looks["plan"] += 5
        looks["goal"] += 6.5 if item.narrow == context.goal_width else 0.5
        for role in ("action", "indicator", "comment"):
            looks[role] -= 2
        if weights[0].indicator >= 2.5 and weights[0].action <= 0:
            looks["plan"] -= 3
            looks["indicator"] += 2
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


def _weigh_place(groups: Sequence[Group], index: int, context: _Context, looks: Looks) -> None:
    """What the place of a paragraph adds: beside a narrow cell, after a funding row, a known opening."""
    item = groups[index].first
    before = groups[index - 1].items[-1] if index else None
    after = groups[index + 1].first if index + 1 < len(groups) else None
    if item.narrow:
        return
    if " ".join(item.text.split()[:2]) in context.openers:
        looks["goal"] += 2.5
    if before and before.marker and before.block == item.block and context.spaced:
        looks["goal"] -= 1.5
        looks["indicator"] += 0.5
    if (
        after
        and after.narrow
        and after.block == item.block
        and len(item.text) > 2 * (context.columns.narrow or 0)
    ):
        looks["goal"] += 2.5
    apart = item.leads and after is not None and after.leads
    beside = after is not None and after.narrow and (apart or not context.spaced)
    stated = not _WE.match(item.text) and not starts_with_infinitive(item.text)
    if beside and len(item.text) > 60 and before and not before.narrow and stated:
        looks["goal"] += 1.5
    if before and before.narrow and before.block == item.block and not item.cut:
        looks["goal"] += 2
    if context.has_plans and _alone(groups, index):
        if _alone(groups, index + 1):
            looks["goal"] += 2.5
        elif _alone(groups, index - 1):
            looks["plan"] += 1.5
    if before is None or FUNDING.fullmatch(before.text):
        looks["goal"] += 1.5
    if item.text.endswith(":"):
        looks["goal"] -= 2
        looks["plan"] -= 2
        looks["comment"] += 1


def _alone(groups: Sequence[Group], index: int) -> bool:
    """Whether a group is one unmarked paragraph between blank lines."""
    if not 0 <= index < len(groups):
        return False
    group = groups[index]
    after = groups[index + 1].first if index + 1 < len(groups) else None
    return (
        len(group.items) == 1 and not group.style and group.first.leads and not group.first.narrow
        and not group.first.text.endswith(":") and (after is None or after.leads)
    )  # fmt: skip


def _role_of(level: LevelName, context: _Context) -> Role:
    if level in ("action", "project"):
        return "action"
    above = [each.level for each in context.header.upper]
    if level == "action_plan" or (level == "operational_objective" and "action_plan" not in above):
        return "plan"
    return "goal"
