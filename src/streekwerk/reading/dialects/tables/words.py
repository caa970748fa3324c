"""The words in the heads of columns, and what a column is for.

Level words and field labels are those of the fiche dialect; here stand the words that only tables use.
A header that is not known here is a field with its own name, so a missing word loses nothing.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from streekwerk.reading.dialects.fiche.vocabulary import LEVEL_WORDS, field_labels, label_key
from streekwerk.reading.models import LevelName

Role = Literal[
    "level", "code", "kind", "title", "text", "indicator", "detail", "start", "end", "timing", "milestone",
    "field",
]  # fmt: skip
"""`kind`: the level is written in the row; `detail`: belongs to an indicator (baseline, target, source)."""

COLUMN_WORDS: dict[Role, tuple[str, ...]] = {
    "code": (
        "Code", "Codes", "Nr", "Nummer", "Volgnummer", "Volgnr", "ID", "Ref", "Referentie", "Kenmerk", "#",
        "N°",
        "Codering",
    ),
    "kind": (
        "Niveau", "Type", "Soort", "Type doelstelling", "Type element", "Soort doelstelling", "Planniveau",
        "Type planonderdeel",
    ),
    "title": (
        "Titel", "Naam", "Korte omschrijving", "Benaming", "Korte titel", "Kernomschrijving", "Onderwerp",
    ),
    "text": (
        "Omschrijving", "Beschrijving", "Lange omschrijving", "Toelichting", "Inhoud", "Uitleg",
        "Verduidelijking",
        "Wat", "Concretisering", "Uitgebreide omschrijving", "Tekst", "Detailomschrijving",
    ),
    "indicator": (
        "Indicator", "Indicatoren", "Resultaatsindicator", "Resultaatsindicatoren", "Procesindicator",
        "Procesindicatoren", "Effectindicator", "Effectindicatoren", "Outputindicatoren",
        "Outcomeindicatoren",
        "Impactindicatoren", "KPI", "KPI's", "Prestatie-indicator", "Prestatie-indicatoren", "Meetindicator",
        "Meetindicatoren", "Succesindicator", "Succesindicatoren", "Indicator(en)", "Meetbaar resultaat",
        "Meetbare resultaten", "Hoe meten we dit", "Hoe meten", "Wanneer geslaagd", "Outputindicator",
        "Evaluatie-indicatoren", "Opvolgingsindicatoren",
    ),
    "detail": (
        "Nulmeting", "Nulwaarde", "Startwaarde", "Uitgangswaarde", "Beginwaarde", "Basiswaarde", "Baseline",
        "Referentiewaarde", "Streefwaarde", "Streefwaarden", "Doelwaarde", "Streefcijfer", "Streefdoel",
        "Target",
        "Norm", "Streefnorm", "Meetbron", "Bron", "Databron", "Gegevensbron", "Meetmethode", "Meetwijze",
        "Meetinstrument", "Meetfrequentie", "Frequentie", "Eenheid", "Meeteenheid", "Wijze van meting",
        "Huidige waarde", "Realisatie indicator", "Gemeten waarde",
    ),
    "start": (
        "Start", "Startdatum", "Begin", "Begindatum", "Aanvang", "Van", "Startjaar", "Opstart",
        "Begin uitvoering",
    ),
    "end": (
        "Einde", "Einddatum", "Eind", "Deadline", "Tot", "Streefdatum", "Eindjaar", "Klaar tegen",
        "Tegen wanneer",
        "Opleverdatum", "Einde uitvoering", "Uiterste datum", "Tot en met",
    ),
    "timing": (
        "Timing", "Planning", "Periode", "Termijn", "Looptijd", "Wanneer", "Tijdspad", "Uitvoeringsperiode",
        "Uitvoeringstermijn", "Tijdpad", "Fasering", "Datum", "Jaar", "Realisatietermijn",
    ),
    "milestone": ("Mijlpaal", "Mijlpalen", "Tussenstappen", "Stappenplan", "Stappen", "Tussentijdse doelen"),
}  # fmt: skip

# Fields that a table of actions usually has: they count as known when a header row is looked for.
KNOWN_FIELDS = (
    "Trekker", "Trekkers", "Verantwoordelijke", "Verantwoordelijken", "Partner", "Partners", "Status",
    "Prioriteit",
    "Budget", "Middelen", "Raming", "Kostprijs", "Uitgaven", "Ontvangsten", "Opmerking", "Opmerkingen",
    "Stand van zaken", "Voortgang", "Doelgroep", "Doelgroepen", "Thema", "Evaluatie", "Commentaar", "Kleur",
    "Bemerkingen", "Dienst", "Uitvoerder", "Beoogd resultaat", "Resultaat", "Resultaten", "Personeelsinzet",
    "Werkingsgebied", "Gemeente", "Gemeenten", "Zone", "Link met", "SDG", "SDG's", "Betrokkenen", "Wie",
    "Exploitatie", "Investeringen", "Financiering", "Subsidie", "Randvoorwaarden", "Risico's",
)  # fmt: skip

# Plural heads and the word for one of them, where it is not in the shared lists.
_PLURALS = {
    "Pijlers": "Pijler", "Werven": "Werf", "Assen": "As", "Domeinen": "Domein",
    "Beleidsdomeinen": "Beleidsdomein",
    "Thema's": "Thema", "Thema’s": "Thema", "Beleidsthema's": "Beleidsthema", "Hoofdstukken": "Hoofdstuk",
    "Programma's": "Programma", "Clusters": "Cluster", "Sporen": "Spoor", "Levensdomeinen": "Levensdomein",
    "Doelstellingen": "Doelstelling", "Doelen": "Doel", "Beleidsdoelstellingen": "Beleidsdoelstelling",
    "Beleidsdoelen": "Beleidsdoel", "Prioritaire doelstellingen": "Prioritaire doelstelling",
    "Beleidsprioriteiten": "Beleidsprioriteit", "Speerpunten": "Speerpunt", "Ambities": "Ambitie",
    "Hoofddoelstellingen": "Hoofddoelstelling", "Uitdagingen": "Uitdaging", "Beleidslijnen": "Beleidslijn",
    "Subdoelstellingen": "Subdoelstelling", "Engagementen": "Engagement",
    "Strategische doelstellingen": "Strategische doelstelling", "Strategische doelen": "Strategisch doel",
    "Operationele doelstellingen": "Operationele doelstelling", "Operationele doelen": "Operationeel doel",
    "Actieplannen": "Actieplan", "Actieprogramma's": "Actieprogramma", "Actielijnen": "Actielijn",
    "Acties": "Actie", "Concrete acties": "Actie", "Maatregelen": "Maatregel", "Initiatieven": "Initiatief",
    "Deelacties": "Deelactie", "Actiepunten": "Actiepunt", "Activiteiten": "Actie", "Projecten": "Project",
    "Trajecten": "Traject", "Deelprojecten": "Deelproject",
}  # fmt: skip

# Letters before a number that stand for a level, as budget programs of local governments print them.
LEVEL_CODES = {
    "SD": "Strategische doelstelling", "OD": "Operationele doelstelling", "BD": "Beleidsdoelstelling",
    "BDS": "Beleidsdoelstelling", "PBD": "Prioritaire doelstelling", "PD": "Prioritaire doelstelling",
    "AP": "Actieplan", "APL": "Actieplan", "A": "Actie", "AC": "Actie", "ACT": "Actie", "PR": "Project",
    "PROJ": "Project",
}  # fmt: skip
_QUALIFIERS: dict[str, Role] = {
    "code": "code", "nr": "code", "nummer": "code", "nr.": "code", "id": "code", "titel": "level",
    "naam": "level", "korte omschrijving": "level", "omschrijving": "text", "beschrijving": "text",
    "toelichting": "text", "lange omschrijving": "text", "concrete": "level", "geplande": "level",
}  # fmt: skip
_LONGEST_HEAD = 60
_YEAR = re.compile(r"(?:19|20)\d\d|(?:[QKTS][1-4]\s*)?(?:19|20)\d\d|(?:19|20)\d\d\s*[QK][1-4]")


class Head(NamedTuple):
    """What the words above a column say: its role, the level it is about, the word for one of them."""

    role: Role
    level: LevelName | None = None
    word: str | None = None
    known: bool = True
    """False for a field with a name of the network's own."""
    several: bool = False
    """A plural: a cell may list more than one."""


