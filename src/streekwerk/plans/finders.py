"""Rules of rooms above, whose findings stand in the bijsluiter among those about the texts of a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from streekwerk.plans.models import Plan
from streekwerk.reading.findings import RULES, Found, Rule
from streekwerk.reading.models import Reading

Look = Callable[[Plan, Reading], Iterable[tuple[Rule, Found]]]


@dataclass(frozen=True)
class Finder:
    """What a room above looks for in a plan whenever its findings are looked at again."""

    rules: tuple[Rule, ...]
    """Their own `check` finds nothing: they need more than the texts of the plan say."""
    look: Look
    """Runs after every edit of any plan: ask first, in one query, whether there is anything to look at."""


RULE: dict[str, Rule] = {rule.code: rule for rule in RULES}
"""Every rule of the bijsluiter, by its code."""

_FINDERS: list[Finder] = []


def register(finder: Finder) -> None:
    """Let this finder look along from now on; once, when the site starts."""
    if finder not in _FINDERS:
        _FINDERS.append(finder)
        RULE.update({rule.code: rule for rule in finder.rules})


def looked(plan: Plan, reading: Reading) -> Iterator[tuple[Rule, Found]]:
    """What the finders of all rooms find in this plan now."""
    for finder in _FINDERS:
        yield from finder.look(plan, reading)
