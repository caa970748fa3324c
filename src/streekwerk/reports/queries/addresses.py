"""Where the things of a report stand on the site, as they were known on the day it tells of."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from streekwerk.plans.models import Plan
from streekwerk.reports.rules.blocks import Links


def links_of(plan: Plan, taken_on: date, *, inside: bool = True) -> Links:
    """Addresses with {} for a number; a neighbour is led to what neighbours may read."""
    known = f"?gekend={taken_on.isoformat()}"
    node = reverse("plans:node", args=[plan.pk, 0])
    at = node.rindex("/0/")
    return Links(
        node=f"{node[:at]}/{{}}/{known}",
        meter=_template("indicators:meter") + known if inside else "",
        deliverable=_template("indicators:deliverable") + known if inside else "",
    )


def _template(name: str) -> str:
    """The address of a thing that is named by its number alone."""
    return reverse(name, args=[0]).replace("/0/", "/{}/")
