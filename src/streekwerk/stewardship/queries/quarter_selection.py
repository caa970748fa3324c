"""Which quarter is looked at, and whose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar
from urllib.parse import urlencode

from streekwerk.access.models import Actor, Permission
from streekwerk.plans.models import Node
from streekwerk.stewardship.queries.quarter import SheetDue
from streekwerk.stewardship.rules.quarter import Quarter, quarter_of, read_quarter
from streekwerk.ui.addresses import address

EVERYBODY = "alles"


@dataclass(frozen=True)
class QuarterSelection:
    """Which quarter, whose and what is shown; lives in the address."""

    quarter: Quarter
    now: Quarter
    whose: str = ""
    """Empty: of the person; the number of a colleague; or everybody."""
    show: str = ""

    SHOWS: ClassVar[dict[str, str]] = {
        "": "te doen",
        "te-laat": "te laat",
        "hernemen": "te hernemen",
        "alles": "alles",
    }

    @classmethod
    def of(cls, query: Mapping[str, str], actor: Actor, today: date) -> QuarterSelection:
        """The choice in an address; what makes no sense there, or is not for this actor, is left out."""
        now = quarter_of(today)
        whose, show = query.get("van", ""), query.get("toon", "")
        colleague = whose == EVERYBODY or (whose.isdecimal() and len(whose) < 18)
        allowed = colleague and bool(actor.networks_with(Permission.WORKLOAD_READ))
        return cls(
            read_quarter(query.get("kwartaal", "")) or now,
            now,
            whose if allowed and whose != str(actor.user_id) else "",
            show if show in cls.SHOWS else "",
        )

    @cached_property
    def address(self) -> str:
        """The choice as it stands behind the question mark."""
        quarter = "" if self.quarter == self.now else self.quarter.key
        said = {"kwartaal": quarter, "van": self.whose, "toon": self.show}
        return urlencode({name: value for name, value in said.items() if value})

    def url(self, name: str = "quarter", *numbers: int) -> str:
        """An address of the quarter with this choice in it."""
        path = address(f"stewardship:{name}", *numbers)
        return f"{path}?{self.address}" if self.address else path

    def people(self, actor: Actor) -> list[int] | None:
        """Whose sheets; None: everybody's."""
        if self.whose == EVERYBODY:
            return None
        return [int(self.whose or actor.user_id or 0)]

    def as_seen_by(self, actor: Actor) -> Actor:
        """The actor in the networks where the work of colleagues may be seen; unchanged for the own work."""
        if not self.whose:
            return actor
        team = actor.networks_with(Permission.WORKLOAD_READ)
        held = tuple(one for one in actor.holdings if one.network_id in team)
        # The actor of a request is a lazy one, which `replace` does not take.
        return Actor(actor.label, actor.kind, actor.user_id, held, actor.looking_back)

    def keeps(self, due: SheetDue) -> bool:
        if self.show == "te-laat":
            return due.late
        if self.show == "hernemen":
            return due.restarts
        return self.show == "alles" or due.to_do


def colleagues(actor: Actor, selection: QuarterSelection) -> list[tuple[str, str, bool]]:
    """Of whom the actor can look at the quarter: value, name, chosen; one query."""
    team = actor.networks_with(Permission.WORKLOAD_READ)
    if not team:
        return []
    rows = Node.objects.filter(plan__network__in=team, steward__isnull=False).order_by("steward__name")
    names = dict(rows.values_list("steward_id", "steward__name").distinct())
    names.pop(actor.user_id, None)
    options = [("", "mijn fiches"), *((str(pk), name) for pk, name in names.items()), (EVERYBODY, "iedereen")]
    return [(value, name, value == selection.whose) for value, name in options] if names else []
