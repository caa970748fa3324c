"""Saying who keeps an action going: a person, an organisation, partners."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.accounts.models import User
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Party
from streekwerk.network.queries import colleagues_in
from streekwerk.plans.commands.structure import MovedMeanwhile
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import Node, Plan


class NoColleague(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} heeft vandaag geen rol in dit netwerk. Kies een collega uit de lijst, of vraag de "
            "coördinator om een rol te geven."
        )


@dataclass(frozen=True)
class Who:
    """Who keeps an action going: a colleague, the organisation that carries it, and its partners."""

    steward: User | None
    lead: Party | None
    partners: Collection[Party]


@transaction.atomic
def name_people(*, node: Node, who: Who, version: int, today: date, by: Actor) -> Node:
    """Return the node with these people and organisations.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        MovedMeanwhile: `version` is not the version of the node any more.
        NoColleague: the steward holds no role in the network today.
    """
    require(by, Permission.PLAN_EDIT, at=node.plan.network_id)
    node = _locked(node)
    if node.version != version:
        raise MovedMeanwhile(node)
    changes = rename(node, who, lambda person: person in colleagues_in(node.plan.network_id, today))
    if not changes:
        return node
    node.save(update_fields=["steward", "lead", "version"])
    node.plan.raise_revision()
    record("node.people", node, by=by, network_id=node.plan.network_id, changes=changes)
    refresh_findings(node.plan, changed=[node])
    return node


def rename(node: Node, who: Who, is_colleague: Callable[[User], bool]) -> dict[str, list[str]]:
    """Give a locked node these people, unsaved but for its partners; what changed, as the log tells it.

    Raises:
        NoColleague: a new steward holds no role in the network.
    """
    if who.steward and who.steward.pk != node.steward_id and not is_colleague(who.steward):
        raise NoColleague(who.steward.name)
    # Who carries it is not also a partner.
    partners = {party.pk: party for party in who.partners if not who.lead or party.pk != who.lead.pk}
    before = {party.pk: party for party in node.partners.all()}
    pairs = {
        "steward": [str(node.steward or ""), str(who.steward or "")],
        "lead": [str(node.lead or ""), str(who.lead or "")],
        "partners": [_listed(before.values()), _listed(partners.values())],
    }
    changes = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    if changes:
        node.steward, node.lead = who.steward, who.lead
        node.version += 1
        if before.keys() != partners.keys():
            node.partners.set(partners.values())
    return changes


@transaction.atomic
def name_stewards(*, plan: Plan, stewards: Mapping[int, User | None], today: date, by: Actor) -> int:
    """Other stewards for many nodes at once, by number of the node; how many changed.

    The findings are looked at once for all: node by node that takes a second each in a large plan.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NoColleague: one of the stewards holds no role in the network today.
    """
    require(by, Permission.PLAN_EDIT, at=plan.network_id)
    colleagues = {person.pk for person in colleagues_in(plan.network_id, today)}
    for person in stewards.values():
        if person and person.pk not in colleagues:
            raise NoColleague(person.name)
    rows = Node.objects.select_for_update(of=("self",)).filter(plan=plan, pk__in=stewards)
    changed = []
    for node in rows.select_related("steward"):
        person = stewards[node.pk]
        if node.steward_id == (person.pk if person else None):
            continue
        changes = {"steward": [str(node.steward or ""), str(person or "")]}
        node.steward = person
        node.version += 1
        node.save(update_fields=["steward", "version"])
        record("node.people", node, by=by, network_id=plan.network_id, changes=changes)
        changed.append(node)
    if changed:
        plan.raise_revision()
        refresh_findings(plan, changed=changed)
    return len(changed)


@transaction.atomic
def accept_people(*, plan: Plan, leads: dict[int, Party], partners: dict[int, list[Party]], by: Actor) -> int:
    """Take over organisations read on the sheets, by number of the node; return how many were new.

    What somebody filled in meanwhile stays: a lead is only given where there is none.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    require(by, Permission.PLAN_EDIT, at=plan.network_id)
    rows = Node.objects.select_for_update(of=("self",)).filter(plan=plan, pk__in={*leads, *partners})
    nodes = {node.pk: node for node in rows.select_related("lead").prefetch_related("partners")}
    accepted = 0
    for pk, node in nodes.items():
        known = {party.pk for party in node.partners.all()}
        changes: dict[str, list[str]] = {}
        lead = leads.get(pk)
        if lead and not node.lead_id:
            node.lead = lead
            changes["lead"] = ["", lead.name]
            accepted += 1
        fresh = [party for party in partners.get(pk, []) if party.pk not in known | {node.lead_id}]
        if fresh:
            node.partners.add(*fresh)
            changes["partners"] = ["", _listed(fresh)]
            accepted += len(fresh)
        if changes:
            Node.objects.filter(pk=pk).update(lead=node.lead, version=F("version") + 1)
            record("node.people", node, by=by, network_id=plan.network_id, changes=changes)
    if accepted:
        plan.raise_revision()
        refresh_findings(plan, changed=list(nodes.values()))
    return accepted


def _locked(node: Node) -> Node:
    rows = Node.objects.select_for_update(of=("self",)).select_related("plan", "steward", "lead")
    found: Node = rows.get(pk=node.pk)
    return found


def _listed(parties: Iterable[Party]) -> str:
    return ", ".join(sorted(party.name for party in parties))
