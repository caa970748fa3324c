"""What a subject adds to the page of a node: a template with what it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from streekwerk.access.models import Actor
from streekwerk.plans.models import Node


@dataclass(frozen=True)
class Section:
    """A part of the page of a node; the template finds `data` under the name `section`."""

    template: str
    data: dict[str, Any] = field(default_factory=dict)
    place: Literal["top", "beside", "below"] = "beside"
    """Before the texts of the sheet (what everybody has to know first), beside them, or below them."""


SectionMaker = Callable[[Node, Actor, bool], Section | None]
"""Makes the section for a node and an actor; the flag says whether the plan is of an own network."""
