"""The declared words of action sheets: the labels of their fields and the names of their levels.

One table for all networks: a label that another network uses is added here, not in the code. A document
keeps its own spelling; the table only says which spellings mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from streekwerk.reading.models import LevelName

Meaning = Literal[
    "timing", "start", "end", "what", "why", "target_group", "goal", "scope", "approach", "indicators",
    "evaluation", "means", "staff", "owner", "partners", "conditions", "links", "communication", "remarks",
    "status", "priority", "area", "title", "other",
]  # fmt: skip

# Per meaning the labels, the canonical Dutch one first. A label of one common word that also starts ordinary
# sentences has an asterisk: it counts only with a colon, a question mark, or alone on its line.
FIELD_LABELS: dict[Meaning, tuple[str, ...]] = {
    "timing": (
        "Timing", "Looptijd", "Planning", "Termijn", "Tijdspad", "Tijdpad", "Tijdlijn", "Tijdsplanning",
        "Tijdsbestek", "Uitvoeringsperiode", "Periode*", "Wanneer*", "Wanneer?", "Timing en planning",
        "Planning en timing", "Realisatietermijn", "Fasering", "Duur*", "Tegen wanneer?", "Start en einde",
    ),
    "start": (
        "Startdatum", "Begindatum", "Timing start", "Start timing", "Timing begin", "Startjaar", "Start*",
        "Begin*", "Aanvang*", "Opstart*",
    ),
    "end": (
        "Einddatum", "Timing einde", "Einde timing", "Timing eind", "Eindjaar", "Einde*",
        "Deadline*", "Streefdatum", "Eind*",
    ),
    "what": (
        "Wat (SMART)", "Wat*", "Wat?", "Omschrijving", "Beschrijving", "Omschrijving van de actie",
        "Omschrijving actie", "Beschrijving van de actie", "Beschrijving actie", "Korte omschrijving",
        "Korte beschrijving", "Actieomschrijving", "Inhoud*", "Concreet*", "Concretisering",
        "Wat gaan we doen?",
        "Wat houdt de actie in?", "Toelichting*", "Samenvatting*",
    ),
    "why": (
        "Waarom*", "Waarom?", "Aanleiding*", "Motivatie*", "Motivering*", "Context*", "Probleemstelling",
        "Situering*", "Achtergrond*", "Vertrekpunt*", "Waarom deze actie?", "Uitdaging*",
    ),
    "target_group": ("Doelgroep", "Doelgroepen", "Doelgroep(en)", "Voor wie*", "Voor wie?", "Doelpubliek"),
    "goal": (
        "Doel*", "Doelstelling*", "Doelstellingen*", "Doel van de actie", "Beoogd resultaat",
        "Beoogde resultaten",
        "Verwacht resultaat", "Verwachte resultaten", "Resultaat*", "Resultaten*", "Gewenst resultaat",
        "Wat willen we bereiken?", "Beoogd effect", "Ambitie*",
    ),
    "scope": ("Out of scope", "Buiten scope", "Niet in scope", "Afbakening*", "Scope*", "In scope"),
    "approach": (
        "Plan van aanpak", "Aanpak*", "Stappenplan", "Stappen*", "Hoe*", "Hoe?", "Werkwijze", "Activiteiten*",
        "Acties*", "Deelacties", "Mijlpalen*", "Uitvoering*", "Concrete stappen", "Te nemen stappen",
        "Hoe pakken we dit aan?", "Methodiek*", "Subacties", "Concrete acties", "Tussenstappen",
    ),
    "indicators": (
        "Indicatoren", "Indicator*", "Indicator(en)", "Meetindicatoren", "Succesindicatoren",
        "Succesindicator",
        "Hoe meten we dit?", "Hoe meten we succes?", "Wanneer geslaagd?", "Wanneer is de actie geslaagd?",
        "Meetbaar resultaat", "Meetbare resultaten", "Meetbare indicator", "Meetbare indicatoren",
        "KPI", "KPI's", "KPI’s", "Prestatie-indicatoren",
        "Evaluatie-indicatoren", "Indicatoren en meetbare resultaten", "Resultaatsindicatoren",
        "Resultaatindicatoren", "Effectindicatoren", "Opvolgingsindicatoren", "Hoe gaan we dit meten?",
    ),
    "evaluation": (
        "Evaluatie*", "Opvolging*", "Monitoring*", "Monitoring en evaluatie", "Evaluatie en opvolging",
    ),
    "means": (
        "Middelen", "Budget", "Financiën*", "Financiering*", "Financiële middelen", "Kostprijs", "Kosten*",
        "Kostenraming", "Geraamd budget", "Raming*", "Begroting*", "Budget en middelen", "Middelen en budget",
        "Benodigde middelen", "Inzet van middelen", "In te zetten middelen", "Middelen/budget",
        "Budgettaire impact", "Benodigd budget", "Subsidies*", "Uitgaven*", "Ontvangsten*",
    ),
    "staff": (
        "Personeelsinzet", "Personeel*", "Inzet personeel", "Personele middelen", "Personele inzet",
        "Mankracht*",
        "Inzet VTE", "VTE*",
    ),
    "owner": (
        "Trekker", "Trekkers", "Trekker(s)", "Verantwoordelijke", "Verantwoordelijken",
        "Verantwoordelijke(n)",
        "Wie*", "Wie?", "Eigenaar*", "Actiehouder", "Projectleider*", "Contactpersoon", "Coördinatie*",
        "Coördinator*", "Initiatiefnemer", "Initiatiefnemers", "Verantwoordelijke dienst", "Wie trekt?",
        "Wie is trekker?", "Trekkende organisatie", "Trekker/verantwoordelijke", "Verantwoordelijke/trekker",
        "Actieverantwoordelijke", "Penhouder", "Regie*",
    ),
    "partners": (
        "Partners", "Partner*", "Partner(s)", "Met wie*", "Met wie?", "Betrokken partners", "Betrokkenen*",
        "Samenwerking*", "Samenwerkingspartners", "Stakeholders", "Betrokken actoren", "Actoren*",
        "Betrokken diensten", "Partners en betrokkenen", "In samenwerking met*", "Betrokken organisaties",
        "Wie werkt mee?", "Uitvoerders*", "Mogelijke partners",
    ),
    "conditions": (
        "Randvoorwaarden", "Hoe (randvoorwaarden)", "Voorwaarden*", "Aandachtspunten", "Risico's", "Risico’s",
        "Knelpunten*", "Kritische succesfactoren", "Succesfactoren", "Afhankelijkheden*",
        "Risico's en randvoorwaarden",
        "Valkuilen",
    ),
    "links": (
        "Link met andere projecten", "Link met andere acties", "Link met andere plannen", "Raakvlakken",
        "Samenhang*", "Samenhang met andere acties", "Slimme combinaties", "Verwante acties",
        "Gelinkte acties",
        "Link met*", "Linken*", "Links met andere acties", "Koppeling met andere acties",
        "Relatie met andere acties",
    ),
    "communication": ("Communicatie", "Communicatieplan*", "Communicatie en bekendmaking"),
    "remarks": (
        "Suggesties", "Opmerkingen*", "Opmerking*", "Bemerkingen*", "Bijkomende informatie", "Nota's*",
    ),
    "status": ("Status*", "Stand van zaken", "Voortgang*"),
    "priority": ("Prioriteit*", "Prioritair*", "Prioriteitsgraad"),
    "area": (
        "Werkingsgebied", "Werkgebied", "Gebied*", "Regio*", "Zone*", "Niveau*", "Gemeenten*", "Schaal*",
        "Beleidsveld", "Beleidsitem",
    ),
    "title": (
        "Titel*", "Naam*", "Naam van de actie", "Naam actie", "Titel van de actie", "Titel actie", "Actie*",
        "Naam van het project", "Naam project", "Titel project", "Actienaam",
    ),
}  # fmt: skip

# Per level the words for it, longest first where one begins another.
LEVEL_WORDS: dict[LevelName, tuple[str, ...]] = {
    "pillar": ("Pijler", "Werf", "Hoofdpijler", "As"),
    "domain": (
        "Domein", "Beleidsdomein", "Thema", "Hoofdthema", "Hoofdstuk", "Werkdomein", "Levensdomein",
        "Beleidsthema", "Programma", "Subthema", "Cluster", "Spoor", "Actiedomein",
    ),
    "goal": (
        "Doelstelling", "Beleidsdoelstelling", "Hoofddoelstelling", "Algemene doelstelling", "Speerpunt",
        "Prioriteit",
        "Beleidsprioriteit", "Ambitie", "Beleidsdoel", "Doel", "Uitdaging", "Beleidslijn", "Subdoelstelling",
        "Engagement", "Prioritaire doelstelling", "Inhoudelijke doelstelling",
    ),
    "strategic_objective": (
        "Strategische doelstelling", "Strategisch doel", "Strategische doelstellingen", "SD",
    ),
    "operational_objective": (
        "Operationele doelstelling", "Operationeel doel", "Operationele doelstellingen", "OD",
        "Concrete doelstelling",
    ),
    "action_plan": ("Actieplan", "Actielijn", "Actieprogramma", "Actiepakket"),
    "action": (
        "Actie", "Actiefiche", "Fiche", "Maatregel", "Initiatief", "Actiepunt", "Deelactie", "Fiche actie",
        "Subactie",
    ),
    "project": ("Project", "Projectfiche", "Deelproject", "Traject"),
}  # fmt: skip

SHEET_LEVELS: frozenset[LevelName] = frozenset({"action", "project"})


@dataclass(frozen=True, slots=True)
class Label:
    """A field label of the table."""

    words: str
    meaning: Meaning
    marked: bool
    """True when it only counts with a colon, a question mark, or alone on its line."""


@cache
def field_labels() -> dict[str, Label]:
    """Every label by its key (`label_key`); of two spellings with one key the cautious one counts."""
    labels: dict[str, Label] = {}
    for meaning, spellings in FIELD_LABELS.items():
        for words in spellings:
            key = label_key(words)
            marked = words.endswith("*") or (key in labels and labels[key].marked)
            labels[key] = Label(words.rstrip("*"), meaning, marked)
    return labels


@cache
def levels() -> dict[str, tuple[LevelName, str]]:
    """Every level with its word, by the key of the word."""
    return {label_key(word): (level, word) for level, words in LEVEL_WORDS.items() for word in words}


def label_key(words: str) -> str:
    """What counts in a label: its letters and digits, in lower case.

    >>> label_key("Hoe (randvoor waarden)")
    'hoerandvoorwaarden'
    """
    return re.sub(r"[\W_]+", "", words.casefold())


# "Verantwoordelijke" above "Dienst wonen" is a label above its value, not "Verantwoordelijke dienst".
_BETWEEN_WORDS = r"(?: +| *\n(?-i:(?![A-ZÀ-Ý])))"


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the phrases at the start of a text, also when a space broke a word in two, or
    when it runs on in the next line, in lower case.

    >>> bool(phrase_pattern(["Operationele doelstelling"]).match("Opera tionele\\ndoelstelling 1"))
    True
    """
    keys = sorted({phrase.rstrip("*?") for phrase in phrases}, key=len, reverse=True)
    spelled = [_BETWEEN_WORDS.join(map(_broken, key.split())) + _end(key) for key in keys]
    return re.compile(rf"(?P<words>{'|'.join(spelled)})", re.IGNORECASE)


def _end(key: str) -> str:
    """Where a phrase ends: an abbreviation may have its number right behind it ("SD1")."""
    return r"(?![^\W\d])" if key.isupper() and len(key) == 2 else r"(?!\w)"


def _broken(word: str) -> str:
    """A word of five letters or more may be cut by one space, after its second letter."""
    letters = [re.escape(letter) for letter in word]
    if len(letters) < 5 or not word.isalpha():
        return "".join(letters)
    return letters[0] + letters[1] + "".join(f" ?{letter}" for letter in letters[2:])