@lru_cache(maxsize=4096)
def head_of(text: str) -> Head:
    """What a header text says by itself.

    >>> head_of("Beleidsdoelstelling").level, head_of("Code actie"), head_of("Acties").word
    ('goal', Head(role='code', level='action', word='Actie', known=True, several=False), 'Actie')
    >>> head_of("Streefwaarde").role, head_of("Buurtcomité").known
    ('detail', False)
    """
    if len(text) > _LONGEST_HEAD:
        return Head("field", known=False)
    plain = re.sub(r"\([^)]*\)|[?:*]", " ", text)
    for candidate in (text, plain, *re.split(r"\s*[/|]\s*|\n", plain)[:1]):
        key = label_key(candidate)
        if not key:
            return Head("code") if "#" in text else Head("field", known=False)
        if key in level_heads():
            return level_heads()[key]
        if key in _column_keys():
            return Head(_column_keys()[key])
        qualified = _qualified(candidate)
        if qualified:
            return qualified
    key = label_key(plain)
    return Head("field", known=key in field_labels() or key in _known_keys())


def is_year(text: str) -> bool:
    """Whether a header names a year or a quarter: a column of a planning grid."""
    return bool(_YEAR.fullmatch(text.strip()))


def _qualified(text: str) -> Head | None:
    """A level word with a word that says which part: "Code actie", "Actienummer",
    "Omschrijving actieplan"."""
    words = " ".join(re.sub(r"[^\w\s°#]", " ", text).split())
    if not any(qualifier in words.lower() for qualifier in _QUALIFIERS):
        return None
    for pattern, role in _qualified_patterns():
        match = pattern.fullmatch(words)
        head = level_heads().get(label_key(match["level"])) if match else None
        if head:
            return Head(role, head.level, head.word, several=head.several and role == "level")
    return None


