"""What a rule is, and what it hands over when it finds something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from streekwerk.reading.models import Node, Severity, Span

if TYPE_CHECKING:
    from streekwerk.reading.findings.outline import Outline

Family = Literal[
    "Cijfers", "Planning", "Ontbrekend", "Nummering", "Verwijzingen", "Tekst",
    "Dubbels", "Tegenspraak", "Streefdoelen", "Begrippen", "Plaats",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """One mistake, before it gets its place and its remedy.

    `what` is a whole Dutch sentence that quotes the words and shows the arithmetic.
    """

    what: str
    node: Node | None = None
    """None when the finding is about the plan as a whole."""
    words: tuple[str, ...] = ()
    """The plan's own words; with rule and node they tell this finding from every other."""
    spans: tuple[Span, ...] = ()
    """When left out, the engine looks the words up in the lines of the node."""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pure rule over the outline of a plan.

    A rule with scope "node" looks at each node of `outline.focus`: at its own parts, the order of its
    children and the period of the plan, nothing else, so it runs again only where one of these changed.
    A rule with scope "plan" looks at the whole outline and runs after every edit; what it finds out per
    node it asks of `outline.own` and `outline.tree`, which remember.
    """

    code: str
    family: Family
    name: str
    explanation: str
    """Why it matters, for the person who made the plan."""
    remedy: str
    """What to do; every message ends with it."""
    severity: Severity
    check: Callable[[Outline], Iterable[Found]]
    scope: Literal["node", "plan"] = "node"
