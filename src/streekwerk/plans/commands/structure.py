"""Changing where the parts of a plan stand: add, move, take out, put back."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Case, F, PositiveIntegerField, When
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.commands.nodes import NoTitle
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, Plan
from streekwerk.plans.models.tree import Spans
from streekwerk.plans.queries.structure import Stored, seen_mark, stored_tree
from streekwerk.plans.rules import search_text
from streekwerk.plans.rules import structure as rules
from streekwerk.plans.rules.structure import PlaceInTree


class MovedMeanwhile(DomainError):
    def __init__(self, node: Node) -> None:
        super().__init__(
            f"Iemand anders wijzigde “{node}” sinds u deze pagina opende. Er is niets veranderd. "
            "Bekijk het onderdeel opnieuw en herhaal wat u wilde doen."
        )


class NotInPlan(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Dit onderdeel staat niet meer in het plan. Zet het eerst terug via “Uit het plan gehaald”."
        )


class InPlanAlready(DomainError):
    def __init__(self) -> None:
        super().__init__("Dit onderdeel staat al in het plan: iemand zette het terug. Bekijk het daar.")


class StandsThereAlready(DomainError):
    def __init__(self, words: str) -> None:
        super().__init__(f"Dit onderdeel staat al {words}. Kies een andere plaats.")


@transaction.atomic
def add_node(
    *,
    plan: Plan,
    to: PlaceInTree,
    level: str,
    title: str,
    code: str = "",
    text: str = "",
    spans: Spans | None = None,
    by: Actor,
) -> Node:
    """Return the new node at that place; `spans` are the lines it came from, if any.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NoTitle: it has no title.
        NoSuchPlace: the place is not, or no longer, in the plan.
    """
    stored = _opened(plan, by)
    if not title.strip():
        raise NoTitle
    if to.under in stored.archived:
        raise NotInPlan
    # A number that no node has yet stands for the new one until it is stored.
    order = [name for name, _ in rules.added(stored.tree, 0, to)]
    _renumber(plan, stored, order)
    node: Node = Node.objects.create(
        plan=plan,
        parent_id=to.under,
        position=order.index(0),
        level=level,
        level_label=_label_of(plan, level),
        code=code.strip()[:80],
        title=title.strip(),
        text=text.strip(),
        spans=spans or [],
        search=search_text(code, title, text),
    )
    _finish(plan, node, "node.added", by, {"place": ["", _words(to)]})
    return node


@transaction.atomic
def move_node(*, node: Node, to: PlaceInTree, version: int, by: Actor) -> PlaceInTree:
    """Move the node with everything under it, and return where it stood.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        MovedMeanwhile: `version` is not the version of the node any more.
        NoSuchPlace: the place lies under the node itself, or is not in the plan.
        StandsThereAlready: it is where it stands.
    """
    plan = node.plan
    stored = _opened(plan, by)
    _check(node, version, stored)
    if to.under in stored.archived:
        raise NotInPlan
    before = rules.place_of(stored.tree, node.pk)
    tree = rules.moved(stored.tree, node.pk, to)
    if list(tree) == list(stored.tree):
        raise StandsThereAlready(_words(to))
    _renumber(plan, stored, [name for name, _ in tree])
    Node.objects.filter(pk=node.pk).update(parent_id=to.under, version=F("version") + 1)
    _finish(plan, node, "node.moved", by, {"place": [_words(before), _words(to)]})
    return before


def step_of(*, node: Node, how: str) -> PlaceInTree:
    """The place one step away: `up`, `down` or `top`; steps over what was archived.

    Raises:
        StandsThereAlready: there is no step that way.
    """
    stored = stored_tree(node.plan)
    if how == "up":
        place = rules.place_above(stored.tree, node.pk, skip=stored.archived)
    elif how == "down":
        place = rules.place_below(stored.tree, node.pk, skip=stored.archived)
    else:
        place = rules.place_at_top(stored.tree, node.pk) if node.parent_id else None
    if place is None:
        raise StandsThereAlready({"up": "vooraan", "down": "achteraan"}.get(how, "op het hoogste niveau"))
    return place


def last_place_under(*, plan: Plan, under: Node | None) -> PlaceInTree:
    """The place below everything that stands under this node, or at the top of the plan."""
    return rules.last_place_under(stored_tree(plan).tree, under.pk if under else None)


@transaction.atomic
def archive_branch(*, node: Node, seen: str, by: Actor) -> int:
    """Take the node out of the plan with everything under it, and return how many nodes went.

    `seen` is the mark of the branch that the person was shown, see `seen_mark`.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        MovedMeanwhile: something in the branch is not as it was shown.
        NotInPlan: it was taken out already.
    """
    plan = node.plan
    stored = _opened(plan, by)
    if node.pk in stored.archived:
        raise NotInPlan
    branch = stored.branch(node)
    rows = Node.objects.filter(pk__in=branch)
    if seen_mark(list(rows.values_list("pk", "version"))) != seen:
        raise MovedMeanwhile(node)
    now = timezone.now()
    for part in (IndicatorSentence, Milestone):
        part.objects.filter(node__in=branch).update(archived_at=now)
    rows.update(archived_at=now, archived_by=by.label[:160], version=F("version") + 1)
    node.refresh_from_db()
    _finish(plan, node, "node.archived", by, {"parts": [len(branch), 0]})
    return len(branch)


@transaction.atomic
def restore_branch(*, node: Node, by: Actor) -> Node:
    """Put an archived node back with all that went with it: at its place, or under what still lives above.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        InPlanAlready: somebody put it back already.
    """
    plan = node.plan
    stored = _opened(plan, by)
    if node.pk not in stored.archived:
        raise InPlanAlready
    node = Node.every.select_related("plan").get(pk=node.pk)
    back = stored.archived_with(node)
    to = rules.place_to_return(stored.tree, node.pk, stored.archived)
    _renumber(plan, stored, [name for name, _ in rules.moved(stored.tree, node.pk, to)])
    for part in (IndicatorSentence, Milestone):
        part.every.filter(node__in=back, archived_at=node.archived_at).update(archived_at=None)
    Node.every.filter(pk=node.pk).update(parent_id=to.under)
    Node.every.filter(pk__in=back).update(archived_at=None, archived_by="", version=F("version") + 1)
    node.refresh_from_db()
    _finish(plan, node, "node.restored", by, {"parts": [0, len(back)]})
    return node


def _opened(plan: Plan, by: Actor) -> Stored:
    """The tree, after a look at the right; one person changes the order of a plan at a time."""
    require(by, Permission.PLAN_EDIT, at=plan.network_id)
    Plan.objects.select_for_update().get(pk=plan.pk)
    return stored_tree(plan)


def _check(node: Node, version: int, stored: Stored) -> None:
    if node.pk in stored.archived:
        raise NotInPlan
    if Node.objects.values_list("version", flat=True).get(pk=node.pk) != version:
        raise MovedMeanwhile(node)


def _renumber(plan: Plan, stored: Stored, order: Sequence[int]) -> None:
    """Give every node its place in the new order: one query for a move, whatever the size of the plan."""
    shifts = rules.shifts(stored.positions, order)
    if shifts is None or len(shifts) > 50:
        numbers = {pk: number for number, pk in enumerate(order)}
        rows = [
            Node(pk=pk, position=numbers[pk]) for pk, position in stored.positions if numbers[pk] != position
        ]
        Node.every.bulk_update(rows, ["position"], batch_size=400)
    elif shifts:
        Node.every.filter(plan=plan, position__gte=shifts[0][0], position__lte=shifts[-1][1]).update(
            position=Case(
                *(When(position__range=(first, last), then=F("position") + by) for first, last, by in shifts),
                default=F("position"),
                output_field=PositiveIntegerField(),
            )
        )


def _label_of(plan: Plan, level: str) -> str:
    """The document's own word for a level, when it has one word for it."""
    labels = set(Node.objects.filter(plan=plan, level=level).order_by().values_list("level_label", flat=True))
    return labels.pop() if len(labels) == 1 else ""


def _words(place: PlaceInTree) -> str:
    """A place in words, for the log."""
    known = {node.pk: node for node in Node.every.filter(pk__in=[place.under, place.after])}
    under, after = known.get(place.under or 0), known.get(place.after or 0)
    return (
        f"{f'onder {under}' if under else 'op het hoogste niveau'}, {f'na {after}' if after else 'vooraan'}"
    )


def _finish(plan: Plan, node: Node, verb: str, by: Actor, changes: dict[str, object]) -> None:
    plan.raise_revision()
    record(verb, node, by=by, network_id=plan.network_id, changes=changes)
    refresh_findings(plan, changed=[node])
