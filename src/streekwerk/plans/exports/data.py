"""JSON: the reading that the program itself opens again, with what the product knows more.

The format is told in docs/api/plan-json.md.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from streekwerk.plans.exports.records import Contents, Record
from streekwerk.plans.outline import node_id, reading_of

_COMMENTARY = re.compile(r"commentaar|opmerking(?:en)?|bemerking(?:en)?|stand van zaken", re.IGNORECASE)
_EVALUATION = re.compile(r"evaluatie|opvolging", re.IGNORECASE)
_LONG = re.compile(r"wat(?:\W|$)|(?:lange )?omschrijving|beschrijving|toelichting|inhoud", re.IGNORECASE)


def as_json(contents: Contents, *, address: str = "") -> bytes:
    """The selection as `streekwerk-reading/1`; the whole plan when nothing was left out."""
    return json.dumps(plan_json(contents, address=address), ensure_ascii=False, indent=1).encode()


def plan_json(contents: Contents, *, address: str = "") -> dict[str, Any]:
    """The same as plain lists and dictionaries.

    Only the nodes of the selection with their indicators and milestones; a node stands under the nearest one
    that is there too. Decisions, figures and the tray are of the whole plan and of the own network.
    """
    plan, selection = contents.plan, contents.selection
    outline = reading_of(plan)
    records = {f"n{record.node.pk}": record for record in contents.records}
    read = {node.id: node for node in outline.nodes}
    whole = not selection.filters and selection.own
    kept = replace(
        outline,
        nodes=[
            replace(
                read[name],
                parent=node_id(record.under),
                links=[link for link in read[name].links if link in records],
                spans=read[name].spans if selection.own else [],
            )
            for name, record in records.items()
        ],
        indicators=[item for item in outline.indicators if item.node in records or (whole and not item.node)],
        milestones=[item for item in outline.milestones if item.node in records or (whole and not item.node)],
        decisions=outline.decisions if whole else [],
        figures=outline.figures if whole else [],
        unplaced=outline.unplaced if whole else [],
    )
    data = kept.to_json()
    for node in data["nodes"]:
        node.update(_extra(records[node["id"]], address))
    return data | {
        "source": {
            "name": plan.title,
            "program": "Streekwerk",
            "url": _url(address, plan.get_absolute_url()),
        },
        "network": plan.network.name,
        "status": plan.status,
        "revision": plan.revision,
        "selection": selection.address(),
    }


def _extra(record: Record, address: str) -> dict[str, Any]:
    """What the product knows of a node beyond its reading, and the keys in which lblod publishes plans."""
    node = record.node
    fields = record.fields
    made: dict[str, Any] = {
        "url": _url(address, node.get_absolute_url()),
        "priority": {
            "own": node.priority,
            "effective": record.priority.startswith("prioritair"),
            "said": record.priority,
        },
        "lead": node.lead.name if node.lead else None,
        "partners": record.partners,
        "themes": record.themes,
        # Codes and texts by the names of the Flemish linked data on multi-year plans.
        "externerapporteringscode": node.external_code or None,
        "korteOmschrijving": node.title,
        "langeOmschrijving": node.text or _first(fields, _LONG),
        "commentaar": _first(fields, _COMMENTARY),
        "evaluatie": _first(fields, _EVALUATION),
    }
    if record.stand_is_ours:
        made |= {"status": node.status or None, "steward": node.steward.name if node.steward else None}
    return made


def _first(fields: list[tuple[str, str]], label: re.Pattern[str]) -> str | None:
    return next((text for name, text in fields if text and label.match(name)), None)


def _url(address: str, path: str) -> str:
    return f"{address.rstrip('/')}{path}"
