"""Sets of rooms that do not exist yet, and rows for them: what the difficult examples are counted over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from streekwerk.indicators.rules.figures.periods import read_period
from streekwerk.indicators.rules.recipes import (
    Delivery,
    Fact,
    Field,
    Here,
    Moment,
    Outcome,
    Recipe,
    Relation,
    Rows,
    SetShape,
    check,
    evaluate,
)  # fmt: skip

ROLES = (
    ("user", "afnemer"), ("project", "projectpartner"), ("network", "deelnemer lerend netwerk"), ("pact", "ondertekenaar"),
)  # fmt: skip

SHAPES: dict[str, SetShape] = {
    "signals": SetShape(
        "signals", "signaal", "signalen",
        fields={
            "theme": Field("thema", "term", many=True, plural="thema’s"),
            "place": Field("gemeente", "place"),
            "status": Field("stand", "choice", options=(("open", "open"), ("withdrawn", "ingetrokken"))),
            "dossier": Field("dossier", "record", of="uit dossier", plural="dossiers"),
        },
        facts={
            "picked_up": Fact("opgepikt", words=("oppikken",)), "given": Fact("gegeven", words=("geven",)),
            "action": Fact("opgevolgd", words=("actie",)), "response": Fact("beantwoord", words=("respons", "antwoord")),
        },
        dated="picked_up",
    ),
    "members": SetShape(
        "members", "lid", "leden",
        fields={
            "party": Field("bestuur", "party", plural="besturen"), "zone": Field("zone", "place"),
            "valid_from": Field("begin", "date"), "valid_to": Field("einde", "date"),
        },
        relations={"roles": Relation("roles", "party", "samenwerking", "samenwerkingen", own="party")},
        valid=("valid_from", "valid_to"),
    ),
    "roles": SetShape(
        "roles", "samenwerking", "samenwerkingen",
        fields={
            "party": Field("bestuur", "party"), "theme": Field("domein", "term", plural="domeinen"),
            "role": Field("rol", "choice", options=ROLES),
            "valid_from": Field("begin", "date"), "valid_to": Field("einde", "date"),
        },
        valid=("valid_from", "valid_to"),
    ),
    "answers": SetShape(
        "answers", "antwoord", "antwoorden",
        fields={
            "party": Field("bestuur", "party"), "official": Field("officieel", "boolean"),
            "seen_as": Field("rol van het netwerk", "choice", options=(("strategic", "strategische partner"), ("executive", "louter uitvoerder"))),
            "score": Field("score", "number"), "on": Field("datum", "date"),
        },
        dated="on",
    ),
    "bodies": SetShape(
        "bodies", "orgaan", "organen",
        fields={
            "net": Field("netto", "number"), "valid_from": Field("begin", "date"), "valid_to": Field("einde", "date"),
        },
        facts={"overlap": Fact("als overlappend aangeduid"), "abolished": Fact("opgeheven of heringedeeld")},
        relations={"people": Relation("seats", "body", "zetel", "zetels")},
        valid=("valid_from", "valid_to"),
    ),
    "seats": SetShape(
        "seats", "zetel", "zetels",
        fields={
            "body": Field("orgaan", "record", of="van orgaan"), "party": Field("bestuur", "party"),
            "valid_from": Field("begin", "date"), "valid_to": Field("einde", "date"),
        },
        valid=("valid_from", "valid_to"),
    ),
    "meetings": SetShape(
        "meetings", "bijeenkomst", "bijeenkomsten",
        fields={
            "body": Field("orgaan", "record", of="van orgaan"), "hours": Field("uren", "number"),
            "party": Field("bestuur", "party", plural="besturen"), "on": Field("datum", "date"),
        },
        dated="on",
    ),
    "feeds": SetShape(
        "feeds", "meting", "metingen",
        fields={
            "kg": Field("gewicht", "number"), "heads": Field("leerwerknemers", "number"), "day": Field("dag", "date"),
            "channel": Field("kanaal", "choice", plural="kanalen"), "followers": Field("volgers", "number"),
            "place": Field("gemeente", "place"),
        },
        dated="day",
    ),
    "places": SetShape(
        "places", "gemeente", "gemeenten",
        fields={"place": Field("gemeente", "place"), "inhabitants": Field("inwoners", "number")},
    ),
    "flows": SetShape(
        "flows", "geldstroom", "geldstromen",
        fields={
            "basis": Field("grondslag", "choice", options=(("shared", "kostendelend"), ("solidary", "solidair"))),
            "amount": Field("bedrag", "number"), "party": Field("bestuur", "party"), "year": Field("jaar", "date"),
        },
        dated="year",
    ),
    "decisions": SetShape(
        "decisions", "beslissing", "beslissingen",
        fields={"body": Field("orgaan", "choice", options=(("av", "algemene vergadering"), ("board", "bestuur")))},
        facts={"planned": Fact("gepland"), "taken": Fact("genomen")},
        dated="planned",
    ),
    "links": SetShape(
        "links", "verband", "verbanden",
        fields={
            "source": Field("bron", "record", of="vanuit", here=(Here.NODE,)), "change": Field("wijziging", "record", plural="wijzigingen"),
            "network": Field("netwerk", "record", plural="netwerken"),
            "kind": Field("soort", "choice", options=(("smart", "slimme combinatie met"), ("from", "voortgekomen uit"))),
            "confirmed": Field("bevestigd", "boolean"), "on": Field("datum", "date"),
        },
        dated="on",
    ),
    "nodes": SetShape(
        "nodes", "onderdeel", "onderdelen",
        fields={
            "plan": Field("plan", "record", of="van plan", here=(Here.PLAN,)),
            "level": Field("niveau", "choice", options=(("goal", "doelstelling"), ("action", "actie")), nouns=(("goal", "doelstellingen"), ("action", "acties"))),
        },
        relations={"links": Relation("links", "source", "verband", "verbanden")},
    ),
    "projects": SetShape(
        "projects", "project", "projecten",
        fields={"improved": Field("aantoonbaar verbeterd", "boolean")},
        facts={"fixed": Fact("effectindicator vastgelegd"), "started": Fact("gestart"), "ended": Fact("afgerond")},
        dated="ended",
    ),
    "subscriptions": SetShape(
        "subscriptions", "afname", "afnames",
        fields={
            "party": Field("bestuur", "party", plural="besturen"),
            "service": Field("dienst", "choice", options=(("jobs", "wijk-werken"),)),
            "valid_from": Field("begin", "date"), "valid_to": Field("einde", "date"),
        },
        valid=("valid_from", "valid_to"),
    ),
    "notes": SetShape(
        "notes", "oplevering", "opleveringen",
        fields={
            "validated_by": Field("gevalideerd door", "party", many=True), "asked": Field("te valideren door", "party", many=True),
        },
        facts={"delivered": Fact("opgeleverd"), "approved": Fact("goedgekeurd")},
        dated="delivered",
        delivery=Delivery("delivered", "approved", "validated_by", "asked"),
    ),
    "ratings": SetShape(
        "ratings", "beoordeling", "beoordelingen",
        fields={"level": Field("niveau", "number"), "rater": Field("beoordelaar", "record"), "on": Field("datum", "date")},
        dated="on",
    ),
}  # fmt: skip


def rows(name: str, *records: dict[str, Any]) -> Rows:
    """Rows of a set; what a record does not say is empty."""
    shape = SHAPES[name]
    empty = {key: () if field.many else None for key, field in shape.fields.items()} | dict.fromkeys(
        shape.facts
    )
    assert all(set(record) <= {*empty, "id"} for record in records), name
    return Rows(
        shape,
        [record.get("id", number) for number, record in enumerate(records, start=1)],
        {key: [record.get(key, nothing) for record in records] for key, nothing in empty.items()},
    )


def made(
    recipe: Recipe,
    *tables: Rows,
    today: date = date(2028, 6, 30),
    period: str | None = None,
    here: dict[Here, int] | None = None,
) -> Outcome:
    """The recipe, checked and evaluated over these rows."""
    check(recipe, SHAPES)
    asked = read_period(period) if period else None
    return evaluate(recipe, {each.shape.name: each for each in tables}, Moment(today, asked, here))


def days(values: Sequence[str]) -> list[date]:
    return [date.fromisoformat(value) for value in values]
