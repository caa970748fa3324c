"""What changed between two reports: a pure comparison of the facts they kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from streekwerk.reports.rules.facts import Facts, MeterFact, NodeFact

Kind = Literal[
    "done", "moved", "stopped", "blocked", "loose", "paused", "resumed", "late", "added", "gone", "reached",
    "missed", "figure", "first_figure", "delivered", "approved", "lapsed", "budget", "silent",
    "milestone", "milestone_moved",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs: what happened, to what, with the values of before and now."""

    kind: Kind
    subject: str
    node: int | None = None
    indicator: int | None = None
    deliverable: int | None = None
    before: str = ""
    now: str = ""
    reason: str = ""
    many: int = 1
    names: tuple[str, ...] = ()


def difference(before: Facts | None, now: Facts) -> list[Change]:
    """Every change since the facts of the previous report, grouped by what happened, in order of the plan.

    Without a previous report: what was finished in the period, what is blocked, and what stayed silent.
    Facts compared with themselves differ in nothing but who stayed silent.
    """
    found = [*_nodes(before, now), *_meters(before, now), *_deliverables(before, now)]
    found += [*_milestones(before, now), *_assumptions(before, now)]
    found += [*_budget(before, now), *_silent(now)]
    order: dict[str, int] = {kind: at for at, kind in enumerate(ORDER)}
    return sorted(found, key=lambda change: order[change.kind])


ORDER: tuple[Kind, ...] = (
    "done", "milestone", "reached", "approved", "delivered", "moved", "milestone_moved", "late", "blocked",
    "loose", "paused", "resumed", "stopped", "missed", "first_figure", "figure", "added", "gone", "lapsed",
    "budget", "silent",
)  # fmt: skip


def _nodes(before: Facts | None, now: Facts) -> Iterator[Change]:
    old = before.by_id if before else {}
    for node in now.actions:
        was = old.get(node.id)
        if was is None and before is not None:
            yield Change("added", node.name, node=node.id, now=node.end_words)
        elif was is not None and was.end != node.end and node.end and not node.closed:
            yield Change(
                "moved", node.name, node=node.id, before=was.end_words, now=node.end_words, reason=node.why
            )
        yield from _stand(was, node, now, first=before is None)
    if before is not None:
        here = now.by_id
        for node in before.actions:
            if node.id not in here:
                yield Change("gone", node.name, node=node.id)


def _stand(was: NodeFact | None, node: NodeFact, now: Facts, *, first: bool) -> Iterator[Change]:
    """How its stand changed; in a first report only what happened in the period itself."""
    old = was.stand if was else ""
    if old == node.stand:
        return
    if first and not (node.stand == "blocked" or (node.since and node.since >= now.start)):
        return
    kinds: dict[str, Kind] = {
        "done": "done", "blocked": "blocked", "stopped": "stopped", "late": "late", "paused": "paused"
    }  # fmt: skip
    if node.stand in kinds:
        yield Change(kinds[node.stand], node.name, node=node.id, now=node.since, reason=node.reason)
    elif old == "blocked":
        yield Change("loose", node.name, node=node.id, now=node.narrative)
    elif old == "paused":
        yield Change("resumed", node.name, node=node.id)


def _meters(before: Facts | None, now: Facts) -> Iterator[Change]:
    old = {meter.indicator: meter for meter in before.meters} if before else {}
    for meter in now.meters:
        was = old.get(meter.indicator)
        if before is None:
            continue
        was_state = was.state if was else ""
        if meter.state == "met" and was_state != "met":
            yield _measured("reached", meter, was)
        elif meter.state == "missed" and was_state != "missed":
            yield _measured("missed", meter, was)
        elif meter.figure and not (was and was.figure):
            yield _measured("first_figure", meter, was)
        elif was and (was.number, was.period) != (meter.number, meter.period) and meter.figure != was.figure:
            yield _measured("figure", meter, was)


def _measured(kind: Kind, meter: MeterFact, was: MeterFact | None) -> Change:
    return Change(
        kind,
        meter.text,
        node=meter.node,
        indicator=meter.indicator,
        before=was.figure if was else "",
        now=f"{meter.figure} ({meter.period})" if meter.period and meter.figure else meter.figure,
        reason=meter.target,
    )


def _deliverables(before: Facts | None, now: Facts) -> Iterator[Change]:
    if before is None:
        return
    old = {one.id: one.stand for one in before.deliverables}
    for one in now.deliverables:
        was = old.get(one.id, "concept")
        if was == one.stand:
            continue
        if one.stand in ("approved", "done"):
            kind: Kind = "approved"
        elif one.stand == "delivered":
            kind = "delivered"
        else:
            continue
        yield Change(kind, one.title, node=one.node, deliverable=one.id, now=one.words)


def _milestones(before: Facts | None, now: Facts) -> Iterator[Change]:
    old = {one.id: one for one in before.milestones} if before else {}
    for one in now.milestones:
        was = old.get(one.id)
        if one.reached and not (was and was.reached) and (was or one.reached >= now.start):
            yield Change("milestone", one.text, node=one.node, now=one.reached)
        elif was and not one.reached and was.last != one.last:
            yield Change(
                "milestone_moved", one.text, node=one.node, before=was.words, now=one.words, reason=one.why
            )


def _assumptions(before: Facts | None, now: Facts) -> Iterator[Change]:
    old = {one.id: one.stand for one in before.assumptions} if before else {}
    for one in now.assumptions:
        if one.stand == "lapsed" and before is not None and old.get(one.id) != "lapsed":
            yield Change("lapsed", one.text, node=one.node, now=one.effect)


def _budget(before: Facts | None, now: Facts) -> Iterator[Change]:
    """What an action is planned to cost in all, when that changed."""
    if before is None:
        return
    old, new = _planned(before), _planned(now)
    for node in sorted(old.keys() | new.keys()):
        was, amount = old.get(node, Decimal(0)), new.get(node, Decimal(0))
        fact = now.by_id.get(node)
        if was != amount and fact is not None:
            yield Change("budget", fact.name, node=node, before=str(was), now=str(amount))


def _planned(facts: Facts) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for line in facts.budget:
        if line.direction != "expense":
            continue
        found[line.node] = found.get(line.node, Decimal(0)) + Decimal(line.planned or "0")
    return found


def _silent(now: Facts) -> Iterator[Change]:
    """All actions that run and of which nobody said anything in the period, as one change."""
    silent = [node for node in now.actions if is_silent(node, now)] if now.inside else []
    if silent:
        names = tuple(node.name for node in silent)
        yield Change("silent", names[0], many=len(silent), names=names, node=silent[0].id)


def is_silent(node: NodeFact, facts: Facts) -> bool:
    """Whether news could be expected of an action and there is none in this period."""
    if node.reported_on or node.closed or node.stand == "paused" or facts.paused:
        return False
    return not (node.start and node.start > facts.end)
