"""Many parts of one plan at once, as a table is filled in: each is checked alone, all are written together.

What the commands for one part decide is decided here by the same functions; only the reading and the writing
are done once for all. Nothing is refused because somebody else changed a part meanwhile: take `locked` first,
compare with what stands there, and call these in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.accounts.models import User
from streekwerk.audit.commands import record_many
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Party
from streekwerk.network.queries import colleagues_in
from streekwerk.plans.commands.codes import Codes, recode
from streekwerk.plans.commands.indicators import reword, verb_of
from streekwerk.plans.commands.nodes import rewrite, why_moved
from streekwerk.plans.commands.people import Who, rename
from streekwerk.plans.commands.progress import Report, fact_of, is_own, told
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, Plan, Progress
from streekwerk.plans.queries.fields import template_of, texts_of
from streekwerk.plans.queries.parts import Part, part_texts
from streekwerk.plans.queries.standing import last_reports, standings_of
from streekwerk.plans.rules.standing import holding

BATCH = 500
WRITTEN = ("title", "text", "fields", "start_date", "start_precision", "start_words", "end_date",
           "end_precision", "end_words", "external_code", "priority", "search", "steward", "lead",
           "version")  # fmt: skip
"""Columns of a node that these commands write."""
Line = tuple[str, models.Model, dict[str, Any]]
Tell = Callable[[int, int], None]


class OneRefused(DomainError):
    """One of many cannot be kept as it is; `key` is its number, and nothing was written."""

    def __init__(self, key: int, refusal: DomainError) -> None:
        self.key = key
        super().__init__(str(refusal))


class FieldGone(DomainError):
    def __init__(self) -> None:
        super().__init__("Een veld staat niet meer op de fiche.")


class PartGone(DomainError):
    def __init__(self) -> None:
        super().__init__("Dit staat niet meer in het plan.")


@dataclass
class NodeChange:
    """What becomes of one node; what is not named stays."""

    texts: dict[str, str] = field(default_factory=dict)
    """By name as in `queries.fields.texts_of`."""
    codes: dict[str, str] = field(default_factory=dict)
    """`external_code` and `priority`."""
    people: dict[str, User | Party | None] = field(default_factory=dict)
    """`steward` and `lead`."""
    reason: str = ""
    """Why the end moves."""


def locked(plan: Plan, nodes: Iterable[int]) -> None:
    """Until the end of the transaction nobody else changes these nodes, their indicators and milestones."""
    wanted = list(nodes)
    list(Node.objects.select_for_update().filter(plan=plan, pk__in=wanted).order_by("pk").values_list("pk"))
    for kind in (IndicatorSentence, Milestone):
        rows: Any = kind.objects.select_for_update().filter(plan=plan, node__in=wanted)
        list(rows.order_by("pk").values_list("pk"))


def _untold(done: int, of: int) -> None:
    """Nobody follows how far it is."""


@transaction.atomic
def change_nodes(
    *, plan: Plan, changes: Mapping[int, NodeChange], today: date, by: Actor, tell: Tell = _untold
) -> None:
    """Change the texts, codes and people of many nodes, by number; `tell` hears how many of how many.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        OneRefused: one of them is gone, or cannot be kept: see `change_texts`, `set_codes`, `name_people`.
    """
    require(by, Permission.PLAN_EDIT, at=plan.network_id)
    template = template_of(plan.network_id)
    colleagues = {user.pk for user in colleagues_in(plan.network_id, today)}
    rows = Node.objects.filter(plan=plan, pk__in=changes).select_related("steward", "lead")
    nodes = {node.pk: node for node in rows.prefetch_related("partners")}
    lines: list[Line] = []
    changed: dict[int, Node] = {}

    def log(verb: str, node: Node, said: dict[str, list[str]]) -> None:
        if said:
            lines.append((verb, node, said))
            changed[node.pk] = node

    for count, (pk, change) in enumerate(changes.items(), 1):
        with _named(pk):
            node = nodes.get(pk)
            if node is None:
                raise PartGone
            node.plan = plan
            if change.texts:
                stored = texts_of(node, template)
                if not change.texts.keys() <= stored.keys():
                    raise FieldGone
                base = {name: stored[name].mark for name in change.texts}
                said = rewrite(node, stored, change.texts, base, template)
                log("node.changed", node, said | why_moved(said, "end", change.reason))
            if change.codes:
                codes = {"external_code": node.external_code, "priority": node.priority, **change.codes}
                log("node.coded", node, recode(node, Codes(code=node.code, **codes)))
            if change.people:
                named: dict[str, Any] = {"steward": node.steward, "lead": node.lead, **change.people}
                who = Who(partners=list(node.partners.all()), **named)
                log("node.people", node, rename(node, who, lambda person: person.pk in colleagues))
        tell(count, len(changes))
    _saved(Node, changed.values(), WRITTEN)
    _finish(plan, lines, by)


@transaction.atomic
def report_nodes(*, plan: Plan, reports: Mapping[int, Report], today: date, by: Actor) -> None:
    """Add a report about many nodes, by number. Raises as `change_nodes`, see `report_progress`."""
    require(by, Permission.PLAN_EDIT, at=plan.network_id)
    last = last_reports(plan, reports)
    nodes = _nodes(plan, reports)
    facts = []
    for pk, report in reports.items():
        with _named(pk):
            if pk not in nodes:
                raise PartGone
            fact = fact_of(plan, nodes[pk], report, today)
        fact.by_label = by.label[:160]
        facts.append(fact)
    Progress.objects.bulk_create(facts, batch_size=BATCH)
    lines: list[Line] = [
        ("progress.reported", fact.node, told(fact, last.get(fact.node.pk))) for fact in facts if fact.node
    ]
    _stand(plan, nodes, today)
    _finish(plan, lines, by)


@transaction.atomic
def withdraw_reports(*, plan: Plan, nodes: Iterable[int], today: date, by: Actor) -> set[int]:
    """Take the last report of these nodes back where this person made it today; the nodes of which it was.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    require(by, Permission.PLAN_EDIT, at=plan.network_id)
    own = {pk: fact for pk, fact in last_reports(plan, nodes).items() if is_own(fact, today, by)}
    taken = [fact.pk for fact in own.values()]
    Progress.objects.filter(pk__in=taken).update(withdrawn_at=timezone.now())
    found, before = _nodes(plan, own), last_reports(plan, own)
    lines: list[Line] = []
    for pk, fact in own.items():
        said = before[pk].get_status_display() if pk in before else ""
        lines.append(("progress.withdrawn", found[pk], {"status": [fact.get_status_display(), said]}))
    _stand(plan, found, today)
    _finish(plan, lines, by)
    return set(found)


