"""Who may see tests, written once: the own network; of an adopted plan neighbours too, once they are done."""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from streekwerk.access.models import Actor, Permission
from streekwerk.impact.choices import DONE
from streekwerk.plans.choices import SHARED

Row = TypeVar("Row", bound=models.Model)


class OfOwnNetwork(models.QuerySet[Row]):
    """Rows that stay within the network along `network_path`."""

    network_path: ClassVar[str] = "network_id"

    def visible_to(self, actor: Actor) -> Self:
        """Rows of networks in which the actor may read plans."""
        if actor.kind == "operator":
            return self
        return self.filter(**{f"{self.network_path}__in": actor.networks_with(Permission.PLAN_READ)})


class TemplateVersionQuerySet(OfOwnNetwork[Any]):
    network_path = "template__network_id"


class SharedWhenDone(models.QuerySet[Row]):
    """Rows of a test along `test_path`: neighbours read those of adopted plans that are done (decision 7)."""

    test_path: ClassVar[str] = ""

    def visible_to(self, actor: Actor) -> Self:
        """Rows of networks in which the actor may read plans, and what neighbours share."""
        if actor.kind == "operator":
            return self
        mine = actor.networks_with(Permission.PLAN_READ)
        if not mine:
            return self.none()
        path = self.test_path
        shared: dict[str, Any] = {
            f"{path}node__plan__status__in": SHARED,
            f"{path}node__archived_at__isnull": True,
            f"{path}state__in": DONE,
            f"{path}archived_at__isnull": True,
        }
        return self.filter(Q(**{f"{path}node__plan__network_id__in": mine}) | Q(**shared))


class ImpactTestQuerySet(SharedWhenDone[Any]):
    def live(self) -> Self:
        """Tests that were not taken away, of parts that stand in their plan."""
        return self.filter(archived_at__isnull=True, node__archived_at__isnull=True)


class MitigationQuerySet(SharedWhenDone[Any]):
    test_path = "test__"

    def live(self) -> Self:
        """Measures that stand, of tests that stand."""
        return self.filter(
            archived_at__isnull=True, test__archived_at__isnull=True, test__node__archived_at__isnull=True
        )


class OwnDrafts(models.QuerySet[Any]):
    """Rows of one person: nobody else sees them."""

    def visible_to(self, actor: Actor) -> Self:
        """The actor's own rows."""
        return self if actor.kind == "operator" else self.filter(user_id=actor.user_id)
