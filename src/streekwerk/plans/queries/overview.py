"""All plans that an actor may read: the own networks first, then what neighbours adopted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from streekwerk.access.models import Actor, Permission
from streekwerk.plans.choices import PlanStatus
from streekwerk.plans.models import Plan
from streekwerk.plans.queries.counts import plans_with_counts
from streekwerk.plans.rules import folded


@dataclass(frozen=True)
class PlanChoice:
    """Which plans are listed, and in which order; lives in the address."""

    words: str = ""
    network: str = ""
    status: str = ""
    year: int | None = None
    order: str = ""

    ORDERS: ClassVar[dict[str, tuple[str, Callable[[Plan], Any]]]] = {
        "titel": ("titel", lambda plan: folded(plan.title)),
        "netwerk": ("netwerk", lambda plan: (folded(plan.network.name), folded(plan.title))),
        "gewijzigd": ("laatst gewijzigd", lambda plan: -plan.changed_at.timestamp()),
    }

    @classmethod
    def of(cls, query: Mapping[str, str]) -> PlanChoice:
        """The choice in an address; what makes no sense there is left out."""
        year, status, order = query.get("jaar", ""), query.get("status", ""), query.get("volgorde", "")
        return cls(
            words=" ".join(query.get("zoek", "").split())[:200],
            network=query.get("netwerk", "")[:60],
            status=status if status in PlanStatus.values else "",
            year=int(year) if year.isdecimal() and len(year) == 4 else None,
            order=order if order in cls.ORDERS else "",
        )

    @property
    def filters(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.words or self.network or self.status or self.year)

    def takes(self, plan: Plan) -> bool:
        """Whether the plan is among those that are asked for.

        A plan without a period belongs to no year.
        """
        named = folded(f"{plan.title} {plan.organisation} {plan.network.name}")
        return (
            all(word in named for word in folded(self.words).split())
            and self.network in ("", plan.network.code)
            and self.status in ("", plan.status)
            and (self.year is None or self.year in years_of(plan))
        )


@dataclass(frozen=True)
class ListedPlans:
    """Plans side by side, and what can be chosen among them."""

    own: list[Plan] = field(default_factory=list)
    others: list[Plan] = field(default_factory=list)
    """Adopted by networks in which the actor has no role that reads plans."""
    every: int = 0
    """How many there are without any filter."""
    networks: list[tuple[str, str]] = field(default_factory=list)
    statuses: list[tuple[str, str]] = field(default_factory=list)
    years: list[int] = field(default_factory=list)


def listed_plans(actor: Actor, choice: PlanChoice) -> ListedPlans:
    """The plans that the actor may read, as chosen; one query."""
    every = list(plans_with_counts(actor))
    mine = actor.networks_with(Permission.PLAN_READ)
    rows = [plan for plan in every if choice.takes(plan)]
    if choice.order:
        rows.sort(key=PlanChoice.ORDERS[choice.order][1])
    present = {plan.status for plan in every}
    return ListedPlans(
        own=[plan for plan in rows if actor.kind == "operator" or plan.network_id in mine],
        others=[plan for plan in rows if actor.kind != "operator" and plan.network_id not in mine],
        every=len(every),
        networks=sorted({(plan.network.code, plan.network.name) for plan in every}, key=lambda pair: pair[1]),
        statuses=[(value, label) for value, label in PlanStatus.choices if value in present],
        years=sorted({year for plan in every for year in years_of(plan)}),
    )


def years_of(plan: Plan) -> range:
    """The years in which the plan runs; none when its period is not known."""
    if plan.period_start is None or plan.period_end is None:
        return range(0)
    return range(plan.period_start.year, plan.period_end.year + 1)
