"""What the sheets of a plan say about who works on it, as far as nobody took it over."""

from __future__ import annotations

from dataclasses import dataclass

from streekwerk.plans.models import Node, Plan
from streekwerk.stewardship.choices import Load, Part
from streekwerk.stewardship.models import Involvement, JobFunction
from streekwerk.stewardship.rules.staffing import StaffingProposal, names_staff, proposals, singular


@dataclass(frozen=True)
class Named:
    """A proposal with its name in a form: the number of the node, and the function as it is compared."""

    name: str
    proposal: StaffingProposal

    @property
    def part(self) -> str:
        """What the function would do, in a word."""
        return str(Part(self.proposal.part).label)

    @property
    def load(self) -> str:
        """How much work it would be, in a word; empty when the sheet has none."""
        return str(Load(self.proposal.load).label) if self.proposal.load else ""


@dataclass(frozen=True)
class StaffedSheet:
    """A sheet and what it proposes."""

    node: Node
    found: list[Named]


def staffing_of(plan: Plan) -> list[StaffedSheet]:
    """Per sheet the functions it names that are not involved in it yet; four queries."""
    functions = _names(plan.network_id)
    involved: dict[int, set[str]] = {}
    rows = Involvement.objects.filter(node__plan=plan, archived_at__isnull=True)
    for node, name in rows.values_list("node_id", "function__name"):
        involved.setdefault(node, set()).add(singular(name))
    sheets = Node.objects.filter(plan=plan).exclude(fields=[]).values_list("pk", "fields")
    found = {
        pk: fresh
        for pk, fields in sheets
        if (fresh := _fresh(pk, fields, functions, involved.get(pk, set())))
    }
    nodes = Node.objects.only("pk", "plan_id", "code", "title").in_bulk(found)
    return [StaffedSheet(nodes[pk], fresh) for pk, fresh in found.items()]


def staffing_on(node: Node, involved: set[str]) -> list[Named]:
    """What this one sheet proposes beside the functions `involved` in it; one query, or none."""
    if not any(item["text"] and names_staff(item["label"]) for item in node.fields):
        return []
    return _fresh(node.pk, node.fields, _names(node.plan.network_id), {singular(name) for name in involved})


def _names(network: int) -> list[str]:
    rows = JobFunction.objects.filter(network=network, archived_at__isnull=True)
    return list(rows.values_list("name", flat=True))


def _fresh(pk: int, fields: list[dict[str, str]], functions: list[str], involved: set[str]) -> list[Named]:
    every = proposals(((item["label"], item["text"]) for item in fields), functions)
    fresh = [each for each in every if singular(each.function) not in involved]
    return [Named(f"{pk}:{singular(each.function)}", each) for each in fresh]
