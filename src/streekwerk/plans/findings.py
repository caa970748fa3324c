"""The live bijsluiter of a stored plan: run the rules, keep what was accepted, remember what was solved."""

from __future__ import annotations

import hashlib

from django.utils import timezone

from streekwerk.plans.models import Node, Plan, PlanFinding, SourceDocument
from streekwerk.plans.outline import node_pk, reading_of
from streekwerk.reading.findings import findings_of, fingerprint, surroundings
from streekwerk.reading.models import Line

KEPT_UP_TO_DATE = ["node_id", "message", "spans", "data", "severity", "resolved_at"]
"""What a finding that is found again takes over from the new one; being found, it is not solved."""


def refresh_findings(plan: Plan, *, changed: Node | None = None) -> None:
    """Run the rules over the plan as it is now; after an edit, over the node and its surroundings.

    A finding that is gone is marked solved; one that comes back is opened again; an accepted one stays
    quiet as long as its words stay the same. Rules that look at the whole plan always run.
    """
    outline = reading_of(plan)
    only = {f"n{changed.pk}"} if changed else None
    found = findings_of(outline, only, lines=_lines(plan))
    near = {node_pk(name) for name in surroundings(outline, f"n{changed.pk}")} | {None} if changed else None
    known = {row.fingerprint: row for row in PlanFinding.objects.filter(plan=plan)}
    fresh: dict[str, PlanFinding] = {}
    for finding in found:
        mark = hashlib.sha256(fingerprint(finding, outline).encode()).hexdigest()
        fresh[mark] = PlanFinding(
            plan=plan,
            node_id=node_pk(finding.node),
            rule=finding.rule,
            severity=finding.severity,
            message=finding.message,
            spans=[[first, last] for first, last in finding.spans],
            data=dict(finding.data),
            fingerprint=mark,
        )
    PlanFinding.objects.bulk_create([row for mark, row in fresh.items() if mark not in known], batch_size=500)
    changed_rows = []
    for mark, row in known.items():
        if mark in fresh:
            before = [getattr(row, name) for name in KEPT_UP_TO_DATE]
            for name in KEPT_UP_TO_DATE:
                setattr(row, name, getattr(fresh[mark], name))
            if before != [getattr(row, name) for name in KEPT_UP_TO_DATE]:
                changed_rows.append(row)
        elif row.resolved_at is None and (near is None or row.node_id in near):
            row.resolved_at = timezone.now()
            changed_rows.append(row)
    PlanFinding.objects.bulk_update(changed_rows, ["node", *KEPT_UP_TO_DATE[1:]], batch_size=500)


def _lines(plan: Plan) -> list[Line]:
    """The lines of the document, so that a finding names the very line of its words."""
    if plan.document_id is None:
        return []
    stored = SourceDocument.objects.values_list("lines", flat=True).get(pk=plan.document_id)
    return [Line(number, text, text, page, where) for number, (text, where, page) in enumerate(stored, 1)]
