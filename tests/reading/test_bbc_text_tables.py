"""Flattened tables of invented networks: their own level words, markers, codes and ways to go wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import flattened
from reading.outlines import expected, outline, read
from streekwerk.reading.dialects.bbc_text import DIALECT
from streekwerk.reading.extract import extract_bytes
from work import growth

CODED = """Meerjarenplan 2026-2031 Welzijnsverbond Leiestreek

Strategische doelstelling Operationele doelstelling Acties Timing Indicatoren
SD 1 Iedereen vindt de weg naar hulp
OD 1.1 De sociale kaart is
volledig en bekend
a) Opmaken van een digitale sociale kaart
b) Voorstellen van de kaart op de
dorpsdag
Timing: 2026 - 2027
• aantal bezoekers van de kaart: 2.000 per jaar
• kaart staat online
OD 1.2 Onthaal spreekt de taal van
de inwoner
a) Opleiden van onthaalmedewerkers
Timing: najaar 2027
• minstens 80% van de medewerkers volgde de opleiding
"""

NUMBERED = """Doelstelling Actie Indicator Streefwaarde

1. Het verbond ondersteunt mantelzorgers

1.1 Een luisterlijn inrichten voor mantelzorgers
Aantal oproepen per maand
Gemiddelde duur van een gesprek
1.2 Een ontmoetingsdag organiseren in elke gemeente
Tevredenheid van de bezoekers

2. Het verbond bestrijdt eenzaamheid

2.1 Buurtbewoners opleiden tot luisterend oor
Aantal opgeleide vrijwilligers: 60 tegen 2028
"""

BY_ROW = """Prioriteit
Actieplan
Actie
Indicatoren

BD1 Een sterk lokaal sociaal beleid
AP1 Samenwerking tussen OCMW's
A1 Oprichten van een gezamenlijke dienst
Indicator: aantal dossiers per maatschappelijk werker (max. 40)
Indicator: wachttijd in dagen
A2 Delen van expertise via een lerend netwerk
Indicator: minstens 4 bijeenkomsten per jaar
AP2 Toegankelijke dienstverlening
A3 Inrichten van zitdagen in deelgemeenten
Indicator: aantal zitdagen
"""

VALUES = """Actieplan 2026 Welzijnsregio Demervallei
Doelstelling Actie Planning Budget Indicator Streefwaarde Status

Iedereen heeft recht op een goede woning
Inrichten van een woonloket in elke gemeente
2026 - 2028
€ 25.000
Aantal bezoekers van het loket
500 per jaar
lopend
Opleiden van woonbegeleiders
najaar 2026
€ 4.000
Aandeel opgeleide begeleiders
80%
gepland

Geen enkel kind groeit op in armoede
Verdelen van schoolmateriaal via de sociale kruidenier
jaarlijks
Aantal bereikte kinderen
minstens 300
"""

WORDED = """Pagina 1 van 3
Beleidsdoelstelling 1: De regio zorgt voor wie zorg nodig heeft

Actieplan 1.1: Zorg en welzijn versterken elkaar
Actie 1.1.1: Een gezamenlijk onthaal uitbouwen
Indicatoren:
- onthaal is open
- aantal vragen per maand
Actie 1.1.2: Vorming organiseren voor baliemedewerkers
Indicatoren:
- aantal deelnemers
Actieplan 1.2: Preventie krijgt meer aandacht
Actie 1.2.1: Valpreventie opnemen in elk woonzorgcentrum
"""

HEADED = """Jaarplan 2027 Zorgkring Vlierbeek

Gezonde buurten
Actie Timing Indicatoren
Aanleggen van een beweegpad
voorjaar 2027
Aantal wandelaars
Organiseren van een fietsdag
juni 2027
Aantal fietsers

Sterke gezinnen
Actie Timing Indicatoren
Openen van een spelotheek
najaar 2027
Aantal uitgeleende spelen per maand
"""

STATED = """Beleidsplan zorgregio Maasduinen
Beleidsprioriteit Doelstelling Actie Toelichting Indicatoren

Gezonde start voor elk kind

Elk gezin met een baby krijgt een huisbezoek van een
begeleider binnen de maand.

- Aanwerven van twee gezinsondersteuners
- Afsluiten van een akkoord met de kraamafdelingen
Nu krijgt enkel een deel van de gezinnen een bezoek. Dat willen we veranderen omdat vroege steun loont.
- Aantal huisbezoeken
- Aandeel gezinnen dat binnen zes weken bezocht is (streefwaarde: 90%)

Jongeren voelen zich goed in hun vel

Jongeren vinden hulp op plaatsen waar ze komen, zoals
school, jeugdhuis en sportclub.

