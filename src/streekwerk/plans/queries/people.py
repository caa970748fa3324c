"""Who keeps a node going, and which organisations can be named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from streekwerk.network.models import Membership, Network, Party
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.rules import names_owner
from streekwerk.plans.rules.people import PartyProposal, known_names, proposals


@dataclass(frozen=True)
class People:
    """Names of who keeps it going; "" and empty when nobody said."""

    steward: str
    lead: str
    partners: list[str]


def people_of(node: Node) -> People:
    """Who keeps this node going; one query for a node that came with its steward and lead."""
    steward, lead = node.steward, node.lead
    return People(
        steward.name if steward else "", lead.name if lead else "", [party.name for party in _partners(node)]
    )


def _partners(node: Node) -> list[Party]:
    """By name; one query, asked once for this node."""
    prefetch_related_objects([node], Prefetch("partners", Party.objects.order_by("name")))
    return list(node.partners.all())


def parties_for(network: Network, day: date) -> tuple[list[Party], list[Party]]:
    """The parties that take part in the network that day, and all others, by name; two queries."""
    taking_part = set(Membership.objects.filter(network=network).on(day).values_list("party_id", flat=True))
    parties = list(Party.objects.order_by("name"))
    return (
        [party for party in parties if party.pk in taking_part],
        [party for party in parties if party.pk not in taking_part],
    )


def known_parties(network: Network, day: date) -> tuple[dict[str, int | None], dict[int, Party]]:
    """Parties by name, those of the network before others of the same name, and by number; two queries."""
    own, others = parties_for(network, day)
    named = known_names((party.name, party.pk) for party in others)
    named |= known_names((party.name, party.pk) for party in own)
    return named, {party.pk: party for party in (*own, *others)}


@dataclass(frozen=True)
class NamedOnSheet:
    """What the sheet of a node proposes and nobody took over yet."""

    node: Node
    found: list[tuple[PartyProposal, Party]]


def proposals_for(node: Node, day: date) -> list[tuple[PartyProposal, Party]]:
    """The organisations that this sheet names and nobody took over; three queries, or none."""
    if not any(item["text"] and names_owner(item["label"]) for item in node.fields):
        return []
    named, parties = known_parties(node.plan.network, day)
    return _fresh(node, named, parties, {party.pk for party in _partners(node)})


def proposals_in(plan: Plan, day: date) -> list[NamedOnSheet]:
    """What all sheets of a plan propose; five queries."""
    named, parties = known_parties(plan.network, day)
    partners: dict[int, set[int]] = {}
    through = Node.partners.through.objects.filter(node__plan=plan)
    for node_id, party_id in through.values_list("node_id", "party_id"):
        partners.setdefault(node_id, set()).add(party_id)
    # Plain rows: few sheets name anybody new, and thousands of objects cost more than all else.
    sheets = Node.objects.filter(plan=plan).exclude(fields=[])
    found = {
        row.pk: fresh
        for row in sheets.values_list("pk", "lead_id", "fields", named=True)
        if (fresh := _fresh(row, named, parties, partners.get(row.pk, set())))
    }
    nodes = Node.objects.only("pk", "plan_id", "code", "title").in_bulk(found)
    return [NamedOnSheet(nodes[pk], fresh) for pk, fresh in found.items()]


def _fresh(
    node: Any, named: dict[str, int | None], parties: dict[int, Party], partners: Iterable[int]
) -> list[tuple[PartyProposal, Party]]:
    """The proposals that add something; a lead that somebody chose is not proposed away."""
    known = {*partners, node.lead_id}
    return [
        (each, parties[each.party])
        for each in proposals(((item["label"], item["text"]) for item in node.fields), named)
        if each.party not in known and not (each.part == "lead" and node.lead_id)
    ]
