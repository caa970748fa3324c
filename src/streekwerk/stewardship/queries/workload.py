"""How much work the functions of a network carry over time. Never of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from streekwerk.access.models import Actor
from streekwerk.network.models import Network
from streekwerk.plans.models import Plan
from streekwerk.stewardship.models import Involvement, JobFunction
from streekwerk.stewardship.rules.workload import Load, Peak, Share, Step, loads, peak_of, steps_of


@dataclass(frozen=True)
class Action:
    """An action in which a function works, as it is shown under a step."""

    pk: int
    title: str
    url: str
    dated: bool
    """Whether the action, or what the function does in it, says when."""


@dataclass(frozen=True)
class FunctionLoad:
    """What one function carries."""

    function: JobFunction
    shares: list[Share]
    loads: list[Load]
    peak: Peak | None

    @property
    def actions(self) -> int:
        return len({share.action for share in self.shares})


@dataclass(frozen=True)
class Workload:
    """The functions over the steps of the period, with the actions behind them."""

    steps: list[Step]
    lines: list[FunctionLoad]
    actions: dict[int, Action]
    involved: dict[tuple[int, int], list[Involvement]]
    """By function and action what it does there."""
    plans: list[Plan]
    plan: Plan | None
    """The one that was chosen; None: all plans together."""

    @property
    def undated(self) -> int:
        """How many actions say no day at all: they count in every step."""
        return sum(not action.dated for action in self.actions.values())


def workload_of(
    network: Network, actor: Actor, today: date, *, step: str = "halfjaar", plan: int | None = None
) -> Workload:
    """The load of every function of this network that the actor may see; three queries.

    An involvement without days of its own lasts as long as its action, and an action without as its plan.
    """
    plans = list(Plan.objects.visible_to(actor).filter(network=network).order_by("-period_start", "title"))
    chosen = next((each for each in plans if each.pk == plan), None)
    wanted = [chosen] if chosen else plans
    by_pk = {each.pk: each for each in plans}
    rows = (
        Involvement.objects.visible_to(actor)
        .live()
        .filter(node__plan__in=wanted, node__archived_at__isnull=True, function__archived_at__isnull=True)
    )
    found = list(rows.select_related("node").defer("node__fields", "node__text", "node__search"))
    shares: dict[int, list[Share]] = {}
    actions: dict[int, Action] = {}
    involved: dict[tuple[int, int], list[Involvement]] = {}
    for each in found:
        node = each.node
        of = by_pk[node.plan_id]
        dated = bool(each.start or each.end or node.start_date or node.end_date)
        share = Share(
            node.pk,
            each.fte,
            each.load,
            each.start or node.start_date or of.period_start,
            each.end or node.end_date or of.period_end,
        )
        shares.setdefault(each.function_id, []).append(share)
        involved.setdefault((each.function_id, node.pk), []).append(each)
        if node.pk not in actions or (dated and not actions[node.pk].dated):
            actions[node.pk] = Action(node.pk, str(node), node.get_absolute_url(), dated)
    steps = _steps({each.node.plan_id for each in found}, by_pk, shares, step, today)
    functions = JobFunction.objects.visible_to(actor).filter(network=network, archived_at__isnull=True)
    lines = [_line(function, shares.get(function.pk, []), steps) for function in functions]
    return Workload(steps, lines, actions, involved, plans, chosen)


def _line(function: JobFunction, shares: list[Share], steps: list[Step]) -> FunctionLoad:
    carried = loads(shares, steps)
    return FunctionLoad(function, shares, carried, peak_of(carried))


def _steps(
    working: set[int], plans: dict[int, Plan], shares: dict[int, list[Share]], step: str, today: date
) -> list[Step]:
    """The steps of the plans that take work; else those of the work itself, else of this year."""
    periods = [(plans[pk].period_start, plans[pk].period_end) for pk in working]
    said = [(start, end) for start, end in periods if start and end]
    every = [share for of in shares.values() for share in of]
    firsts = [start for start, _ in said] or [share.start for share in every if share.start]
    lasts = [end for _, end in said] or [share.end for share in every if share.end]
    first = min(firsts, default=date(today.year, 1, 1))
    last = max(lasts, default=date(first.year, 12, 31))
    return steps_of(first, max(first, last), step)
