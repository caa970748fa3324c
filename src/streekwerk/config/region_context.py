"""Loading the omgevingscijfers of a region, through the commands that people use.

`context/series.json` says which series there are and which challenges lean on them; each has a table beside.
A series without one is the inhabitants of `data/populations.csv`. A network that has series keeps its own.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from streekwerk.access.models import Actor, operator
from streekwerk.accounts.models import User
from streekwerk.context.commands.groundings import ground
from streekwerk.context.commands.importing import import_figures, look_at
from streekwerk.context.commands.series import SeriesText, add_series
from streekwerk.context.models import ContextSeries
from streekwerk.indicators.rules.entry.blocks import read_block
from streekwerk.network.models import Network
from streekwerk.network.queries import actor_of
from streekwerk.plans.choices import StatementKind
from streekwerk.plans.commands.why import StatementChange, add_statement, choose_goals
from streekwerk.plans.models import Node, Plan

Entry = Mapping[str, Any]
Rows = list[list[str]]


def load_context(path: Path) -> int:
    """Return how many series were loaded from this file; 0 when its networks have some already."""
    said: Entry = json.loads(path.read_text(encoding="utf-8"))
    tables = {entry["text"]["name"]: _table(path.parent, entry) for entry in said["series"]}
    loaded = 0
    for code, by in said["networks"].items():
        network = Network.objects.get(code=code)
        if ContextSeries.objects.filter(network=network).exists():
            continue
        for entry in said["series"]:
            _load(network, entry, tables[entry["text"]["name"]], _actor(by))
            loaded += 1
    if loaded:
        for entry in said["challenges"]:
            _challenge(entry)
    return loaded


def _actor(email: str) -> Actor:
    user = User.objects.filter(email=email).first()
    return actor_of(user, localdate()) if user else operator(email)


def _load(network: Network, entry: Entry, table: Rows, by: Actor) -> None:
    series = add_series(network=network, said=SeriesText(**entry["text"]), by=by)
    looked = look_at(series=series, table=table, today=localdate())
    import_figures(
        series=series,
        table=table,
        base=looked.base,
        by=by,
        today=localdate(),
        # A place that the network does not touch is no figure of it.
        names={open_name.name: "-" for open_name in looked.names},
        published_on=date.fromisoformat(entry["published_on"]),
        file_name=entry["file"],
    )


def _table(folder: Path, entry: Entry) -> Rows:
    if entry["file"]:
        return read_block((folder / entry["file"]).read_text(encoding="utf-8"))
    with (folder.parent / "data" / "populations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    head = ["NIS-code", "Jaar", "Cijfer"]
    derived = {"true": "± ", "false": ""}
    return [
        head,
        *([row["place_code"], row["year"], derived[row["derived"]] + row["inhabitants"]] for row in rows),
    ]


def _challenge(entry: Entry) -> None:
    plan = Plan.objects.select_related("network").filter(document__name=entry["plan"]).first()
    if plan is None:
        return
    by = _actor(entry["by"])
    change = StatementChange(StatementKind.CHALLENGE, entry["title"], entry["text"])
    statement = add_statement(plan=plan, change=change, by=by)
    goals = Node.objects.filter(plan=plan, title__in=entry["serves"]).values_list("pk", flat=True)
    choose_goals(statement=statement, plan=plan, goals=list(goals), by=by)
    for each in entry["grounds"]:
        series = ContextSeries.objects.get(network=plan.network, name=each["series"])
        ground(statement=statement, series=series, year=each["year"], by=by)