@cache
def _qualified_patterns() -> list[tuple[re.Pattern[str], Role]]:
    return [
        (re.compile(pattern, re.IGNORECASE), role)
        for qualifier, role in _QUALIFIERS.items()
        for pattern in (
            rf"{re.escape(qualifier)}\.?\s+(?:van\s+)?(?:de\s+|het\s+)?(?P<level>.+)",
            rf"(?P<level>.+?)[\s-]*{re.escape(qualifier)}",
        )
    ]


@cache
def _known_keys() -> frozenset[str]:
    return frozenset(label_key(word) for word in KNOWN_FIELDS)


@cache
def level_heads() -> dict[str, Head]:
    """Every level word, singular and plural, by its key."""
    heads: dict[str, Head] = {}
    for level, words in LEVEL_WORDS.items():
        for word in words:
            heads[label_key(word)] = Head("level", level, word)
    # In a table “Prioriteit” says how urgent a row is.
    del heads[label_key("Prioriteit")]
    for pairs, several in ((_PLURALS, True), (LEVEL_CODES, False)):
        for other, word in pairs.items():
            single = heads.get(label_key(word))
            if single and len(other) > 1:
                heads[label_key(other)] = Head("level", single.level, word, several=several)
    return heads


def level_of_code(letters: str) -> tuple[LevelName, str] | None:
    """The level that the letters of a code stand for, and its word.

    >>> level_of_code("AP"), level_of_code("XYZ")
    (('action_plan', 'Actieplan'), None)
    """
    word = LEVEL_CODES.get(letters)
    head = level_heads().get(label_key(word)) if word else None
    return (head.level, word) if head and head.level and word else None


@cache
def _column_keys() -> dict[str, Role]:
    return {
        label_key(word): role for role, words in COLUMN_WORDS.items() for word in words if label_key(word)
    }
