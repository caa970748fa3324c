"""Plans in which a rule must speak, and look-alikes: figures, parts and wholes."""

from __future__ import annotations

from reading.findings.build import Examples, said
from streekwerk.reading.models import Reading


def tabulated(*rows: str, head: str = "Gemeente|Leden") -> Reading:
    """A chapter with a sentence, a table of these rows, and a sentence."""
    return said("\n".join(["Er zijn veel leden.", head.replace("|", " | "), *rows, "Dat is alles."]))


EXAMPLES: dict[str, Examples] = {
    "figures.share": Examples(
        true=(
            (
                said("Er zijn 2.400 premies, en zo’n 8.5% daarvan (nl. 1.200 gezinnen) is hoog."),
                "1.200 / 2.400 = 50 %, niet 8,5 %",
            ),
            (said("18 van de 27 gemeenten (75 %) doen mee."), "18 / 27 = 66,7 %, niet 75 %"),
            (said("20 % van de 50 scholen (25 scholen) heeft een brug."), "25 / 50 = 50 %, niet 20 %"),
            (
                said("We telden 400 gezinnen. Van die groep had 10 % van die gezinnen (80) schulden."),
                "80 / 400 = 20 %",
            ),
        ),
        false=(
            said("18 van de 27 gemeenten (67 %) doen mee."),
            said("2 van de 6 zones (33 %) zijn klaar."),
            said("Er zijn 2.400 premies, en zo’n 48 % daarvan (nl. 1.200 gezinnen) is hoog."),
            said("Bij 65-plussers krijgt 12 % daarvan (nl. 300 personen) hulp."),
            said("In 2025 deed 12 % van de scholen mee (dat zijn er meer dan in 2023)."),
        ),
    ),
    "figures.growth": Examples(
        true=(
            (
                said("Het ging van 200 in 2023 naar 300 in 2025, een stijging van 40 %."),
                "(300 − 200) / 200 = 50 %, niet 40 %",
            ),
            (said("De dienst daalde van 80 naar 60 dossiers, een daling van 30 procent."), "= -25 %"),
        ),
        false=(
            said("Het aantal ging van 200 in 2023 naar 300 in 2025, een stijging van 50 %."),
            said("Het aantal ging van 300 naar 400, een stijging van 33 %."),
            said("Van 2023 naar 2025 is er een stijging van 40 %."),
            said("Een groei van 10 % per jaar, van 100 naar 121 in twee jaar."),
            said("Het aandeel ging van 20 % naar 25 %, een stijging van 5 procentpunt."),
        ),
    ),
    "figures.points": Examples(
        true=(
            (
                said("Het aandeel steeg van 20 % naar 25 %, een stijging van 5 %."),
                "5 procentpunt; in procent is dat 25 %",
            ),
        ),
        false=(
            said("Het aandeel steeg van 20 % naar 25 %, een stijging van 5 procentpunt."),
            said("Het aandeel steeg van 20 % naar 25 %, een stijging van 25 %."),
        ),
    ),
    "figures.direction": Examples(
        true=(
            (
                said("Het aantal steeg van 58,4 % in 2021 naar 55,1 % in 2023."),
                "58,4 > 55,1: dat is een daling",
            ),
            (said("We zien een daling van 2015 (9,9) tot 2020 (11,1)."), "dat is een stijging"),
        ),
        false=(
            said("We zien een daling van 2015 (11,1) tot 2020 (9,9)."),
            said("We verhogen het aanbod om de wachttijd te verminderen van 30 naar 20 dagen."),
            said("Een stijging bij jongeren van 25 tot 18 jaar."),
            said("Er is geen stijging van 30 naar 20."),
            said("We brengen het terug van 120 naar 80 en zorgen voor een stijging van de kwaliteit."),
        ),
    ),
    "figures.jump": Examples(
        true=((said("De druk is in 2025 44,2% bij ons. In 2024 was dit percentage 30,1%."), "in één jaar"),),
        false=(
            said("We verwachten dat de druk in 2025 44,2% bedraagt. In 2024 was dit percentage 43,5%."),
            said("De druk was in 2025 44,2%. In 2015 was dit percentage 30,1%."),
        ),
    ),
    "totals.part_above_whole": Examples(
        true=(
            (said("Bij 31 van de 27 gemeenten is er een loket."), "31 > 27"),
            (said("Van het budget komt 130 % van de besturen toe."), "130 % > 100 %"),
        ),
        false=(
            said("Bij 3 van de 27 gemeenten is er een loket."),
            said("Zie actie 31 van de 27 fiches."),
            said("Een uitkering van 120 % van het leefloon."),
        ),
    ),
    "totals.hundred": Examples(
        true=(
            (said("De kost wordt verdeeld: 50 % regio, 30 % zone en 30 % gemeente."), "50 + 30 + 30 = 110 %"),
        ),
        false=(
            said("De kost wordt verdeeld: 50 % regio, 30 % zone en 20 % gemeente."),
            said("De kost wordt verdeeld: o.a. 50 % regio en 30 % zone."),
            said("De verdeling steeg met 50 % en 30 %."),
            said("Drie delen verdeeld als 33,3 %, 33,3 % en 33,3 %."),
        ),
    ),
    "totals.sum": Examples(
        true=(
            (
                said("Er zijn 12 leden, namelijk 5 besturen, 4 verenigingen en 2 kringen."),
                "5 + 4 + 2 = 11, niet 12",
            ),
            (said("Er zijn 9 leden, waarvan 5 besturen en 6 verenigingen."), "5 + 6 = 11, niet 9"),
            (
                tabulated("Berk | 410", "Dal | 385", "Totaal | 895"),
                "“Totaal, Leden”: 410 + 385 = 795, niet 895",
            ),
            (
                tabulated(
                    "Berk | 4 | 3 | 9", "Dal | 5 | 2 | 7", "Meer | 1 | 1 | 2", head="Kern|Jong|Oud|Samen"
                ),
                "“Berk, Samen”: 4 + 3 = 7, niet 9",
            ),
        ),
        false=(
            tabulated("Berk | 410", "Dal | 385", "Totaal | 795"),
            tabulated("Berk | 410", "Dal | 385", "Meer | 795"),
            tabulated("Berk | 410", "waarvan nieuw | 40", "Totaal | 410"),
            tabulated("Berk | 12 %", "Dal | 15 %", "Totaal | 14 %"),
            tabulated("Berk | 12", "Dal | 15", "Totaal | 14", head="Gemeente|Gemiddelde leeftijd"),
            tabulated("Berk | 1,2", "Dal | 1,3", "Meer | 2,4", "Totaal | 5,0"),
            tabulated("Berk | 1.200", "Dal | 1.300", "Totaal | 2.600"),
            tabulated("Berk | veel", "Dal | 385", "Totaal | 900"),
            tabulated("Berk | 410", "Dal | 385", "Totaal | -"),
            said("Er zijn 11 leden, namelijk 5 besturen, 4 verenigingen en 2 kringen."),
            said("Er zijn 66 leden, waarvan 44 stemmers en 2 gasten."),
            said("In 2026: 4 acties en 3 projecten."),
        ),
    ),
}
