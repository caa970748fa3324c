"""The parts of the grammar: numbers, rhythms, the head of a sentence, the votes, what a card says."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from streekwerk.indicators.rules.amounts import quantities_in
from streekwerk.indicators.rules.clauses import sentence_of
from streekwerk.indicators.rules.decision import decide
from streekwerk.indicators.rules.evidence import Vote
from streekwerk.indicators.rules.proposal import propose
from streekwerk.indicators.rules.rhythms import rhythm_in
from streekwerk.indicators.rules.words.family import KNOWN
from streekwerk.kernel.periods import find_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("minstens 60%", [("60", ">=", "percent")]),
        ("meer dan de helft", [("50", ">", "percent")]),
        ("vijfentwintig gezinnen", [("25", "=", None)]),
        ("max. 1.500 euro", [("1500", "<=", "euro")]),
        ("3 à 4 keer", [("3", ">=", "times")]),
        ("tussen 10 en 15 deelnemers", [("10", ">=", None)]),
        ("20 of meer", [("20", ">=", None)]),
        ("8,5/10", [("8.5", "=", None)]),
        ("een deelnemer", []),
        ("minstens een deelnemer", [("1", ">=", None)]),
        ("in 2027", []),
        ("15 maart 2027", []),
        ("de 3de wijk", []),
        ("65-plussers en 12-jarigen", []),
        ("tussen 15 en 24 jaar", []),
        ("per 1.000 inwoners", []),
        ("artikel 60", []),
        ("2) acties", []),
        ("een tiental scholen", [("10", "=", None)]),
        ("de twee dienstencentra", []),
        ("minstens de twee grootste", [("2", ">=", None)]),
        ("tussen de 10 en de 12 leden", [("10", ">=", None)]),
        ("4 op een schaal van 1 tot 5", [("4", "=", None)]),
        ("op een schaal van 1 tot 5", []),
        ("meldingen via 1712", []),
        ("aanbod voor 60+", []),
        ("60+ deelnemers", [("60", ">=", None)]),
        ("max. wachttijd van 3 weken", [("3", "<=", "weeks")]),
        ("binnen de 24u", [("24", "<=", "hours")]),
        ("beneden 8 %", [("8", "<", "percent")]),
    ],
)
def test_numbers(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = quantities_in(text, find_dates(text))
    assert [(str(q.number), q.comparator, q.unit) for q in found] == expected


@pytest.mark.parametrize(
    ("text", "times", "per"),
    [
        ("maandelijks overleg", 1, "month"),
        ("Kwartaaloverleg", 4, "year"),
        ("halfjaarlijks", 2, "year"),
        ("tweejaarlijks", Fraction(1, 2), "year"),
        ("om de zes weken", Fraction(26, 3), "year"),
        ("tweewekelijks", 1, "2 weeks"),
        ("om de 2 weken", 1, "2 weeks"),
        ("tweemaandelijks", 6, "year"),
        ("vier keer per jaar", 1, "year"),
        ("drie keer per trimester", 4, "year"),
        ("geregeld overleg", None, None),
    ],
)
def test_rhythms(text: str, times: Any, per: str | None) -> None:
    rhythm = rhythm_in(text)
    assert rhythm is not None
    assert (rhythm.times, rhythm.per) == (times, per)


@pytest.mark.parametrize("text", ["Aantal deelnemers", "jaarverslag", "de vijftigjarige"])
def test_no_rhythm(text: str) -> None:
    assert rhythm_in(text) is None


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Aantal deelnemers aan de cursus", "aantal"),
        ("Het totale aantal plaatsen", "aantal"),
        ("Duidelijke daling van klachten", "klachten"),
        ("Tegen eind 2027 is een draaiboek klaar", "draaiboek"),
        ("Resultaatsindicator: wachttijd", "wachttijd"),
        ("Overleg met de scholen (indicator = verslag)", "verslag"),
        ("Effect van de campagne: aantal bezoekers", "aantal"),
        ("% besturen dat instemt", "%"),
        ("1) visienota", "visienota"),
    ],
)
def test_the_head_is_what_is_measured(text: str, head: str) -> None:
    assert sentence_of(text).head[0].low == head


def test_growth_is_no_comparison() -> None:
    assert sentence_of("Meer dan 20 gezinnen").growth is None
    grows = sentence_of("Het ledenaantal neemt toe").growth
    assert grows is not None
    assert grows.comparator == "increase"


def test_close_votes_are_a_doubt() -> None:
    decision = decide([Vote("count", 6, "", "dit"), Vote("share", 5, "", "dat")])
    assert (decision.measure, decision.doubt) == ("count", "share")
    assert decision.why == "twijfel met aandeel; herkend aan dit"


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("% besturen dat het charter ondertekent", "denominator", "besturen"),
        ("% besturen dat het charter ondertekent", "numerator", "het charter ondertekent"),
        ("Elke gemeente heeft een aanspreekpunt", "denominator", "gemeente"),
        ("Aantal gesprekken per maatschappelijk werker", "per_what", "maatschappelijk werker"),
        ("Aantal gesprekken per jaar", "per_what", None),
        ("Nota goedgekeurd door de raad van bestuur", "validated_by", "de raad van bestuur"),
        ("Nota goedgekeurd door de raad van bestuur", "evidence", "Nota"),
        ("Aantal actieve leden dat meedoet", "counted", "actieve leden"),
        ("Minstens 50 gezinnen bereikt in het najaar van 2026", "counted", "gezinnen"),
        ("Bereik van 3 scholen per gemeente", "counted", "scholen"),
        ("Daling van de wachttijd van 12 naar 8 weken eind 2028", "counted", "wachttijd"),
        ("Tegen de zomer van 2027 zijn er 10 buurthuizen", "counted", "buurthuizen"),
        ("In het eerste kwartaal van 2027 een nieuwe website", "counted", "nieuwe website"),
        ("Wachttijd per dienst niet langer dan 14 dagen", "per_what", "dienst"),
        ("Aantal deelnemers (opgesplitst per gemeente en leeftijd)", "per_what", "gemeente en leeftijd"),
        ("Beleid goedgekeurd door alle raden tegen 30 juni 2027", "validated_by", "alle raden"),
        ("Daling van het aantal klachten", "baseline_needed", True),
        ("Van 3 naar 5 dienstencentra", "baseline_needed", False),
        ("Draaiboek klaar tegen juni 2027", "by", "2027-06-30"),
    ],
)
def test_the_rest_of_the_card(text: str, key: str, value: Any) -> None:
    assert propose(text).to_json()[key] == value


@pytest.mark.parametrize(
    ("text", "measure", "number"),
    [
        ("Aantal leden dat deelneemt aan minstens 2 overleggen per jaar", "count", None),
        ("Aantal gezinnen dat minstens 3 keer per jaar een bezoek krijgt", "count", None),
        ("Percentage medewerkers dat jaarlijks minstens 1 vorming volgt", "share", None),
        ("Aantal leden dat deelneemt: minstens 20", "count", 20),
        ("Aantal leden dat deelneemt (minstens 20)", "count", 20),
        ("Aantal gezinnen dat bereikt wordt minstens 100 tegen 2028", "count", 100),
        ("Aandeel woningen dat aanpasbaar is minstens 40 %", "share", 40),
    ],
)
def test_which_ones_are_counted_is_no_target(text: str, measure: str, number: int | None) -> None:
    said = propose(text).to_json()
    assert (said["measure"], said["target"] and said["target"]["number"]) == (measure, number)
    assert said["frequency"] is None


def test_the_reason_names_the_words() -> None:
    assert propose("Minstens 12 deelnemers").why.startswith("herkend aan “deelnemers”")
    assert "met “Minstens” ervoor" in propose("Minstens 12 deelnemers").why
    assert propose("Xyz").why.startswith("twijfel")


def test_vocabulary_is_clean() -> None:
    """Small letters, no exception without need, every family its own bit."""
    assert len({family.bit for family in KNOWN.values()}) == len(KNOWN)
    for family in KNOWN.values():
        for word in {*family.words, *family.ends, *family.begins, *family.never}:
            assert word == word.lower()


@pytest.mark.parametrize(
    ("text", "measure", "instrument"),
    [
        ("We realiseren tien woonunits", "count", "register_count"),
        ("De zorgraad keurt 3 projecten goed", "count", "register_count"),
        ("De zorgraad keurt het plan goed", "deliverable", "milestone"),
        ("Project 41 opgestart", "deliverable", "milestone"),
        ("Loket opgericht in 4 gemeenten", "count", "register_count"),
        ("Functionaris aangeduid in elk bestuur", "share", "register_count"),
        ("Registratiesysteem operationeel in alle praktijken", "deliverable", "milestone"),
        ("Vier van de zes besturen keuren het plan goed", "share", "register_count"),
        ("Deelnemers beoordelen de opleiding met een 8", "score", "survey"),
        ("Ervaren kwaliteit van de zorg", "score", "survey"),
        ("Kwaliteit van de zorg", "rubric", "manual_assessment"),
        ("Gemeenten stemmen hun premies op elkaar af", "rubric", "manual_assessment"),
        ("Jongeren geven vorm aan het beleid", "rubric", "manual_assessment"),
        ("Jongeren geven aan dat ze zich veilig voelen", "score", "survey"),
        ("Dossiers worden op een uniforme manier bijgehouden", "rubric", "manual_assessment"),
        ("Verbetering van de leefkwaliteit", "rubric", "manual_assessment"),
        ("Verbetering van de procedure", "deliverable", "milestone"),
        ("We nemen een beslissing over de locatie", "deliverable", "milestone"),
        ("Burgers nemen deel aan de wandeling", "count", "register_count"),
        ("Toeleidingen naar werk", "count", "register_count"),
        ("Tijd die begeleiders besteden aan registratie", "duration", "register_count"),
        ("Tijd tussen aanmelding en opstart", "duration", "lead_time"),
        ("Aantal meldingen (bron: politie)", "count", "external_data"),
        ("Aantal meldingen (bron: eigen registratie)", "count", "register_count"),
        ("Bereik van de campagne", "count", "external_data"),
        ("Bereik van 300 jongeren", "count", "register_count"),
        ("Aantal kinderopvangplaatsen", "count", "external_data"),
        ("Aantal kinderopvangplaatsen gecreëerd", "count", "register_count"),
    ],
)
def test_the_turn_of_a_sentence_decides(text: str, measure: str, instrument: str) -> None:
    said = propose(text)
    assert (said.measure, said.instrument) == (measure, instrument)


def test_a_rhythm_keeps_its_own_number() -> None:
    said = propose("5-jaarlijkse omgevingsanalyse")
    assert said.target
    assert said.frequency
    assert said.target.number == said.frequency.times == Fraction(1, 5)


@pytest.mark.parametrize(
    ("text", "number", "comparator"),
    [
        ("Daling van de uitval met minstens 5%", 5, "decrease"),
        ("Stijging van minstens 20% volgers", 20, "increase"),
        ("Daling van de wachttijd tot maximaal 10 dagen", 10, "<="),
        ("Meer jongeren (min. 50)", 50, ">="),
        ("We begeleiden per jaar 40 gezinnen", 40, "="),
    ],
)
def test_a_bound_and_a_direction(text: str, number: int, comparator: str) -> None:
    target = propose(text).target
    assert target
    assert (target.number, target.comparator) == (number, comparator)


def test_an_adjective_asks_no_growth() -> None:
    assert propose("% inwoners met verhoogde tegemoetkoming").target is None
