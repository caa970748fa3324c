"""Plans in which a rule must speak, and look-alikes: numbers, references, places and repeats."""

from __future__ import annotations

from reading.findings.build import Examples, changed, goal, indicators, linked, node, plan, said, sheets, tray
from streekwerk.reading.models import Reading, Unplaced


def dotted(title: str) -> Reading:
    """A plan with actions 1.1 to 1.10, a goal 2.1 and a chapter 3.1; the first action has this title."""
    return plan(
        goal("g", "Wonen"),
        node("a", title, "g", code="1.1"),
        node("b", "Loket", "g", code="1.2"),
        node("c", "Huisbezoek", "g", code="Actie 1.10"),
        goal("h", "Zorg", code="2.1"),
        node("s", "Cijfers", level="statement", code="3.1"),
    )


EXAMPLES: dict[str, Examples] = {
    "numbering.order": Examples(
        true=(
            (
                plan(
                    node("p", "Wonen"),
                    indicators=indicators("p", "een", "twee", "vier", "vijf", labels="1) 2) 4) 5)"),
                ),
                "Na “2)” komt “4)”: “3)” ontbreekt",
            ),
            (
                plan(node("p", "Wonen"), indicators=indicators("p", "een", "twee", "nog", labels="1) 2) 2)")),
                "“2)” staat er twee keer",
            ),
            (
                plan(goal("g", "Wonen"), *(node(c, f"Stap {c}", "g", code=f"{c}.") for c in "ABDE")),
                "“C.” ontbreekt",
            ),
        ),
        false=(
            plan(node("p", "Wonen"), indicators=indicators("p", "a", "b", "c", "d", labels="1) 2) 1) 2)")),
            plan(
                goal("g", "Wonen"),
                *(
                    node(f"{n}", f"Deel {n}", "g", code=c)
                    for n, c in enumerate(["A.", "1)", "2)", "B.", "1)"])
                ),
            ),
            plan(goal("g", "Wonen"), *(node(f"{n}", f"Deel {n}", "g", code=f"{n})") for n in (7, 12, 40))),
        ),
    ),
    "numbering.through_plan": Examples(
        true=(
            (
                plan(*(node(f"a{n}", f"Zaak {n}", code=f"Actie {n}") for n in (1, 2, 4, 5))),
                "“Actie 3” ontbreekt",
            ),
        ),
        false=(
            plan(*sheets(5)),
            plan(
                goal("g", "Wonen"),
                goal("h", "Zorg"),
                *(node(f"{p}{n}", f"Zaak {p}{n}", p, code=f"Actie {n}") for p in "gh" for n in (1, 2)),
            ),
        ),
    ),
    "numbering.same_number": Examples(
        true=(
            (
                plan(goal("g", "Goed wonen", code="Domein 1"), goal("h", "Beter wonen", code="Domein 1")),
                "“Domein 1” heeft 2 verschillende titels",
            ),
        ),
        false=(plan(goal("g", "Goed wonen", code="Domein 1"), goal("h", "Beter wonen", code="Domein 2")),),
    ),
    "numbering.unnumbered": Examples(
        true=(
            (
                plan(goal("a", "Wonen", code="Doel 1"), goal("b", "Zorg", code="Doel 2"), goal("c", "Werk")),
                "zonder nummer",
            ),
        ),
        false=(
            plan(goal("a", "Wonen"), goal("b", "Zorg")),
            plan(goal("a", "Wonen", code="Doel 1"), goal("b", "Zorg", code="Doel 2")),
        ),
    ),
    "references.dangling": Examples(
        true=(
            (changed(0, text="Zie ook actie 14 hierover"), "het plan kent actie 1 tot 4, geen 14"),
            (dotted("Bus (zie actie 9.4)"), "het plan kent nummers van 1.1 tot 1.10, maar geen 9.4"),
            (dotted("Vervolg op 1.12"), "geen 1.12"),
        ),
        false=(
            dotted("Bus, zie actie 1.2 en 2.1; zie 3.1"),
            dotted("Budget van 9.4 miljoen, versie 9.4, actie 9.4 van het vorige plan, zie 9.4.1"),
            dotted("Zie 9.4 % en actie 9.4 euro, project 2.0, samen met 9.4"),
            plan(node("a", "Bus, zie actie 9.4", code="1.1"), node("b", "Loket", code="1.2")),
            changed(0, text="Zie actie 3, en actie 14 van het Vlaamse plan, en actie 20 jaar later"),
            plan(node("a", "Loket", text="zie actie 14")),
        ),
    ),
    "references.to_empty": Examples(
        true=(
            (
                plan(
                    said("x").nodes[0],
                    node("s2", "Visie en waarden", level="statement"),
                    node("s3", "Slot", level="statement", text="Waarom: zie visie en waarden"),
                ),
                "“zie visie en waarden” in “Slot” leidt naar “Visie en waarden”",
            ),
        ),
        false=(
            plan(
                node("s2", "Visie en waarden", level="statement", text="Wij helpen."),
                node("s3", "Slot", level="statement", text="Waarom: zie visie en waarden"),
            ),
        ),
    ),
    "references.one_sided": Examples(
        true=((linked(["a2"], []), "Actie 1 noemt Actie 2"),),
        false=(linked(["a2"], ["a1"]), linked(["weg"], [])),
    ),
    "placement.displaced": Examples(
        true=(
            (
                plan(goal("g", "Wonen"), unplaced=[tray("1) nachtopvang", "g"), tray("2) dagopvang", "g")]),
                "2 stukken tekst horen wellicht onder Doelstelling “Wonen”",
            ),
        ),
        false=(
            plan(goal("g", "Wonen")),
            plan(goal("g", "Wonen"), unplaced=[tray("  ", "g")]),
            plan(goal("g", "Wonen"), unplaced=[tray("een lijst", None)]),
            # Right under its home: not understood, but not out of place.
            plan(goal("g", "Wonen", spans=[(1, 2)]), unplaced=[Unplaced("een lijst", "g", spans=[(3, 4)])]),
        ),
    ),
    "repeats.title": Examples(
        true=(
            (
                plan(
                    goal("g", "Wonen"),
                    goal("h", "Zorg"),
                    *(node(p + "1", "Leren van elkaar in lokale netwerken", p) for p in "gh"),
                ),
                "staat er 2 keer",
            ),
        ),
        false=(
            plan(goal("g", "Wonen"), goal("h", "Zorg"), *(node(p + "1", "Communicatie", p) for p in "gh")),
            plan(
                goal("g", "Wonen"),
                goal("h", "Zorg"),
                *(node(p + "1", "Algemene financiering van het geheel", p, level="funding") for p in "gh"),
            ),
        ),
    ),
    "repeats.indicator": Examples(
        true=(
            (
                plan(
                    node("a", "Bus"),
                    indicators=indicators("a", "Aantal ritten per week", "Aantal ritten, per week"),
                ),
                "staat er twee keer",
            ),
        ),
        false=(
            plan(
                node("a", "Bus"),
                node("b", "Trein"),
                indicators=indicators("a", "Aantal ritten per week")
                + indicators("b", "Aantal ritten per week"),
            ),
        ),
    ),
    "repeats.versions": Examples(
        true=(),
        false=(plan(goal("g", "Wonen", spans=[(1, 1), (9, 9)])),),
    ),
    "repeats.text": Examples(
        true=(
            (
                plan(
                    *(
                        node(
                            f"a{n}",
                            f"Zaak {n}",
                            code=f"Actie {n}",
                            fields={"Plan van aanpak": "We brengen de partners samen. " * 6},
                        )
                        for n in (1, 2)
                    )
                ),
                "staat woordelijk in Actie 1 en Actie 2",
            ),
        ),
        false=(
            plan(
                *(
                    node(f"a{n}", f"Zaak {n}", fields={"Communicatie": "Nieuwsbrief en website. " * 8})
                    for n in (1, 2)
                )
            ),
        ),
    ),
}
