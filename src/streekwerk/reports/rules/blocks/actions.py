"""Goals and actions: how they stand, what is told of them, what comes and what holds them up."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from streekwerk.reports.rules.blocks.base import (
    TONES,
    Block,
    Option,
    Options,
    Surroundings,
    day_words,
    name_of,
    node_cell,
)
from streekwerk.reports.rules.content import Bullets, Cell, Column, Heading, Paragraph, Part, Run, Table
from streekwerk.reports.rules.difference import is_silent
from streekwerk.reports.rules.facts import Facts, MilestoneFact, NodeFact
from streekwerk.reports.rules.periods import read_period
from streekwerk.ui import dutch


def goals(facts: Facts, options: Options, around: Surroundings) -> list[Part]:
    """Per goal its actions with how they stand, and what was told of them in the period."""
    made: list[Part] = []
    for goal in (*(node.id for node in facts.nodes if node.goal), None):
        actions = list(facts.under(goal))
        if not actions:
            continue
        made.append(Heading(2, name_of(facts, goal) or "Zonder doel"))
        made.append(Paragraph((Run(_counted(actions) if facts.inside else _many(actions)),)))
        for node in actions:
            made += _told(node, facts, options, around)
    return made


def _many(actions: list[NodeFact]) -> str:
    return f"{dutch.counted(len(actions), 'actie', 'acties')}."


def _counted(actions: list[NodeFact]) -> str:
    """How many actions there are and how they stand: “6 acties: 4 lopen, 1 klaar, 1 geblokkeerd.”"""
    stands = sorted((node.label or "nog niets gemeld" for node in actions), key=_stand_order)
    counts = [(label, len(list(same))) for label, same in groupby(stands)]
    parts = [f"{many} {'lopen' if label == 'loopt' and many > 1 else label}" for label, many in counts]
    return f"{dutch.counted(len(actions), 'actie', 'acties')}: {', '.join(parts)}."


LABELS = (
    "loopt", "klaar", "geblokkeerd", "te laat", "gepauzeerd", "nog niet gestart", "stopgezet",
    "nog niets gemeld",
)  # fmt: skip


def _stand_order(label: str) -> tuple[int, str]:
    return (LABELS.index(label) if label in LABELS else len(LABELS), label)


def _told(node: NodeFact, facts: Facts, options: Options, around: Surroundings) -> list[Part]:
    """An action with its story; without one a line, or nothing when only stories were asked."""
    name = Run(node.name, strong=True, href=around.links.to("node", node.id))
    if not facts.inside:
        return [Paragraph((name, Run(f" – {node.end_words}" if node.end_words else "")))]
    story = [Run(f" {node.narrative.strip()}")] if node.narrative else []
    story += [Run(f" Volgende stap: {node.next_step.strip()}")] if node.next_step else []
    if not story and options["only_told"]:
        return []
    said = f" – {node.label}" + (f": {node.reason.rstrip('.')}" if node.reason else "") + "."
    return [Paragraph((name, Run(said), *story))]


def actions(facts: Facts, options: Options, around: Surroundings) -> list[Part]:
    """All actions in one table."""
    rows = [node for node in facts.actions if node.priority or not options["only_priority"]]
    if not rows and options["only_priority"]:
        rows = facts.actions
    if not rows:
        return []
    columns = [Column("Actie", 5), Column("Stand", 2), Column("Trekker", 2), Column("Einde", 2)]
    columns.append(Column("Verwacht", 3))
    if not facts.inside:
        columns = [Column("Actie", 5), Column("Einde", 2)]
    return [Table("Acties en hun stand", tuple(columns), tuple(_row(node, facts, around) for node in rows))]


def _row(node: NodeFact, facts: Facts, around: Surroundings) -> tuple[Cell, ...]:
    if not facts.inside:
        return node_cell(node, around), Cell(node.end_words)
    stand = Cell(node.label, tone=TONES.get(node.stand, ""))
    return node_cell(node, around), stand, Cell(node.steward), Cell(node.end_words), _expected(node, facts)


def _expected(node: NodeFact, facts: Facts) -> Cell:
    if node.next_step:
        return Cell(node.next_step)
    return Cell("nieuws van de trekker", tone="muted") if is_silent(node, facts) else Cell("")


def blocked(facts: Facts, options: Options, around: Surroundings) -> list[Part]:
    """What is blocked and what it needs."""
    rows = [node for node in facts.actions if node.stand in ("blocked", "late")]
    if not rows:
        return []
    columns = (Column("Actie", 3), Column("Stand", 1), Column("Wat nodig is", 3))
    return [
        Table(
            "Wat vastzit of te laat is",
            columns,
            tuple(
                (
                    node_cell(node, around),
                    Cell(node.label, tone=TONES.get(node.stand, "")),
                    Cell(node.reason or "nog niet gezegd", tone="" if node.reason else "muted"),
                )
                for node in rows
            ),
        )
    ]


def milestones(facts: Facts, options: Options, around: Surroundings) -> list[Part]:
    """What fell in this period and what comes in the next one."""
    period = read_period(facts.period)
    made: list[Part] = []
    for heading, here in (("In deze periode", period), ("In de volgende periode", period.next)):
        rows = [one for one in facts.milestones if one.last and date.fromisoformat(one.last) in here]
        if rows:
            items = tuple(_milestone(one, facts, around) for one in sorted(rows, key=lambda one: one.last))
            made += [Heading(2, heading), Bullets(items)]
    return made


def _milestone(one: MilestoneFact, facts: Facts, around: Surroundings) -> tuple[Run, ...]:
    name = name_of(facts, one.node)
    link = (Run(" – "), Run(name, href=around.links.to("node", one.node))) if name else ()
    reached = (Run(f" Gehaald op {day_words(one.reached)}."),) if one.reached else ()
    return (Run(f"{one.words}: ", strong=True), Run(one.text), *link, *reached)


GOALS = Block(
    "goals",
    "Per doelstelling",
    "Per doel hoeveel acties lopen of klaar zijn, en wat de trekkers over deze periode schreven.",
    goals,
    "Dit plan heeft nog geen acties.",
    (Option("only_told", "Enkel acties waarover iets geschreven is", default=False),),
    inside=False,
)
ACTIONS = Block(
    "actions",
    "Alle acties",
    "Eén tabel: stand, trekker, einde en wat verwacht wordt.",
    actions,
    "Dit plan heeft nog geen acties.",
    (Option("only_priority", "Enkel wat prioritair is, als iets dat is", default=False),),
    inside=False,
)
BLOCKED = Block(
    "blocked",
    "Wat vastzit",
    "Geblokkeerde en te late acties, met wat nodig is om verder te kunnen.",
    blocked,
    "Geen enkele actie is geblokkeerd of te laat.",
)
MILESTONES = Block(
    "milestones",
    "Mijlpalen",
    "De mijlpalen van deze periode en van de volgende.",
    milestones,
    "Er zijn geen mijlpalen in deze periode of de volgende.",
    inside=False,
)
