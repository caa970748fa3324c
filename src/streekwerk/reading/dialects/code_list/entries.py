"""One entry of a code list, and the tree that codes make of entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from streekwerk.reading.dialects.code_list.shapes import Code, Levels, depth_of, is_above
from streekwerk.reading.lines import squash
from streekwerk.reading.models import Indicator, LevelName, Node, Reading, Span, merged

PRIORITY = "Prioritair"
_PRIORITY = re.compile(r"\s*[([](?P<flag>(?:niet[- ])?prior(?:itair|iteit)?\.?)[)\]]\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Entry:
    """What is printed under one code; `level` is set when the list itself says it."""

    code: Code
    title: str
    spans: list[Span]
    level: LevelName | None = None
    label: str | None = None
    text: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    indicators: list[tuple[str, Span]] = field(default_factory=list)
    parent: str | None = None
    """Printed code of the parent, when the list names it."""


def reading_of(entries: Sequence[Entry]) -> Reading:
    """The tree: under the parent that is named, else by number, else by order."""
    reading = Reading(source={})
    levels = Levels([entry.code for entry in entries])
    placed = _Placed()
    for number, entry in enumerate(entries, 1):
        level, label = levels.of(entry.code)
        if entry.level:
            level, label = entry.level, entry.label
        title, flag = _without_priority(entry.title)
        if flag:
            entry.fields.setdefault(PRIORITY, flag)
        node = Node(
            id=f"n{number}",
            parent=placed.parent(entry, level),
            level=level,
            level_label=label,
            code=entry.code.printed,
            title=squash(title) or entry.code.printed,
            text=squash(entry.text),
            fields={name: squash(value) for name, value in entry.fields.items()},
            spans=merged(entry.spans),
            confidence=0.97 if label else 0.8,
        )
        placed.add(entry, node)
        reading.nodes.append(node)
        for text, span in entry.indicators:
            reading.indicators.append(
                Indicator(f"i{len(reading.indicators) + 1}", node.id, squash(text), spans=[span])
            )
    return reading


class _Placed:
    """The nodes so far, found by code, by number and by depth."""

    def __init__(self) -> None:
        self._by_code: dict[str, list[tuple[int, str]]] = {}
        self._by_number: dict[str, list[tuple[int, str, Code]]] = {}
        self._last: dict[int, tuple[int, str]] = {}
        self._count = 0

    def add(self, entry: Entry, node: Node) -> None:
        depth = depth_of(node.level)
        self._count += 1
        self._last[depth] = (self._count, node.id)
        self._by_code.setdefault(entry.code.printed, []).append((depth, node.id))
        self._by_number.setdefault(entry.code.number, []).append((depth, node.id, entry.code))

    def parent(self, entry: Entry, level: LevelName) -> str | None:
        """The node that is named, else the one with the longest beginning of the number, else the last."""
        depth = depth_of(level)
        for found, node_id in reversed(self._by_code.get(entry.parent or "", [])):
            if found < depth:
                return node_id
        number = entry.code.number
        for end in range(len(number) - 1, 0, -1):
            for found, node_id, code in reversed(self._by_number.get(number[:end], [])):
                if found < depth and is_above(code, entry.code):
                    return node_id
        above = [last for found, last in self._last.items() if found < depth]
        return max(above)[1] if above else None


def _without_priority(title: str) -> tuple[str, str | None]:
    """A title without the flag behind it, and the flag.

    >>> _without_priority("Buurten versterken (prioritair)")
    ('Buurten versterken', 'prioritair')
    """
    found = _PRIORITY.search(title)
    return (title[: found.start()], found["flag"]) if found else (title, None)
