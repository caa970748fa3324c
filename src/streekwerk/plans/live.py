"""Plans that are being edited, kept in memory between two edits, so that an edit reads only what it changed.

Each process keeps its own. A kept plan serves one edit at a time: `take` hands it over and forgets it, `keep`
takes it back once the edit is in the database. So an edit that is rolled back leaves nothing behind. Of a
plan that another process changed, its revision in the database is another one: then what differs by its
marks is read too.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from streekwerk.plans.marks import Marks
from streekwerk.plans.models import Plan
from streekwerk.plans.outline import Skeleton
from streekwerk.reading.findings import LiveFindings
from streekwerk.reading.models import Finding

MOST = 6
"""How many plans a process keeps; one of 2,000 nodes takes some 30 MB."""


@dataclass(frozen=True)
class LivePlan:
    """A plan with its findings, as they are in the database at one revision."""

    revision: int
    findings: LiveFindings
    skeleton: Skeleton
    stored: Mapping[str, Finding]
    """What is open or accepted, by fingerprint."""
    marks: Marks
    """As the nodes were when they were last compared; without those that this process changed since."""

    def precedes(self, plan: Plan) -> bool:
        """Whether nothing changed between this and the edit that is going on."""
        return self.revision == plan.revision - 1


_kept: OrderedDict[int, tuple[datetime, LivePlan]] = OrderedDict()
_lock = Lock()


def take(plan: Plan) -> LivePlan | None:
    """The plan as this process last kept it; ask whether it `precedes` the edit that is going on."""
    with _lock:
        created_at, kept = _kept.pop(plan.pk, (None, None))
    # A number is used again after a restore of a backup or between tests; the moment of making is not.
    return kept if created_at == plan.created_at else None


def keep(plan: Plan, as_stored: LivePlan) -> None:
    """Keep it for the next edit, unless a later revision is kept already; the oldest one makes room."""
    with _lock:
        if plan.pk not in _kept or _kept[plan.pk][1].revision < as_stored.revision:
            _kept[plan.pk] = plan.created_at, as_stored
            _kept.move_to_end(plan.pk)
            while len(_kept) > MOST:
                _kept.popitem(last=False)