- Plaatsen van een praatpunt in elk jeugdhuis
- Aantal jongeren dat het praatpunt bezoekt
- Jongeren geven het praatpunt gemiddeld een 7
"""

RUN_TOGETHER = """KLEURBeleidsdoelstellingActieplan Acties Commentaar Indicatoren
De vereniging Netelland versterkt de eerste lijn in alle gemeenten van de streek

Verbeteren van het onthaal in de
sociale huizen van de regio

1) Opstellen van een onthaalgids (met de partners) 2) Vormen van de
onthaalmedewerkers 1) Gids is klaar
2) Aantal gevormde medewerkers

Bundelen van vragen naar hulp in
een gezamenlijk meldpunt

Inrichten van een meldpunt voor alle gemeenten. 1) Aantal meldingen
2) Doorlooptijd van een melding

Openhouden van buurthuizen in de
kleine kernen van de streek

- kernen zonder buurthuis bezoeken
- lokalen zoeken
1) Aantal buurthuizen
Algemene financiering Algemene financiering
"""

DISPLACED = """Beleidsdoelstelling Actieplan Acties Indicatoren
A. Woningen opsporen die leegstaan in de dorpskernen en de eigenaars aanspreken over verhuring
B. Leegstaande woningen renoveren met steun van de regio

1) Aantal opgespoorde woningen

Netwerk Kempeneer bestrijdt armoede in alle dorpen en steden van de streek met alle partners samen
Aanpakken van leegstand van de
woningen in de dorpskernen

Uitdelen van warme maaltijden aan
gezinnen met kinderen op school

1) Koken in de scholen
2) Vrijwilligers zoeken voor de bediening

1) Aantal maaltijden per schooldag
2) Aantal scholen

Algemene financiering
Netwerk Kempeneer zorgt voor een vlotte dienstverlening aan de inwoners van alle dorpen en steden

Digitaliseren van de aanvragen en
de opvolging van dossiers

1) Kiezen van een systeem
2) Opleiden van de medewerkers

1) Systeem is in gebruik
2) Aantal digitale aanvragen

