"""Who may see which report: who makes it, and once it is frozen the people it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from streekwerk.access.models import BOARD_MEMBER, Actor, Permission

if TYPE_CHECKING:
    from streekwerk.reports.models import HouseStyle, Report, ReportDefinition  # noqa: F401

Row = TypeVar("Row", bound=models.Model)
SEALED = {"facts", "content", "sha256", "frozen_at", "taken_on", "period", "title", "audience"}
"""What a frozen report says; no query may change it."""


class DefinitionQuerySet(models.QuerySet["ReportDefinition"]):
    def visible_to(self, actor: Actor) -> Self:
        """Definitions in networks where the actor may read reports."""
        if actor.kind == "operator":
            return self
        return self.filter(plan__network_id__in=actor.networks_with(Permission.REPORT_READ))


def opened_by(actor: Actor, path: str = "") -> Q:
    """The reports along `path` that this actor may open."""
    network, audience, party = f"{path}plan__network_id", f"{path}audience", f"{path}party_id"
    readers = actor.networks_with(Permission.REPORT_READ)
    boards = {each.network_id for each in actor.holdings if each.role == BOARD_MEMBER.code} & readers
    for_them = Q(**{audience: "board", f"{network}__in": boards})
    for_them |= Q(**{audience: "network", f"{network}__in": readers})
    if readers:
        for_them |= Q(**{audience: "public"})
    for at, own in actor.parties_with(Permission.REPORT_READ):
        for_them |= Q(**{audience: "member", network: at, party: own})
    makers = Q(**{f"{network}__in": actor.networks_with(Permission.REPORT_MAKE)})
    return makers | (Q(**{f"{path}frozen_at__isnull": False}) & for_them)


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, actor: Actor) -> Self:
        """Reports of networks where the actor makes them, and the frozen ones that are for the actor."""
        return self if actor.kind == "operator" else self.filter(opened_by(actor))

    def frozen(self) -> Self:
        """Those that never change any more."""
        return self.filter(frozen_at__isnull=False)

    def light(self) -> Self:
        """Without what was gathered and said: for lists."""
        return self.defer("facts", "content", "blocks")

    def update(self, **values: Any) -> int:
        """As always, but never what a frozen report says.

        Raises:
            Frozen: one of these reports is.
        """
        if SEALED & values.keys() and self.filter(frozen_at__isnull=False).exists():
            from streekwerk.reports.models.reports import Frozen

            raise Frozen
        return super().update(**values)


class ReportManager(models.Manager.from_queryset(ReportQuerySet)):  # type: ignore[misc]
    """Reports."""


class OfReport(models.QuerySet[Row]):
    def visible_to(self, actor: Actor) -> Self:
        """Rows of reports that the actor may open."""
        return self if actor.kind == "operator" else self.filter(opened_by(actor, "report__"))


class HouseStyleQuerySet(models.QuerySet["HouseStyle"]):
    def visible_to(self, actor: Actor) -> Self:
        """House styles of networks where the actor may read reports."""
        if actor.kind == "operator":
            return self
        return self.filter(network_id__in=actor.networks_with(Permission.REPORT_READ))
