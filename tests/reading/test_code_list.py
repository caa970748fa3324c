"""Lists of codes and descriptions, in text and in columns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.outlines import expected, outline, read
from streekwerk.reading.dialects.code_list import DIALECT
from streekwerk.reading.dialects.code_list.shapes import Code, Levels, is_above, leading_code
from streekwerk.reading.extract import extract_bytes

PADDED = """Meerjarenplan 2026-2031 Zorgbedrijf Netelaar

BD01 Een warm thuis voor iedereen
AP01 Dienstencentra dicht bij de mensen
A0101 Een tweede dienstencentrum openen (prioritair)
A0102 Buurtrestaurants uitbreiden naar
de deelgemeenten
AP02 Zorg aan huis
A0201 Poetshulp op maat
BD02 Een gezonde werking
AP03 Medewerkers in hun kracht
A0301 Een opleidingsplan uitvoeren
"""

DASHED = """Beleidsdoelstelling BD-1 Niemand blijft alleen
Lange omschrijving: We brengen mensen samen en
verlagen de drempel naar ontmoeting.
Prioritair: ja
Actieplan AP-1: Ontmoeting in de wijk
Commentaar: samen met de wijkraden
Actie ACT-1.1: Koffiemomenten inrichten
Indicator: aantal koffiemomenten
Indicatoren: aantal bezoekers
Evaluatie: loopt volgens plan
Actie ACT-1.2: Vrijwilligers werven
"""

DECIMAL = """6 Gezond wonen
6.1 Woningen opvolgen
6.1.1 Huisbezoeken doen bij senioren
6.1.2 Premies bekendmaken
6.1.3 Isolatie begeleiden
6.2 Opvang verzekeren
6.2.1 Noodwoningen inrichten
"""

COLUMNS = """Code;Type;Korte omschrijving;Lange omschrijving;Commentaar;Evaluatie;Prioritair
BD-1;Beleidsdoelstelling;Zorg voor mantelzorgers;Wie zorgt, verdient zorg.;;;
AP-1;Actieplan;Luisterpunten;;in elke gemeente;;ja
A-1;Actie;Een luisterlijn openen;Elke werkdag bereikbaar.;;gestart;nee
BD-2;Beleidsdoelstelling;Digitaal mee;;;;
AP-2;Actieplan;Digipunten;;;;
"""

OVERVIEW = """Bestuur;Jaar;Beleidsdoelst. totaaloverzicht;Actieplan totaaloverzicht;Actie totaaloverzicht
Demer;2026;"Code: BD1
Korte omschrijving: Sterk sociaal beleid";"Code: AP1
Korte omschrijving: Buurtzorg
Commentaar: pilot";"Code: A1
Korte omschrijving: Een buurtzorger aanstellen
Lange omschrijving: Halftijds in twee buurten."
Demer;2027;"Code: BD1
Korte omschrijving: Sterk sociaal beleid";"Code: AP1
Korte omschrijving: Buurtzorg
Commentaar: pilot";"Code: A1
Korte omschrijving: Een buurtzorger aanstellen
Lange omschrijving: Halftijds in twee buurten."
Demer;2026;"Code: BD1
Korte omschrijving: Sterk sociaal beleid";"Code: AP1
Korte omschrijving: Buurtzorg
Commentaar: pilot";"Code: A2
Korte omschrijving: Een buurtkrant maken"
"""


def test_padded_numbers_put_actions_under_the_plan_whose_number_they_begin_with() -> None:
    reading = read(PADDED, "code_list")
    assert outline(reading) == expected("""
        Beleidsdoelstelling [BD01] Een warm thuis voor iedereen
          Actieplan [AP01] Dienstencentra dicht bij de mensen
            Actie [A0101] Een tweede dienstencentrum openen
            Actie [A0102] Buurtrestaurants uitbreiden naar de deelgemeenten
          Actieplan [AP02] Zorg aan huis
            Actie [A0201] Poetshulp op maat
        Beleidsdoelstelling [BD02] Een gezonde werking
          Actieplan [AP03] Medewerkers in hun kracht
            Actie [A0301] Een opleidingsplan uitvoeren
    """)
    assert reading.title == "Meerjarenplan 2026-2031 Zorgbedrijf Netelaar"
    assert reading.period == ("2026-01-01", "2031-12-31")
    assert next(n for n in reading.nodes if n.code == "A0101").fields == {"Prioritair": "prioritair"}


def test_labelled_lines_become_text_fields_and_indicators() -> None:
    reading = read(DASHED, "code_list")
    assert outline(reading) == expected("""
        Beleidsdoelstelling [BD-1] Niemand blijft alleen
          Actieplan [AP-1] Ontmoeting in de wijk
            Actie [ACT-1.1] Koffiemomenten inrichten
              * aantal koffiemomenten
              * aantal bezoekers
            Actie [ACT-1.2] Vrijwilligers werven
    """)
    goal, plan, action, _ = reading.nodes
    assert goal.text == "We brengen mensen samen en verlagen de drempel naar ontmoeting."
    assert goal.fields == {"Prioritair": "ja"}
    assert plan.fields == {"Commentaar": "samen met de wijkraden"}
    assert action.fields == {"Evaluatie": "loopt volgens plan"}


def test_bare_numbers_are_levels_by_their_depth() -> None:
    reading = read(DECIMAL, "code_list")
    levels = [(node.code, node.level) for node in reading.nodes]
    assert levels[:3] == [("6", "goal"), ("6.1", "action_plan"), ("6.1.1", "action")]
    above = {node.id: node.code for node in reading.nodes}
    parents = {node.code: above.get(node.parent or "") for node in reading.nodes}
    assert (parents["6.2.1"], parents["6.2"], parents["6"]) == ("6.2", "6", None)


@pytest.mark.parametrize("name", ["plan.txt", "plan.csv"])
def test_an_export_in_columns_is_read_from_text_and_from_csv(name: str) -> None:
    reading = read(COLUMNS, "code_list", name)
    assert outline(reading) == expected("""
        Beleidsdoelstelling [BD-1] Zorg voor mantelzorgers
          Actieplan [AP-1] Luisterpunten
            Actie [A-1] Een luisterlijn openen
        Beleidsdoelstelling [BD-2] Digitaal mee
          Actieplan [AP-2] Digipunten
    """)
    action = reading.nodes[2]
    assert action.text == "Elke werkdag bereikbaar."
    assert action.fields == {"Evaluatie": "gestart", "Prioritair": "nee"}


def test_overview_cells_are_read_once_however_often_they_are_printed() -> None:
    reading = read(OVERVIEW, "code_list", "export.csv")
    assert outline(reading) == expected("""
        Beleidsdoelstelling [BD1] Sterk sociaal beleid
          Actieplan [AP1] Buurtzorg
            Actie [A1] Een buurtzorger aanstellen
            Actie [A2] Een buurtkrant maken
    """)
    assert reading.nodes[1].fields == {"Commentaar": "pilot"}
    assert reading.nodes[2].text == "Halftijds in twee buurten."


@pytest.mark.parametrize(
    ("text", "name"),
    [(PADDED, "p.txt"), (DASHED, "p.txt"), (COLUMNS, "p.txt"), (COLUMNS, "p.csv"), (OVERVIEW, "p.csv")],
)
def test_code_lists_fit(text: str, name: str) -> None:
    assert DIALECT.fit(extract_bytes(text.encode(), name)) > 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Gewone tekst over de zorg.\nEen tweede regel met 12.5% erin.\n",
        "1.1 Inleiding\nLange tekst.\nNog tekst.\nEn nog.\n2.1 Vervolg\nTekst.\nTekst.\nTekst.\n",
        "Naam;Gemeente\nAn;Geel\nBo;Mol\n",
    ],
)
def test_other_texts_do_not_fit(text: str) -> None:
    assert DIALECT.fit(extract_bytes(text.encode(), "p.txt")) < 0.4


@pytest.mark.parametrize(
    ("upper", "lower", "above"),
    [
        ("04", "0402", True),
        ("6.1", "6.1.3", True),
        ("1", "12", False),
        ("1", "1.2", True),
        ("04", "04", False),
    ],
)
def test_a_number_that_begins_with_another_is_below_it(upper: str, lower: str, above: bool) -> None:
    assert is_above(Code(upper, "AP", upper), Code(lower, "A", lower)) is above


def test_a_shape_that_no_vocabulary_knows_gets_its_level_by_order() -> None:
    codes = [found[0] for text in ("ICT-1 Wonen", "WZ-1 Zorg", "KL-1 Buurt") if (found := leading_code(text))]
    assert [Levels(codes).of(code)[0] for code in codes] == ["goal", "action_plan", "action"]


WORDS = st.sampled_from(
    [
        "BD1",
        "AP-1",
        "A0402",
        "6.1.3",
        "Code:",
        "Korte omschrijving:",
        ";",
        "Actieplan",
        "tekst",
        "(",
        "Indicator:",
        "ja",
        '"',
    ]
)
LINES = st.lists(
    st.one_of(
        st.lists(WORDS, max_size=5).map(" ".join),
        st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=12),
    ),
    max_size=15,
)


@settings(max_examples=50, deadline=None)
@given(LINES, st.sampled_from(["plan.txt", "plan.csv"]))
def test_no_text_breaks_it_or_is_claimed_twice(lines: list[str], name: str) -> None:
    text = "\n".join(["Code;Korte omschrijving", *lines, "A1 Slot"])
    read(text, "code_list", name)
