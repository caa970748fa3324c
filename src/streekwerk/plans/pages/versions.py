"""What the pages of versions take: the decided text in rows, and changes with their words marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from streekwerk.plans.models import Plan, PlanVersion
from streekwerk.plans.queries.versions import NOW, NodeChanges, is_unchanged
from streekwerk.plans.rules.changes import Change, Names, say_when
from streekwerk.plans.rules.links import link_word
from streekwerk.plans.rules.marking import Piece, marked
from streekwerk.plans.rules.versions import NodeText, Snapshot, depths, level_word, ordered_fields

HIGHEST, LOWEST = 2, 6
"""Headings of a decided text: the title of the page stands above them."""


@dataclass(frozen=True)
class VersionItem:
    """A version as the list shows it."""

    version: PlanVersion
    unchanged: bool
    url: str
    difference_url: str
    """With the version before; "" for the first."""


def version_items(plan: Plan, versions: Iterable[PlanVersion]) -> list[VersionItem]:
    return [
        VersionItem(
            version,
            is_unchanged(version),
            reverse("plans:version", args=[plan.pk, version.number]),
            difference_url(plan, version.number - 1, version.number) if version.number > 1 else "",
        )
        for version in versions
    ]


def difference_url(plan: Plan, one: int, other: int | str = NOW) -> str:
    """The address of the difference between two versions, or a version and now."""
    return f"{reverse('plans:difference', args=[plan.pk])}?van={one}&tot={other}"


@dataclass(frozen=True)
class ChangeItem:
    """A change with its changed words marked."""

    change: Change
    pieces: list[Piece]


@dataclass(frozen=True)
class ChangedNode:
    """What changed in one node, with the address of the node if it is in the plan."""

    name: str
    title: str
    url: str
    above: str
    items: list[ChangeItem]


def changed_nodes(groups: Iterable[NodeChanges]) -> list[ChangedNode]:
    return [
        ChangedNode(
            group.name,
            # The name of what came or went holds its title already.
            group.node.title if group.node and "“" not in group.name else "",
            group.node.get_absolute_url() if group.node else "",
            group.above,
            [change_item(change) for change in group.changes],
        )
        for group in groups
    ]


def change_item(change: Change) -> ChangeItem:
    pieces = marked(change.before, change.after) if change.before or change.after else []
    return ChangeItem(change, pieces)


@dataclass(frozen=True)
class TextRow:
    """A node of a decided text, as it is printed."""

    number: int
    heading: int
    kind: str
    title: str
    text: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    indicators: list[str] = field(default_factory=list)


def text_rows(snapshot: Snapshot) -> list[TextRow]:
    """The nodes of a decided text in the order of the plan."""
    names, deep = Names(snapshot), depths(snapshot["nodes"])
    return [
        TextRow(
            node["id"],
            min(HIGHEST + deep[node["id"]], LOWEST),
            _kind(snapshot, node),
            node["title"],
            node["text"],
            [(label, said) for label, said in _facts(snapshot, node, names) if said],
            [part["text"] for part in node["indicators"]],
        )
        for node in snapshot["nodes"]
    ]


def _kind(snapshot: Snapshot, node: NodeText) -> str:
    word, code = level_word(snapshot, node["level"], node["level_label"]), node["code"]
    if node["level"] == "statement":
        return code
    return code if code[:3].isalpha() else f"{word} {code}".strip()


def _facts(snapshot: Snapshot, node: NodeText, names: Names) -> list[tuple[str, str]]:
    """The sheet of a node: dates, people, fields, milestones and links."""
    return [
        ("Begin", _words(node, "start")),
        ("Einde", _words(node, "end")),
        *ordered_fields(snapshot, node),
        ("Trekker", node["steward"]),
        ("Organisatie", node["lead"]),
        ("Partners", ", ".join(node["partners"])),
        ("Deelrapportcode", node["external_code"]),
        *((say_when(part.get("when")) or "Mijlpaal", part["text"]) for part in node["milestones"]),
        *(
            (link_word(link["kind"]).capitalize(), f"{names(link['target'])}\n{link['rationale']}".strip())
            for link in node["links"]
        ),
    ]


def _words(node: NodeText, side: str) -> str:
    when = node["start"] if side == "start" else node["end"]
    return (when["words"] or say_when(when)) if when else ""
