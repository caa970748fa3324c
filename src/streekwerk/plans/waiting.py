"""Plans of which several things change in one transaction: their findings wait for the last of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from streekwerk.plans.models import Node, Plan


@dataclass
class Waiting:
    """What changed so far."""

    nodes: set[int] = field(default_factory=set)
    whole: bool = False
    """Something changed that asks for a look at everything."""
    asked: bool = False


_plans: ContextVar[dict[int, Waiting] | None] = ContextVar("plans_waiting", default=None)


@contextmanager
def waiting(plan: Plan) -> Iterator[Waiting]:
    """Let the findings of this plan wait; whoever begins it looks at them afterwards."""
    before = _plans.get() or {}
    mine = Waiting()
    token = _plans.set({**before, plan.pk: mine})
    try:
        yield mine
    finally:
        _plans.reset(token)


def put_off(plan: Plan, changed: Iterable[Node] | None) -> bool:
    """Whether the findings of this plan wait; then what changed is remembered."""
    found = (_plans.get() or {}).get(plan.pk)
    if found is None:
        return False
    found.asked = True
    if changed is None:
        found.whole = True
    else:
        found.nodes |= {node.pk for node in changed}
    return True
