"""Invented content for the gallery. Nothing here is about a real place, plan or person."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest

from streekwerk.kernel.words import WordEntry
from streekwerk.ui.gallery_charts import CHARTS
from streekwerk.ui.glossary import Explanation, Glossary
from streekwerk.ui.source import SourceLine
from streekwerk.ui.tree import TreeItem


class ActionForm(forms.Form):
    """A form with every kind of control."""

    title = forms.CharField(label="Titel van de actie", help_text="Zoals ze in het plan staat.")
    steward = forms.EmailField(
        label="E-mailadres van de trekker", help_text="Deze persoon krijgt een bericht."
    )
    why = forms.CharField(label="Waarom", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    level = forms.ChoiceField(label="Niveau", choices=[("g", "gemeente"), ("z", "zone"), ("r", "regio")])
    pace = forms.ChoiceField(
        label="Hoe staat het ermee?",
        widget=forms.RadioSelect,
        choices=[("op schema", "op schema"), ("vertraagd", "vertraagd"), ("stil", "ligt stil")],
    )
    shown = forms.BooleanField(label="Toon deze actie op de openbare pagina", required=False)


class UploadForm(forms.Form):
    document = forms.FileField(
        label="Het plan", help_text="Een PDF-, Word-, Excel- of tekstbestand van hoogstens 25 MB."
    )


class FilterForm(forms.Form):
    woord = forms.CharField(label="Woord", required=False)
    niveau = forms.ChoiceField(
        label="Niveau", required=False, choices=[("", "alle"), ("actie", "Actie"), ("doel", "Doelstelling")]
    )
    trekker = forms.ChoiceField(
        label="Trekker", required=False, choices=[("", "alle"), ("geen", "zonder trekker")]
    )


def _tree() -> list[TreeItem]:
    def action(code: str, title: str, counts: str, **more: Any) -> TreeItem:
        return TreeItem(title, "#boom", "Actie", code, counts, **more)

    mobility = TreeItem(
        "Wie minder mobiel is, geraakt waar hij moet zijn",
        "#boom",
        "Doelstelling",
        "1.1",
        "3 acties",
        open=True,
        children=[
            action("1.1.1", "Een belbus op woensdag en zaterdag, in alle deelgemeenten", "2 indicatoren"),
            action(
                "1.1.2",
                "Vrijwillige chauffeurs werven en vormen",
                "4 indicatoren",
                findings={"warning": 2},
                current=True,
            ),
            action("1.1.3", "Eén telefoonnummer voor alle ritten", "1 indicator", findings={"error": 1}),
        ],
    )
    neighbours = TreeItem(
        "Buren vinden elkaar",
        "#boom",
        "Doelstelling",
        "1.2",
        "1 actie",
        children=[action("1.2.1", "Babbelbank", "")],
    )
    return [
        TreeItem(
            "Thuis in de Zilverstreek",
            "#boom",
            "Werf",
            "1",
            "2 doelstellingen · 4 acties",
            {"error": 1, "warning": 2},
            open=True,
            children=[mobility, neighbours],
        ),
        TreeItem("Een warme start voor elk kind", "#boom", "Werf", "2", "nog geen doelstellingen"),
    ]


FINDINGS: list[dict[str, Any]] = [
    {
        "pk": 1,
        "severity": "error",
        "message": "De deelbedragen van actie 1.1.3 tellen niet op tot het totaal.",
        "arithmetic": "12.500 + 8.000 + 4.250 = 24.750, niet 25.750",
        "remedy": "Kijk na welk bedrag juist is en pas het plan aan.",
        "source_url": "#r14",
        "source_label": "Regel 14 tot 17",
        "accept_url": "#",
    },
    {
        "pk": 2,
        "severity": "warning",
        "message": "“Meer vrijwillige chauffeurs” noemt geen aantal en geen beginpunt.",
        "remedy": "Zeg hoeveel er nu zijn en hoeveel het er moeten worden.",
        "source_url": "#r13",
        "source_label": "Regel 13",
        "accept_url": "#",
    },
    {
        "pk": 3,
        "severity": "note",
        "message": "De actie eindigt in voorjaar 2026, na het einde van het plan.",
        "accepted_by": "An Demo",
        "accepted_on": date(2026, 3, 2),
        "accepted_reason": "het plan wordt met een jaar verlengd.",
    },
]

SOURCE = [
    SourceLine(9, "Zilverstreek – ontwerp 3", "ignored", "kopregel", page=4),
    SourceLine(
        10, "1.1 Wie minder mobiel is, geraakt waar hij moet zijn", "read", "Doelstelling 1.1", "#boom"
    ),
    SourceLine(11, ""),
    SourceLine(12, "1.1.2 Vrijwillige chauffeurs werven en vormen", "read", "Actie 1.1.2", "#boom"),
    SourceLine(13, "Indicator: meer vrijwillige chauffeurs", "found", "Aandachtspunt", "#bevinding-2"),
    SourceLine(
        14,
        "De middelen komen uit de werking van de zone en uit een toelage voor vervoer op maat.",
        "read",
    ),
    SourceLine(15, "Zie ook de afspraken met de mutualiteiten.", "unplaced", "te plaatsen", "#lade-1"),
]

TRAY: list[dict[str, Any]] = [
    {
        "pk": 1,
        "text": "Zie ook de afspraken met de mutualiteiten.",
        "where": "Pagina 4, regel 15",
        "why": "Dit staat na de laatste indicator, maar is er zelf geen.",
        "source_url": "#r15",
        "proposal": "Actie 1.1.2 Vrijwillige chauffeurs werven en vormen",
        "proposal_value": "7",
        "place_url": "#",
        "ignore_url": "#",
        "choices": [("7", "Actie 1.1.2"), ("8", "Actie 1.1.3"), ("2", "Doelstelling 1.2")],
    },
    {
        "pk": 2,
        "text": "BIJLAGE B\nTabel met oude cijfers",
        "where": "Pagina 11, regel 203 en 204",
        "why": "Een kop zonder tekst eronder.",
        "place_url": "#",
        "ignore_url": "#",
        "choices": [("1", "Werf 1"), ("2", "Werf 2")],
    },
]

HISTORY: list[dict[str, Any]] = [
    {
        "at": datetime(2026, 3, 2, 13, 5, tzinfo=UTC),
        "who": "An Demo",
        "what": "wijzigde actie 1.1.2",
        "reason": "beslist op de stuurgroep van februari",
        "changes": [("Einde", "najaar 2025", "voorjaar 2026"), ("Trekker", "", "dienst vervoer")],
    },
    {
        "at": datetime(2026, 1, 15, 9, 30, tzinfo=UTC),
        "who": "Bo Demo",
        "what": "las het plan in",
        "changes": [],
    },
]

ROWS: list[dict[str, Any]] = [
    {
        "code": "1.1.1",
        "title": "Een belbus op woensdag en zaterdag",
        "who": "dienst vervoer",
        "when": "2024",
        "n": 2,
    },
    {"code": "1.1.2", "title": "Vrijwillige chauffeurs werven", "who": "", "when": "voorjaar 2025", "n": 4},
    {
        "code": "1.1.3",
        "title": "Eén telefoonnummer voor alle ritten",
        "who": "welzijnshuis",
        "when": "2026",
        "n": 1550,
    },
]

SHEET: list[dict[str, str]] = [
    {
        "label": "Wat",
        "value": "Mensen vinden die een dag per week willen rijden, en hen leren tillen en begeleiden.",
        "url": "#r12",
        "where": "regel 12",
    },
    {"label": "Trekker", "value": ""},
    {"label": "Wanneer", "value": "voorjaar 2025"},
    {"label": "Randvoorwaarden", "value": "Een verzekering voor wie rijdt.\nEen vaste wagen per zone."},
    {"label": "Out of scope", "value": ""},
]


TASKS = [
    {
        "title": "2 passages te plaatsen",
        "where": "Thuis in de Zilverstreek",
        "url": "#lade",
        "button": "Naar de lade",
    },
    {
        "title": "3 bevindingen",
        "where": "Thuis in de Zilverstreek",
        "url": "#bevindingen",
        "button": "Nakijken",
    },
]


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Reden")


CONFIRM: dict[str, Any] = {
    "title": "De rol van Bo Demo beëindigen",
    "question": "Bo Demo kan daarna niets meer wijzigen in Zilverstreek.",
    "consequence": "Wat al gewijzigd is, blijft staan onder de naam van Bo Demo.",
    "button": "Rol beëindigen",
    "back_url": "/stijl/",
    "danger": True,
    "form": ReasonForm(),
}


def context(request: HttpRequest) -> dict[str, Any]:
    """Everything the gallery page shows."""
    wrong = ActionForm({"title": "", "steward": "an.demo", "level": "g"}, auto_id="fout_%s")
    return {
        "form": ActionForm(),
        "wrong_form": wrong,
        "upload_form": UploadForm(),
        "filter_form": FilterForm(request.GET or None),
        "tree_items": _tree(),
        "findings": FINDINGS,
        "source_lines": SOURCE,
        "tray": TRAY,
        "history": HISTORY,
        "rows": ROWS,
        "sheet_fields": SHEET,
        "tasks": TASKS,
        "glossary": Glossary(
            (WordEntry(1, ("mantelzorger",)), WordEntry(2, ("zorgraad",))),
            {
                1: Explanation("mantelzorger", "Wie geregeld en onbetaald voor een naaste zorgt.", "#woord"),
                2: Explanation("zorgraad", "Begrip nog te definiëren.", "#woord"),
            },
        ),
        "page_obj": Paginator(range(231), 20).get_page(request.GET.get("pagina", 4)),
        "tabs": [
            {"label": "Boom", "url": "#tabbladen", "current": True},
            {"label": "Tabel", "url": "#tabbladen"},
            {"label": "Bijsluiter", "url": "#tabbladen", "count": 12},
            {"label": "Lade", "url": "#tabbladen", "count": 2},
            {"label": "Bron", "url": "#tabbladen"},
        ],
        "known_job": {"label": "Plan lezen", "said": "Pagina 24 van 40 wordt gelezen.", "percent": 60},
        "unknown_job": {"label": "Plan nakijken", "said": "De bijsluiter wordt gemaakt…", "percent": None},
        "nav_networks": [
            {"name": "Zilverstreek", "url": "#", "current": True},
            {"name": "Eerstelijnszone Zilverstreek", "url": "#"},
        ],
        "season": date(2025, 3, 1),
        "adopted": date(2023, 10, 26),
        "start": date(2026, 1, 1),
        "end": date(2031, 12, 31),
        "charts": CHARTS,
        "sections": SECTIONS,
    }


SECTIONS = [
    ("tekst", "Tekst"),
    ("knoppen", "Knoppen"),
    ("tabbladen", "Tabbladen"),
    ("cijferzin", "Zin met cijfers"),
    ("boom", "Boom"),
    ("tabel", "Tabel en filter"),
    ("fiche", "Actiefiche"),
    ("woord", "Uitgelegd woord"),
    ("bevindingen", "Bevindingen"),
    ("bron", "Bron"),
    ("lade", "Lade"),
    ("formulier", "Formulier"),
    ("bestand", "Bestand kiezen"),
    ("meldingen", "Meldingen"),
    ("leeg", "Nog niets"),
    ("voortgang", "Voortgang"),
    ("taken", "Taken"),
    ("historiek", "Historiek"),
    ("grafieken", "Grafieken"),
]
