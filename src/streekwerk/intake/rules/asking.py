"""What a page asks, in the words of its forms, as a step."""

from __future__ import annotations

import re
from collections.abc import Mapping

from streekwerk.intake.rules.steps import (
    Change,
    Describe,
    Dissolve,
    Merge,
    Move,
    Place,
    Split,
    Step,
    StepRefused,
    from_json,
)
from streekwerk.reading.models import Node, Reading, Span

TOP = "bovenaan in het plan"
"""What people choose to have something stand under no other node."""
_LONGEST = 90


def step_of(asked: Mapping[str, str], reading: Reading) -> Step:
    """The step that the fields of a form ask for.

    Raises:
        StepRefused: something is missing, or names no node of the reading.
    """
    node = asked.get("node", "")
    match asked.get("kind"):
        case "change":
            return _changed(asked, _node(reading, node))
        case "up" | "down" | "in" | "out" as direction:
            return shifted(reading, node, direction)
        case "move":
            if "where" in asked:
                return Move(node, picked(reading, asked["where"]))
            return Move(node, asked.get("parent") or None, asked.get("before") or None)
        case "merge":
            into = asked.get("into") or picked(reading, asked.get("where", ""))
            if into is None:
                raise StepRefused("Kies het onderdeel waarmee dit samengaat.")
            return Merge(node, into)
        case "split":
            return Split(node, _line(asked.get("line", "")))
        case "dissolve":
            return Dissolve(node)
        case "describe":
            return _described(asked, reading)
        case "place":
            return _placed(asked, reading)
        case _:
            return from_json({"kind": None})


def _changed(asked: Mapping[str, str], node: Node) -> Change:
    """Only what differs, so that a page that was overtaken takes nothing of others back."""
    title, code, level = (asked.get(name) for name in ("title", "code", "level"))
    return Change(
        node.id,
        title if title is not None and title.strip() != node.title else None,
        code if code is not None and code.strip() != (node.code or "") else None,
        level if level and level != node.level else None,  # type: ignore[arg-type]  # looked at by the step
    )


def _described(asked: Mapping[str, str], reading: Reading) -> Describe:
    title, organisation = asked.get("title"), asked.get("organisation")
    first, last = asked.get("first", ""), asked.get("last", "")
    period = (first, last) if first and last else None
    return Describe(
        title if title != reading.title else None,
        organisation if organisation != (reading.organisation or "") else None,
        period if period != reading.period else None,
    )


def _placed(asked: Mapping[str, str], reading: Reading) -> Place:
    lines = spans_in(asked.get("lines", ""))
    if not lines:
        raise StepRefused("Kies eerst een of meer regels in de tekst links.")
    to = asked.get("to", "")
    if to not in ("text", "field", "indicator", "node", "tray", "aside"):
        raise StepRefused(
            "Kies wat deze regels zijn: tekst, veld, indicator, nieuw onderdeel, lade of opzij."
        )
    if to in ("tray", "aside"):
        return Place(lines, to, why=asked.get("why", "").strip())  # type: ignore[arg-type]
    node = asked.get("node") or picked(reading, asked.get("where", ""))
    if node is None and to != "node":
        raise StepRefused("Kies het onderdeel waar deze regels bij horen.")
    return Place(
        lines,
        to,  # type: ignore[arg-type]
        node,
        label=asked.get("label", "").strip() if to == "field" else "",
        level=asked.get("level") or None if to == "node" else None,  # type: ignore[arg-type]
    )


def shifted(reading: Reading, node_id: str, direction: str) -> Move:
    """One place up or down among its siblings, under the one before it ("in"), or behind its parent ("out").

    Raises:
        StepRefused: there is no such place.
    """
    node = _node(reading, node_id)
    siblings = [each.id for each in reading.children(node.parent)]
    at = siblings.index(node.id)
    if direction == "out":
        if node.parent is None:
            raise StepRefused("Dit staat al bovenaan in het plan. Kies zelf een plaats met “Onder …”.")
        parent = _node(reading, node.parent)
        level = [each.id for each in reading.children(parent.parent)]
        behind = level[level.index(parent.id) + 1 :]
        return Move(node.id, parent.parent, behind[0] if behind else None)
    if direction == "down":
        if at + 1 == len(siblings):
            raise StepRefused("Dit staat al als laatste onder zijn bovenliggend onderdeel.")
        return Move(node.id, node.parent, siblings[at + 2] if at + 2 < len(siblings) else None)
    if at == 0:
        raise StepRefused("Dit staat al als eerste onder zijn bovenliggend onderdeel.")
    if direction == "in":
        return Move(node.id, siblings[at - 1])
    return Move(node.id, node.parent, siblings[at - 1])


def names_of(reading: Reading) -> dict[str, str]:
    """What people call each node when they pick one, with its id; equal names get their first line."""
    found: dict[str, str] = {}
    for node in reading.nodes:
        name = " ".join(f"{node.code or ''} {node.title}".split())[:_LONGEST].strip()
        if name in found:
            name = f"{name} (regel {node.spans[0][0]})" if node.spans else f"{name} ({node.id})"
        found[name if name not in found else f"{name} ({node.id})"] = node.id
    return found


def picked(reading: Reading, words: str) -> str | None:
    """The node that is called this, or the only one whose name holds these words; None for the top.

    Raises:
        StepRefused: there is none, or more than one.

    >>> goal, action = Node("a", None, "goal", "Wonen", code="Doel 1"), Node("b", "a", "action", "Huis")
    >>> plan = Reading({}, nodes=[goal, action])
    >>> picked(plan, "doel 1"), picked(plan, "Huis"), picked(plan, "")
    ('a', 'b', None)
    """
    words = " ".join(words.split())
    if not words or words.lower() == TOP:
        return None
    names = names_of(reading)
    if words in names:
        return names[words]
    low = words.lower()
    found = [name for name in names if name.lower() == low] or [name for name in names if low in name.lower()]
    if len(found) == 1:
        return names[found[0]]
    if not found:
        raise StepRefused(f"Geen onderdeel heet “{words}”. Kies een naam uit de lijst.")
    raise StepRefused(
        f"{len(found)} onderdelen passen bij “{words}”, zoals “{found[0]}”. Kies er een uit de lijst."
    )


def spans_in(text: str) -> tuple[Span, ...]:
    """Lines as a form sends them; what is no line is left out.

    >>> spans_in("12-14, 20")
    ((12, 14), (20, 20))
    """
    found = re.findall(r"(\d+)(?:\s*[-–]\s*(\d+))?", text)
    spans = ((int(first), int(last or first)) for first, last in found)
    return tuple((first, last) for first, last in spans if 0 < first <= last)


def joined(numbers: list[int]) -> tuple[Span, ...]:
    """Numbers of lines as spans.

    >>> joined([4, 5, 7])
    ((4, 5), (7, 7))
    """
    found: list[Span] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def said(spans: tuple[Span, ...] | list[Span]) -> str:
    """Spans as a form sends them.

    >>> said([(12, 14), (20, 20)])
    '12-14,20'
    """
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def _node(reading: Reading, node_id: str) -> Node:
    try:
        return reading.node(node_id)
    except KeyError:
        raise StepRefused("Dit onderdeel bestaat niet meer. Laad de bladzijde opnieuw.") from None


def _line(text: str) -> int:
    if not text.strip().isdigit():
        raise StepRefused("Kies de regel waar het nieuwe onderdeel begint.")
    return int(text)
