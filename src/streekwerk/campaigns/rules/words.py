"""A number of a counting said in one Dutch sentence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from streekwerk.campaigns.rules.comparing import Comparison
from streekwerk.campaigns.rules.publishing import Shown
from streekwerk.campaigns.rules.tables import REGION, Spot
from streekwerk.indicators.rules.figures.rates import Inhabitants, Rate
from streekwerk.indicators.rules.figures.suppression import EXPLANATION
from streekwerk.ui import dutch

SERVICES = "diensten"


def when(day: date, moment: str) -> str:
    """The reference moment in a sentence.

    >>> when(date(2025, 10, 24), "night"), when(date(2025, 10, 24), "day")
    ('in de nacht voor 24 oktober 2025', 'op 24 oktober 2025')
    """
    return f"in de nacht voor {dutch.day(day)}" if moment == "night" else f"op {dutch.day(day)}"


def coverage_words(shown: Shown, area: str) -> str:
    """How many services answered about an area; empty where none was asked."""
    answered, asked = shown.coverage.get(area, (0, 0))
    return f"{answered}/{dutch.counted(asked, 'dienst', SERVICES)}" if asked else ""


def rate_of(shown: Shown, area: str, year: int) -> Rate[str] | None:
    """Everybody counted there per 1.000 inhabitants of the municipalities that were answered for.

    None where the number may not be shown or the inhabitants are not known.
    """
    number = shown.value(Spot(area)).number
    there = [
        shown.place[code]
        for code in shown.places_in(area)
        if Spot(code) in shown.numbers or Spot(code) in shown.hidden
    ]
    if number is None or not there or any(not each.inhabitants for each in there):
        return None
    people = sum(each.inhabitants or 0 for each in there)
    inhabitants: Inhabitants[str] = Inhabitants(people, there[0].year or year, year)
    return Rate(number * 1000 / Decimal(people), 1_000, inhabitants, len(there))


def sentence(shown: Shown, spot: Spot, day: date, moment: str) -> str:
    """What this number says, of how many services it is, and why it may not be shown."""
    where = "in de hele regio" if spot.area == REGION else f"in {shown.name_of(spot.area)}"
    who = shown.profile.words(spot.category, spot.part)
    value = shown.value(spot)
    answered, asked = shown.coverage.get(spot.area, (0, 0))
    if spot in shown.hidden:
        why = EXPLANATION.format(smallest=shown.smallest)
        return f"Het aantal {who} {where} staat hier niet. {why}"
    if value.number is None:
        return (
            f"Nog geen enkele dienst zei hoeveel {who} er {where} zijn. Dat is niet nul: het is niet geweten."
        )
    told = f"{answered} van de {asked} gevraagde diensten telden"
    if answered == asked:
        told = f"Alle {asked} gevraagde diensten telden" if asked > 1 else "De ene gevraagde dienst telde"
    said = f"{told} samen {dutch.number(value.number)} {who} {where}, {when(day, moment)}."
    if answered < asked:
        said += " Wie niet antwoordde, is niet bijgeschat."
    if spot in shown.held:
        said += (
            " Dit cijfer bleef staan zoals het eerder gepubliceerd was: "
            "het verschil is te klein om te tonen zonder iemand te verraden."
        )
    return said


def comparison_sentence(beside: Comparison) -> str:
    """This counting beside the one before, over the services that answered both.

    >>> comparison_sentence(Comparison(1, "Telling 2024", "2024-10-25", (7, 8), 120, 100))
    'Dezelfde 2 diensten telden 120 personen; op 25 oktober 2024 waren het er 100: 20 meer.'
    """
    if beside.now is None or beside.then is None:
        return (
            f"Vergeleken met {beside.title}: {beside.why[:1].lower()}{beside.why[1:]}" if beside.why else ""
        )
    step = beside.now - beside.then
    moved = f"{abs(step)} {'meer' if step > 0 else 'minder'}" if step else "evenveel"
    return (
        f"Dezelfde {dutch.counted(len(beside.services), 'dienst', SERVICES)} telden "
        f"{dutch.number(beside.now)} personen; op {dutch.day(date.fromisoformat(beside.day))} waren het er "
        f"{dutch.number(beside.then)}: {moved}."
    )
