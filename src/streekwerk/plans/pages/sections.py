"""The sections of a sheet that other subjects add to it: each a template with what it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from streekwerk.access.models import Actor
from streekwerk.plans.models import Node


@dataclass(frozen=True)
class Section:
    """A part of the page of a node. The template gets `section.data` under its own names."""

    template: str
    data: dict[str, Any] = field(default_factory=dict)


SectionMaker = Callable[[Node, Actor, bool], Section | None]
"""Makes the section for a node and an actor; the flag says whether the plan is of an own network."""

SECTIONS: list[SectionMaker] = []
"""In the order of the page."""


def sections_of(node: Node, actor: Actor, *, own: bool) -> list[Section]:
    """The sections of this node for this actor; each costs a fixed number of queries."""
    made = (make(node, actor, own) for make in SECTIONS)
    return [section for section in made if section]
