"""Several commands on one plan as one change: its findings are looked at once, after the last."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.waiting import waiting


@contextmanager
def together(plan: Plan) -> Iterator[None]:
    """All commands on this plan inside the block succeed together or not at all.

    >>> with together(plan):  # doctest: +SKIP
    ...     change_texts(node=one, texts=texts, base=base, by=by)
    ...     set_codes(node=other, codes=codes, version=1, by=by)
    """
    with transaction.atomic():
        with waiting(plan) as seen:
            yield
        if seen.asked:
            nodes = Node.every.filter(pk__in=seen.nodes).select_related("plan")
            refresh_findings(plan, changed=None if seen.whole else list(nodes))
