"""The log as a file for the data-protection officer, and everything about one person for that person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from streekwerk.access.models import ROLES, Actor, Permission
from streekwerk.access.queries import require
from streekwerk.accounts.models import User
from streekwerk.audit.commands import record
from streekwerk.audit.queries import HistoryEntry, TrailSelection, entries_by, in_words, trail_of
from streekwerk.network.models import Network, RoleHolding
from streekwerk.plans.exports import Column, Sheet, as_csv, as_xlsx
from streekwerk.ui import dutch

MOST = 100_000
"""Lines in one file: what a spreadsheet still opens."""
WIDTHS = {"Wanneer": 18, "Wie": 26, "Wat": 36, "Soort": 24, "Waarover": 50, "Veld": 18, "Was": 40, "Werd": 40}
COLUMNS = [Column(head, width) for head, width in WIDTHS.items()]


@transaction.atomic
def export_log(*, network: Network, selection: TrailSelection, kind: str, by: Actor) -> bytes:
    """The chosen changes of a network as csv or xlsx, a line per field; taking them is itself logged.

    Raises:
        NotAllowed: the actor may not read the log of this network.
    """
    require(by, Permission.AUDIT_READ, at=network.pk)
    entries = in_words(trail_of(network.pk, by, selection)[:MOST])
    taken = f"Uit Streekwerk gehaald door {by.label} op {dutch.day(timezone.localdate())}"
    record("audit.exported", network, by=by, network_id=network.pk,
           changes={"selection": ["", selection.query.lstrip("?") or "alles"]})  # fmt: skip
    rows = [row for entry in entries for row in _rows(entry)]
    sheet = Sheet(COLUMNS, [*rows, ("", taken, "", "", network.name, "", "", "")])
    return as_csv(sheet) if kind == "csv" else as_xlsx(sheet)


def _rows(entry: HistoryEntry) -> list[tuple[str, ...]]:
    at = f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M}"
    head = (at, entry.who, entry.what, entry.kind, entry.label)
    changes = entry.changes or [("", "", "")]
    return [(*head, label, _said(before), _said(after)) for label, before, after in changes]


def _said(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)


# ------------------------------------------------------------------ everything about one person

SECRET = {"token", "secret", "password", "key"}
WORDS: dict[str, str] = {
    "calendarfeed": "Uw agenda-adres",
    "comment": "Reacties die u schreef",
    "deliverableversion": "Opleveringen die u maakte of goedkeurde",
    "digestpreference": "Uw keuze voor mails",
    "effect": "Doorwerkingen die u optekende",
    "functionholding": "Functies die u vervult",
    "handover": "Overdrachten van u",
    "handoveritem": "Wat u overnam",
    "housestyle": "Huisstijlen die u bewaarde",
    "impactdraft": "Kladteksten van uw toetsen",
    "impacttest": "Toetsen die u maakte of aanvulde",
    "indicator": "Indicatoren die u bijhoudt",
    "mention": "Reacties waarin u genoemd bent",
    "mitigation": "Maatregelen die u uitvoert",
    "node": "Onderdelen die u trekt",
    "quarterdraft": "Kladteksten van uw kwartaal",
    "rating": "Oordelen die u gaf",
    "report": "Rapporten die u maakte",
    "roleholding": "Rollen",
    "roundrequest": "Cijfers die u gevraagd zijn",
    "substitute": "Wie u vervangt, en wie u vervangt als u er niet bent",
    "threadseen": "Gesprekken die u las",
    "upload": "Documenten die u afgaf",
    "workbook": "Werkboeken die u meenam",
    "workbookreturn": "Werkboeken die u terugbracht",
}


@dataclass(frozen=True)
class Held:
    """One kind of thing that points to a person."""

    title: str
    count: int
    labels: list[str]
    rows: list[dict[str, Any]]


SHOWN = 5


def held_about(user: User, *, whole: bool = False) -> list[Held]:
    """Per kind what points to this person, in every room; `whole`: with every column, for the file.

    Found through the models themselves, so that what a room adds tomorrow is in it too.
    """
    found: dict[str, Held] = {}
    for relation in User._meta.related_objects:
        model: Any = relation.related_model
        if not model.__module__.startswith("streekwerk."):
            continue  # sign-in keeps nothing but means to sign in
        rows = getattr(model, "every", model._default_manager).filter(**{relation.field.name: user})
        count = rows.count()
        if not count:
            continue
        title = WORDS.get(model._meta.model_name, model._meta.verbose_name)
        labels = [_label(row) for row in rows.order_by("-pk")[:SHOWN]] if not whole else []
        columns = [
            field.name for field in model._meta.concrete_fields
            if field.name not in SECRET and not isinstance(field, models.BinaryField)
        ]  # fmt: skip
        said = list(rows.order_by("pk").values(*columns)) if whole else []
        before = found.get(title)
        found[title] = (
            Held(title, count + before.count, (before.labels + labels)[:SHOWN], before.rows + said)
            if before
            else Held(title, count, labels, said)
        )
    return sorted(found.values(), key=lambda held: held.title)


def _label(row: models.Model) -> str:
    if isinstance(row, RoleHolding):
        until = f" tot {dutch.day(row.valid_to)}" if row.valid_to else ""
        return f"{ROLES[row.role].label} van {row.network}, sinds {dutch.day(row.valid_from)}{until}"
    return str(row)


def done_by(user: User, *, limit: int | None = None) -> list[HistoryEntry]:
    """What this person did, newest first."""
    return in_words(entries_by(user.pk)[:limit])


def as_json(user: User) -> bytes:
    """Everything about this person, for themselves, as a file another program can read."""
    said = {
        "account": {"naam": user.name, "e-mailadres": user.email, "functie": user.function,
                    "sinds": user.date_joined, "laatst aangemeld": user.last_login},
        "bewaard": {held.title: held.rows for held in held_about(user, whole=True)},
        "logboek": [
            {"wanneer": entry.at, "wat": entry.what, "soort": entry.kind, "waarover": entry.label,
             "wijzigingen": [{"veld": label, "was": was, "werd": now} for label, was, now in entry.changes]}
            for entry in done_by(user)
        ],
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, indent=2, default=_plain).encode()


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
