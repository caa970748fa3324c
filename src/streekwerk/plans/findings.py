"""The live bijsluiter of a stored plan: run the rules, keep what was accepted, remember what was solved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import partial
from typing import cast

from django.db import transaction
from django.utils import timezone

from streekwerk.plans import finders, live
from streekwerk.plans.marks import marks_of
from streekwerk.plans.models import Node, Plan, PlanFinding, SourceDocument
from streekwerk.plans.outline import node_id, node_pk, reading_after, reading_of, skeleton_of
from streekwerk.plans.tagging import find_tags
from streekwerk.plans.waiting import put_off
from streekwerk.reading.findings import LiveFindings
from streekwerk.reading.models import Finding, Line, Severity

BATCH = 500
UPDATED = ("node", "severity", "message", "spans", "data", "resolved_at")


def refresh_findings(plan: Plan, *, changed: Iterable[Node] | None = None) -> None:
    """Bring the stored findings up to date with the plan as it is now in this transaction.

    Call it once, as the last step of a command, after `plan.raise_revision()`:

    - `changed=[…]`: the nodes of which something changed: their words, fields, dates or level, their links,
      indicators or milestones. Nodes that were added, moved or archived are noticed by themselves and
      may be in the list. Only what depends on these nodes is looked at again, with the same outcome as a look
      at everything. The tray is looked at too.
    - without `changed`: the whole plan, for a new reading or another change than to nodes, such as the
      period, the roadmap or the figures.
    - `changed=[]`: nothing of the plan itself changed, but something that a finder of another room looks at.

    A finding that is gone is marked solved, also when its node was archived; one that comes back is opened
    again; an accepted one stays quiet as long as its words stay the same. The words of the network are
    looked for again in the same nodes, see `tagging`. Inside `commands.together` all this waits for the end.
    """
    changed = list(changed) if changed is not None else None
    if put_off(plan, changed):
        return
    plan = Plan.objects.get(pk=plan.pk)
    if changed != []:
        find_tags(plan, changed=changed)
    kept = live.take(plan) if changed is not None else None
    skeleton = skeleton_of(plan)
    alone = kept is not None and kept.precedes(plan)
    marks = kept.marks if kept and alone else marks_of(plan)
    if kept and (alone or kept.marks.get(None) == marks[None]):
        touched = {node.pk for node in changed or ()}
        if not alone:
            touched |= {pk for pk, mark in marks.items() if pk and kept.marks.get(pk) != mark}
        before, findings = kept.stored if alone else _stored(plan), kept.findings
        reading, differing = reading_after(
            plan, findings.reading, old=kept.skeleton, new=skeleton, changed=touched
        )
        findings.become(reading, differing)
        if alone:
            marks = {pk: mark for pk, mark in marks.items() if node_id(pk) not in differing}
    else:
        before, findings = _stored(plan), LiveFindings(reading_of(plan), _lines(plan))
    by_mark = findings.by_mark() | findings.beside(finders.looked(plan, findings.reading))
    now = {_hashed(mark): finding for mark, finding in by_mark.items()}
    _store(plan, before, now)
    # Only what is really in the database may serve the next edit.
    as_stored = live.LivePlan(plan.revision, findings, skeleton, now, marks)
    transaction.on_commit(partial(live.keep, plan, as_stored))


def _hashed(mark: str) -> str:
    return hashlib.sha256(mark.encode()).hexdigest()


def _store(plan: Plan, before: Mapping[str, Finding], now: Mapping[str, Finding]) -> None:
    """Write the differences only."""
    differing = [mark for mark, finding in now.items() if before.get(mark) != finding]
    known: dict[str, int] = {}
    for batch in _batches(differing):
        rows = PlanFinding.objects.filter(plan=plan, fingerprint__in=batch)
        known |= dict(rows.values_list("fingerprint", "pk"))
    made = {mark: _row(plan, mark, now[mark], known.get(mark)) for mark in differing}
    PlanFinding.objects.bulk_create(
        [row for mark, row in made.items() if mark not in known], batch_size=BATCH
    )
    PlanFinding.objects.bulk_update([made[mark] for mark in known], UPDATED, batch_size=BATCH)
    for batch in _batches([mark for mark in before if mark not in now]):
        gone = PlanFinding.objects.filter(plan=plan, fingerprint__in=batch, resolved_at=None)
        gone.update(resolved_at=timezone.now())


def _batches(marks: list[str]) -> Iterable[list[str]]:
    return (marks[at : at + BATCH] for at in range(0, len(marks), BATCH))


def _row(plan: Plan, mark: str, finding: Finding, pk: int | None) -> PlanFinding:
    return PlanFinding(
        pk=pk,
        plan=plan,
        node_id=node_pk(finding.node),
        rule=finding.rule,
        severity=finding.severity,
        message=finding.message,
        spans=[[first, last] for first, last in finding.spans],
        data=dict(finding.data),
        fingerprint=mark,
    )


def _stored(plan: Plan) -> dict[str, Finding]:
    """The findings that are not solved, as they were stored."""
    return {
        row.fingerprint: Finding(
            row.rule,
            cast(Severity, row.severity),  # the column's choices are exactly these
            row.message,
            tuple((first, last) for first, last in row.spans),
            node_id(row.node_id),
            row.data,
        )
        for row in PlanFinding.objects.filter(plan=plan, resolved_at=None)
    }


def _lines(plan: Plan) -> list[Line]:
    """The lines of the document, so that a finding names the very line of its words."""
    if plan.document_id is None:
        return []
    stored = SourceDocument.objects.values_list("lines", flat=True).get(pk=plan.document_id)
    return [Line(number, text, text, page, where) for number, (text, where, page) in enumerate(stored, 1)]
