"""What a sentence proposes as a card, and what breaks a series."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.indicators.rules.cards.breaks import begins_period, change_between, next_begin
from streekwerk.indicators.rules.cards.drafts import draft_of, level_of
from streekwerk.indicators.rules.cards.questions import with_term
from streekwerk.indicators.rules.cards.words import facts_said, subject_said
from streekwerk.indicators.rules.figures.aims import words_of
from streekwerk.ui import dutch

TERM = "Aandeel meldingen dat binnen een afgesproken termijn leidt tot een antwoord of een bezoek"


def said(text: str) -> str:
    draft = draft_of(text)
    words = words_of(draft.target, unit=draft.unit, part=draft.per_what) if draft.target else ""
    return words.replace(dutch.THIN_SPACE, " ")


def test_a_share_asks_only_for_the_term_that_is_not_said() -> None:
    """C16: the sentence proposes share, of which whole and which event; a person says the term."""
    draft = draft_of(TERM)
    assert (draft.measure, draft.denominator) == ("share", "meldingen")
    assert draft.numerator.endswith("leidt tot een antwoord of een bezoek")
    assert [each.sentence for each in draft.questions] == ["Welke termijn?"]
    assert not draft.sure
    answered = with_term(TERM, "30 dagen")
    assert answered == "Aandeel meldingen dat binnen 30 dagen leidt tot een antwoord of een bezoek"
    assert draft_of(answered).questions == ()


def test_a_signed_document_is_its_own_proof() -> None:
    """C15: a deliverable, shown by the signed document."""
    draft = draft_of("ondertekende afsprakennota met de huisartsen")
    assert (draft.measure, draft.evidence, draft.rhythm) == (
        "deliverable",
        "ondertekende afsprakennota",
        "once",
    )
    assert level_of("Proces- en resultaatsindicator") == ""
    assert level_of("Procesindicator") == "process"


@pytest.mark.parametrize(
    ("text", "dimension", "rhythm", "target"),
    [
        (
            "minstens 3 berichten per sociaal mediakanaal per maand",
            "channel",
            "month",
            "minstens 3 per sociaal mediakanaal per maand",
        ),
        ("stijging van 20 % volgers tegen 2031", "network", "year", "stijgt met 20 % tegen 31 december 2031"),
        ("Aantal energiescans per gemeente", "place", "year", ""),
        ("Aantal tolkuren per vennoot", "party", "year", ""),
        ("Gemiddeld aantal vormingsdagen per medewerker", "network", "year", ""),
        ("Aantal valpartijen per 1.000 inwoners", "network", "year", ""),
        ("Minstens twee nieuwsbrieven per jaar", "network", "half_year", "minstens 2 per jaar"),
        ("Aantal unieke gebruikers per maand", "network", "month", ""),
        ("Jaarlijks verslag over doorverwijzingen", "network", "year", "1 per jaar"),
        (
            "Eindrapport van het fonds tegen 31/12/2033",
            "network",
            "once",
            "opgeleverd tegen 31 december 2033",
        ),
    ],
)
def test_what_there_is_one_figure_of_and_how_often(
    text: str, dimension: str, rhythm: str, target: str
) -> None:
    draft = draft_of(text)
    assert (draft.dimension, draft.rhythm, said(text)) == (dimension, rhythm, target)


def test_a_rise_without_beginning_says_so() -> None:
    draft = draft_of("stijging van 20 % volgers tegen 2031")
    assert [each.code for each in draft.questions] == ["baseline"]
    assert draft.sure, "it can be confirmed; only the judgement has to wait for the baseline"
    assert draft.target
    assert draft.target.relative


@given(st.text(max_size=400))
def test_any_text_gets_a_card_that_can_be_stored(text: str) -> None:
    draft = draft_of(text)
    for words in (
        draft.counted,
        draft.numerator,
        draft.denominator,
        draft.evidence,
        draft.validated_by,
    ):
        assert len(words) <= 300
    assert len(draft.unit) <= 60
    assert facts_said(draft)
    subject_said(draft)
    if draft.target and draft.target.number is not None:
        exponent = draft.target.number.as_tuple().exponent
        assert isinstance(exponent, int)
        assert exponent >= -4 or draft.target.number == round(draft.target.number, 4)


def test_a_percentage_that_becomes_a_number_breaks_the_series() -> None:
    """C22: from “%” to “aantal” is another measurement; other words need not be."""
    change = change_between(
        {"measure": "share", "unit": "%", "counted": "besturen"},
        {"measure": "count", "unit": "", "counted": "besturen"},
    )
    assert change.breaks(same=True)
    assert change.said == "de maat en de eenheid"
    words = change_between({"counted": "deelnemers"}, {"counted": "unieke deelnemers"})
    assert words.breaks(same=False)
    assert not words.breaks(same=True)
    assert not change_between({"evidence": "a", "recipe": {}}, {"evidence": "b", "recipe": {}}).breaks(
        same=False
    )


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["year", "half_year", "quarter", "month", "once"]),
)
def test_the_next_beginning_is_a_beginning_and_the_nearest(day: date, rhythm: str) -> None:
    begin = next_begin(day, rhythm)  # type: ignore[arg-type]
    assert begin >= day
    assert begins_period(begin, rhythm)  # type: ignore[arg-type]
    between = (day + timedelta(days=n) for n in range((begin - day).days))
    assert not any(begins_period(each, rhythm) for each in between)  # type: ignore[arg-type]


def test_half_a_time_per_year_is_once_in_two_years() -> None:
    assert said("Tweejaarlijkse bevraging van de leden") in ("1 om de 2 jaar", "")
