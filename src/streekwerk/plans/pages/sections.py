"""The sections of a sheet, in the order of the page. A subject writes its own in a module beside this one."""

from __future__ import annotations

from streekwerk.access.models import Actor
from streekwerk.plans import ports
from streekwerk.plans.models import Node
from streekwerk.plans.pages import assumptions, codes, comments, links, people, standing, structure, why
from streekwerk.plans.pages.section import Section, SectionMaker

SECTIONS: tuple[SectionMaker, ...] = (
    assumptions.lapsed_section,
    standing.section,
    people.section,
    codes.section,
    why.why_section,
    why.themes_section,
    links.section,
)
LAST: tuple[SectionMaker, ...] = (assumptions.section, comments.section, structure.section)


def sections_of(node: Node, actor: Actor, *, own: bool) -> dict[str, list[Section]]:
    """The sections of this node for this actor by their place; each costs a fixed number of queries."""
    placed: dict[str, list[Section]] = {"top": [], "beside": [], "below": []}
    for make in (*SECTIONS, *ports.SECTIONS, *LAST):
        if section := make(node, actor, own):
            placed[section.place].append(section)
    return placed
