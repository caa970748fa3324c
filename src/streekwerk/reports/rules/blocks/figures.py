"""What is measured and delivered."""

from __future__ import annotations

from streekwerk.reports.rules import charts
from streekwerk.reports.rules.blocks.base import Block, Option, Options, Surroundings, day_words
from streekwerk.reports.rules.content import Cell, Column, Heading, Paragraph, Part, Run, Table, Tone
from streekwerk.reports.rules.facts import Facts, MeterFact

TONES: dict[str, Tone] = {
    "met": "done", "on_course": "running", "behind": "late", "missed": "late", "not_started": "not_started",
}  # fmt: skip
ORDER = ("missed", "behind", "met", "on_course")
"""Whose course is drawn first: what asks attention."""


def meters(facts: Facts, options: Options, around: Surroundings) -> list[Part]:
    """Every indicator with a figure in a table, and the course of the first ones drawn."""
    known = [meter for meter in facts.meters if meter.figure or meter.own]
    if not known:
        return []
    own = bool(facts.member)
    columns = [Column("Indicator", 5)]
    columns += [Column(facts.member, 2)] if own else []
    columns += [Column("Cijfer", 2), Column("Dekking", 2), Column("Streefwaarde", 3), Column("Stand", 2)]
    rows = tuple(_row(meter, own, around) for meter in known)
    made: list[Part] = [Table("Indicatoren met hun cijfer", tuple(columns), rows)]
    silent = sum(1 for meter in facts.meters if not meter.figure and meter.state != "aside")
    if silent:
        said = "1 indicator heeft" if silent == 1 else f"{silent} indicatoren hebben"
        made.append(Paragraph((Run(f"{said} nog geen cijfer."),), "note"))
    return made + _pictures(known, options["pictures"])


def _row(meter: MeterFact, own: bool, around: Surroundings) -> tuple[Cell, ...]:
    name = Cell(meter.text, href=around.links.to("meter", meter.indicator))
    mine = (Cell(meter.own or "–", tone="" if meter.own else "muted"),) if own else ()
    figure = f"{meter.figure} ({meter.period})" if meter.period else meter.figure
    state = Cell(meter.label if meter.state != "free" else "", tone=TONES.get(meter.state, "muted"))
    return name, *mine, Cell(figure, number=meter.number), Cell(meter.coverage), Cell(meter.target), state


def _pictures(known: list[MeterFact], most: int) -> list[Part]:
    """The courses of those that ask attention first, then in order of the plan."""
    drawn = [meter for meter in known if meter.chart]
    chosen = sorted(drawn, key=lambda meter: ORDER.index(meter.state) if meter.state in ORDER else 9)[:most]
    made: list[Part] = []
    for meter in drawn:
        if meter in chosen and meter.chart is not None:
            made.append(Heading(2, meter.text))
            if meter.said:
                made.append(Paragraph((Run(meter.said),)))
            made.append(charts.picture(meter.chart, f"{meter.chart['title']}: {meter.text}"))
    return made


def deliverables(facts: Facts, options: Options, around: Surroundings) -> list[Part]:
    """What was promised, delivered, validated and approved."""
    rows = [one for one in facts.deliverables if one.stand != "concept" or options["also_open"]]
    if not rows:
        return []
    columns = (Column("Oplevering", 5), Column("Stand", 3), Column("Klaar tegen", 2))
    return [
        Table(
            "Opleveringen en hun stand",
            columns,
            tuple(
                (
                    Cell(one.title, href=around.links.to("deliverable", one.id)),
                    Cell(one.words, tone="done" if one.stand == "done" else ""),
                    Cell(day_words(one.due) + (f", {one.late}" if one.late else "")),
                )
                for one in rows
            ),
        )
    ]


METERS = Block(
    "meters",
    "Cijfers en streefwaarden",
    "Elke indicator met cijfer, dekking en streefwaarde; van de eerste ook de grafiek.",
    meters,
    "Er zijn nog geen cijfers.",
    (Option("pictures", "Hoeveel grafieken", "number", 6),),
)
DELIVERABLES = Block(
    "deliverables",
    "Opleveringen",
    "Wat opgeleverd, gevalideerd en goedgekeurd is.",
    deliverables,
    "Er is nog niets opgeleverd.",
    (Option("also_open", "Toon ook wat nog niet opgeleverd is"),),
)