@transaction.atomic
def change_parts(*, plan: Plan, kind: type[Part], texts: Mapping[int, Mapping[str, str]], by: Actor) -> None:
    """Change many indicators, or many milestones, by number. Raises as `change_nodes`, see `change_part`."""
    require(by, Permission.PLAN_EDIT, at=plan.network_id)
    rows: Any = kind.objects.filter(plan=plan, pk__in=texts).select_related("node")
    parts: dict[int, Any] = {part.pk: part for part in rows}
    lines: list[Line] = []
    changed: list[Any] = []
    for pk, each in texts.items():
        with _named(pk):
            part = parts.get(pk)
            if part is None or part.node is None:
                raise PartGone
            base = {name: text.mark for name, text in part_texts(kind, part).items()}
            said = reword(part, each, base)
        if said:
            part.node.plan = plan
            lines.append((verb_of(kind, "changed"), part.node, said))
            changed.append(part)
    names = ("text", "version") if kind is IndicatorSentence else ("text", "words", "date", "precision")
    _saved(kind, changed, names)
    _finish(plan, lines, by)


@contextmanager
def _named(key: int) -> Iterator[None]:
    try:
        yield
    except DomainError as refusal:
        raise OneRefused(key, refusal) from refusal


def _nodes(plan: Plan, numbers: Iterable[int]) -> dict[int, Node]:
    found = {node.pk: node for node in Node.objects.filter(plan=plan, pk__in=list(numbers))}
    for node in found.values():
        node.plan = plan
    return found


def _stand(plan: Plan, nodes: Mapping[int, Node], today: date) -> None:
    """How these nodes stand now, from what is reported."""
    facts = standings_of(plan, today, nodes).facts
    for pk, node in nodes.items():
        now = holding(facts.get(pk, []), today)
        node.status = now.status if now else ""
    _saved(Node, nodes.values(), ("status",))


def _saved(model: type[models.Model], rows: Iterable[Any], names: Iterable[str]) -> None:
    # Rows that are there already: a fifth of the time of `bulk_update`, which makes a case of every cell.
    model._base_manager.bulk_create(
        list(rows), update_conflicts=True, unique_fields=["pk"], update_fields=list(names), batch_size=BATCH
    )


def _finish(plan: Plan, lines: list[Line], by: Actor) -> None:
    if lines:
        plan.raise_revision()
        record_many(lines, by=by, network_id=plan.network_id)
        nodes = {thing.pk: thing for _, thing, _ in lines if isinstance(thing, Node)}
        refresh_findings(plan, changed=list(nodes.values()))
