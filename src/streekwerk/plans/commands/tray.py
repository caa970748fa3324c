"""Working through the tray of a plan: every passage gets a place, or is set aside with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.commands.structure import add_node, archive_branch, last_place_under
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import IndicatorSentence, Node, Plan, TrayItem
from streekwerk.plans.queries.structure import seen_mark
from streekwerk.plans.rules import search_text

How = Literal["text", "field", "indicator", "action"]


class PlacedAlready(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Deze passage is al geplaatst of terzijde gelegd. Herlaad de lade voor wat er nog is."
        )


class NoLabel(DomainError):
    def __init__(self) -> None:
        super().__init__("Kies het veld van de fiche waarin deze passage hoort.")


class NoReasonAside(DomainError):
    def __init__(self) -> None:
        super().__init__("Schrijf in één zin waarom deze passage niet in het plan hoort.")


class ChangedSince(DomainError):
    def __init__(self, node: Node) -> None:
        super().__init__(
            f"“{node}” is intussen gewijzigd, dus dit kan niet meer vanzelf terug. Pas de fiche zelf aan."
        )


@dataclass(frozen=True)
class Placing:
    """Where a passage went: the node, as what, and what it takes to undo it."""

    node: Node
    how: How
    label: str = ""
    version: int = 0
    indicator: int = 0


@transaction.atomic
def place_tray_item(*, item: TrayItem, at: Node, how: How, label: str = "", by: Actor) -> Placing:
    """Put a passage of the tray in the plan, and return where; its lines go along.

    `text` and `field` add it to what stands there, `indicator` makes an indicator of it, `action` a new
    action under the node.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        PlacedAlready: it is not in the tray any more.
        NoLabel: a field without a name.
    """
    item = _taken(item, by)
    at = Node.objects.select_for_update(of=("self",)).select_related("plan").get(pk=at.pk, plan=item.plan_id)
    if how == "field" and not label.strip():
        raise NoLabel
    if how == "action":
        first, _, rest = item.text.strip().partition("\n")
        to = last_place_under(plan=item.plan, under=at)
        node = add_node(
            plan=item.plan, to=to, level="action", title=first, text=rest, spans=item.spans, by=by
        )
        placing = Placing(node, how, version=node.version)
    elif how == "indicator":
        indicator = _indicator(item, at)
        _look_again(item, at)
        placing = Placing(at, how, version=at.version, indicator=indicator.pk)
    else:
        _write(item, at, label.strip() if how == "field" else "")
        _look_again(item, at)
        placing = Placing(at, how, label.strip() if how == "field" else "", version=at.version)
    record(
        "tray.placed",
        placing.node,
        by=by,
        network_id=item.plan.network_id,
        changes={placing.label or "text": ["", item.text]},
    )
    return placing


@transaction.atomic
def unplace_tray_item(*, item: TrayItem, placing: Placing, by: Actor) -> TrayItem:
    """Return the passage, in the tray again and out of where it was put.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        ChangedSince: what it was added to was changed, so its words cannot be taken out safely.
    """
    require(by, Permission.PLAN_EDIT, at=item.plan.network_id)
    item = TrayItem.every.select_for_update(of=("self",)).select_related("plan").get(pk=item.pk)
    rows = Node.objects.select_for_update(of=("self",)).select_related("plan")
    node = rows.filter(pk=placing.node.pk, plan=item.plan_id).first()
    if node is None or node.version != placing.version or item.archived_at is None:
        raise ChangedSince(placing.node)
    TrayItem.every.filter(pk=item.pk).update(archived_at=None)
    item.archived_at = None
    if placing.how == "action":
        archive_branch(node=node, seen=seen_mark([(node.pk, node.version)]), by=by)
    elif placing.how == "indicator":
        rows_of_it = IndicatorSentence.objects.filter(pk=placing.indicator, node=node, text=item.text)
        if not rows_of_it.update(archived_at=timezone.now()):
            raise ChangedSince(node)
        _look_again(item, node)
    else:
        _unwrite(item, node, placing.label)
        _look_again(item, node)
    record(
        "tray.returned",
        node,
        by=by,
        network_id=item.plan.network_id,
        changes={placing.label or "text": [item.text, ""]},
    )
    return item


@transaction.atomic
def set_aside(*, item: TrayItem, reason: str, by: Actor) -> TrayItem:
    """Return the passage, set aside: it stays readable with who did so and why.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        PlacedAlready: it is not in the tray any more.
        NoReasonAside: no reason was given.
    """
    item = _taken(item, by)
    if not reason.strip():
        raise NoReasonAside
    plan = item.plan
    plan.ignored = [
        *plan.ignored,
        {"why": reason.strip(), "spans": item.spans, "who": by.label, "text": item.text, "item": item.pk},
    ]
    plan.save(update_fields=["ignored"])
    _finish(item, "tray.set_aside", by, {"reason": ["", reason.strip()], "text": [item.text, ""]})
    return item


@transaction.atomic
def take_back(*, item: TrayItem, by: Actor) -> TrayItem:
    """Return the passage that was set aside, in the tray again.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        PlacedAlready: it was not set aside.
    """
    require(by, Permission.PLAN_EDIT, at=item.plan.network_id)
    plan = Plan.objects.select_for_update().get(pk=item.plan_id)
    kept = [each for each in plan.ignored if each.get("item") != item.pk]
    if len(kept) == len(plan.ignored):
        raise PlacedAlready
    plan.ignored = kept
    plan.save(update_fields=["ignored"])
    TrayItem.every.filter(pk=item.pk).update(archived_at=None)
    item = TrayItem.objects.select_related("plan").get(pk=item.pk)
    _finish(item, "tray.returned", by, {"text": ["", item.text]})
    return item


def _taken(item: TrayItem, by: Actor) -> TrayItem:
    """The passage, out of the tray."""
    require(by, Permission.PLAN_EDIT, at=item.plan.network_id)
    plan = Plan.objects.select_for_update().get(pk=item.plan_id)
    if not TrayItem.objects.filter(pk=item.pk).update(archived_at=timezone.now()):
        raise PlacedAlready
    item = TrayItem.every.get(pk=item.pk)
    item.plan = plan
    return item


def _write(item: TrayItem, node: Node, label: str) -> None:
    """Add the words to the text of the node, or to one of its fields."""
    if label:
        texts = {field["label"]: field["text"] for field in node.fields}
        texts[label] = f"{texts.get(label, '')}\n{item.text}".lstrip("\n")
        node.fields = [{"label": name, "text": text} for name, text in texts.items()]
    else:
        node.text = f"{node.text}\n{item.text}".lstrip("\n")
    node.spans = sorted([*node.spans, *item.spans])
    _save(node)


def _unwrite(item: TrayItem, node: Node, label: str) -> None:
    """Take the words off the end again."""
    texts = {field["label"]: field["text"] for field in node.fields}
    stood = texts.get(label, "") if label else node.text
    if not stood.endswith(item.text):
        raise ChangedSince(node)
    text = stood.removesuffix(item.text).removesuffix("\n")
    if label:
        texts[label] = text
        node.fields = [{"label": name, "text": said} for name, said in texts.items()]
    else:
        node.text = text
    for span in item.spans:
        if span in node.spans:
            node.spans.remove(span)
    _save(node)


def _save(node: Node) -> None:
    node.version += 1
    node.search = search_text(node.code, node.title, node.text, *(item["text"] for item in node.fields))
    node.save(update_fields=["text", "fields", "spans", "version", "search"])


def _indicator(item: TrayItem, node: Node) -> IndicatorSentence:
    last = IndicatorSentence.every.filter(plan=item.plan).aggregate(last=Max("position"))["last"]
    made: IndicatorSentence = IndicatorSentence.objects.create(
        plan=item.plan, node=node, position=0 if last is None else last + 1, text=item.text, spans=item.spans
    )
    return made


def _look_again(item: TrayItem, node: Node) -> None:
    item.plan.raise_revision()
    refresh_findings(item.plan, changed=[node])


def _finish(item: TrayItem, verb: str, by: Actor, changes: dict[str, Any]) -> None:
    item.plan.raise_revision()
    record(verb, item, by=by, network_id=item.plan.network_id, changes=changes)
    refresh_findings(item.plan, changed=[])
