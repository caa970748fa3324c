"""What actions count on, leave out or still ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Prefetch, prefetch_related_objects

from streekwerk.plans.choices import AssumptionKind, AssumptionStatus
from streekwerk.plans.models import Assumption, Node, Plan
from streekwerk.plans.rules.assumptions import items_in, kind_of


@dataclass(frozen=True)
class Offer:
    """A field of the sheet whose lines can be taken over."""

    label: str
    kind: AssumptionKind
    items: list[str]


def assumptions_of(node: Node) -> list[Assumption]:
    """Those of one node, by kind; one query, asked once for this node."""
    order = {kind: place for place, kind in enumerate(AssumptionKind.values)}
    live = Assumption.objects.filter(archived_at=None)
    prefetch_related_objects([node], Prefetch("assumptions", live, to_attr="counted_on"))
    rows: list[Assumption] = node.counted_on  # type: ignore[attr-defined]
    return sorted(rows, key=lambda row: (order[row.kind], row.pk))


def offers_of(node: Node, known: set[str]) -> list[Offer]:
    """Fields of the sheet that hold assumptions nobody took over yet; no query."""
    found = []
    for field in node.fields:
        kind = kind_of(field["label"])
        items = [item for item in items_in(field["text"]) if item not in known] if kind else []
        if kind and items:
            found.append(Offer(field["label"], AssumptionKind(kind), items))
    return found


@dataclass(frozen=True)
class AssumptionSelection:
    """What the list of a plan is filtered by; lives in the address."""

    words: str = ""
    only: str = ""
    kind: str = ""

    ONLY: ClassVar[dict[str, str]] = {
        "": "open of vervallen",
        "alles": "alles",
        **dict(AssumptionStatus.choices),
    }

    @classmethod
    def of(cls, query: Mapping[str, str]) -> AssumptionSelection:
        """The selection in an address; what makes no sense there is left out."""
        only, kind = query.get("enkel", ""), query.get("soort", "")
        return cls(
            query.get("zoek", "").strip()[:200],
            only if only in cls.ONLY else "",
            kind if kind in AssumptionKind.values else "",
        )


def selected_assumptions(plan: Plan, selection: AssumptionSelection) -> list[Assumption]:
    """Those of the plan in this selection, lapsed ones first, in the order of the plan; one query."""
    rows = Assumption.objects.filter(node__plan=plan, archived_at=None, node__archived_at=None)
    if selection.only == "":
        rows = rows.filter(status__in=[AssumptionStatus.OPEN, AssumptionStatus.LAPSED])
    elif selection.only != "alles":
        rows = rows.filter(status=selection.only)
    if selection.kind:
        rows = rows.filter(kind=selection.kind)
    for word in selection.words.split():
        rows = rows.filter(text__icontains=word) | rows.filter(effect__icontains=word)
    found = rows.select_related("node").order_by("node__position", "pk")
    return sorted(found, key=lambda row: row.status != AssumptionStatus.LAPSED)
