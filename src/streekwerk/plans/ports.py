"""What rooms above add to the pages of a plan. They add themselves when the site starts."""

from __future__ import annotations

from collections.abc import Callable

from streekwerk.plans.finders import Finder
from streekwerk.plans.finders import register as find_too
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import Plan
from streekwerk.plans.outline import node_id
from streekwerk.plans.pages.section import Section, SectionMaker

__all__ = [
    "OWN_TABS",
    "OWN_VIEWS",
    "SECTIONS",
    "Finder",
    "Section",
    "SectionMaker",
    "find_too",
    "node_id",
    "refresh_findings",
]

SECTIONS: list[SectionMaker] = []
"""Parts of the page of a node, shown after the links with other actions."""

OWN_VIEWS: dict[str, Callable[[Plan], str]] = {}
"""Where a tab of an own plan leads when a room above shows that view better: “indicators” to its meters."""

OWN_TABS: dict[str, str] = {}
"""Tabs that a room above adds to an own plan: name and label; the address stands in `OWN_VIEWS`."""