Algemene financiering
Netwerk
Kempeneer
zorgt voor
een vlotte
dienstverlenin
g aan de
inwoners
"""


def test_codes_timing_and_targets() -> None:
    reading = read(CODED, "bbc_text")
    assert outline(reading) == expected("""
        Strategische doelstelling [SD 1] Iedereen vindt de weg naar hulp
          Operationele doelstelling [OD 1.1] De sociale kaart is volledig en bekend
            * aantal bezoekers van de kaart: 2.000 per jaar
            * kaart staat online
            Actie [a)] Opmaken van een digitale sociale kaart
            Actie [b)] Voorstellen van de kaart op de dorpsdag
          Operationele doelstelling [OD 1.2] Onthaal spreekt de taal van de inwoner
            * minstens 80% van de medewerkers volgde de opleiding
            Actie [a)] Opleiden van onthaalmedewerkers
    """)
    assert reading.title == "Meerjarenplan 2026-2031 Welzijnsverbond Leiestreek"
    assert reading.period == ("2026-01-01", "2031-12-31")
    timed = next(node for node in reading.nodes if node.code == "b)")
    assert timed.fields == {"Timing": "2026 - 2027"}
    assert timed.start is not None
    assert timed.end is not None
    assert (timed.start.date, timed.end.date) == ("2026-01-01", "2027-12-31")


def test_numbers_with_points_are_levels_when_the_header_has_no_codes() -> None:
    assert outline(read(NUMBERED, "bbc_text")) == expected("""
        Doelstelling [1] Het verbond ondersteunt mantelzorgers
          Actie [1.1] Een luisterlijn inrichten voor mantelzorgers
            * Aantal oproepen per maand
            * Gemiddelde duur van een gesprek
          Actie [1.2] Een ontmoetingsdag organiseren in elke gemeente
            * Tevredenheid van de bezoekers
        Doelstelling [2] Het verbond bestrijdt eenzaamheid
          Actie [2.1] Buurtbewoners opleiden tot luisterend oor
            * Aantal opgeleide vrijwilligers: 60 tegen 2028
    """)


def test_indicators_hang_under_their_action_in_a_table_by_rows() -> None:
    assert outline(read(BY_ROW, "bbc_text")) == expected("""
        Prioriteit [BD1] Een sterk lokaal sociaal beleid
          Actieplan [AP1] Samenwerking tussen OCMW's
            Actie [A1] Oprichten van een gezamenlijke dienst
              * aantal dossiers per maatschappelijk werker (max. 40)
              * wachttijd in dagen
            Actie [A2] Delen van expertise via een lerend netwerk
              * minstens 4 bijeenkomsten per jaar
          Actieplan [AP2] Toegankelijke dienstverlening
            Actie [A3] Inrichten van zitdagen in deelgemeenten
              * aantal zitdagen
    """)


def test_bare_values_go_to_the_columns_of_the_header() -> None:
    reading = read(VALUES, "bbc_text")
    assert outline(reading) == expected("""
        Doelstelling Iedereen heeft recht op een goede woning
          Actie Inrichten van een woonloket in elke gemeente
            * Aantal bezoekers van het loket 500 per jaar
          Actie Opleiden van woonbegeleiders
            * Aandeel opgeleide begeleiders 80%
        Doelstelling Geen enkel kind groeit op in armoede
          Actie Verdelen van schoolmateriaal via de sociale kruidenier
            * Aantal bereikte kinderen minstens 300
    """)
    action = reading.nodes[1]
    assert action.fields == {"Planning": "2026 - 2028", "Budget": "€ 25.000", "Status": "lopend"}
    assert action.end is not None
    assert action.end.date == "2028-12-31"
    assert reading.period == ("2026-01-01", "2026-12-31")
    assert reading.organisation == "Welzijnsregio Demervallei"


def test_a_goal_may_stand_above_each_printing_of_the_header() -> None:
    reading = read(HEADED, "bbc_text")
    assert outline(reading) == expected("""
        goal Gezonde buurten
          Actie Aanleggen van een beweegpad
            * Aantal wandelaars
          Actie Organiseren van een fietsdag
            * Aantal fietsers
        goal Sterke gezinnen
          Actie Openen van een spelotheek
            * Aantal uitgeleende spelen per maand
    """)
    assert (reading.title, reading.organisation) == (
        "Jaarplan 2027 Zorgkring Vlierbeek",
        "Zorgkring Vlierbeek",
    )
    assert [node.start.date for node in reading.nodes if node.start] == [
        "2027-03-01",
        "2027-06-01",
        "2027-09-01",
    ]


def test_a_title_above_a_table_without_header_is_no_goal() -> None:
    reading = read("Meerjarenplan 2026-2031 Zorgbond Dijle\n\n" + WORDED, "bbc_text")
    assert reading.title == "Meerjarenplan 2026-2031 Zorgbond Dijle"
    assert reading.nodes[0].code == "Beleidsdoelstelling 1"


def test_cells_go_on_after_a_page_break_with_the_header_again() -> None:
    printed = flattened.printed(flattened.Layout(plan=32, action=70, indicator=70)).split("\n")
    cut = printed.index("voorbeelden")
    heading = printed.index("ouderen thuis bezoeken en hun")
    header = ["", "Beleidsdoelstelling Actieplan Acties Indicatoren", ""]
    lines = [*printed[:cut], *header, *printed[cut:heading], *header, *printed[heading:]]
    reading = read("\n".join(lines), "bbc_text")
    whole = read("\n".join(printed), "bbc_text")
    assert outline(reading) == outline(whole)


def test_level_words_in_the_cells_do_without_a_header() -> None:
    reading = read(WORDED, "bbc_text")
    assert outline(reading) == expected("""
        Beleidsdoelstelling [Beleidsdoelstelling 1] De regio zorgt voor wie zorg nodig heeft
          Actieplan [Actieplan 1.1] Zorg en welzijn versterken elkaar
            Actie [Actie 1.1.1] Een gezamenlijk onthaal uitbouwen
              * onthaal is open
              * aantal vragen per maand
            Actie [Actie 1.1.2] Vorming organiseren voor baliemedewerkers
              * aantal deelnemers
          Actieplan [Actieplan 1.2] Preventie krijgt meer aandacht
            Actie [Actie 1.2.1] Valpreventie opnemen in elk woonzorgcentrum
    """)
    assert DIALECT.fit(extract_bytes(WORDED.encode(), "plan.txt")) >= 0.5


def test_two_words_for_goals_are_two_levels_and_comments_are_text() -> None:
    reading = read(STATED, "bbc_text")
    assert outline(reading) == expected("""
        Beleidsprioriteit Gezonde start voor elk kind
          Doelstelling Elk gezin met een baby krijgt een huisbezoek van een begeleider binnen de maand.
            * Aantal huisbezoeken
            * Aandeel gezinnen dat binnen zes weken bezocht is (streefwaarde: 90%)
            Actie Aanwerven van twee gezinsondersteuners
            Actie Afsluiten van een akkoord met de kraamafdelingen
        Beleidsprioriteit Jongeren voelen zich goed in hun vel
          Doelstelling Jongeren vinden hulp op plaatsen waar ze komen, zoals school, jeugdhuis en sportclub.
            * Aantal jongeren dat het praatpunt bezoekt
            * Jongeren geven het praatpunt gemiddeld een 7
            Actie Plaatsen van een praatpunt in elk jeugdhuis
    """)
    assert reading.nodes[1].text.startswith("Nu krijgt enkel een deel")


def test_cells_that_run_together_are_cut_at_their_numbers() -> None:
    assert outline(read(RUN_TOGETHER, "bbc_text")) == expected("""
        Beleidsdoelstelling De vereniging Netelland versterkt de eerste lijn in alle gemeenten van de streek
          Actieplan Verbeteren van het onthaal in de sociale huizen van de regio
            * Gids is klaar
            * Aantal gevormde medewerkers
            Actie [1)] Opstellen van een onthaalgids (met de partners)
            Actie [2)] Vormen van de onthaalmedewerkers
          Actieplan Bundelen van vragen naar hulp in een gezamenlijk meldpunt
            * Aantal meldingen
            * Doorlooptijd van een melding
            Actie Inrichten van een meldpunt voor alle gemeenten.
          Actieplan Openhouden van buurthuizen in de kleine kernen van de streek
            * Aantal buurthuizen
            Actie kernen zonder buurthuis bezoeken
            Actie lokalen zoeken
          funding Algemene financiering
    """)


def test_rows_away_from_their_heading_go_to_the_tray_with_a_proposal() -> None:
    reading = read(DISPLACED, "bbc_text")
    titles = {node.id: node.title for node in reading.nodes}
    [tray] = reading.unplaced
    assert tray.text.startswith("A. Woningen opsporen")
    assert tray.proposal is not None
    assert titles[tray.proposal] == "Aanpakken van leegstand van de woningen in de dorpskernen"
    assert not any("Woningen opsporen" in title for title in titles.values())
    plan = next(node for node in reading.nodes if node.title.startswith("Uitdelen"))
    assert titles[plan.parent or ""].startswith("Netwerk Kempeneer bestrijdt")


def test_a_vertical_cell_that_repeats_a_goal_is_set_aside() -> None:
    reading = read(DISPLACED, "bbc_text")
    [rest] = [item for item in reading.ignored if "verticale cel" in item.why]
    assert DISPLACED.split("\n")[rest.spans[0][0] - 1] == "Netwerk"
    assert "regel 21" in rest.why


@pytest.mark.parametrize("text", [CODED, NUMBERED, VALUES, HEADED, STATED, RUN_TOGETHER, DISPLACED])
def test_flattened_tables_fit(text: str) -> None:
    assert DIALECT.fit(extract_bytes(text.encode(), "plan.txt")) >= 0.65


@pytest.mark.parametrize(
    "text",
    [
        "Een gewone brief.\nMet acties en doelstellingen in een zin.\n",
        "Actie 1: Fietsen\nTiming\n2025\nTrekker\nde gemeente\n",
        "Indicator Jaar Waarde\n2024 12\n",
    ],
)
def test_other_texts_do_not_fit(text: str) -> None:
    assert DIALECT.fit(extract_bytes(text.encode(), "plan.txt")) == 0.0


def test_a_thousand_lines_are_read_without_going_over_them_again_and_again() -> None:
    def reading(times: int) -> Callable[[], object]:
        document = extract_bytes((RUN_TOGETHER * times).encode(), "plan.txt")
        assert len(document.lines) > 20 * times
        return lambda: DIALECT.read(document)

    reading(1)()
    assert growth(reading, 25) < 2.5


PIECES = st.sampled_from(
    [
        "1)", "2)", "3 )", "A.", "B.", "a)", "•", "-", "Aantal", "Organiseren van", "overleg", "de",
        "regio", "BD1", "AP 2", "Actie 3:", "1.1 Een", "Timing:", "Indicator:", "Algemene financiering",
        "Acties Indicatoren", "(", "4)", "De vereniging zorgt voor", "is klaar.", "2026", "%", "wel-",
        "\t", "Doelstelling Actieplan Acties",
    ]
)  # fmt: skip
ANY = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=10)
LINES = st.lists(
    st.one_of(st.just(""), st.lists(st.one_of(PIECES, PIECES, ANY), max_size=7).map(" ".join)), max_size=30
)


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_no_text_breaks_it_or_is_claimed_twice(lines: list[str]) -> None:
    read("\n".join(["Doelstelling Actieplan Acties Indicatoren", *lines]), "bbc_text")
    read("\n".join([*lines, "slot"]), "bbc_text")
