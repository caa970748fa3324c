"""The live bijsluiter of a stored plan: run the rules, keep what was accepted, remember what was solved."""

from __future__ import annotations

import hashlib

from django.utils import timezone

from streekwerk.plans.models import Plan, PlanFinding
from streekwerk.plans.outline import node_pk, reading_of
from streekwerk.reading.findings import findings_of, fingerprint


def refresh_findings(plan: Plan) -> None:
    """Run every rule over the plan as it is now.

    A finding that is gone is marked solved; one that comes back is opened again; an accepted one stays
    quiet as long as its words stay the same.
    """
    outline = reading_of(plan)
    now = timezone.now()
    known = {finding.fingerprint: finding for finding in PlanFinding.objects.filter(plan=plan)}
    fresh: dict[str, PlanFinding] = {}
    for found in findings_of(outline):
        mark = hashlib.sha256(fingerprint(found, outline).encode()).hexdigest()
        fresh[mark] = PlanFinding(
            plan=plan,
            node_id=node_pk(found.node),
            rule=found.rule,
            severity=found.severity,
            message=found.message,
            spans=[[first, last] for first, last in found.spans],
            data=dict(found.data),
            fingerprint=mark,
        )
    PlanFinding.objects.bulk_create([row for mark, row in fresh.items() if mark not in known], batch_size=500)
    changed = []
    for mark, row in known.items():
        if mark in fresh:
            again = fresh[mark]
            row.node_id, row.message, row.spans, row.data = (
                again.node_id,
                again.message,
                again.spans,
                again.data,
            )
            row.severity, row.resolved_at = again.severity, None
            changed.append(row)
        elif row.resolved_at is None:
            row.resolved_at = now
            changed.append(row)
    PlanFinding.objects.bulk_update(
        changed, ["node", "message", "spans", "data", "severity", "resolved_at"], batch_size=500
    )
