"""What rooms above add to the pages of a plan. They add themselves when the site starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from streekwerk.access.models import Actor
from streekwerk.plans.finders import Finder
from streekwerk.plans.finders import register as find_too
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import Plan, Statement
from streekwerk.plans.outline import node_id
from streekwerk.plans.pages.section import Section, SectionMaker

__all__ = [
    "BENEATH",
    "BRIEFLY",
    "OWN_TABS",
    "OWN_VIEWS",
    "SECTIONS",
    "Finder",
    "Section",
    "SectionMaker",
    "beneath",
    "briefly",
    "find_too",
    "node_id",
    "refresh_findings",
]

Said = tuple[str, str]
"""A few words, and the address that tells more."""

SECTIONS: list[SectionMaker] = []
"""Parts of the page of a node, shown after the links with other actions."""

OWN_VIEWS: dict[str, Callable[[Plan], str]] = {}
"""Where a tab of an own plan leads when a room above shows that view better: “indicators” to its meters."""

OWN_TABS: dict[str, str] = {}
"""Tabs that a room above adds to an own plan: name and label; the address stands in `OWN_VIEWS`."""

BENEATH: list[Callable[[Plan, Sequence[Statement], Actor], dict[int, Section]]] = []
"""What stands beneath statements on the page “Waarom”, by their number; each in a fixed number of queries."""

BRIEFLY: list[Callable[[Plan, Sequence[Statement], Actor], dict[int, list[Said]]]] = []
"""What is said in a few words after a statement on a sheet, by its number; one query each, at most."""


def briefly(plan: Plan, statements: Sequence[Statement], actor: Actor) -> dict[int, list[Said]]:
    """By statement the words that rooms above add to it on a sheet."""
    found: dict[int, list[Said]] = {}
    for say in BRIEFLY:
        for statement, said in say(plan, statements, actor).items():
            found.setdefault(statement, []).extend(said)
    return found


def beneath(plan: Plan, statements: Sequence[Statement], actor: Actor) -> dict[int, list[Section]]:
    """By statement everything that rooms above put beneath it."""
    found: dict[int, list[Section]] = {}
    for make in BENEATH:
        for statement, section in make(plan, statements, actor).items():
            found.setdefault(statement, []).append(section)
    return found
