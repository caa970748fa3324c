"""What differs between two texts of a plan, as sentences a board can read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from streekwerk.plans.rules.changes import Change, Names
from streekwerk.plans.rules.node_changes import changes_of_node, changes_of_parts
from streekwerk.plans.rules.versions import NodeText, Snapshot


def difference(before: Snapshot, after: Snapshot) -> list[Change]:
    """Every change from one text to the other, in the order of the plan.

    One edit is one change; nothing is left out: without changes both say the same (`versions.said`).
    """
    pair = _Pair.of(before, after)
    parts = changes_of_parts(before, after, pair.old_names, pair.names)
    return [
        *_of_plan(before, after),
        *parts.get(None, ()),
        *_removed(pair),
        *(
            change
            for node in after["nodes"]
            for change in (*_of_node(pair, node), *parts.get(node["id"], ()))
        ),
    ]


@dataclass(frozen=True)
class _Pair:
    """Two snapshots with what is looked up in them time and again."""

    before: Snapshot
    after: Snapshot
    old: dict[int, NodeText]
    new: dict[int, NodeText]
    old_names: Names
    names: Names
    out_of_place: dict[int, int | None]
    """Nodes that stand elsewhere among their siblings, with the sibling they now follow."""

    @classmethod
    def of(cls, before: Snapshot, after: Snapshot) -> _Pair:
        old = {node["id"]: node for node in before["nodes"]}
        new = {node["id"]: node for node in after["nodes"]}
        return cls(before, after, old, new, Names(before), Names(after), _out_of_place(old, new))


# ------------------------------------------------------------------ the plan and its tree


def _of_plan(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    old, new = before["plan"], after["plan"]
    if old["title"] != new["title"]:
        yield Change("plan", None, "Het plan", "titel gewijzigd", old["title"], new["title"])
    if old["organisation"] != new["organisation"]:
        yield Change(
            "plan", None, "Het plan", "organisatie gewijzigd", old["organisation"], new["organisation"]
        )
    if (old["start"], old["end"]) != (new["start"], new["end"]):
        was, now = (f"{plan['start'] or 'geen'} – {plan['end'] or 'geen'}" for plan in (old, new))
        yield Change("plan", None, "Het plan", "periode gewijzigd", was, now)


def _removed(pair: _Pair) -> Iterator[Change]:
    """One change per branch that went: what lay under it went with it."""
    gone = pair.old.keys() - pair.new.keys()
    under: dict[int, int] = {}
    for node in reversed(pair.before["nodes"]):
        if node["id"] in gone and node["parent"] in gone and node["parent"] is not None:
            under[node["parent"]] = under.get(node["parent"], 0) + 1 + under.get(node["id"], 0)
    for node in pair.before["nodes"]:
        if node["id"] in gone and node["parent"] not in gone:
            many = under.get(node["id"], 0)
            what = "uit het plan gehaald"
            if many:
                what += f", met {many} onderde{'el' if many == 1 else 'len'} eronder"
            yield Change(
                "removed", node["id"], pair.old_names.full(node), what, level=pair.old_names.level(node)
            )


def _of_node(pair: _Pair, node: NodeText) -> Iterator[Change]:
    old = pair.old.get(node["id"])
    if old is None:
        what = "nieuw in het plan"
        if node["parent"] is not None:
            what += f", onder {pair.names(node['parent'])}"
        yield Change("added", node["id"], pair.names.full(node), what, level=pair.names.level(node))
        return
    subject = pair.names.of(node)
    if old["parent"] != node["parent"]:
        here, there = pair.old_names(old["parent"]), pair.names(node["parent"])
        yield Change("moved", node["id"], subject, f"verplaatst van {here} naar {there}")
    elif node["id"] in pair.out_of_place:
        follows = pair.out_of_place[node["id"]]
        where = "vooraan" if follows is None else f"na {pair.names(follows)}"
        yield Change("moved", node["id"], subject, f"staat nu {where}")
    if old != node:
        yield from changes_of_node(old, node, pair.old_names, pair.names)


def _out_of_place(old: dict[int, NodeText], new: dict[int, NodeText]) -> dict[int, int | None]:
    """Nodes that changed place among siblings both texts have there: as few as tell the whole story."""
    before, after = _children(old, new), _children(new, old)
    moved: dict[int, int | None] = {}
    for parent, now in after.items():
        was = before.get(parent, [])
        if was == now:
            continue
        place = {number: at for at, number in enumerate(was)}
        stays = _longest_rise([place[number] for number in now])
        moved |= {
            number: now[at - 1] if at else None for at, number in enumerate(now) if place[number] not in stays
        }
    return moved


def _children(nodes: dict[int, NodeText], others: dict[int, NodeText]) -> dict[int | None, list[int]]:
    """Per parent its children that the other text has under the same parent."""
    found: dict[int | None, list[int]] = {}
    for number, node in nodes.items():
        if number in others and others[number]["parent"] == node["parent"]:
            found.setdefault(node["parent"], []).append(number)
    return found


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """A longest row of numbers that goes up, from left to right."""
    ends: list[int] = []
    came_from: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(ends, number)
        came_from[number] = ends[place - 1] if place else None
        ends[place : place + 1] = [number]
    row: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        row.add(last)
        last = came_from[last]
    return row
