"""From sections to nodes and indicators, with the lines each came from."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from streekwerk.kernel.periods import find_dates
from streekwerk.reading.dialects.bbc_text.cells import Item
from streekwerk.reading.dialects.bbc_text.codes import Coded
from streekwerk.reading.dialects.bbc_text.groups import Group
from streekwerk.reading.dialects.bbc_text.header import Header
from streekwerk.reading.dialects.bbc_text.sections import Doubt, Plan, Section
from streekwerk.reading.dialects.bbc_text.vocabulary import ABOVE_ACTION, DEPTH, FUNDING, Level
from streekwerk.reading.lines import squash
from streekwerk.reading.models import (
    Ignored,
    Indicator,
    LevelName,
    Node,
    Reading,
    Span,
    Unplaced,
    When,
    merged,
)

_BEFORE_TABLE = "Deze rijen staan voor de eerste doelstelling."
_VERTICAL_KNOWN = "Rest van een verticale cel; de tekst staat ook voluit in het plan"
_VERTICAL_NEW = "Verticale cel waarvan de woorden gebroken zijn; controleer de tekst en wijs de plaats aan."
_HEADING = "Kopje van een kolom"
_SAME = 72.0
"""Likeness in percent from which a vertical cell repeats a title printed elsewhere."""


class Builder:
    """Makes the parts of a reading; ids are given in the order of the tree."""

    def __init__(self, header: Header, *, by_row: bool) -> None:
        self.reading = Reading(source={})
        self._by_row = by_row
        self._labels = {level.level: level.word for level in header.levels}
        upper = [level.level for level in header.levels if level.level in ABOVE_ACTION]
        self._plan_level: LevelName = upper[-1] if len(upper) > 1 else "action_plan"
        self._goal_level: LevelName = (upper[-2] if len(upper) > 1 else upper[0]) if upper else "goal"
        self._above_level: LevelName = upper[-3] if len(upper) > 2 else "pillar"
        lowest = [level.level for level in header.levels if level.level in ("action", "project")]
        self._action_level: LevelName = lowest[0] if lowest else "action"
        self._stack: list[Node] = []
        self._numbers: dict[str, Node] = {}
        self._of_plan: dict[int, Node] = {}
        self._of_section: dict[int, Node] = {}
        self._count = 0

    # -- nodes

    def section(self, section: Section) -> None:
        """Add a section: its headings, its plans with their rows, its funding rows."""
        for group in section.above:
            self._heading(group, self._above_level)
        if section.goal is not None:
            node = self._heading(section.goal, self._goal_level)
            self._of_section[id(section)] = node
            if section.late_goal:
                node.confidence = min(node.confidence, 0.8)
        for plan in section.plans:
            self._plan(plan)
        for group in section.funding:
            self._funding(group)

    def _heading(self, group: Group, level: LevelName) -> Node:
        """A node for a heading; further items of the group are its text."""
        code = group.code
        if code:
            level = code.level.level
        item = group.first
        title = code.rest if code else item.text
        rest = [each.text for each in group.items[1:]]
        if not title and rest:
            title, rest = rest[0], rest[1:]
        node = self._node(level, title or item.text, [each.span for each in group.items], code, group.margin)
        node.text = squash(" ".join(rest))
        return node

    def _plan(self, plan: Plan) -> None:
        home = self._stack[-1] if self._stack else None
        if plan.heading is not None:
            home = self._heading(plan.heading, self._plan_level)
            self._of_plan[id(plan)] = home
        else:
            while home is not None and DEPTH[home.level] >= DEPTH["action"]:
                self._stack.pop()
                home = self._stack[-1] if self._stack else None
        action: Node | None = None
        several = False
        for group in plan.rows:
            if group.role == "action":
                action = self._actions(group, home, action)
                several = len(group.items) > 1
            elif group.role == "indicator":
                self._indicators(group, action if self._by_row and action and not several else home)
            elif group.role == "other":
                self._field(group, action if action else home)
            elif group.role == "comment":
                self._comment(group, action if self._by_row and action else home)

    def _actions(self, group: Group, home: Node | None, above: Node | None) -> Node | None:
        """A node per item; bullets under a heading or under one unmarked action become its children."""
        bullets = bool(group.style) and not any(item.marker and item.marker.rank for item in group.items)
        nested = bullets and above is not None and above.level == "action" and group.first.marker is not None
        parent = above if nested and not group.first.leads else None
        last: Node | None = None
        for item in group.items:
            level = group.code.level.level if group.code else self._action_level
            if not item.marker and group.style and item.text.endswith(":"):
                parent = last = self._child(home, level, item, group)
            else:
                node = self._child(parent or home, level, item, group)
                last = last if parent else node
        return parent or last

    def _child(self, parent: Node | None, level: LevelName, item: Item, group: Group) -> Node:
        code = group.code if item is group.first else None
        title = (code.rest if code else item.text) or item.text
        node = self._node(level, title, [item.span], code, group.margin, parent)
        if not code and item.marker and item.marker.rank:
            node.code = squash(item.marker.printed).replace(" ", "")
        return node

    def _funding(self, group: Group) -> None:
        for item in group.items:
            found = FUNDING.match(item.text)
            title = re.match(r"(.+?)(?:\s+\1)*$", item.text)
            self._node("funding", title[1] if title else item.text, [item.span], None, 3.0 if found else 0.0)

    def _node(
        self, level: LevelName, title: str, spans: Sequence[Span], code: Coded | None, margin: float,
        parent: Node | None = None,
    ) -> Node:  # fmt: skip
        depth = DEPTH[level]
        if parent is None:
            while self._stack and DEPTH[self._stack[-1].level] >= depth:
                self._stack.pop()
            parent = self._numbered(code, level) or (self._stack[-1] if self._stack else None)
        self._count += 1
        node = Node(
            id=f"n{self._count}",
            parent=parent.id if parent else None,
            level=level,
            title=squash(title),
            level_label=self._label(level, code),
            code=code.code if code else None,
            spans=merged(spans),
            confidence=round(0.99 if code else _confidence(margin), 2),
        )
        self.reading.nodes.append(node)
        if depth < DEPTH["action"] and level != "funding":
            self._stack.append(node)
        if code and code.number:
            self._numbers[f"{level}:{code.number}"] = node
        return node

    def _label(self, level: LevelName, code: Coded | None) -> str | None:
        known: Level | None = code.level if code else None
        if level in self._labels:
            return self._labels[level]
        return known.word if known else None

    def _numbered(self, code: Coded | None, level: LevelName) -> Node | None:
        """The node above by its number: 2.1 stands under 2."""
        if not code or not code.number or "." not in code.number:
            return None
        above = code.number.rsplit(".", 1)[0]
        found = [
            node
            for key, node in self._numbers.items()
            if key.endswith(f":{above}") and DEPTH[node.level] < DEPTH[level]
        ]
        return found[-1] if found else None

    # -- what hangs on nodes

    def _indicators(self, group: Group, home: Node | None) -> None:
        for index, item in enumerate(group.items):
            text = item.text
            label = squash(item.marker.printed).replace(" ", "") if item.marker and item.marker.rank else None
            if group.label and index == 0:
                text = text[len(group.label[1]) :].strip()
                if not text:
                    self._ignore(_HEADING, item.span)
                    continue
            self.reading.indicators.append(
                Indicator(
                    id=f"i{len(self.reading.indicators) + 1}",
                    node=home.id if home else None,
                    text=text,
                    label=label,
                    spans=[item.span],
                    confidence=round(_confidence(group.margin), 2),
                )
            )

    def _comment(self, group: Group, home: Node | None) -> None:
        text = " ".join(item.text for item in group.items)
        if group.label:
            text = text[len(group.label[1]) :].strip()
        if home is None:
            self._aside(group.items, _BEFORE_TABLE)
            return
        home.text = squash(f"{home.text} {text}")
        home.spans = merged([*home.spans, *(item.span for item in group.items)])

    def _field(self, group: Group, home: Node | None) -> None:
        if home is None or group.label is None:
            self._aside(group.items, _BEFORE_TABLE)
            return
        kind, printed = group.label
        if kind == "target" and self._target(group, home):
            return
        text = squash(" ".join(item.text for item in group.items))
        text = text[len(printed) :].strip() if text.startswith(printed) else text
        name = printed.rstrip(" :")
        home.fields[name] = squash(f"{home.fields.get(name, '')} {text}")
        home.spans = merged([*home.spans, *(item.span for item in group.items)])
        if kind == "timing" and (dates := find_dates(text)):
            first, last = dates[0], dates[-1]
            if first.role != "by":
                home.start = home.start or When(first.start.isoformat(), first.precision, first.words)
            if first.role == "by" or (
                last.end > first.start and (last is not first or first.start.year != last.end.year)
            ):
                home.end = home.end or When(last.end.isoformat(), last.precision, last.words)

    def _target(self, group: Group, home: Node) -> bool:
        """Put a bare target behind the indicator printed last; whether there is one."""
        last = self.reading.indicators[-1] if self.reading.indicators else None
        if last is None or last.node not in (home.id, home.parent):
            return False
        last.text = squash(" ".join([last.text, *(item.text for item in group.items)]))
        last.spans = merged([*last.spans, *(item.span for item in group.items)])
        return True

    # -- what has no place

    def doubt(self, section: Section) -> None:
        """Put the runs that cannot be trusted in the tray, with the best guess as proposal."""
        for doubt in section.doubt:
            self._aside(
                [item for group in doubt.groups for item in group.items], doubt.why, self._proposal(doubt)
            )

    def _proposal(self, doubt: Doubt) -> str | None:
        node = self._of_plan.get(id(doubt.plan)) if doubt.plan else None
        if node is None and doubt.section is not None:
            node = self._of_section.get(id(doubt.section))
        return node.id if node else None

    def vertical(self, group: Group) -> None:
        """A cell printed from top to bottom: set aside when its text stands elsewhere, else in the tray."""
        letters = _letters(group.first.text)
        for node in self.reading.nodes:
            if (
                DEPTH[node.level] < DEPTH["action"]
                and fuzz.partial_ratio(letters, _letters(node.title)) >= _SAME
            ):
                self._ignore(f"{_VERTICAL_KNOWN} (regel {node.spans[0][0]})", group.first.span)
                return
        self._aside(group.items, _VERTICAL_NEW)

    def _aside(self, items: Sequence[Item], why: str, proposal: str | None = None) -> None:
        if items:
            self.reading.unplaced.append(
                Unplaced(squash(" ".join(_printed(item) for item in items)), proposal, why, _touching(items))
            )

    def _ignore(self, why: str, span: Span) -> None:
        self.reading.ignored.append(Ignored(why, (span,)))


def _touching(items: Sequence[Item]) -> list[Span]:
    return merged([item.span for item in items])


def _printed(item: Item) -> str:
    return f"{item.marker.printed} {item.text}" if item.marker else item.text


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))


def _confidence(margin: float) -> float:
    """From the margin of a role to 0.5–0.97: even odds when another role fits as well."""
    return 0.5 + 0.47 / (1 + math.exp(-0.9 * (margin + 1)))


def leave_out(reading: Reading, lines: frozenset[int]) -> None:
    """Cut lines that were set aside out of every span that runs over them."""
    for part in (reading.nodes, reading.indicators, reading.unplaced):
        for item in part:
            item.spans = [piece for span in item.spans for piece in _pieces(span, lines)]


def _pieces(span: Span, lines: frozenset[int]) -> list[Span]:
    """The parts of a span between certain lines.

    >>> _pieces((1, 5), frozenset({3}))
    [(1, 2), (4, 5)]
    """
    if lines.isdisjoint(range(span[0], span[1] + 1)):
        return [span]
    return merged([(number, number) for number in range(span[0], span[1] + 1) if number not in lines])
