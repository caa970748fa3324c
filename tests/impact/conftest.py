"""A plan with two actions and a template to test them with."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from impact_given import DAY, Make, given
from people import Cast
from standing import stands
from streekwerk.impact.commands.templates import take_starting
from streekwerk.impact.commands.testing import begin_test, write_test
from streekwerk.impact.models import ImpactTemplate, ImpactTest
from streekwerk.plans.models import Node, Plan


@stands
def action(plan: Plan) -> Node:
    """Actie 1, which starts in 2026."""
    return Node.objects.select_related("plan__network").get(plan=plan, code="Actie 1")


@stands
def other(plan: Plan) -> Node:
    return Node.objects.select_related("plan__network").get(plan=plan, code="Actie 2")


@stands
def template(people: Cast) -> ImpactTemplate:
    return take_starting(network=people.zonnedorp, kind="poverty", by=people.bo.actor)


@pytest.fixture
def make(people: Cast, action: Node, template: ImpactTemplate) -> Make:
    """Makes a test of Actie 1 by An, done on a day before it starts."""

    def made(node: Node = action, *, done: bool = True, on: date = DAY, **more: Any) -> ImpactTest:
        test = begin_test(node=node, template=template, by=people.an.actor)
        said = given(test, **more)
        return write_test(test=test, given=said, version=1, done=done, today=on, by=people.an.actor)

    return made
