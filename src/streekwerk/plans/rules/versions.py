"""The text of a plan as it was decided: whole, in one form, with a seal that anybody can compute again.

A snapshot is plain JSON:

- `plan`: title, organisation, start and end of the period;
- `nodes`: in the order of the plan, each with its texts, and its `indicators`, `milestones` and `links`;
- `loose`: indicators and milestones that stand under no node;
- `carried`: what makes it readable later (words for levels, order of the fields, names of actions in other
  plans) and the revision. It is sealed with the rest, but a change in it is no change of the plan.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, NotRequired, TypedDict

FORMAT = 1


class WhenText(TypedDict):
    """A date as the plan says it."""

    date: str | None
    precision: str
    words: str


class PartText(TypedDict):
    """An indicator, or a milestone with its date."""

    id: int
    text: str
    when: NotRequired[WhenText]


class LinkText(TypedDict):
    id: int
    kind: str
    target: int
    rationale: str


class NodeText(TypedDict):
    """A node with everything that was decided about it."""

    id: int
    parent: int | None
    level: str
    level_label: str
    code: str
    title: str
    text: str
    fields: dict[str, str]
    start: WhenText | None
    end: WhenText | None
    steward: str
    lead: str
    partners: list[str]
    priority: str
    external_code: str
    indicators: list[PartText]
    milestones: list[PartText]
    links: list[LinkText]


class LooseParts(TypedDict):
    indicators: list[PartText]
    milestones: list[PartText]


class PlanText(TypedDict):
    title: str
    organisation: str
    start: str | None
    end: str | None


class Carried(TypedDict):
    revision: int
    words: dict[str, list[str]]
    """Per level the word for one and for many."""
    sheet_labels: list[str]
    names: dict[str, str]
    """Per action of another plan how it was called."""


class Snapshot(TypedDict):
    format: int
    plan: PlanText
    nodes: list[NodeText]
    loose: LooseParts
    carried: Carried


def canonical(snapshot: Snapshot | dict[str, Any]) -> str:
    """The snapshot in the one form that is sealed: however a database kept it, the same letters.

    >>> canonical({"b": "é", "a": [1]})
    '{"a":[1],"b":"é"}'
    """
    return json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(snapshot: Snapshot | dict[str, Any]) -> str:
    """The SHA-256 of the snapshot, as it stands beside it.

    >>> seal({"a": 1})[:12]
    '015abd7f5cc5'
    """
    return hashlib.sha256(canonical(snapshot).encode()).hexdigest()


def said(snapshot: Snapshot) -> str:
    """What was decided, without what is only carried along: equal texts mean that nothing changed."""
    return canonical({name: part for name, part in snapshot.items() if name != "carried"})


def level_word(snapshot: Snapshot, level: str, own: str = "", *, plural: bool = False) -> str:
    """The word for a level when the snapshot was made; the document's own word goes first."""
    if own and not plural:
        return own
    return snapshot["carried"]["words"].get(level, [level, level])[plural]


def ordered_fields(snapshot: Snapshot, node: NodeText) -> list[tuple[str, str]]:
    """The filled-in fields of a node, in the order of the sheet."""
    labels = [label for label in snapshot["carried"]["sheet_labels"] if label in node["fields"]]
    rest = [label for label in node["fields"] if label not in labels]
    return [(label, node["fields"][label]) for label in labels + rest]


def depths(nodes: list[NodeText]) -> dict[int, int]:
    """How deep each node stands, 0 at the top; a node comes after its parent."""
    found: dict[int, int] = {}
    for node in nodes:
        parent = node["parent"]
        found[node["id"]] = found[parent] + 1 if parent in found else 0
    return found


def readable(snapshot: Snapshot, nodes_of_others: set[int]) -> Snapshot:
    """The snapshot without links to actions of other plans that the reader may not see."""
    own = {node["id"] for node in snapshot["nodes"]}
    seen = own | nodes_of_others
    if all(link["target"] in seen for node in snapshot["nodes"] for link in node["links"]):
        return snapshot
    nodes: list[NodeText] = [
        {**node, "links": [link for link in node["links"] if link["target"] in seen]}
        for node in snapshot["nodes"]
    ]
    return {**snapshot, "nodes": nodes}


def linked_elsewhere(snapshot: Snapshot) -> set[int]:
    """The actions of other plans that the snapshot links to."""
    own = {node["id"] for node in snapshot["nodes"]}
    return {link["target"] for node in snapshot["nodes"] for link in node["links"]} - own
