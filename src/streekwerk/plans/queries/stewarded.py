"""The sheets people keep going, with what was reported, their milestones and what lapsed, over all plans."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from streekwerk.access.models import Actor, Permission
from streekwerk.plans.choices import AssumptionStatus, PlanStatus
from streekwerk.plans.models import Assumption, Milestone, Node
from streekwerk.plans.queries.standing import PlanStandings, ReportRow, standings_in
from streekwerk.plans.queries.stands import WITHOUT
from streekwerk.plans.rules.days import last_day_of
from streekwerk.plans.rules.standing import Standing
from streekwerk.ui import dutch
from streekwerk.ui.addresses import address


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone of a sheet: late only after the last day of what its words say."""

    pk: int
    text: str
    words: str
    last_day: date
    reached_on: date | None
    standing: Standing
    """How it would stand if it were not reached."""


@dataclass(frozen=True, slots=True)
class Lapsed:
    """What an action counted on and does not hold any more, with what must happen then."""

    text: str
    effect: str


@dataclass(frozen=True, slots=True)
class StewardedSheet:
    """A node with a steward, and how it goes."""

    pk: int
    plan: int
    plan_title: str
    network: int
    code: str
    title: str
    steward: int | None
    steward_name: str
    start: date | None
    last_day: date | None
    end_words: str
    standing: Standing
    """A sheet with a steward rests with its plan, with dates or without."""
    reports: tuple[ReportRow, ...]
    """Oldest first."""
    pauses: tuple[tuple[date, date | None], ...]
    """When the whole plan was at rest."""
    steps: tuple[Step, ...]
    lapsed: tuple[Lapsed, ...]
    standings: PlanStandings

    @property
    def url(self) -> str:
        return address("plans:node", self.plan, self.pk)

    @property
    def last(self) -> ReportRow | None:
        """The report that was added last."""
        return self.reports[-1] if self.reports else None

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()


def stewarded(
    actor: Actor, today: date, *, of: Collection[int] | None, also: Collection[int] = ()
) -> list[StewardedSheet]:
    """The sheets of these stewards (None: of every steward) in plans that run, and `also` these nodes.

    Only of networks in which the actor may read plans, in the order of the plans. Four queries.
    """
    rows = Node.objects.filter(plan__network__in=actor.networks_with(Permission.PLAN_READ))
    mine = Q(steward__isnull=False) if of is None else Q(steward__in=of)
    rows = rows.filter(mine | Q(pk__in=also)).exclude(level__in=WITHOUT)
    rows = rows.exclude(plan__status=PlanStatus.CLOSED).order_by("plan__title", "plan", "position")
    nodes = list(
        rows.values_list(
            "pk", "plan_id", "plan__title", "plan__network_id", "code", "title",
            "steward_id", "steward__name", "start_date", "end_date", "end_precision", "end_words", named=True,
        )
    )  # fmt: skip
    pks = [node.pk for node in nodes]
    standings, reports = standings_in({node.plan_id for node in nodes}, pks, today)
    steps = _steps(pks, {node.pk: standings[node.plan_id] for node in nodes})
    lapsed: dict[int, list[Lapsed]] = {}
    for row in Assumption.objects.filter(
        node__in=pks, archived_at=None, status=AssumptionStatus.LAPSED
    ).values_list("node_id", "text", "effect"):
        lapsed.setdefault(row[0], []).append(Lapsed(row[1], row[2]))
    ends = {node.pk: last_day_of(node.end_date, node.end_precision, node.end_words) for node in nodes}
    return [
        StewardedSheet(
            node.pk, node.plan_id, node.plan__title, node.plan__network_id, node.code, node.title,
            node.steward_id, node.steward__name or "", node.start_date,
            ends[node.pk],
            node.end_words,
            standings[node.plan_id].due(node.pk, ends[node.pk]),
            tuple(reports.get(node.pk, ())),
            tuple((f.valid_from, f.valid_to) for f in standings[node.plan_id].pauses if f.status == "paused"),
            tuple(steps.get(node.pk, ())),
            tuple(lapsed.get(node.pk, ())),
            standings[node.plan_id],
        )
        for node in nodes
    ]  # fmt: skip


def _steps(nodes: Collection[int], standings: dict[int, PlanStandings]) -> dict[int, list[Step]]:
    found: dict[int, list[Step]] = {}
    rows = Milestone.objects.filter(node__in=nodes).order_by("date", "position")
    for pk, node, text, words, day, precision, reached in rows.values_list(
        "pk", "node_id", "text", "words", "date", "precision", "reached_on"
    ):
        last = last_day_of(day, precision, words) or day
        said = words or dutch.vague_day(day, precision)
        step = Step(pk, text, said, last, reached, standings[node].due(node, last))
        found.setdefault(node, []).append(step)
    return found
