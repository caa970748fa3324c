"""The labels that the sheets of a network use, and which of them its template does not know yet."""

from __future__ import annotations

from dataclasses import dataclass

from streekwerk.plans.choices import ACTION_LEVELS
from streekwerk.plans.models import Node, Plan, SheetField
from streekwerk.plans.queries.fields import template_of
from streekwerk.plans.rules import sheet_labels
from streekwerk.plans.rules.template import TemplateField, alike, bare, proposed_fields


@dataclass(frozen=True)
class UnknownLabel:
    """A label on sheets of the network that is no field and no synonym yet."""

    label: str
    sheets: int
    """On how many sheets it stands."""
    perhaps: SheetField | None
    """The field it seems to mean."""


@dataclass(frozen=True)
class TemplateView:
    """The template of a network, and what could still be added to it."""

    fields: list[SheetField]
    unknown: list[UnknownLabel]
    proposal: list[TemplateField]
    """A whole template made of the labels of the plans; only while there is none."""


def template_view(network_id: int) -> TemplateView:
    """The template page; four queries."""
    fields = list(SheetField.objects.filter(network_id=network_id))
    template = template_of(network_id)
    known = {bare(word) for field in fields for word in (field.label, *field.synonyms)}
    plans = Plan.objects.filter(network_id=network_id).order_by("pk").values_list("sheet_labels", flat=True)
    count: dict[str, int] = {}
    together: dict[str, set[str]] = {}
    sheets = Node.objects.filter(plan__network_id=network_id, level__in=ACTION_LEVELS)
    for stored in sheets.values_list("fields", flat=True):
        here = {item["label"] for item in stored}
        for label in here:
            count[label] = count.get(label, 0) + 1
            together.setdefault(label, set()).update(here - {label})
    labels = [label for label in sheet_labels(plans) if label in count and bare(label) not in known]
    unknown = []
    for label in labels:
        near = (
            field
            for field in fields
            # Two fields of one sheet are never one field, however alike their names.
            if any(alike(label, word) for word in (field.label, *field.synonyms))
            and field.label not in {template.canonical(other) for other in together[label]}
        )
        unknown.append(UnknownLabel(label, count[label], next(near, None)))
    return TemplateView(fields, unknown, [] if fields else proposed_fields(labels, together))
