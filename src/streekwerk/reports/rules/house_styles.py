"""What was found in a template, as plain data, and the report that shows how it looks."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from streekwerk.reports.rules.content import (
    Bullets,
    Cell,
    Column,
    Content,
    Heading,
    Paragraph,
    Picture,
    Run,
    Table,
)

MAX_MEGABYTES = 10
"""A template as it lies on disk: a letterhead with photographs is 2 MB."""


@dataclass(frozen=True, slots=True)
class StyleFound:
    """A style that a report uses, and which of the template serves for it."""

    wanted: str
    found: str
    """Empty: it was added."""
    custom: bool
    """A style of Streekwerk's own, which no template needs to have."""


@dataclass(frozen=True)
class Found:
    """How a template serves."""

    styles: tuple[StyleFound, ...]
    words: tuple[str, ...]
    blocks: tuple[str, ...]
    warnings: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Found:
        """What was kept, or nothing found when nothing was.

        >>> Found.from_json({}).warnings
        ()
        """
        return cls(
            tuple(StyleFound(**each) for each in data.get("styles", ())),
            tuple(data.get("words", ())),
            tuple(data.get("blocks", ())),
            tuple(data.get("warnings", ())),
        )

    @property
    def used(self) -> list[StyleFound]:
        """The template's own styles that serve."""
        return [each for each in self.styles if each.found]

    @property
    def missing(self) -> list[StyleFound]:
        """Ordinary styles of Word that the template lacks."""
        return [each for each in self.styles if not each.found and not each.custom]


_BARS = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="150" viewBox="0 0 640 150">'
    '<rect width="640" height="150" fill="#ffffff"/>'
    '<g font-family="Source Sans Pro" font-size="14" fill="#1b201e">'
    '<text x="0" y="32">2024</text><text x="0" y="77">2025</text><text x="0" y="122">2026</text>'
    '<text x="296" y="32">120</text><text x="396" y="77">170</text><text x="526" y="122">235</text></g>'
    '<g fill="#0d5f5a"><rect x="50" y="14" width="240" height="26"/><rect x="50" y="59" width="340" '
    'height="26"/><rect x="50" y="104" width="470" height="26"/></g></svg>'
)


def sample_report(organisation: str) -> Content:
    """A short invented report in which everything occurs once: how a house style looks.

    >>> [heading.level for heading in sample_report("Ons netwerk").headings()][:4]
    [1, 1, 2, 3]
    """
    text = (
        "Dit is een voorbeeld: de tekst is verzonnen. Zo staat een gewone alinea in uw rapport, met een "
        "verwijzing naar een ander deel."
    )
    table = Table(
        "Acties met hun stand",
        (
            Column("Actie", 4),
            Column("Stand", 2),
            Column("Trekker", 2),
            Column("Gepland (€)", 1, "right"),
        ),
        (
            (
                Cell("1.1 Loket in elke gemeente"),
                Cell("loopt", "running"),
                Cell("dienst Welzijn"),
                Cell("12.000"),
            ),
            (
                Cell("1.2 Vorming van vrijwilligers"),
                Cell("klaar", "done"),
                Cell("vormingscel"),
                Cell("3.500"),
            ),
            (
                Cell("1.3 Gedeelde wagen"),
                Cell("geblokkeerd: wacht op de verzekering", "blocked"),
                Cell("dienst Mobiliteit"),
                Cell("8.250"),
            ),
            (Cell("1.4 Buurtmaaltijd"), Cell("gepauzeerd", "paused"), Cell("buurtwerk"), Cell("900")),
        ),
        (Cell("Totaal"), Cell(""), Cell(""), Cell("24.650")),
    )
    parts = (
        Heading(1, "Wat veranderde"),
        Paragraph((Run("Eén actie kwam klaar, één staat stil."),), "lead"),
        Bullets(
            (
                (Run("Klaar: ", strong=True), Run("vorming van vrijwilligers")),
                (Run("Geblokkeerd: ", strong=True), Run("gedeelde wagen, tot er een verzekering is")),
            )
        ),
        Heading(1, "Doel 1: hulp dicht bij huis", "doel"),
        Paragraph((Run(text), Run(" "), Run("Zie de acties", href="#acties"), Run("."))),
        Heading(2, "Acties", "acties"),
        table,
        Paragraph((Run("Bedragen in euro."),), "note"),
        Heading(3, "Bereikte gezinnen"),
        Picture(
            _BARS, "Staven: 120 gezinnen in 2024, 170 in 2025 en 235 in 2026.", "Gezinnen per jaar", 640, 150
        ),
        Heading(4, "Volgende stap"),
        Paragraph((Run(text),)),
    )
    facts = (("Voor", "bestuursorgaan"), ("Toestand op", "30 september 2026"))
    return Content("Voorbeeldrapport", "Derde kwartaal 2026", parts, facts, organisation)
