"""The functions of a network with who fulfils them, and what they do in an action."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from streekwerk.access.models import Actor
from streekwerk.network.models import Network
from streekwerk.plans.models import Node
from streekwerk.stewardship.models import FunctionHolding, Involvement, JobFunction


@dataclass(frozen=True)
class FunctionLine:
    """A function in the list: who fulfils it now, who did or will, in how many actions it works."""

    function: JobFunction
    actions: int
    now: list[FunctionHolding] = field(default_factory=list)
    other: list[FunctionHolding] = field(default_factory=list)
    """Before, or from a later day on; newest first."""


@dataclass(frozen=True)
class Functions:
    """The list and the archive."""

    lines: list[FunctionLine]
    archived: list[FunctionLine]

    @property
    def capacity(self) -> Decimal | None:
        """All that is there, as far as somebody said."""
        said = [line.function.capacity for line in self.lines if line.function.capacity is not None]
        return sum(said, Decimal(0)) if said else None


def functions_of(network: Network, actor: Actor, today: date) -> Functions:
    """The functions of this network as far as the actor may see how much work they carry; two queries."""
    working = Q(involvements__archived_at__isnull=True, involvements__node__archived_at__isnull=True)
    own = JobFunction.objects.visible_to(actor).filter(network=network)
    rows = own.annotate(actions=Count("involvements__node", filter=working, distinct=True))
    held: dict[int, list[FunctionHolding]] = {}
    holdings = FunctionHolding.objects.visible_to(actor).filter(function__network=network)
    for each in holdings.select_related("user").order_by("-valid_from", "user__name"):
        held.setdefault(each.function_id, []).append(each)
    lines = [_line(row, row.actions, held.get(row.pk, []), today) for row in rows]
    return Functions(
        [line for line in lines if line.function.archived_at is None],
        [line for line in lines if line.function.archived_at is not None],
    )


def _line(function: JobFunction, actions: int, held: list[FunctionHolding], today: date) -> FunctionLine:
    now = [
        each
        for each in held
        if each.valid_from <= today and (each.valid_to is None or each.valid_to >= today)
    ]
    rest = [each for each in held if each not in now]
    return FunctionLine(function, actions, now, rest)


def involvements_in(node: Node, actor: Actor) -> list[Involvement]:
    """What functions do in this node, as far as the actor may see; one query."""
    rows = Involvement.objects.visible_to(actor).live().filter(node=node)
    return list(rows.select_related("function").order_by("function__name", "pk"))
