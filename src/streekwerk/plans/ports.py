"""What rooms above add to the pages of a plan. They add themselves when the site starts."""

from __future__ import annotations

from collections.abc import Callable

from streekwerk.plans.models import Plan
from streekwerk.plans.pages.section import Section, SectionMaker

__all__ = ["OWN_VIEWS", "SECTIONS", "Section", "SectionMaker"]

SECTIONS: list[SectionMaker] = []
"""Parts of the page of a node, shown after the links with other actions."""

OWN_VIEWS: dict[str, Callable[[Plan], str]] = {}
"""Where a tab of an own plan leads when a room above shows that view better: “indicators” to its meters."""
