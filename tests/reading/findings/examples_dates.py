"""Plans in which a rule must speak, and look-alikes: dates, periods and decisions."""

from __future__ import annotations

from reading.findings.build import PERIOD, Examples, action, day, decision, goal, milestone, node, plan, said
from streekwerk.reading.models import When

EXAMPLES: dict[str, Examples] = {
    "dates.milestone_after_action": Examples(
        true=(
            (
                plan(
                    node("a1", "Loket openen", code="Actie 1", end=day("2026-12-31")),
                    milestones=[
                        milestone(
                            "a1", "Opening voorjaar 2027", When("2027-03-01", "season", "voorjaar 2027")
                        )
                    ],
                ),
                "valt ten vroegste op 01/03/2027, na het einde van de actie op 31/12/2026",
            ),
            (action(fields={"Opmerkingen": "Loopt tot eind 2029"}), "“Loopt tot eind 2029”"),
            (action(fields={"Wat": "Tegen 30/06/2028 is er een loket in elke zone"}), "30/06/2028"),
        ),
        false=(
            plan(
                node("a1", "Loket openen", end=day("2026-12-31")),
                milestones=[milestone("a1", "Opening eind 2026", When("2026-10-01", "season", "eind 2026"))],
            ),
            action(fields={"Wat": "Doelen voor het beleidsplan 2032-2037 tegen oktober 2026"}),
            action(fields={"Wat": "Tegen 2026 is er een loket"}),
            action(fields={"Timing": "Einde 31/12/2028"}),
            action(text="Tegen 2050 is de streek klimaatneutraal, zegt Europa."),
        ),
    ),
    "dates.milestone_before_action": Examples(
        true=(
            (
                plan(
                    node("a1", "Loket openen", start=day("2026-03-01")),
                    milestones=[
                        milestone("a1", "Overleg in mei 2025", When("2025-05-01", "month", "mei 2025"))
                    ],
                ),
                "vóór het begin van de actie op 01/03/2026",
            ),
        ),
        false=(
            plan(
                node("a1", "Loket openen", start=day("2026-03-01")),
                milestones=[
                    milestone("a1", "Overleg in 2026", When("2026-01-01", "year", "2026")),
                    milestone("a1", "Zie begroting 2024", When("2024-01-01", "year", "2024")),
                ],
            ),
        ),
    ),
    "dates.action_outside_plan": Examples(
        true=(
            (plan(node("a1", "Loket", start=day("2025-09-01")), period=PERIOD), "ligt vóór de planperiode"),
            (plan(node("a1", "Loket", end=day("2033-01-01")), period=PERIOD), "ligt na de planperiode"),
            (
                plan(node("a1", "Loket", end=When("2032-12-31", "year", "2026 - 2032")), period=PERIOD),
                "Het einde (“2026 - 2032”) ligt na de planperiode",
            ),
        ),
        false=(
            plan(node("a1", "Loket", start=day("2026-01-01"), end=day("2031-12-31")), period=PERIOD),
            plan(node("a1", "Loket", end=When("2031-12-31", "year", "2026 - 2031")), period=PERIOD),
            plan(node("a1", "Loket", start=day("2025-09-01"))),
        ),
    ),
    "dates.start_after_end": Examples(
        true=((action(end=day("2025-12-31")), "“01/01/2026” begint op 01/01/2026, maar"),),
        false=(action(), action(start=When("2026-12-31", "year", "2026"))),
    ),
    "dates.target_after_plan": Examples(
        true=(
            (plan(node("a1", "Tegen 2035 is elke wijk bediend"), period=PERIOD), "na het einde van het plan"),
        ),
        false=(
            plan(node("a1", "Tegen 2031 is elke wijk bediend"), period=PERIOD),
            plan(node("a1", "Tegen 2035 is elke wijk bediend")),
        ),
    ),
    "dates.budget_year": Examples(
        true=((action(fields={"Middelen": "Te voorzien in 2028-2029"}), "de actie loopt 2026 – 2026"),),
        false=(
            action(fields={"Middelen": "Te voorzien in 2026 en 2027"}),
            action(fields={"Middelen": "cfr. begroting 2024"}),
        ),
    ),
    "dates.yearly_in_one_year": Examples(
        true=(
            (action(fields={"Plan van aanpak": "Jaarlijks campagne herhalen"}), "niet langer dan één jaar"),
        ),
        false=(
            action(end=day("2029-12-31"), fields={"Plan van aanpak": "Jaarlijks campagne herhalen"}),
            action(fields={"Plan van aanpak": "We lezen het jaarlijks verslag"}),
        ),
    ),
    "dates.impossible": Examples(
        true=(
            (said("De zitting is op 31/04/2026."), "april 2026 heeft geen dag 31"),
            (said("Wij starten op 12/13/2026."), "er is geen 13e maand"),
            (said("Klaar tegen 29 februari 2027."), "februari 2027 heeft geen dag 29"),
        ),
        false=(
            said("De zitting is op 30/04/2026, versie 31.04.20261, op 29 februari 2028."),
            said("Zie 99 mei liedjes"),
        ),
    ),
    "dates.weekday": Examples(
        true=((said("Vergadering op maandag 3 maart 2026."), "die dag is een dinsdag"),),
        false=(said("Vergadering op dinsdag 3 maart 2026 en maandag 3 maart."),),
    ),
    "dates.inverted_years": Examples(
        true=(
            (said("In de periode 2029-2026 bouwen we."), "2029 ligt na 2026"),
            (said("Tussen 2024 en 2021 daalde het."), "2024 ligt na 2021"),
        ),
        false=(said("In de periode 2026-2029, met cijfers van 2024 en 2021."), said("Besluit 2024-2021-17")),
    ),
    "dates.decision_order": Examples(
        true=(
            (
                plan(decisions=[decision(f"2025-{m}-10") for m in ("01", "02", "09", "03", "04", "05")]),
                "10/09/2025 is later dan 10/03/2025",
            ),
        ),
        false=(
            plan(decisions=[decision(f"2025-0{m}-10") for m in range(1, 7)]),
            plan(decisions=[decision(f"2025-0{m}-10") for m in range(6, 0, -1)]),
        ),
    ),
    "dates.title_period": Examples(
        true=(
            (
                plan(goal("g", "Actieplan 2026"), period=PERIOD),
                "De titel zegt “Actieplan 2026”, het plan loopt 2026-2031",
            ),
        ),
        false=(
            plan(goal("g", "Actieplan 2026-2031"), goal("h", "Actieplan 2020-2025"), period=PERIOD),
            plan(goal("g", "Vlaams zorgplan 2027"), period=PERIOD),
        ),
    ),
}
