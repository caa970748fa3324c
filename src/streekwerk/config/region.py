"""Loading a region: networks, places, parties and people from files, plans by reading documents.

The files are described in sample/README.md. Loading twice changes nothing the second time.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from streekwerk.access.models import operator
from streekwerk.accounts.models import User
from streekwerk.config.region_budget import load_budget
from streekwerk.config.region_context import load_context
from streekwerk.config.region_counts import load_counts
from streekwerk.config.region_deliverables import load_deliverables
from streekwerk.config.region_figures import load_figures
from streekwerk.config.region_functions import load_functions
from streekwerk.config.region_impact import load_impact
from streekwerk.config.region_origins import load_origins
from streekwerk.config.region_past import load_past
from streekwerk.config.region_quarter import load_quarter
from streekwerk.config.region_reports import load_reports
from streekwerk.intake.commands import import_file
from streekwerk.network.choices import TermKind
from streekwerk.network.commands import import_terms
from streekwerk.network.models import Composition, Membership, Network, Party, Place, Population, RoleHolding
from streekwerk.network.rules import read_words
from streekwerk.plans.commands import links, versions
from streekwerk.plans.commands.together import together
from streekwerk.plans.models import Node, NodeLink, Plan, PlanVersion
from streekwerk.ui import dutch

Tell = Callable[[str], None]


def load_region(folder: Path, *, password: str, tell: Tell) -> None:
    """Load the region described in this folder; every demo person gets the same password.

    Raises:
        DomainError: a document of the region cannot be read.
    """
    region = json.loads((folder / "region.json").read_text(encoding="utf-8"))
    with transaction.atomic():
        _load_places(folder / "data")
        networks = _load_networks(region)
        _load_people(region, networks, password)
        _load_words(folder / "words", networks)
    for entry in region["documents"]:
        path = folder / "documents" / entry["file"]
        network = networks[entry["network"]]
        if Plan.objects.filter(network=network, document__name=path.name).exists():
            continue
        plan = import_file(
            path=path, network=network, by=operator("voorbeeldstreek"), on_progress=lambda *_: None
        )
        tell(f"gelezen: {path.name} → {plan.title}")
    with ExitStack() as one_look:
        for plan in Plan.objects.all():
            one_look.enter_context(together(plan))
        _load_what_people_did(folder, region, tell)
    with transaction.atomic():
        _load_decisions(region.get("decisions", []))
    for counting in load_counts(folder / "counts.json"):
        tell(f"geteld: {counting.title} van {counting.network}")
    for report in load_reports(folder / "reports"):
        tell(f"bevroren: {report.title} {report.period_label} van {report.plan.network}")
    if changes := load_past(folder / "past.json"):
        tell(f"vroeger: {dutch.counted(changes, 'latere wijziging', 'latere wijzigingen')}")


def _load_what_people_did(folder: Path, region: dict[str, Any], tell: Tell) -> None:
    """Links, figures, reports, functions and budget lines: hundreds of changes to plans."""
    _load_links(region.get("links", []))
    for path in sorted((folder / "figures").glob("*.json")):
        loading = load_figures(path)
        if loading:
            load_deliverables(loading)
            meters = dutch.counted(len(loading.rows), "meter", "meters")
            tell(f"ingevuld: {path.stem}, {meters} met cijfers")
    if reports := load_quarter(folder / "quarter.json"):
        tell(f"gemeld: {dutch.counted(reports, 'keer', 'keer')} hoe een fiche staat")
    for title in load_functions(folder / "functions.json"):
        tell(f"functies en inzet: {title}")
    if tests := load_impact(folder / "impact.json"):
        tell(f"ingevuld: {dutch.counted(tests, 'toets', 'toetsen')}")
    if effects := load_origins(folder / "origins.json"):
        tell(f"opgetekend: {dutch.counted(effects, 'doorwerking', 'doorwerkingen')}")
    for path in sorted((folder / "context").glob("*.json")):
        if series := load_context(path):
            tell(f"ingelezen: {dutch.counted(series, 'omgevingscijfer', 'omgevingscijfers')}")
    for path in sorted((folder / "budget").glob("*.json")):
        if loaded := load_budget(path):
            tell(f"ingevuld: {path.stem}, {dutch.counted(loaded, 'budgetlijn', 'budgetlijnen')}")


def _load_links(entries: list[dict[str, Any]]) -> None:
    """Links between actions, each named by its document and the beginning of its title.

    Before the decisions: a link of a draft sends no mail.
    """
    for entry in entries:
        source, target = (
            Node.objects.select_related("plan__network").get(
                plan__document__name=entry[end]["file"], title__startswith=entry[end]["title"]
            )
            for end in ("from", "to")
        )
        if not NodeLink.objects.filter(source=source, target=target, kind=entry["kind"]).exists():
            links.make_link(
                source=source,
                target=target,
                kind=entry["kind"],
                rationale=entry["rationale"],
                by=operator("voorbeeldstreek"),
            )


def _load_decisions(entries: list[dict[str, Any]]) -> None:
    """Which body adopted which plan, and when."""
    for entry in entries:
        plan = Plan.objects.get(document__name=entry["file"])
        if not PlanVersion.objects.filter(plan=plan).exists():
            on = date.fromisoformat(entry["on"])
            body = Party.objects.get(code=entry["body"]).name
            versions.adopt_plan(
                plan=plan, body=body, on=on, note=entry["note"], today=on, by=operator("voorbeeldstreek")
            )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _load_places(data: Path) -> None:
    tiles = {row["place_code"]: row for row in _rows(data / "place_tiles.csv")}
    places = {
        row["code"]: Place.objects.update_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "kind": row["kind"],
                "scheme": row.get("scheme", ""),
                "tile_column": tiles[row["code"]]["column"] if row["code"] in tiles else None,
                "tile_row": tiles[row["code"]]["row"] if row["code"] in tiles else None,
            },
        )[0]
        for row in _rows(data / "places.csv")
    }
    for row in _rows(data / "place_memberships.csv"):
        Composition.objects.update_or_create(
            whole=places[row["group_code"]],
            part=places[row["place_code"]],
            valid_from=_day(row.get("valid_from")),
            defaults={
                "valid_to": _day(row.get("valid_to")),
                "source": row.get("source", "")[:300],
                "uncertain": row.get("uncertain", "")[:300],
            },
        )
    for row in _rows(data / "populations.csv"):
        Population.objects.update_or_create(
            place=places[row["place_code"]],
            year=int(row["year"]),
            defaults={
                "inhabitants": int(row["inhabitants"]),
                "source": row["source"][:200],
                "derived": row["derived"] in ("1", "true", "True", "yes"),
            },
        )


def _load_networks(region: dict[str, Any]) -> dict[str, Network]:
    networks = {
        entry["code"]: Network.objects.update_or_create(
            code=entry["code"],
            defaults={key: entry[key] for key in ("name", "kind", "member_word", "members_word", "levels")},
        )[0]
        for entry in region["networks"]
    }
    places = {place.code: place for place in Place.objects.all()}
    parties = {
        entry["code"]: Party.objects.update_or_create(
            code=entry["code"],
            defaults={
                "name": entry["name"],
                "kind": entry["kind"],
                "place": places.get(entry.get("place") or ""),
            },
        )[0]
        for entry in region["parties"]
    }
    for entry in region["memberships"]:
        said = {
            "network": networks[entry["network"]],
            "party": parties[entry["party"]],
            "role": entry["role"],
            "valid_from": _day(entry.get("valid_from")),
        }
        until = _day(entry.get("valid_to"))
        # Writing one tells the rooms above that members changed; the same file again changes nothing.
        if not Membership.objects.filter(**said, valid_to=until).exists():
            Membership.objects.update_or_create(**said, defaults={"valid_to": until})
    return networks


def _load_words(folder: Path, networks: dict[str, Network]) -> None:
    """The word lists, read in as a network would; before the plans, so that they are found there."""
    for code, network in networks.items():
        path = folder / f"{code}.csv"
        if path.exists():
            rows = read_words(path.read_text(encoding="utf-8"), dict(TermKind.choices), [])
            words = [row.word for row in rows if not row.problem]
            import_terms(network=network, words=words, by=operator("voorbeeldstreek"))


def _load_people(region: dict[str, Any], networks: dict[str, Network], password: str) -> None:
    for entry in region["people"]:
        user = User.objects.filter(email=entry["email"]).first() or User.objects.create_user(
            entry["email"], password, name=entry["name"], function=entry["function"]
        )
        for held in entry["roles"]:
            RoleHolding.objects.get_or_create(
                user=user,
                network=networks[held["network"]],
                role=held["role"],
                defaults={
                    "valid_from": date.fromisoformat(held["valid_from"]),
                    "party": Party.objects.filter(code=held.get("party") or "").first(),
                },
            )
