"""The parts of the flattened-table dialect, each on its own."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.reading.dialects.bbc_text.affinity import Affinity
from streekwerk.reading.dialects.bbc_text.codes import Decimals, coded
from streekwerk.reading.dialects.bbc_text.cues import starts_with_infinitive, weigh
from streekwerk.reading.dialects.bbc_text.front import organisation, read_front
from streekwerk.reading.dialects.bbc_text.geometry import closed_end, find_columns, is_vertical, open_end
from streekwerk.reading.dialects.bbc_text.header import column_words, find_header
from streekwerk.reading.dialects.bbc_text.markers import Marker, cut, leading
from streekwerk.reading.dialects.bbc_text.vocabulary import FUNDING, LEVEL_OF_WORD
from streekwerk.reading.extract.text import number_lines
from streekwerk.reading.models import Line, Node, Reading


def lines(text: str) -> tuple[Line, ...]:
    return number_lines(text)[0]


@pytest.mark.parametrize(
    ("text", "style", "rank", "rest"),
    [
        ("1) een kaart", ")", 1, "een kaart"),
        ("2)een kaart", ")", 2, "een kaart"),
        ("(3) een kaart", ")", 3, "een kaart"),
        ("4. Een kaart", "1.", 4, "Een kaart"),
        ("B.Een kaart", "A", 2, "Een kaart"),
        ("c) een kaart", "a)", 3, "een kaart"),
        ("• een kaart", "•", 0, "een kaart"),
        ("- % van de kaarten", "-", 0, "% van de kaarten"),
    ],
)
def test_markers_at_the_start(text: str, style: str, rank: int, rest: str) -> None:
    marker, found = leading(text)
    assert marker is not None
    assert (marker.style, marker.rank, found) == (style, rank, rest)


@pytest.mark.parametrize(
    "text", ["20% van de leden", "i.s.m. de buren", "4de pijler", "2026 is het jaar", "1.913 mensen"]
)
def test_what_only_looks_like_a_marker(text: str) -> None:
    assert leading(text)[0] is None


def test_only_the_expected_number_cuts_a_line() -> None:
    assert cut("een kaart 3) nog een", Marker(")", 1, "1)")) == ["een kaart 3) nog een"]
    assert cut("een kaart 2) nog een", Marker(")", 1, "1)")) == ["een kaart", "2) nog een"]


@given(st.text("ab 1)2)(•", max_size=40))
def test_cutting_loses_nothing(text: str) -> None:
    assert "".join("".join(cut(text, None)).split()) == "".join(text.split())


def test_column_widths_are_found_from_wrapped_lines() -> None:
    sentence = (
        "de buren van de wijk bezoeken de oudere bewoners en luisteren naar wat zij nodig hebben in hun dorp "
    )
    blocks = [textwrap.fill("Cel " + sentence * (2 if width > 50 else 1), width) for width in (30, 90) * 4]
    columns = find_columns(lines("\n\n".join(blocks)), {})
    assert len(columns.headings) == 1
    assert 26 <= columns.headings[0] <= 30
    assert 84 <= columns.widths[-1] <= 90


def test_a_text_without_wrapped_lines_has_no_columns() -> None:
    assert find_columns(lines("Een.\nTwee.\nDrie.\n"), {}).widths == ()


def test_a_vertical_cell_is_many_very_short_lines_of_one_sentence() -> None:
    assert is_vertical(["De dienst", "zorgt voor", "een goede", "ondersteunin", "g van de"])
    assert not is_vertical(["Jaarverslag", "Visienota", "Website", "Draaiboek", "Charter"])
    assert not is_vertical(["De dienst", "zorgt"])


def test_ends_of_lines() -> None:
    assert open_end("samen met de")
    assert not open_end("samen met hen")
    assert closed_end("Dat is klaar.")
    assert not closed_end("samen met o.a.")
    assert not closed_end("dit gebeurt i.s.m.")


def test_a_header_row_is_found_however_it_is_printed() -> None:
    assert [level.word for level in find_header(lines("NR DOELSTELLING ACTIE INDICATOR\n")).levels] == [
        "Doelstelling",
        "Actie",
    ]
    below = find_header(lines("Pijler\nDoelstelling\nActie\nTiming\n\nZorg\n"))
    assert [level.level for level in below.levels] == ["pillar", "goal", "action"]
    assert below.lines == (1, 2, 3, 4)
    twice = find_header(lines("Doelstelling Acties\nZorg\nDoelstelling Acties\nWonen\n"))
    assert twice.lines == (1, 3)


@pytest.mark.parametrize(
    "text", ["De doelstelling van onze acties is duidelijk", "Actie 3", "Doelstelling:", ""]
)
def test_a_sentence_with_level_words_is_no_header(text: str) -> None:
    assert not find_header(lines(text)).lines


def test_words_for_columns_need_a_level_beside_them() -> None:
    assert column_words("Timing Indicatoren") == ["Timing", "Indicatoren"]
    assert not find_header(lines("Timing Indicatoren")).lines


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("BD-1 Zorg voor elkaar", "BD-1", "Zorg voor elkaar"),
        ("AP04: zorg", "AP04", "zorg"),
        ("Actie 2.1 Buren bezoeken", "Actie 2.1", "Buren bezoeken"),
        ("Actieplan: buren", None, "buren"),
    ],
)
def test_codes_and_level_words(text: str, code: str | None, rest: str) -> None:
    found = coded(text)
    assert found is not None
    assert (found.code, found.rest) == (code, rest)


@pytest.mark.parametrize(
    "text", ["Project 41 en project 60 lopen", "Acties van de zone", "A4 papier kopen", "Actieplan 2026 Zorg"]
)
def test_a_sentence_is_no_code(text: str) -> None:
    assert coded(text) is None


def test_a_number_is_a_heading_only_when_its_first_part_follows() -> None:
    levels = (LEVEL_OF_WORD["doelstelling"], LEVEL_OF_WORD["actie"])
    texts = ["1. Zorg", "1.1 Buren", "1.2 Wijk", "1. Bezoek", "2. Wonen", "2.1 Huizen"]
    decimals = Decimals(texts, levels)
    found = [decimals.coded(text) for text in texts]
    assert [code.number if code else None for code in found] == ["1", "1.1", "1.2", None, "2", "2.1"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Organiseren van buurtfeesten", "action"),
        ("Een campagne voeren en evalueren", "action"),
        ("Opmaak van een draaiboek", "action"),
        ("Aantal bereikte buren", "indicator"),
        ("Tevredenheid van de bezoekers", "indicator"),
        ("Draaiboek is goedgekeurd door de raad", "indicator"),
        ("minstens 4 feesten per jaar", "indicator"),
        ("Vernieuwde website", "indicator"),
    ],
)
def test_words_say_action_or_indicator(text: str, column: str) -> None:
    cues = weigh(text)
    assert (cues.action > cues.indicator) is (column == "action")
    assert cues.action != cues.indicator


def test_plural_nouns_are_no_infinitives() -> None:
    assert starts_with_infinitive("Bezoeken van buren")
    for text in ("Jongeren vinden hulp", "Beslissingen worden genomen", "Geen opvang", "Partners zoeken"):
        assert not starts_with_infinitive(text)


def test_funding_rows_may_be_printed_twice_on_a_line() -> None:
    assert FUNDING.fullmatch("Algemene financiering Algemene financiering")
    assert not FUNDING.fullmatch("Algemene financiering van de zorg")


def test_affinity_needs_a_clear_best() -> None:
    texts = ["woningen renoveren in het dorp", "maaltijden koken op school", "dossiers digitaal opvolgen"]
    affinity = Affinity(texts)
    assert affinity.best("leegstaande woningen renoveren", texts) == 0
    assert affinity.best("iets anders helemaal", texts) is None
    assert affinity.best("woningen en maaltijden", ["woningen", "maaltijden"]) is None


def test_title_period_and_organisation_come_from_what_is_printed() -> None:
    reading = Reading(source={})
    used = read_front(lines("Meerjarenplan 2026 - 2031\nInleidend woord van de directie\n"), reading)
    assert (reading.title, reading.period, used) == (
        "Meerjarenplan 2026 - 2031",
        ("2026-01-01", "2031-12-31"),
        [1],
    )
    goals = [
        Node(f"n{i}", None, "goal", f"Zorgbond Dijle {verb} alles") for i, verb in enumerate(("doet", "kan"))
    ]
    assert organisation(goals) == "Zorgbond Dijle"
    assert organisation(goals[:1]) is None
    assert organisation([], "Ons plan") is None
    assert organisation([], "Actieplan 2026-2028") is None
