"""Plans in which a rule must speak, and look-alikes: missing things, contradictions and targets."""

from __future__ import annotations

from reading.findings.build import Examples, action, changed, goal, indicators, node, plan, said, sheets, tray

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
        ),
        false=(
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
        true=((changed(0, fields={"Trekker": "x"}), "Actie 1"),),
        false=(
            plan(*sheets()),
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
        ),
        false=(
            action(fields={"Middelen": "Geen"}),
            action(fields={"Middelen": "Geen extra middelen, te voorzien in de reguliere werking"}),
            action(fields={"Middelen": "Geen. Er is geen apart budget."}),
            action(fields={"Risico": "Geen. Budget volgt."}),
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
        ),
        false=(
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
