"""The tests of a network and what is to be said of each; a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Q

from streekwerk.access.models import Actor
from streekwerk.impact.choices import DONE, ReviewOutcome
from streekwerk.impact.models import ImpactTest, Mitigation
from streekwerk.impact.queries.selection import TestSelection
from streekwerk.impact.queries.texts import text_of
from streekwerk.impact.querysets import ImpactTestQuerySet, MitigationQuerySet
from streekwerk.impact.rules import MOMENTS, changed_much, changed_share, moment_of, moment_said
from streekwerk.impact.rules.moments import Moment
from streekwerk.network.models import Network
from streekwerk.plans.choices import ACTION_LEVELS
from streekwerk.plans.models import Node, Plan

OPEN = Q(mitigations__archived_at=None, mitigations__done_on=None)


@dataclass(frozen=True)
class Shown:
    """A test with what is worked out of it."""

    test: ImpactTest

    @property
    def done(self) -> bool:
        return self.test.state in DONE

    @cached_property
    def open(self) -> int:
        """How many of its measures are still to be carried out."""
        return int(self.test.open_measures)  # type: ignore[attr-defined]

    @cached_property
    def moment(self) -> Moment:
        node = self.test.node
        return moment_of(self.test.done_on, node.start_date, node.start_precision or "day")

    @cached_property
    def moment_said(self) -> str:
        node = self.test.node
        return moment_said(self.test.done_on, node.start_date, node.start_precision or "day")

    @property
    def moment_word(self) -> str:
        return MOMENTS[self.moment]

    @cached_property
    def look_again(self) -> bool:
        """Whether the part changed much since."""
        return self.done and changed_much(self.test.text_seen, text_of(self.test.node))

    @cached_property
    def changed(self) -> int:
        """How many percent of the words of the part changed since."""
        return round(100 * changed_share(self.test.text_seen, text_of(self.test.node))) if self.done else 0

    @property
    def to_review(self) -> bool:
        return self.done and self.test.reviewed_at is None

    @property
    def asked_again(self) -> bool:
        return self.test.review_outcome == ReviewOutcome.AGAIN

    def fits(self, chosen: TestSelection) -> bool:
        """Whether it is one of those that are asked for."""
        test = self.test
        return (
            (chosen.model is None or test.version_of.template_id == chosen.model)
            and (chosen.plan is None or test.node.plan_id == chosen.plan)
            and (not chosen.stand or test.state == chosen.stand)
            and (not chosen.moment or (self.done and self.moment == chosen.moment))
            and {
                "": True,
                "klaar": self.done,
                "nakijken": self.to_review,
                "maatregelen": self.open > 0,
                "herbekijken": chosen.let == "herbekijken" and self.look_again,
            }[chosen.let]
        )


def with_everything(rows: ImpactTestQuerySet) -> ImpactTestQuerySet:
    """These tests with what their rows show: one query."""
    return with_open(rows.select_related("node__plan__network", "node__steward", "version_of__template"))


def with_open(rows: ImpactTestQuerySet) -> ImpactTestQuerySet:
    """These tests with how many of their measures are still to be carried out."""
    found: ImpactTestQuerySet = rows.annotate(open_measures=Count("mitigations", filter=OPEN))
    return found


def shown_on(node: Node, actor: Actor) -> list[Shown]:
    """The tests of one part that the actor may see; one query."""
    rows = ImpactTest.objects.visible_to(actor).live().filter(node=node)
    tests = list(with_open(rows.select_related("version_of__template")).order_by("-pk"))
    for test in tests:
        test.node = node
    return [Shown(test) for test in tests]


@dataclass(frozen=True)
class Overview:
    """The tests of a network: all of them, and those of the choice."""

    network: Network
    chosen: TestSelection
    every: list[Shown]
    parts: int
    """How many actions the plans of the network have."""

    @cached_property
    def plan(self) -> Plan | None:
        """The plan that was asked for, when something of it was tested."""
        plans = (each.test.node.plan for each in self.every)
        return next((plan for plan in plans if plan.pk == self.chosen.plan), None)

    @cached_property
    def shown(self) -> list[Shown]:
        return [each for each in self.every if each.fits(self.chosen)]

    def count(self, **asked: str) -> int:
        """How many tests another choice would show."""
        chosen = TestSelection.of(asked)
        return sum(each.fits(chosen) for each in self.every)

    @cached_property
    def tested_actions(self) -> int:
        """How many actions have a test that is done."""
        levels = {each.test.node_id: each.test.node.level for each in self.every if each.done}
        return sum(level in ACTION_LEVELS for level in levels.values())


def overview_of(network: Network, chosen: TestSelection, actor: Actor) -> Overview:
    """The tests of this network; two queries."""
    rows = ImpactTest.objects.visible_to(actor).live().filter(node__plan__network=network)
    every = [Shown(test) for test in with_everything(rows).order_by("node__plan", "node__position", "pk")]
    parts = Node.objects.visible_to(actor).filter(plan__network=network, level__in=ACTION_LEVELS).count()
    return Overview(network, chosen, every, parts)


def measures_of(network: Network, actor: Actor) -> MitigationQuerySet:
    """The measures of tests of this network, the first due first; one query."""
    rows: MitigationQuerySet = Mitigation.objects.visible_to(actor).live()
    return rows.filter(test__node__plan__network=network).select_related(
        "steward", "test__node__plan__network", "test__node__steward", "test__version_of__template"
    )


def carried_by(rows: MitigationQuerySet, user_id: int | None) -> MitigationQuerySet:
    """Those of these measures that this person carries: named, or as steward where nobody is."""
    mine = Q(steward=user_id) | Q(steward=None, carrier="", test__node__steward=user_id)
    found: MitigationQuerySet = rows.filter(mine) if user_id is not None else rows.none()
    return found


def late(rows: Iterable[Mitigation], today: date) -> list[Mitigation]:
    """The open ones of which the day is over."""
    return [row for row in rows if row.done_on is None and row.due and row.due < today]
