"""What a recipe cannot ask, and the Dutch sentence that says what to choose."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from recipe_sets import SHAPES
from streekwerk.indicators.rules.recipes import (
    Against,
    AnyOf,
    Between,
    Having,
    Here,
    OnePer,
    Parameter,
    Recipe,
    RecipeRefused,
    Ref,
    Related,
    Second,
    Test,
    Within,
    check,
    from_json,
    to_json,
)  # fmt: skip


def where(*tests: Any, over: str = "signals") -> Recipe:
    return Recipe("count", over, tests)


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        (where(over="unicorns"), "Er is geen verzameling ‘unicorns’ om te tellen. Kies uit: signals (signalen), members"),
        (where(Test("colour", "is", "red")), "Van signalen is ‘colour’ niet bekend. Kies uit: theme (thema), place (gemeente)"),
        (where(Test("status", "less", 3)), "Bij ‘stand’ past ‘is minder dan’ niet. Kies uit: is (is), is_not (is niet)"),
        (where(Test("status", "is", "lost")), "‘lost’ is geen mogelijke waarde van ‘stand’. Kies uit: open (open), withdrawn (ingetrokken)."),
        (where(Test("status", "is", 3)), "‘3’ past niet bij ‘stand’: dat is een keuze uit een lijst."),
        (where(Test("place", "is", "Geel")), "‘Geel’ past niet bij ‘gemeente’: dat is een plaats."),
        (where(Test("place", "is", True)), "‘True’ past niet bij ‘gemeente’: dat is een plaats."),
        (where(Test("place", "is", Here.PLAN)), "‘this_plan’ past niet bij ‘gemeente’"),
        (where(Test("place", "one_of", ())), "Bij ‘gemeente is een van’ hoort minstens één waarde, als lijst."),
        (where(Test("place", "is", (1, 2))), "Bij ‘gemeente is’ hoort één waarde."),
        (where(Test("place", "filled", 1)), "Bij ‘gemeente is ingevuld’ hoort geen waarde. Laat ze weg."),
        (where(Test("picked_up", "before", "2027")), "‘2027’ past niet bij ‘opgepikt’: dat is een datum."),
        (where(Test("kg", "less", Ref("x")), over="feeds"), "Er is geen afspraak ‘x’."),
        (where(Test("kg", "less", Decimal("NaN")), over="feeds"), "‘NaN’ is geen getal. Geef een gewoon getal."),
        (where(AnyOf(())), "Een ‘of’ zonder voorwaarden kiest niets. Voeg een voorwaarde toe."),
        (where(Having("friends")), "Signalen hebben geen ‘friends’."),
        (where(Having("roles", (), 0), over="members"), "Minstens 0 is altijd waar. Kies een getal vanaf 1."),
        (Recipe("sum", "signals"), "Zeg van welk getal de bewerking ‘sum’ is."),
        (Recipe("sum", "feeds", value="channel"), "‘kanaal’ van metingen is een keuze uit een lijst; nodig is een getal. Kies uit: kg (gewicht)"),
        (Recipe("mean", "members", value=Related("roles", unique="x")), "Van samenwerkingen is ‘x’ niet bekend."),
        (Recipe("mean", "members", value=Related("roles", unique="theme", total="x")), "Tel verschillende waarden of tel een getal op, niet allebei."),
        (Recipe("count_unique", "signals"), "Zeg waarvan de verschillende worden geteld."),
        (Recipe("share", "signals"), "Zeg op één manier wat het aandeel is"),
        (Recipe("share", "signals", within=Within("picked_up", ("given",), -1)), "Een termijn van -1 dagen bestaat niet. Kies een getal van 0 tot 36500."),
        (Recipe("share", "signals", within=Within("picked_up", (), 3)), "Zeg welk feit binnen de termijn moet vallen."),
        (Recipe("share", "signals", within=Within("x", ("given",), 3)), "‘x’ is geen datum van signalen. Kies uit: picked_up (opgepikt)"),
        (Recipe("share", "signals", within=Within("picked_up", ("given",), Ref("t")), parameters=(Parameter("t", "termijn"),)), "De termijn is nog niet gezegd. Geef het aantal dagen."),
        (Recipe("duration", "signals"), "Zeg tussen welke twee feiten de dagen worden geteld."),
        (Recipe("duration", "signals", between=Between("picked_up", ())), "Zeg tussen welke twee feiten"),
        (Recipe("delivered", "signals"), "Van signalen is niet bekend wie ze valideert. Kies uit: notes."),
        (Recipe("count", "signals", grouped_by="colour"), "Van signalen is ‘colour’ niet bekend."),
        (Recipe("sum", "feeds", value="kg", grouped_by="kg"), "Per ‘gewicht’ kan niet gegroepeerd worden. Kies uit: channel (kanaal)"),
        (Recipe("count", "nodes", per="year"), "Zeg volgens welke datum onderdelen in een periode vallen."),
        (Recipe("median", "feeds", value="kg", of=Second("members")), "Een ‘median’ per lid heeft geen betekenis."),
        (Recipe("count", "answers", of=Second("members", key="party")), "Zeg van beide verzamelingen welk veld gelijk moet zijn"),
        (Recipe("count", "answers", of=Second("places", key="place", match="party")), "‘bestuur’ en ‘gemeente’ zijn niet van dezelfde soort."),
        (Recipe("count", "answers", of=Second("members", scale=0)), "Per 0 kan niet. Kies bijvoorbeeld 1, 100 of 1.000."),
        (Recipe("count", "answers", one_per=OnePer("party", "seen_as")), "Eén antwoord per organisatie hoort bij een aandeel"),
        (Recipe("share", "answers", part=(Test("score", "more", 3),), one_per=OnePer("party", "seen_as")), "De voorwaarde gaat dan over het antwoord: ‘rol van het netwerk’."),
        (Recipe("exists", "signals", against=Against()), "Van ja of nee bestaat geen verschil met een nulmeting."),
        (Recipe("count", "signals", against=Against(Decimal(3), start=date(2026, 1, 1))), "De nulmeting is een getal of een periode, niet allebei."),
        (Recipe("count", "signals", against=Against(start=date(2026, 2, 1), end=date(2026, 1, 1))), "De nulmeting eindigt vóór ze begint. Wissel de twee datums om."),
        (Recipe("count", "signals", divide_by=0), "Delen door 0 kan niet. Kies een getal vanaf 1."),
    ],
)  # fmt: skip
def test_a_recipe_that_asks_too_much_is_told_what_to_choose(recipe: Recipe, said: str) -> None:
    with pytest.raises(RecipeRefused) as refusal:
        check(recipe, SHAPES)
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 2}, "Dit recept heeft versie 2; hier wordt versie 1 gelezen."),
        ({"aggregate": "eval"}, "‘eval’ is geen bewerking. Kies uit: count, count_unique"),
        ({"formula": "1+1"}, "Het recept kent ‘formula’ niet. Kies uit: aggregate"),
        ({"where": "level"}, "‘where’ van het recept is een lijst."),
        ({"where": [{"field": "status"}]}, "Een voorwaarde mist ‘operator’."),
        ({"where": [{"field": "status", "operator": "like", "value": "x"}]}, "‘like’ is geen vergelijking. Kies uit: is"),
        ({"where": [{"field": "status", "operator": "is", "value": "open", "or": 1}]}, "Een voorwaarde kent ‘or’ niet."),
        ({"where": [{"field": "picked_up", "operator": "before", "value": {"date": "31/12"}}]}, "‘31/12’ is geen dag. Schrijf ze als 2027-03-20."),
        ({"where": [{"field": "status", "operator": "is", "value": {"here": "moon"}}]}, "Een waarde is onleesbaar"),
        ({"per": "fortnight"}, "Per ‘fortnight’ kan niet. Kies uit: day, week"),
        ({"divide_by": True}, "‘divide_by’ van het recept is een getal."),
        ({"as_of": "ooit"}, "‘ooit’ is geen dag."),
    ],
)  # fmt: skip
def test_what_is_stored_wrongly_is_refused(change: dict[str, Any], said: str) -> None:
    with pytest.raises(RecipeRefused) as refusal:
        from_json({**to_json(Recipe("count", "signals")), **change}, SHAPES)
    assert said in str(refusal.value)


def test_a_recipe_with_an_open_question_can_be_kept_as_a_proposal() -> None:
    open_ = Recipe(
        "share", "signals",
        within=Within("picked_up", ("given",), Ref("t")), parameters=(Parameter("t", "afgesproken termijn"),),
    )  # fmt: skip
    assert from_json(to_json(open_), SHAPES, complete=False) == open_
