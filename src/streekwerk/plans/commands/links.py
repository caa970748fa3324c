"""Linking actions, also of different networks, and carrying an action over into the next plan."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.network.queries import people_with
from streekwerk.outbox.commands import post
from streekwerk.outbox.queries import full_address
from streekwerk.plans.choices import LinkKind, PlanStatus
from streekwerk.plans.commands.structure import add_node
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import IndicatorSentence, Node, NodeLink, Plan
from streekwerk.plans.queries.structure import stored_tree
from streekwerk.plans.rules.links import NEEDS_RATIONALE, SYMMETRIC, link_word
from streekwerk.plans.rules.search import search_text
from streekwerk.plans.rules.structure import last_place_under


class NoRationale(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Een slimme combinatie heeft een reden nodig. Schrijf in één zin wat de twee acties samen winnen."
        )


class LinkedAlready(DomainError):
    def __init__(self, target: Node, kind: str) -> None:
        super().__init__(
            f"Dat verband bestaat al: deze actie {link_word(kind)} “{target}”. "
            "Kies een andere actie of een andere soort."
        )


class NotLinkable(DomainError):
    def __init__(self) -> None:
        super().__init__("Met deze actie kan geen verband gelegd worden. Zoek en kies een andere actie.")


class NoDraft(DomainError):
    def __init__(self, plan: Plan) -> None:
        super().__init__(f"“{plan}” is geen ontwerp van dit netwerk. Kies een plan dat nog in opmaak is.")


class ContinuedAlready(DomainError):
    def __init__(self, plan: Plan) -> None:
        super().__init__(f"Deze actie is al voortgezet in “{plan}”. Bekijk ze daar.")


@dataclass(frozen=True)
class RemovedLink:
    """A link that was taken away, whole enough to put it back as it was."""

    source: int
    target: int
    kind: str
    rationale: str
    by_label: str
    created_at: str

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


@transaction.atomic
def make_link(*, source: Node, target: Node, kind: str, rationale: str = "", by: Actor) -> NodeLink:
    """Return the new link; another network that may read both actions gets a mail.

    Raises:
        NotAllowed: the actor may not change plans of the network of the source.
        NotLinkable: it is the same action, or one the actor may not read, or it was taken out.
        NoRationale: a smart combination needs one.
        LinkedAlready: the two are linked like this.
    """
    network = source.plan.network_id
    require(by, Permission.PLAN_EDIT, at=network)
    readable = Node.objects.visible_to(by).filter(pk__in=(source.pk, target.pk)).count()
    if kind not in LinkKind.values or source.pk == target.pk or readable != 2:
        raise NotLinkable
    rationale = rationale.strip()
    if kind in NEEDS_RATIONALE and not rationale:
        raise NoRationale
    there = NodeLink.objects.filter(source=source, target=target, kind=kind)
    if kind in SYMMETRIC:
        there |= NodeLink.objects.filter(source=target, target=source, kind=kind)
    if there.exists():
        raise LinkedAlready(target, kind)
    link = NodeLink.objects.create(
        source=source, target=target, kind=kind, rationale=rationale, by_label=by.label[:160]
    )
    _after(link, "link.made", ["", _words(link)], by)
    _tell(link, by)
    return link


@transaction.atomic
def remove_link(*, link: NodeLink, by: Actor) -> RemovedLink:
    """Take the link away, and return what puts it back.

    Raises:
        NotAllowed: the actor may not change plans of the network that made the link.
    """
    require(by, Permission.PLAN_EDIT, at=link.source.plan.network_id)
    removed = RemovedLink(
        link.source_id, link.target_id, link.kind, link.rationale, link.by_label, link.created_at.isoformat()
    )
    _after(link, "link.removed", [_words(link), ""], by, delete=True)
    return removed


@transaction.atomic
def restore_link(*, removed: RemovedLink, by: Actor) -> NodeLink:
    """Return the link as it was before it was taken away; nobody gets a second mail.

    Raises:
        NotAllowed: the actor may not change plans of the network that made the link.
        NotLinkable: one of the actions cannot be read any more.
        LinkedAlready: somebody made the same link meanwhile.
    """
    nodes = Node.objects.visible_to(by).select_related("plan").in_bulk([removed.source, removed.target])
    if len(nodes) != 2:
        raise NotLinkable
    source, target = nodes[removed.source], nodes[removed.target]
    require(by, Permission.PLAN_EDIT, at=source.plan.network_id)
    if NodeLink.objects.filter(source=source, target=target, kind=removed.kind).exists():
        raise LinkedAlready(target, removed.kind)
    link = NodeLink.objects.create(
        source=source,
        target=target,
        kind=removed.kind,
        rationale=removed.rationale,
        by_label=removed.by_label,
        created_at=datetime.fromisoformat(removed.created_at),
    )
    _after(link, "link.restored", ["", _words(link)], by)
    return link


@transaction.atomic
def carry_over(*, node: Node, plan: Plan, under: Node | None, by: Actor) -> Node:
    """Return the new action in the draft, with the texts and indicators of this one, which it continues.

    What belongs to the old plan stays there: number, dates, steward, how it stands.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NoDraft: the plan is not a draft of the same network.
        ContinuedAlready: the action is continued in that plan.
    """
    require(by, Permission.PLAN_EDIT, at=plan.network_id)
    if plan.network_id != node.plan.network_id or plan.status != PlanStatus.DRAFT:
        raise NoDraft(plan)
    if NodeLink.objects.filter(
        target=node, kind=LinkKind.CONTINUES, source__plan=plan, source__archived_at__isnull=True
    ).exists():
        raise ContinuedAlready(plan)
    place = last_place_under(stored_tree(plan).tree, under.pk if under else None)
    new = add_node(plan=plan, to=place, level=node.level, title=node.title, text=node.text, by=by)
    new.fields = node.fields
    new.search = search_text(new.title, new.text, *(item["text"] for item in new.fields))
    new.save(update_fields=["fields", "search"])
    last = IndicatorSentence.every.filter(plan=plan).count()
    IndicatorSentence.objects.bulk_create(
        IndicatorSentence(plan=plan, node=new, position=last + at, text=sentence.text, label=sentence.label)
        for at, sentence in enumerate(IndicatorSentence.objects.filter(node=node).order_by("position"))
    )
    link = NodeLink.objects.create(
        source=new, target=node, kind=LinkKind.CONTINUES, by_label=by.label[:160], created_at=timezone.now()
    )
    _after(link, "link.made", ["", _words(link)], by)
    return new


def _after(link: NodeLink, verb: str, change: list[str], by: Actor, *, delete: bool = False) -> None:
    """What every change of a link does: the log, the revision, and the findings when it lies in one plan."""
    source, target = link.source, link.target
    if delete:
        link.delete()
    source.plan.raise_revision()
    record(verb, source, by=by, network_id=source.plan.network_id, changes={"link": change})
    if target.plan_id == source.plan_id:
        refresh_findings(source.plan, changed=[source])


def _words(link: NodeLink) -> str:
    return f"{link_word(link.kind)} {link.target}"


def _tell(link: NodeLink, by: Actor) -> None:
    """One mail to each who keeps the plan of the other network, if they may read this one."""
    source, target = link.source, link.target
    network = target.plan.network
    if network.pk == source.plan.network_id or not source.plan.shared:
        return
    address = full_address(target.get_absolute_url())
    why = f"Waarom: {link.rationale}\n\n" if link.rationale else ""
    for person in people_with(Permission.PLAN_ADOPT, network.pk, timezone.localdate()):
        if person.pk == by.user_id:
            continue
        post(
            to=person.email,
            subject=f"{source.plan.network} legde een verband met “{target}”",
            body=(
                f"Dag {person.name},\n\n"
                f"{by.label} van {source.plan.network} legde een verband met “{target.plan}”:\n\n"
                f"“{source}” {link_word(link.kind)} “{target}”.\n\n"
                f"{why}"
                f"Bekijken: {address}\n"
            ),
        )
