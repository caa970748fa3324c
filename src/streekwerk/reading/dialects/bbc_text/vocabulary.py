"""The words of the policy and management cycle (BBC): levels, columns, funding rows.

The level words come from the decree on local government (beleidsdoelstelling, actieplan, actie), from the
model of the Agency for Domestic Governance (strategische doelstelling above it) and from what networks
outside BBC print in the same kind of table.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from streekwerk.reading.models import LevelName


class Level(NamedTuple):
    """A level word: its singular as a network writes it, the level, and the codes that stand for it."""

    word: str
    level: LevelName
    plural: str
    codes: tuple[str, ...] = ()


# From high to low; where a table prints two of them, this order is their order in the tree.
LEVELS: tuple[Level, ...] = (
    Level("Pijler", "pillar", "Pijlers"),
    Level("Domein", "domain", "Domeinen"),
    Level("Beleidsdomein", "domain", "Beleidsdomeinen"),
    Level("Strategische doelstelling", "strategic_objective", "Strategische doelstellingen", ("SD",)),
    Level("Strategische doelen", "strategic_objective", "Strategische doelen"),
    Level("Strategisch doel", "strategic_objective", "Strategische doelen"),
    Level("Beleidsdoelstelling", "goal", "Beleidsdoelstellingen", ("BD", "BDS")),
    Level("Prioritaire doelstelling", "goal", "Prioritaire doelstellingen", ("PBD", "PD")),
    Level("Beleidsprioriteit", "goal", "Beleidsprioriteiten"),
    Level("Prioriteit", "goal", "Prioriteiten"),
    Level("Speerpunt", "goal", "Speerpunten"),
    Level("Hoofddoelstelling", "goal", "Hoofddoelstellingen"),
    Level("Doelstelling", "goal", "Doelstellingen", ("DS",)),
    Level("Operationele doelstelling", "operational_objective", "Operationele doelstellingen", ("OD",)),
    Level("Operationele doelen", "operational_objective", "Operationele doelen"),
    Level("Operationeel doel", "operational_objective", "Operationele doelen"),
    Level("Subdoelstelling", "operational_objective", "Subdoelstellingen"),
    Level("Actieplan", "action_plan", "Actieplannen", ("AP", "APL")),
    Level("Actieprogramma", "action_plan", "Actieprogramma's"),
    Level("Actielijn", "action_plan", "Actielijnen"),
    Level("Actie", "action", "Acties", ("A", "AC", "ACT")),
    Level("Activiteit", "action", "Activiteiten"),
    Level("Maatregel", "action", "Maatregelen"),
    Level("Project", "project", "Projecten", ("PR", "PROJ")),
)

ABOVE_ACTION: tuple[LevelName, ...] = (
    "pillar", "domain", "strategic_objective", "goal", "operational_objective", "action_plan",
)  # fmt: skip
DEPTH: dict[LevelName, int] = {
    **{level: depth for depth, level in enumerate(ABOVE_ACTION)},
    "funding": 5, "action": 6, "project": 6, "statement": 7,
}  # fmt: skip

# Columns that hold no level: what their cells are.
COLUMNS: dict[str, tuple[str, ...]] = {
    "indicator": (
        "Indicatoren", "Indicator", "Resultaatsindicatoren", "Resultaatsindicator", "Procesindicatoren",
        "Procesindicator", "Meetindicatoren", "Effectindicatoren", "Prestatie-indicatoren", "KPI's", "KPI",
        "Beoogd resultaat", "Beoogde resultaten", "Meetbaar resultaat", "Verwacht resultaat",
        "Verwachte resultaten", "Resultaten", "Resultaat",
    ),
    "comment": (
        "Commentaar", "Toelichting", "Opmerkingen", "Opmerking", "Omschrijving", "Lange omschrijving",
        "Korte omschrijving", "Evaluatie", "Verduidelijking",
    ),
    "target": ("Streefwaarden", "Streefwaarde", "Doelwaarde", "Streefcijfer", "Norm"),
    "timing": ("Timing", "Planning", "Termijn", "Tijdspad", "Uitvoeringstermijn", "Deadline", "Looptijd"),
    "steward": (
        "Trekkers", "Trekker", "Verantwoordelijken", "Verantwoordelijke", "Uitvoerder", "Wie",
        "Betrokken partners", "Partners", "Projectleider",
    ),
    "budget": ("Budget", "Raming", "Kostprijs", "Middelen", "Financiering", "Uitgaven", "Ontvangsten"),
    "status": ("Kleuren", "Kleur", "Status", "Stand van zaken", "Voortgang"),
    "code": ("Codes", "Code", "Nummer", "Nr.", "Nr"),
}  # fmt: skip

FUNDING = re.compile(
    r"(?:(?:algemene financiering|verrichtingen zonder (?:beleids)?doelstellingen?"
    r"|(?:overig|niet[- ]prioritair|gelijkblijvend) beleid)[.\s]*)+",
    re.IGNORECASE,
)

LEVEL_OF_WORD: dict[str, Level] = {
    word.casefold(): level for level in LEVELS for word in (level.word, level.plural)
}
LEVEL_OF_CODE: dict[str, Level] = {code: level for level in LEVELS for code in level.codes}
COLUMN_OF_WORD: dict[str, str] = {word.casefold(): kind for kind, words in COLUMNS.items() for word in words}

_LONGEST_FIRST = sorted(LEVEL_OF_WORD | COLUMN_OF_WORD, key=len, reverse=True)
HEADER_WORD = re.compile("|".join(re.escape(word) for word in _LONGEST_FIRST), re.IGNORECASE)
