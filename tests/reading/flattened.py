"""One invented plan printed as a flattened table in many ways."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

Row = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A plan, its actions, its indicators."""

PLAN: tuple[tuple[str, tuple[Row, ...]], ...] = (
    (
        "Zorgbond Dijleland versterkt de samenwerking van besturen en zorgpartners in de hele regio",
        (
            (
                "Uitbouwen van een regionaal overleg over geestelijke gezondheid dat signalen bundelt",
                (
                    "Organiseren van een driemaandelijks overleg met gemeenten en huisartsen uit de regio",
                    "Opmaken van een gezamenlijk jaarverslag",
                ),
                ("Aantal overlegmomenten", "Tevredenheid van de deelnemers over het overleg", "Jaarverslag"),
            ),
            (
                "Delen van kennis over schulden met de maatschappelijk werkers van de lokale besturen",
                ("Inrichten van een kennisbank met modelbrieven, draaiboeken en voorbeelden",),
                ("Aantal bezoeken aan de kennisbank", "% maatschappelijk werkers dat de kennisbank gebruikt"),
            ),
        ),
    ),
    (
        "Zorgbond Dijleland geeft ouderen de kans om in hun eigen buurt oud te worden met de juiste steun",
        (
            (
                "Opstarten van buurtteams die ouderen thuis bezoeken en hun vragen verzamelen",
                (
                    "Aanwerven van buurtwerkers",
                    "Vormen van vrijwilligers die huisbezoeken doen bij ouderen zonder netwerk in de buurt",
                    "Evalueren van de buurtteams na een jaar",
                ),
                ("Aantal huisbezoeken per jaar", "Minstens 80% van de bezochte ouderen is tevreden"),
            ),
            (
                "Ondersteunen van mantelzorgers door vervangende zorg en een luisterend oor",
                ("Uitbreiden van de luisterlijn voor mantelzorgers naar de avond en het weekend",),
                ("Gemiddelde wachttijd aan de luisterlijn", "Aantal oproepen"),
            ),
            (
                "Verkennen van nieuwe woonvormen samen met sociale huisvesting",
                ("Onderzoeken van de vraag naar kangoeroewonen", "Begeleiden van een proefproject"),
                ("Rapport van het onderzoek", "Aantal gestarte proefprojecten"),
            ),
        ),
    ),
    (
        "De dienst personeel zorgt voor een werkplek waar mensen graag komen en zich blijven ontwikkelen",
        (
            (
                "Vernieuwen van het onthaal van nieuwe medewerkers in alle diensten",
                (
                    "Schrijven van een onthaalbrochure",
                    "Aanduiden van een meter of peter per nieuwe medewerker",
                ),
                ("Brochure is beschikbaar", "Aandeel nieuwe medewerkers met een meter of peter"),
            ),
            (
                "Verlagen van het ziekteverzuim door een gericht welzijnsbeleid",
                ("Voeren van gesprekken bij terugkeer na ziekte",),
                ("Daling van het aantal verzuimdagen met 10%", "Aantal gevoerde gesprekken"),
            ),
        ),
    ),
)


@dataclass(frozen=True)
class Layout:
    """How the table was drawn: widths in characters, markers, what stands between cells."""

    header: str = "Beleidsdoelstelling Actieplan Acties Indicatoren"
    goal: int = 400
    plan: int = 40
    action: int = 150
    indicator: int = 180
    action_marker: str = "{n}) "
    indicator_marker: str = "{n}) "
    blank: bool = True
    funding: bool = True
    codes: bool = False


def printed(layout: Layout) -> str:
    """The text layer of the plan in this layout."""
    cells: list[list[str]] = []
    if layout.header:
        cells.append([layout.header])
    plan_number = action_number = 0
    for goal_number, (goal, rows) in enumerate(PLAN, 1):
        cells.append(textwrap.wrap(f"BD{goal_number} {goal}" if layout.codes else goal, layout.goal))
        for plan, actions, indicators in rows:
            plan_number += 1
            cells.append(textwrap.wrap(f"AP{plan_number} {plan}" if layout.codes else plan, layout.plan))
            marked = []
            for number, action in enumerate(actions, 1):
                action_number += 1
                marker = f"A{action_number} " if layout.codes else _marker(layout.action_marker, number)
                marked += textwrap.wrap(marker + action, layout.action)
            cells.append(marked)
            cells.append(
                [
                    line
                    for number, indicator in enumerate(indicators, 1)
                    for line in textwrap.wrap(
                        _marker(layout.indicator_marker, number) + indicator, layout.indicator
                    )
                ]
            )
        if layout.funding:
            cells.append(["Algemene financiering"])
    between = "\n\n" if layout.blank else "\n"
    return between.join("\n".join(cell) for cell in cells) + "\n"


def _marker(pattern: str, number: int) -> str:
    return pattern.format(n=number, l=chr(96 + number), u=chr(64 + number))


def rows() -> set[tuple[str, str, str]]:
    """Everything in the plan with its kind and the heading it hangs under."""
    found = {("goal", goal, "") for goal, _ in PLAN}
    for goal, plans in PLAN:
        for plan, actions, indicators in plans:
            found.add(("plan", plan, goal))
            found |= {("action", action, plan) for action in actions}
            found |= {("indicator", indicator, plan) for indicator in indicators}
    return found
