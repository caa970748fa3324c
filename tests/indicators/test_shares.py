"""Of which whole a share is, and which part of it, in the sentence's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.indicators.rules.proposal import propose

WORDS = [
    "%", "aandeel", "percentage", "40", "9", "op", "de", "10", "van", "elke", "alle", "ouders", "lokale", "dat",
    "die", "met", "in", "tegen", "2027", "minstens", "is", "kent", ",", ":", "(", ")", "opgeloste", "klachten",
    "en", "of", "stijgt", "bedraagt", "ten", "opzichte", "totaal", "aantal", "binnen",
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "whole", "part"),
    [
        ("Minstens 40 % van de ouders kent het aanbod tegen eind 2027", "ouders", "kent het aanbod"),
        ("70 % van de leerkrachten en leerlingen ervaart een betere sfeer", "leerkrachten en leerlingen",
         "ervaart een betere sfeer"),
        ("90 % van de medewerkers volgde een vorming", "medewerkers", "volgde een vorming"),
        ("Percentage inwoners in armoede dat het aanbod gebruikt", "inwoners in armoede", "het aanbod gebruikt"),
        ("% jongeren tussen 15 en 24 jaar dat werkloos is", "jongeren tussen 15 en 24 jaar", "werkloos is"),
        ("Percentage huisartsen met een praktijkassistent", "huisartsen", "met een praktijkassistent"),
        ("Aandeel van de klachten binnen 30 dagen beantwoord", "klachten", "binnen 30 dagen beantwoord"),
        ("Aandeel opgeloste klachten", "klachten", "opgeloste klachten"),
        ("Tegen 2028 heeft 70 procent van de lokale besturen een actieplan", "lokale besturen", "een actieplan"),
        ("Op 4 van de 6 plaatsen wordt het kader toegepast", "plaatsen", "wordt het kader toegepast"),
        ("3 op de 5 zorgvragers kiest zelf", "zorgvragers", "kiest zelf"),
        ("Elke gemeente heeft een aanspreekpunt", "gemeente", "heeft een aanspreekpunt"),
        ("Percentage cliënten met een zorgplan stijgt met 10 %", "cliënten", "met een zorgplan"),
        ("Aandeel wooneenheden dat aanpasbaar is tegen 2030 minstens 40 %", "wooneenheden", "aanpasbaar is"),
        ("Verhouding aanmeldingen op het totaal aantal gesprekken", "gesprekken", "aanmeldingen"),
        ("Aandeel vrouwelijke bestuurders in sportclubs tegen 2029", "vrouwelijke bestuurders", "in sportclubs"),
        # The whole is not said: nobody invents one.
        ("Minstens 40 % vrouwen in de raad", None, "vrouwen in de raad"),
        ("Percentage tijdig betaalde facturen ≥ 95 %", None, "tijdig betaalde facturen"),
        ("Bezettingsgraad kortverblijf ≥ 92 %", None, None),
        ("Uitstroom naar betaald werk bedraagt minstens 25 %", None, None),
    ],
)  # fmt: skip
def test_whole_and_part(sentence: str, whole: str | None, part: str | None) -> None:
    said = propose(sentence).to_json()
    assert (said["measure"], said["denominator"], said["numerator"]) == ("share", whole, part)


def test_what_is_counted_of_a_share_is_its_whole() -> None:
    assert (
        propose("60 procent van de oudere mantelzorgers krijgt een huisbezoek").recipe.counted
        == "oudere mantelzorgers"
    )


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join))
def test_both_stand_in_the_sentence(sentence: str) -> None:
    recipe = propose(sentence).recipe
    for said in (recipe.denominator, recipe.numerator):
        assert said is None or (said and said in " ".join(sentence.split()))
