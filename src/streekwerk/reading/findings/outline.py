"""The outline of a plan: an index over a reading, built once, that every rule looks things up in."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from streekwerk.kernel.periods import FoundDate, find_dates
from streekwerk.reading.findings.facts import Facts
from streekwerk.reading.findings.wording import quoted
from streekwerk.reading.models import (
    Indicator,
    LevelName,
    Line,
    Milestone,
    Node,
    Precision,
    Reading,
    Span,
    When,
    merged,
)

ACTING: frozenset[LevelName] = frozenset({"action_plan", "action", "project"})
"""Levels that promise work; the topmost of them on a branch is the sheet people fill in."""

DATED_FIELD = re.compile(r"timing|planning|periode|looptijd|termijn|start|einde?\b|wanneer", re.IGNORECASE)
"""Labels of the fields that say when a sheet runs."""

Interval = tuple[date, date]
T = TypeVar("T")


class Passage(NamedTuple):
    """A piece of text of the plan with its place."""

    text: str
    node: Node | None
    label: str | None = None
    """Field label when it is a field."""
    kind: str = "text"
    """title, text, field, indicator or unplaced."""
    spans: tuple[Span, ...] = ()
    """Own lines, when known more precisely than those of the node."""


class Outline:
    """Lookups over a reading. Nodes and fields suffice; lines, when given, make places precise.

    `own` remembers what rules found out about a node by its own words, `tree` what also depends on the
    nodes above and below it, `once` what holds for the whole plan. `become` shows the plan after an edit
    and keeps all that still holds. `focus` are the nodes that rules about single nodes look at.
    """

    def __init__(self, reading: Reading, lines: Sequence[Line] = ()) -> None:
        self._lines = {line.number: line for line in lines}
        self.own = Facts(self)
        self.tree = Facts(self)
        self._once: dict[Callable[[Outline], Any], Any] = {}
        self._show(reading)
        self.focus: Sequence[Node] = reading.nodes

    def _show(self, reading: Reading) -> None:
        self.reading = reading
        self.nodes = reading.nodes
        self._by_id = {node.id: node for node in reading.nodes}
        self._children: dict[str | None, list[Node]] = defaultdict(list)
        self._indicators: dict[str | None, list[Indicator]] = defaultdict(list)
        self._milestones: dict[str | None, list[Milestone]] = defaultdict(list)
        for node in reading.nodes:
            self._children[node.parent if node.parent in self._by_id else None].append(node)
        for indicator in reading.indicators:
            self._indicators[indicator.node].append(indicator)
        for milestone in reading.milestones:
            self._milestones[milestone.node].append(milestone)

    def become(self, reading: Reading, touched: Iterable[str]) -> None:
        """Show the plan as it is after an edit; `focus` is then what the edit may have changed.

        `touched` are the nodes whose own parts may differ: words, fields, dates, links, indicators,
        milestones. Nodes that came, went or moved are seen from the reading itself. A node of the old
        reading may be the same object in the new one only when it is not touched.
        """
        before, children_before, period_before = self._by_id, self._children, self.reading.period
        again = set(touched) | before.keys() - {node.id for node in reading.nodes}
        again |= {node.id for node in reading.nodes if before.get(node.id) is not node}
        stale = again | self._reach(again)
        self._show(reading)
        parents = children_before.keys() | self._children.keys()
        elsewhere = {
            parent
            for parent in parents
            if _ids(children_before.get(parent)) != _ids(self._children.get(parent))
        }
        self._once.clear()
        self.own.forget(again)
        if elsewhere:
            self.tree.clear()
        else:
            self.tree.forget(stale)
        # The count of a list of children is checked at their parent.
        near = again | elsewhere | {node.parent for node in map(self.node, again) if node}
        every = self.reading.period != period_before
        self.focus = reading.nodes if every else [node for node in reading.nodes if node.id in near]

    def _reach(self, names: Iterable[str]) -> set[str]:
        """Everything above and below these nodes."""
        known = [node for node in map(self.node, names) if node]
        return {near.id for node in known for near in (*self.ancestors(node), *self.branch(node))}

    def once(self, find: Callable[[Outline], T]) -> T:
        """What this finds in the plan as it is now, looked for once."""
        if find not in self._once:
            self._once[find] = find(self)
        found: T = self._once[find]
        return found

    # -------------------------------------------------------------- the tree

    def node(self, node_id: str | None) -> Node | None:
        return self._by_id.get(node_id) if node_id is not None else None

    def children(self, node: Node | None) -> Sequence[Node]:
        return self._children.get(node.id if node else None, ())

    def ancestors(self, node: Node) -> Iterator[Node]:
        """Parent, grandparent, …; stops at a node already seen, so a circle does no harm."""
        seen = {node.id}
        parent = self.node(node.parent)
        while parent and parent.id not in seen:
            seen.add(parent.id)
            yield parent
            parent = self.node(parent.parent)

    def branch(self, node: Node) -> Iterator[Node]:
        """The node and everything under it."""
        seen: set[str] = set()
        waiting = [node]
        while waiting:
            one = waiting.pop()
            if one.id not in seen:
                seen.add(one.id)
                yield one
                waiting.extend(self.children(one))

    def indicators(self, node: Node) -> Sequence[Indicator]:
        return self._indicators.get(node.id, ())

    def milestones(self, node: Node) -> Sequence[Milestone]:
        return self._milestones.get(node.id, ())

    @property
    def sheets(self) -> list[Node]:
        """The nodes that promise work and stand under no other such node; funding lines excluded."""
        return self.once(_sheets)

    # -------------------------------------------------------------- texts

    def passages(self, node: Node) -> list[Passage]:
        """Indicators first (they know their lines best), then title, text and fields of the node."""
        return self.own.of(_passages, node)

    def focused_passages(self) -> Iterator[Passage]:
        """Every passage of the nodes in focus."""
        for node in self.focus:
            yield from self.passages(node)

    def body(self, node: Node) -> str:
        """The text of a node without its own heading, which some readings repeat at its start."""
        text = node.text.strip()
        if not text or not node.title:
            return text
        rest = text.removeprefix(node.code or "").lstrip(" .:)–-") if node.code else text
        if rest.startswith(node.title) and not rest[len(node.title) :][:1].isalnum():
            return rest[len(node.title) :].strip()
        return text

    # -------------------------------------------------------------- time

    @property
    def period(self) -> Interval | None:
        """First and last day of the plan, when it states a period."""
        return self.once(_period)

    # -------------------------------------------------------------- names and places

    def name(self, node: Node, longest: int = 60) -> str:
        """How a finding names a node: “Actie 8 “We zetten … voort””."""
        code = node.code or ""
        if not re.search(r"[^\W\d]{2}", code):  # “1)”, “3.1”: a number alone does not say what it is
            code = f"{node.level_label} {code}".strip() if node.level_label else code
        return f"{code} {quoted(node.title, longest)}".strip() if node.title else code or node.id

    def short(self, node: Node) -> str:
        return self.own.of(_short, node)

    def place(self, node: Node | None, words: Sequence[str]) -> tuple[Span, ...]:
        """The lines of the node that hold the words; all its lines when the words cannot be pinned."""
        if node is None:
            return ()
        known = self.own.of(_places, node)
        wanted = tuple(words)
        if wanted not in known:
            known[wanted] = self._place(node, wanted)
        return known[wanted]

    def _place(self, node: Node, words: Sequence[str]) -> tuple[Span, ...]:
        numbers = [n for a, b in merged(node.spans) for n in range(a, b + 1) if n in self._lines]
        compact: list[str] = []
        owner: list[int] = []
        for n in numbers:
            squeezed = _squeezed(self._lines[n].text)
            compact.append(squeezed)
            owner += [n] * len(squeezed)
        text = "".join(compact)
        found: list[Span] = []
        for phrase in words:
            wanted = _squeezed(phrase)
            at = text.find(wanted) if wanted else -1
            if at >= 0:
                found.append((owner[at], owner[at + len(wanted) - 1]))
        return tuple(merged(found)) if found else tuple(merged(node.spans))

    def printed(self, spans: Sequence[Span]) -> str:
        """The lines of the spans as one text; empty when the lines are not at hand."""
        return " ".join(
            self._lines[n].text.strip() for a, b in spans for n in range(a, b + 1) if n in self._lines
        )


def _sheets(outline: Outline) -> list[Node]:
    return [node for node, _ in outline.tree.each(is_sheet)]


def is_sheet(outline: Outline, node: Node) -> bool:
    """Whether it promises work and stands under no other such node."""
    return node.level in ACTING and not any(above.level in ACTING for above in outline.ancestors(node))


def _ids(nodes: Iterable[Node] | None) -> list[str]:
    return [node.id for node in nodes or ()]


def _period(outline: Outline) -> Interval | None:
    if not outline.reading.period:
        return None
    try:
        start, end = (date.fromisoformat(day) for day in outline.reading.period)
    except ValueError:
        return None
    return start, end


def _passages(outline: Outline, node: Node) -> list[Passage]:
    found = [Passage(i.text, node, kind="indicator", spans=tuple(i.spans)) for i in outline.indicators(node)]
    found.append(Passage(node.title, node, kind="title"))
    body = outline.body(node)
    if body:
        found.append(Passage(body, node))
    return found + [
        Passage(text, node, label=label, kind="field") for label, text in node.fields.items() if text
    ]


def _places(_: Outline, __: Node) -> dict[tuple[str, ...], tuple[Span, ...]]:
    """Where words stand in the lines of a node, filled as rules ask."""
    return {}


def _short(_: Outline, node: Node) -> str:
    return short_name(node)


_MAY_HOLD_DATE = re.compile(r"(?:19|20)\d\d|\d[/.-]\d{1,2}[/.-]\d\d")


@lru_cache(maxsize=20_000)
def dates_in(text: str) -> tuple[FoundDate, ...]:
    """`find_dates`, remembered per text: after an edit all other texts of the plan are the same."""
    return tuple(find_dates(text)) if _MAY_HOLD_DATE.search(text) else ()


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad]+", "", text).lower()


def first_lines(nodes: Iterable[Node]) -> tuple[Span, ...]:
    """Where these nodes begin, for a finding about all of them."""
    return tuple(merged([node.spans[0] for node in nodes if node.spans]))


def short_name(node: Node) -> str:
    """The shortest name that is still clear, for lists: “Actie 8”, else the title."""
    if node.code and re.search(r"[^\W\d]{2}.*\d", node.code):
        return node.code
    return quoted(node.title, 45) if node.title else node.code or node.id


_LONGEST_DAYS: dict[Precision, int] = {"day": 1, "month": 31, "season": 184, "year": 366}


@lru_cache(maxsize=20_000)
def interval(when: When) -> Interval | None:
    """First and last day of a printed date; None when the reading holds no real date.

    >>> interval(When("2025-03-01", "season", "voorjaar 2025"))
    (datetime.date(2025, 3, 1), datetime.date(2025, 5, 31))
    >>> interval(When("2026-12-31", "year", ""))
    (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
    >>> interval(When("2027-12-31", "year", "2025 - 2027"))
    (datetime.date(2027, 1, 1), datetime.date(2027, 12, 31))
    """
    try:
        day = date.fromisoformat(when.date)
    except ValueError:
        return None
    read = [d for d in find_dates(when.words) if d.start <= day <= d.end]
    if read and (read[0].end - read[0].start).days < _LONGEST_DAYS[when.precision]:
        return read[0].start, read[0].end
    # Without its words, or with those of a whole stretch ("2025 - 2027"): as wide as the date is precise.
    if when.precision == "day":
        return day, day
    if when.precision == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    if when.precision == "year":
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    # A season: three months from the day it was filed under, or up to it when a stretch ends there.
    try:
        return (day, day + timedelta(days=91)) if day.day == 1 else (day - timedelta(days=91), day)
    except OverflowError:
        return day, day
