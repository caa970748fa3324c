"""The facts of a report, gathered as its audience: every row starts at what such a reader may see."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from datetime import date, timedelta

from django.db.models import Q
from django.utils.timezone import localdate

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.audit.models import Entry
from streekwerk.budget.queries.lines import facts_of as budget_facts
from streekwerk.budget.queries.lines import lines_of as budget_lines
from streekwerk.network.models import Party
from streekwerk.plans.choices import (
    ACTION_LEVELS,
    GOAL_LEVELS,
    SEVERITY_ORDER,
    AssumptionStatus,
    Confidence,
    Severity,
)
from streekwerk.plans.models import Assumption, Milestone, Node, Plan, PlanFinding, Progress
from streekwerk.plans.queries import last_day_of, level_word, priorities_in
from streekwerk.plans.queries.standing import PlanStandings, standings_of
from streekwerk.plans.queries.versions import changes_between, seen_by, snapshot_in, snapshot_of, versions_of
from streekwerk.reports.queries import measured
from streekwerk.reports.rules.audiences import gatherer
from streekwerk.reports.rules.facts import (
    AssumptionFact,
    BudgetFact,
    DecisionFact,
    Facts,
    FindingFact,
    MilestoneFact,
    NodeFact,
)
from streekwerk.reports.rules.periods import ReportPeriod

Tell = Callable[[int, int], None]
Moved = dict[tuple[int, str], str]
NODE = (
    "pk", "parent_id", "level", "level_label", "code", "title", "start_date", "end_date", "end_precision",
    "end_words", "steward__function", "lead__name",
)  # fmt: skip
STEPS = 6
PLAN_LEVEL = "action_plan"
MOST_TOLD = 40
"""Changes of one decision that are kept in words."""


def gather(
    plan: Plan,
    *,
    audience: str,
    period: ReportPeriod,
    day: date,
    party: Party | None = None,
    tell: Tell = lambda done, of: None,
) -> Facts:
    """Everything a report for this audience can say about the plan in this period, as it stood on that day.

    A fixed number of queries, however large the plan is. `tell` hears how many of the steps are done.
    """
    actor = gatherer(audience, plan.network_id, party.pk if party else None)
    inside = may(actor, Permission.PLAN_READ, at=plan.network_id)
    standings = standings_of(plan, day) if inside else PlanStandings(day, (), {})
    moved = _moved(plan) if inside else {}
    nodes = _nodes(plan, actor, period, standings, moved, inside=inside)
    tell(1, STEPS)
    meters = measured.meters(plan, actor, day)
    tell(2, STEPS)
    deliverables = measured.deliverables(plan, actor, day) if inside else ()
    tell(3, STEPS)
    budget = _budget(plan, actor)
    assumptions, findings = _assumptions(plan, actor), _findings(plan, actor)
    tell(4, STEPS)
    decisions, since = _decisions(plan, actor, day)
    tell(5, STEPS)
    whole = standings.plan
    facts = Facts(
        plan=plan.pk,
        title=plan.title,
        network=plan.network.name,
        audience=audience,
        period=period.key,
        start=period.start.isoformat(),
        end=period.end.isoformat(),
        taken_on=day.isoformat(),
        member=party.name if party else "",
        member_word=plan.network.member_word,
        members_word=plan.network.members_word,
        paused=whole.words if whole.code == "paused" else "",
        nodes=nodes,
        meters=meters,
        deliverables=deliverables,
        milestones=_milestones(plan, actor, period, day, moved, inside=inside),
        budget=budget,
        assumptions=assumptions,
        findings=findings,
        decisions=decisions,
        since_decision=since,
        inside=inside,
    )
    tell(6, STEPS)
    return facts


def _nodes(
    plan: Plan,
    actor: Actor,
    period: ReportPeriod,
    standings: PlanStandings,
    moved: Moved,
    *,
    inside: bool,
) -> tuple[NodeFact, ...]:
    told = _told(plan, actor, period, standings.today)
    first = set(priorities_in(plan)) if inside else set()
    words: dict[tuple[str, str], str] = {}
    made = []
    rows = list(
        Node.objects.visible_to(actor).filter(plan=plan).order_by("position").values_list(*NODE, named=True)
    )
    reported = _reported_on([(row.pk, row.parent_id, row.level) for row in rows], standings.facts)
    for row in rows:
        label = words.get((row.level, row.level_label))
        if label is None:
            label = words[row.level, row.level_label] = level_word(plan.network, row.level, row.level_label)
        stand = standings.of(row) if inside else None
        last = last_day_of(row.end_date, row.end_precision, row.end_words)
        report = told.get(row.pk)
        made.append(
            NodeFact(
                id=row.pk,
                parent=row.parent_id,
                level=row.level,
                word=label,
                code=row.code,
                title=row.title,
                action=row.pk in reported,
                goal=row.level in GOAL_LEVELS,
                start=row.start_date.isoformat() if row.start_date else "",
                end=last.isoformat() if last else "",
                end_words=_end_words(row.end_words, row.end_precision, last),
                stand=stand.code if stand else "",
                label=stand.label if stand else "",
                since=stand.since.isoformat() if stand and stand.since else "",
                reason=stand.reason if stand else "",
                narrative=report.narrative if report else "",
                next_step=report.next_step if report else "",
                confidence=Confidence(report.confidence).label if report and report.confidence else "",
                reported_on=report.valid_from.isoformat() if report else "",
                steward=(row.lead__name or row.steward__function or "") if inside else "",
                priority=row.pk in first,
                why=moved.get((row.pk, row.end_words), ""),
            )
        )
    return tuple(made)


def _reported_on(rows: Sequence[tuple[int, int | None, str]], facts: Container[int]) -> set[int]:
    """The nodes that a report tells of, one by one: actions and projects.

    Where a network reports about its action plans, those; of the actions under them only what was reported
    about by itself.
    """
    if not any(level == PLAN_LEVEL and pk in facts for pk, _, level in rows):
        return {pk for pk, _, level in rows if level in ACTION_LEVELS}
    under: set[int] = set()
    found = set()
    for pk, parent, level in rows:
        if level == PLAN_LEVEL or parent in under:
            under.add(pk)
        if level == PLAN_LEVEL or (level in ACTION_LEVELS and (pk in facts or pk not in under)):
            found.add(pk)
    return found


def _end_words(words: str, precision: str, last: date | None) -> str:
    """The end as a table shows it: a vague one in its own words while they are few, else the day."""
    if last is None:
        return ""
    return words if words and precision != "day" and len(words) <= 20 else f"{last:%d/%m/%Y}"


def _told(plan: Plan, actor: Actor, period: ReportPeriod, day: date) -> dict[int, Progress]:
    """By node the last report of the period: one that holds since then, or was written down then.

    “Niets veranderd” repeats the report before it and tells nothing itself: what that one told stays.

    What follows the period and came before the day counts too: a steward reports the quarter after it ended.
    """
    rows = Progress.objects.visible_to(actor).filter(plan=plan, node__isnull=False, valid_from__lte=day)
    found: dict[int, Progress] = {}
    for row in rows.order_by("pk"):
        written = localdate(row.recorded_at)
        if row.valid_from >= period.start or period.start <= written <= day:
            before = found.get(row.node_id or 0)
            if before is not None and row.unchanged:
                row.narrative = row.narrative or before.narrative
            found[row.node_id or 0] = row
    return found


def _milestones(
    plan: Plan, actor: Actor, period: ReportPeriod, day: date, moved: Moved, *, inside: bool
) -> tuple[MilestoneFact, ...]:
    rows = Milestone.objects.visible_to(actor).filter(plan=plan)
    # A vague date is kept by the first day of its interval, which can be a year long. Far ones too: one of
    # this period may have moved there, or come from there.
    rows = rows.filter(date__gte=period.start - timedelta(days=366))
    made = []
    for row in rows.order_by("date", "pk"):
        last = last_day_of(row.date, row.precision, row.words) or row.date
        words = row.words or f"{row.date:%d/%m/%Y}"
        reached = row.reached_on.isoformat() if inside and row.reached_on and row.reached_on <= day else ""
        days = (row.date.isoformat(), last.isoformat())
        made.append(
            MilestoneFact(
                row.pk,
                row.text,
                row.node_id,
                *days,
                words,
                reached,
                moved.get((row.node_id or 0, f"{row.words}: {row.text}"), ""),
            )
        )
    return tuple(made)


def _moved(plan: Plan) -> Moved:
    """Why ends and milestones moved, by node and what they say since: who moves one knows it is read."""
    rows = Entry.objects.filter(network_id=plan.network_id, object_kind="plans.node").filter(
        Q(verb="milestone.changed") | Q(verb="node.changed", changes__has_key="end")
    )
    found = {}
    for node, verb, changes in rows.order_by("pk").values_list("object_id", "verb", "changes"):
        why = changes.pop("reason", ["", ""])[1]
        said = changes["end"] if verb == "node.changed" else next(iter(changes.values()), ["", ""])
        found[node, said[1]] = why
    return found


def _budget(plan: Plan, actor: Actor) -> tuple[BudgetFact, ...]:
    """The lines that hold: the last amount given for each."""
    return tuple(
        BudgetFact(
            node=line.node,
            year=line.year,
            direction=line.direction,
            kind=line.kind,
            source=line.source,
            planned="" if line.planned is None else str(line.planned),
            realised="" if line.realised is None else str(line.realised),
            until=line.project_until.isoformat() if line.project_until else "",
        )
        for line in budget_facts(budget_lines(actor, plan))
    )


def _assumptions(plan: Plan, actor: Actor) -> tuple[AssumptionFact, ...]:
    rows = Assumption.objects.visible_to(actor).live().filter(node__plan=plan, node__archived_at__isnull=True)
    return tuple(
        AssumptionFact(
            id=row.pk,
            node=row.node_id,
            kind=row.get_kind_display(),
            text=row.text,
            stand=row.status,
            label=AssumptionStatus(row.status).label,
            effect=row.effect,
        )
        for row in rows.order_by("node__position", "pk")
    )


def _findings(plan: Plan, actor: Actor) -> tuple[FindingFact, ...]:
    rows = PlanFinding.objects.visible_to(actor).open().filter(plan=plan)
    listed = rows.order_by("node__position", "pk").values_list("severity", "message", "node_id")
    made = [FindingFact(severity, Severity(severity).label, said, node) for severity, said, node in listed]
    return tuple(sorted(made, key=lambda finding: SEVERITY_ORDER.index(finding.severity)))


def _decisions(plan: Plan, actor: Actor, day: date) -> tuple[tuple[DecisionFact, ...], tuple[str, ...]]:
    """What was decided until that day, and what changed in the text since, links as this actor sees them."""
    versions = [each for each in versions_of(plan, actor) if each.decided_on <= day][::-1]
    if not versions:
        return (), ()
    texts = seen_by(actor, *(snapshot_in(each) for each in versions), snapshot_of(plan))
    made = []
    for at, version in enumerate(versions):
        changes = changes_between(texts[at - 1], texts[at]) if at else []
        made.append(
            DecisionFact(
                number=version.number,
                on=version.decided_on.isoformat(),
                by=version.decided_by,
                reason=version.reason,
                changes=len(changes),
                told=tuple(change.in_words for change in changes[:MOST_TOLD]),
            )
        )
    since = changes_between(texts[-2], texts[-1])
    return tuple(made), tuple(change.in_words for change in since)
