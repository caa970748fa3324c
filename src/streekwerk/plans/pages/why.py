"""The sections “Waarom” and “Thema's en doelgroepen” of the page of a node."""

from __future__ import annotations

from dataclasses import dataclass

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.network.queries import words_of
from streekwerk.plans import ports
from streekwerk.plans.choices import TagOrigin
from streekwerk.plans.models import Node, Tag
from streekwerk.plans.pages.section import Section
from streekwerk.plans.queries.themes import SUBJECTS
from streekwerk.plans.queries.why import PROSE, reasons_of, statements_for
from streekwerk.ui.addresses import address


def why_section(node: Node, actor: Actor, own: bool) -> Section | None:
    """What a goal or action is for: itself, and through what stands above it. Stays within the network."""
    if not own or node.level in PROSE:
        return None
    reasons = reasons_of(node)
    mine = {reason.statement.pk for reason in reasons if reason.via is None}
    deciding = may(actor, Permission.PLAN_EDIT, at=node.plan.network_id)
    choices = [(row, row.pk in mine) for row in statements_for(node.plan)] if deciding else []
    if not reasons and not deciding:
        return None
    said = ports.briefly(node.plan, [reason.statement for reason in reasons], actor)
    return Section(
        "plans/why/_section.html",
        {
            "reasons": [(reason, said.get(reason.statement.pk, [])) for reason in reasons],
            "choices": choices,
            "why_url": address("plans:why", node.plan_id),
            "choose_url": address("plans:node-why", node.plan_id, node.pk),
        },
    )


@dataclass(frozen=True)
class TagItem:
    """A word that the node is about, as the section shows it."""

    label: str
    kind: str
    url: str
    how: str
    remove_url: str


def themes_section(node: Node, actor: Actor, own: bool) -> Section | None:
    """The themes and target groups of a node, and the words it uses that nobody defined yet."""
    rows = Tag.objects.filter(node=node, term__archived_at__isnull=True).select_related("term")
    tags = list(rows.exclude(origin=TagOrigin.REFUSED).order_by("term__kind", "term__label"))
    deciding = may(actor, Permission.PLAN_EDIT, at=node.plan.network_id)
    chosen = {tag.term_id for tag in tags}
    terms = words_of(node.plan.network, actor) if deciding else []
    choices = [term for term in terms if term.kind in SUBJECTS and term.pk not in chosen]
    if not tags and not choices:
        return None
    return Section(
        "plans/why/_themes.html",
        {
            "tags": [_item(node, tag, own, deciding) for tag in tags if tag.term.kind in SUBJECTS],
            "undefined": [
                (tag.term.label, address("network:term", node.plan.network.code, tag.term_id))
                for tag in tags
                if own and not tag.term.definition
            ],
            "choices": choices,
            "add_url": address("plans:add-theme", node.plan_id, node.pk),
        },
    )


def _item(node: Node, tag: Tag, own: bool, deciding: bool) -> TagItem:
    return TagItem(
        label=tag.term.label,
        kind=tag.term.get_kind_display(),
        # A neighbour reads the plan; the word list stays with its network.
        url=address("plans:theme", tag.term_id) if own else "",
        how=f"aangeduid door {tag.by_label}" if tag.origin == TagOrigin.SAID else "staat in de tekst",
        remove_url=address("plans:remove-theme", node.plan_id, node.pk, tag.term_id) if deciding else "",
    )
