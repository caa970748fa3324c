"""The world that figures are about."""

from __future__ import annotations

from figures_given import World, make_world
from people import Cast
from standing import stands
from streekwerk.plans.models import Plan


@stands
def world(people: Cast, plan: Plan) -> World:
    return make_world(people, plan)
