"""Money and what the plan rests on: receipts and expenses, assumptions, risks, findings, own text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from streekwerk.reports.rules.blocks.base import (
    Block,
    Option,
    Options,
    Surroundings,
    day_words,
    name_of,
    node_cell,
    paragraphs,
)
from streekwerk.reports.rules.content import Bullets, Cell, Column, Heading, Paragraph, Part, Run, Table
from streekwerk.reports.rules.facts import BudgetFact, Facts
from streekwerk.reports.rules.sentences import euro
from streekwerk.ui import dutch

SOURCES = {"regular": "regulier", "project": "project", "undecided": "nog te bepalen"}


def budget(facts: Facts, options: Options, around: Surroundings) -> list[Part]:
    """Expenses and receipts of the year, planned and realised, per source and per action."""
    year = facts.day.year if options["year_of_day"] else date.fromisoformat(facts.end).year
    lines = [line for line in facts.budget if line.year == year]
    if not lines:
        return []
    made: list[Part] = []
    for direction, heading in (("expense", f"Uitgaven {year}"), ("receipt", f"Ontvangsten {year}")):
        here = [line for line in lines if line.direction == direction]
        if here:
            made += [Heading(2, heading), _per_source(here), *_per_action(here, facts, options, around)]
    return made


def _per_source(lines: list[BudgetFact]) -> Table:
    rows = []
    for source, word in SOURCES.items():
        here = [line for line in lines if line.source == source]
        if here:
            rows.append((Cell(word), *_amounts(here)))
    return Table("Per herkomst", _columns("Herkomst"), tuple(rows), (Cell("Totaal"), *_amounts(lines)))


def _per_action(
    lines: list[BudgetFact], facts: Facts, options: Options, around: Surroundings
) -> Iterable[Part]:
    if not options["per_action"]:
        return
    by_node: dict[int, list[BudgetFact]] = {}
    for line in lines:
        by_node.setdefault(line.node, []).append(line)
    rows = [
        (node_cell(node, around), *_amounts(by_node[node.id])) for node in facts.nodes if node.id in by_node
    ]
    if rows:
        yield Table("Per actie", _columns("Actie"), tuple(rows), (Cell("Totaal"), *_amounts(lines)))


def _columns(first: str) -> tuple[Column, ...]:
    amounts = (Column(title, 2, "right") for title in ("Geraamd", "Gerealiseerd", "Verschil"))
    return (Column(first, 4), *amounts)


def _amounts(lines: list[BudgetFact]) -> tuple[Cell, ...]:
    planned, realised = _sum(line.planned for line in lines), _sum(line.realised for line in lines)
    if not any(line.realised for line in lines):
        return _money(planned), Cell("nog niet gekend", tone="muted"), Cell("")
    return _money(planned), _money(realised), _money(realised - planned)


def _sum(amounts: Iterable[str]) -> Decimal:
    return sum((Decimal(amount) for amount in amounts if amount), Decimal(0))


def _money(amount: Decimal) -> Cell:
    return Cell(euro(str(amount)), number=str(amount))


def risks(facts: Facts, options: Options, around: Surroundings) -> list[Part]:
    """Means that are not sure: still to be found, or ending within the year."""
    found: list[tuple[Run, ...]] = []
    undecided = [line for line in facts.budget if line.source == "undecided" and line.direction == "expense"]
    if total := _sum(line.planned for line in undecided):
        found.append((Run(f"Voor {euro(str(total))} aan uitgaven is de herkomst nog te bepalen."),))
    for line in facts.budget:
        if line.until and 0 <= (date.fromisoformat(line.until) - facts.day).days <= 365:
            name = name_of(facts, line.node)
            said = f"Projectmiddelen van {name} lopen af op {day_words(line.until)}."
            if (Run(said, href=around.links.to("node", line.node)),) not in found:
                found.append((Run(said, href=around.links.to("node", line.node)),))
    made: list[Part] = [Bullets(tuple(found))] if found else []
    return made + paragraphs(options["text"])


def assumptions(facts: Facts, options: Options, around: Surroundings) -> list[Part]:
    """What the plan counts on and does not hold any more, or is still to be looked into."""
    rows = [one for one in facts.assumptions if one.stand == "lapsed" or options["also_open"]]
    rows = [one for one in rows if one.stand in ("lapsed", "open")]
    if not rows:
        return []
    columns = (
        Column("Waarop het plan rekent", 4),
        Column("Stand", 1),
        Column("Gevolg", 3),
        Column("Actie", 2),
    )
    return [
        Table(
            "Veronderstellingen en randvoorwaarden",
            columns,
            tuple(
                (
                    Cell(one.text),
                    Cell(one.label, tone="late" if one.stand == "lapsed" else "muted"),
                    Cell(one.effect),
                    Cell(name_of(facts, one.node), href=around.links.to("node", one.node)),
                )
                for one in rows
            ),
        )
    ]


def findings(facts: Facts, options: Options, around: Surroundings) -> list[Part]:
    """What the plan says against itself and nobody settled yet."""
    if not facts.findings:
        return []
    shown = facts.findings[: options["most"]]
    rows = tuple(
        (
            Cell(one.word, tone="late" if one.severity == "error" else "muted"),
            Cell(one.message),
            Cell(name_of(facts, one.node), href=around.links.to("node", one.node)),
        )
        for one in shown
    )
    columns = (Column("Ernst", 1), Column("Bevinding", 4), Column("Waar", 3))
    made: list[Part] = [Table("Open bevindingen", columns, rows)]
    if len(facts.findings) > len(shown):
        more = dutch.counted(len(facts.findings) - len(shown), "bevinding", "bevindingen")
        made.append(Paragraph((Run(f"En nog {more} in de bijsluiter."),), "note"))
    return made


def own_text(facts: Facts, options: Options, around: Surroundings) -> list[Part]:
    """What the secretariat writes itself."""
    return paragraphs(options["text"])


BUDGET = Block(
    "budget",
    "Middelen",
    "Geraamde en gerealiseerde uitgaven en ontvangsten van het jaar, per herkomst en per actie.",
    budget,
    "Voor dit jaar zijn nog geen middelen ingevuld.",
    (
        Option("per_action", "Toon ook elke actie apart"),
        Option("year_of_day", "Neem het jaar van de dag in plaats van dat van de periode", default=False),
    ),
)
RISKS = Block(
    "risks",
    "Financiële risico’s",
    "Middelen die nog te vinden zijn of aflopen, en wat u er zelf over schrijft.",
    risks,
    "De financiële risico’s zijn niet gewijzigd.",
    (Option("text", "Uw tekst", "text", ""),),
)
ASSUMPTIONS = Block(
    "assumptions",
    "Veronderstellingen",
    "Waarop het plan rekent: wat niet meer geldt en, als u wilt, wat nog na te gaan is.",
    assumptions,
    "De veronderstellingen zijn niet gewijzigd.",
    (Option("also_open", "Toon ook wat nog na te gaan is", default=False),),
)
FINDINGS = Block(
    "findings",
    "Bijsluiter",
    "Waar het plan zichzelf tegenspreekt en nog niemand iets aan deed.",
    findings,
    "De bijsluiter heeft geen open bevindingen.",
    (Option("most", "Hoeveel bevindingen", "number", 15),),
)
OWN = Block(
    "own",
    "Eigen tekst",
    "Een stuk dat u zelf schrijft: een inleiding, een woord van de voorzitter.",
    own_text,
    "",
    (Option("text", "Uw tekst", "text", ""),),
    inside=False,
)
