"""Plans in which a rule must speak, and look-alikes: missing things, contradictions and targets."""

from __future__ import annotations

from reading.findings.build import Examples, action, changed, goal, indicators, node, plan, said, sheets, tray
from streekwerk.reading.models import Reading


def chapter_before_goals(title: str, siblings: int = 2) -> Reading:
    """A chapter of numbered sections, the last one with this title and empty, and a goal after it."""
    return plan(
        node("s0", "Waarom", level="statement", text="Daarom."),
        node("s", "Wat we weten", level="statement", code="2"),
        *(
            node(f"s{n}", f"Cijfers {n}", "s", level="statement", text="Er is veel.", code=f"2.{n}")
            for n in range(1, siblings + 1)
        ),
        node("last", title, "s", level="statement", code=f"2.{siblings + 1}"),
        goal("g", "Beter wonen", text="Omdat."),
    )


def projects(actions: int, without: int) -> Reading:
    """A project with actions that each have an indicator, but for the first ones."""
    return plan(
        node("p", "Thuis", level="project"),
        *(node(f"a{n}", f"Zaak {n}", "p") for n in range(actions)),
        indicators=[each for n in range(without, actions) for each in indicators(f"a{n}", f"aantal {n}")],
    )


EXAMPLES: dict[str, Examples] = {
    "missing.heading_text": Examples(
        true=(
            (
                plan(
                    node("s0", "Plan", level="statement", text="Tekst"),
                    node("s1", "Waarden", "s0", level="statement", text="2.1 Waarden", code="2.1"),
                    node("s2", "Missie", "s0", level="statement", text="Wij helpen."),
                ),
                "1 titel onder “Plan” zonder tekst",
            ),
            (plan(said("x").nodes[0], goal("g", "Wonen"), goal("h", "Zorg")), "2 titels"),
            (
                plan(
                    said("x").nodes[0],
                    goal("g", "Tegen 2030 vindt elke inwoner van Berk hulp dichtbij"),
                    goal("h", "Tegen 2030 woont elke inwoner van Dal goed", text="Want wonen is een recht."),
                ),
                "1 titel zonder",
            ),
            (chapter_before_goals("Wat we nog niet weten"), "2.3 “Wat we nog niet weten”"),
        ),
        false=(
            chapter_before_goals("Onze actiefiches"),
            plan(
                said("x").nodes[0],
                *(goal(f"g{n}", f"Tegen 2030 vindt elke inwoner van kern {n} hulp dichtbij") for n in (1, 2)),
            ),
            chapter_before_goals("Wat we nog niet weten", siblings=1),
            plan(
                node("s0", "Naam van het plan", level="statement"),
                node("s1", "Missie", level="statement", text="Ja."),
            ),
            plan(
                said("x").nodes[0],
                node("s2", "Ons plan", level="statement"),
                goal("g", "Beter wonen", text="Omdat."),
            ),
            plan(said("x").nodes[0], goal("g", "Wonen"), node("a", "Loket", "g")),
        ),
    ),
    "missing.field_text": Examples(
        true=(
            (
                changed(1, fields={"Trekker": "", "Indicator": "verslag", "Wat": "iets"}),
                "“Trekker” in Actie 2",
            ),
        ),
        false=(
            plan(*sheets()),
            changed(1, fields={"Trekker": "x", "Indicator": "y", "Wat": "z", "Opmerkingen": ""}),
            changed(1, fields={"Trekker": "x", "Indicator": "y", "Toelichting": "", "Commentaar": ""}),
            # The head of a table read as fields: every label empty everywhere.
            plan(*(node(f"a{n}", f"Lijn {n}", fields={"Nr.": "", "Actie": "", "Wie": ""}) for n in range(3))),
        ),
    ),
    "missing.field": Examples(
        true=((changed(2, fields={"Trekker": "x", "Indicator": "y", "Doel": "z"}), "“Wat” in Actie 3"),),
        false=(plan(*sheets(5)), plan(*sheets(2))),
    ),
    "missing.end": Examples(
        true=(
            (changed(1, end=None), "1 van de 4 acties heeft geen einddatum: Actie 2"),
            (plan(node("a", "Loket"), node("b", "Bus")), "Geen enkele van de 2 acties heeft een einddatum"),
        ),
        false=(
            plan(*sheets()),
            changed(1, end=None, fields={"Timing": "doorlopend"}),
            changed(1, end=None, title="Tegen 31/12/2027 een loket"),
        ),
    ),
    "missing.owner": Examples(
        true=((plan(node("a", "Loket"), node("b", "Bus")), "Geen enkele van de 2 acties heeft een trekker"),),
        false=(plan(*sheets()), plan(node("a", "Loket", text="Trekker: zone Noord"))),
    ),
    "missing.indicator": Examples(
        true=(
            (changed(0, fields={"Trekker": "x"}), "Actie 1"),
            (projects(11, without=1), "1 van de 11 acties heeft geen indicator: “Zaak 0”"),
        ),
        false=(
            plan(*sheets()),
            projects(11, without=0),
            projects(11, without=5),
            projects(4, without=1),
            plan(
                node("p", "Wonen", level="action_plan"),
                node("a", "Loket", "p"),
                indicators=indicators("a", "Aantal bezoeken"),
            ),
            plan(node("p", "Wonen", level="action_plan"), unplaced=[tray("1) aantal bezoeken", "p")]),
        ),
    ),
    "missing.undecided": Examples(
        true=(
            (
                changed(0, fields={"Middelen": "Nog te bepalen. Te voorzien in 2026 en 2027"}),
                "2026: 1; 2027: 1",
            ),
        ),
        false=(plan(*sheets()), said("We bepalen dit nog samen.")),
    ),
    "contradiction.means": Examples(
        true=(
            (
                action(fields={"Middelen": "Geen Te voorzien in 2026"}),
                "zegt “Geen” en daarna “Te voorzien in 2026”",
            ),
            (action(fields={"Personeelsinzet": "Geen. Ruim, 0,5 VTE"}), "“Ruim, 0,5 VTE”"),
            (
                action(fields={"Middelen": "Ja Geen bijkomend budget nodig"}),
                "zegt “Ja” en daarna “Geen bijkomend budget nodig”",
            ),
        ),
        false=(
            action(fields={"Middelen": "Geen"}),
            action(fields={"Middelen": "Geen extra middelen, te voorzien in de reguliere werking"}),
            action(fields={"Middelen": "Geen. Er is geen apart budget."}),
            action(fields={"Risico": "Geen. Budget volgt."}),
            action(fields={"Middelen": "Ja Geen extra budget, uit de reguliere werking"}),
            action(fields={"Middelen": "Ja Drukwerk, 500 euro"}),
            action(fields={"Middelen": "Ja Geen kosten voor deelnemers"}),
            action(fields={"Risico": "Ja. Geen budget."}),
        ),
    ),
    "contradiction.postponed": Examples(
        true=(
            (
                plan(
                    node(
                        "s",
                        "Fietsbib",
                        level="statement",
                        text="Het is te vroeg om hiervoor al acties te schrijven.",
                    ),
                    node("a", "We openen een fietsbib", code="Actie 1"),
                ),
                "maar Actie 1",
            ),
        ),
        false=(
            plan(
                node(
                    "s",
                    "Fietsbib",
                    level="statement",
                    text="Het is te vroeg om hiervoor al acties te schrijven.",
                ),
                node("a", "We openen een loket"),
            ),
        ),
    ),
    "targets.baseline": Examples(
        true=(
            (
                plan(
                    node("a", "Website"),
                    indicators=indicators("a", "Een stijging van 20 % bezoekers tegen 2029"),
                ),
                "Er is geen nulmeting",
            ),
            (
                action(fields={"Wat (SMART)": "Tegen 2026 daalt het aantal wachtenden met minstens 15 %"}),
                "“daalt het aantal wachtenden met minstens 15 %” van wat?",
            ),
        ),
        false=(
            action(fields={"Wat (SMART)": "Tegen 2026 daalt de wachttijd met 15 % t.o.v. 2024"}),
            action(fields={"Aanleiding": "De vraag stijgt elk jaar met 15 %"}),
            action(fields={"Wat (SMART)": "De vraag stijgt. We werken met 15 % vrijwilligers"}),
            plan(
                node("a", "Website"),
                indicators=indicators(
                    "a",
                    "Een stijging van 20 % ten opzichte van 2024",
                    "Van 310 in 2023 naar 400, een stijging van 29 %",
                    "20 % van het plan",
                ),
            ),
            said("De prijzen kenden een stijging van 20 %."),
        ),
    ),
    "targets.direction_only": Examples(
        true=(
            (
                action(fields={"Wat (SMART)": "We zorgen ervoor dat tegen eind 2026 meer gezinnen komen"}),
                "meer gezinnen",
            ),
        ),
        false=(
            action(fields={"Wat (SMART)": "We zorgen dat tegen eind 2026 30 gezinnen meer buren kennen"}),
            action(fields={"Wat (SMART)": "Wij willen voor meer dan de helft digitaal werken"}),
            action(fields={"Communicatie": "We willen meer gezinnen bereiken"}),
        ),
    ),
    "targets.two_units": Examples(
        true=(
            (
                plan(node("a", "Bus"), indicators=indicators("a", "% of aantal ritten op tijd")),
                "twee verschillende reeksen",
            ),
        ),
        false=(plan(node("a", "Bus"), indicators=indicators("a", "% ritten op tijd", "Aantal ritten")),),
    ),
}
