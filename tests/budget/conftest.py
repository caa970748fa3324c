"""A plan with two actions, to put money on."""

from __future__ import annotations

import pytest

from people import Cast
from plan_texts import stored_plan
from streekwerk.plans.models import Node, Plan


@pytest.fixture
def plan(people: Cast) -> Plan:
    return stored_plan(people)


@pytest.fixture
def action(plan: Plan) -> Node:
    return Node.objects.select_related("plan__network").get(plan=plan, code="Actie 1")


@pytest.fixture
def other(plan: Plan) -> Node:
    return Node.objects.select_related("plan__network").get(plan=plan, code="Actie 2")
