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
    placed: list[tuple[Entry, Node]] = []
    for number, entry in enumerate(entries, 1):
        level, label = levels.of(entry.code)
        if entry.level:
            level, label = entry.level, entry.label
        title, flag = _without_priority(entry.title)
        if flag:
            entry.fields.setdefault(PRIORITY, flag)
        node = Node(
            id=f"n{number}",
            parent=_parent(entry, level, placed),
            level=level,
            level_label=label,
            code=entry.code.printed,
            title=squash(title) or entry.code.printed,
            text=squash(entry.text),
            fields={name: squash(value) for name, value in entry.fields.items()},
            spans=merged(entry.spans),
            confidence=0.97 if label else 0.8,
        )
        placed.append((entry, node))
        reading.nodes.append(node)
        for text, span in entry.indicators:
            reading.indicators.append(
                Indicator(f"i{len(reading.indicators) + 1}", node.id, squash(text), spans=[span])
            )
    return reading


def _parent(entry: Entry, level: LevelName, placed: Sequence[tuple[Entry, Node]]) -> str | None:
    above = [(other, node) for other, node in placed if depth_of(node.level) < depth_of(level)]
    if entry.parent:
        named = [node.id for other, node in above if other.code.printed == entry.parent]
        if named:
            return named[-1]
    by_number = [
        (len(other.code.number), node.id) for other, node in above if is_above(other.code, entry.code)
    ]
    if by_number:
        return max(by_number)[1]
    return above[-1][1].id if above else None


def _without_priority(title: str) -> tuple[str, str | None]:
    """A title without the flag behind it, and the flag.

    >>> _without_priority("Buurten versterken (prioritair)")
    ('Buurten versterken', 'prioritair')
    """
    found = _PRIORITY.search(title)
    return (title[: found.start()], found["flag"]) if found else (title, None)
