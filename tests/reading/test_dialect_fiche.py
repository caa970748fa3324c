"""Plans of action sheets: invented ones in the styles of several networks, and the shared one."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared import score, shared_document
from streekwerk.reading.dialects.fiche import DIALECT
from streekwerk.reading.dialects.fiche.vocabulary import FIELD_LABELS, LEVEL_WORDS
from streekwerk.reading.extract import extract, extract_bytes
from streekwerk.reading.models import Block, Cell, Document, Line, Node, Paragraph, Reading, Table
from streekwerk.reading.queries import read_document, read_file

PLANS = Path(__file__).parent / "plans"


def plan(name: str) -> Reading:
    reading = read_file(PLANS / f"{name}.txt")
    assert reading.dialect == "fiche"
    return reading


def tree(reading: Reading) -> list[tuple[str, str | None, str, str | None]]:
    """Level, code, title and title of the parent of every node that is no text."""
    titles = {node.id: node.title for node in reading.nodes}
    return [
        (node.level, node.code, node.title, titles.get(node.parent or ""))
        for node in reading.nodes
        if node.level != "statement"
    ]


def named(reading: Reading, title: str) -> Node:
    return next(node for node in reading.nodes if node.title == title)


def dates(node: Node) -> tuple[str | None, str | None]:
    return node.start and node.start.date, node.end and node.end.date


# ------------------------------------------------------------------ werf › hoofdstuk › actie 2.1


def test_werven_keep_their_own_levels_and_numbers() -> None:
    assert tree(plan("werven")) == [
        ("pillar", "Werf 1", "Wonen", None),
        ("domain", "Hoofdstuk 1", "Betaalbaar wonen", "Wonen"),
        ("action", "Actie 1.1", "Huurloket voor jonge gezinnen", "Betaalbaar wonen"),
        ("action", "Actie 1.2", "Premies leesbaar maken", "Betaalbaar wonen"),
        ("domain", "Hoofdstuk 2", "Gezond wonen", "Wonen"),
        ("action", "Actie 2.1", "Vochtmeters uitlenen", "Gezond wonen"),
        ("pillar", "Werf 2", "Vrije tijd", None),
        ("domain", "Hoofdstuk 1", "Sport", "Vrije tijd"),
        ("action", "Actie 1.1", "Sportpas", "Sport"),
    ]


def test_fields_keep_the_words_of_the_network_and_empty_ones_stay() -> None:
    reading = plan("werven")
    action = named(reading, "Premies leesbaar maken")
    assert action.fields == {
        "Trekker": "Dienst wonen",
        "Partners": "",
        "Timing": "vanaf najaar 2025",
        "Budget": "eigen middelen",
        "Omschrijving": "Alle premies komen op één blad. Dit steunt op actie 1.1.",
        "Indicatoren": "- Blad is klaar tegen maart 2026",
    }
    assert dates(action) == ("2025-09-01", None)
    assert dates(named(reading, "Sportpas")) == (None, None)
    assert [i.text for i in reading.indicators if i.node == action.id] == ["Blad is klaar tegen maart 2026"]


def test_title_organisation_and_period_come_from_the_cover() -> None:
    reading = plan("werven")
    assert reading.title == "Actieplan kinderarmoede 2025-2030"
    assert reading.organisation == "Welzijnsverbond Zuiderhage"
    assert reading.period == ("2025-01-01", "2030-12-31")
    assert reading.unplaced == []


def test_actions_that_name_each_other_are_linked() -> None:
    reading = plan("werven")
    assert named(reading, "Premies leesbaar maken").links == [
        named(reading, "Huurloket voor jonge gezinnen").id
    ]


# ------------------------------------------------------------------ labels alone on their line


def test_speerpunten_with_labels_on_their_own_line() -> None:
    reading = plan("speerpunten")
    assert tree(reading) == [
        ("domain", "Thema A", "Mentaal welbevinden", None),
        ("goal", "Speerpunt 1", "Jongeren vinden sneller hulp", "Mentaal welbevinden"),
        ("action", "Actiefiche 1", "Overkophuis in elke deelregio", "Jongeren vinden sneller hulp"),
        ("action", "Actiefiche 2", "Eén nummer voor ouders", "Jongeren vinden sneller hulp"),
        ("domain", "Thema B", "Ouder worden", None),
        ("goal", "Speerpunt 2", "Ouderen blijven thuis", "Ouder worden"),
        ("action", "Actiefiche 3", "Zorgbuurten", "Ouderen blijven thuis"),
    ]
    action = named(reading, "Overkophuis in elke deelregio")
    assert action.fields["Met wie?"] == "Jeugddiensten, CLB's en huisartsen"
    assert dates(action) == ("2026-03-01", "2028-12-31")
    assert [(i.label, i.text) for i in reading.indicators if i.node == action.id] == [
        ("Outputindicatoren", "Aantal open huizen"),
        ("Outputindicatoren", "Aantal jongeren per huis"),
        ("Effectindicator", "jongeren voelen zich gehoord"),
    ]


def test_a_label_word_in_a_value_stays_in_the_value() -> None:
    action = named(plan("speerpunten"), "Eén nummer voor ouders")
    assert action.fields["Aanpak"] == "We bundelen de nummers. Budget is voorzien bij de partners."
    assert action.fields["Risico's"] == ""


def test_numbered_steps_are_no_chapters_but_a_chapter_after_the_sheets_is() -> None:
    reading = plan("speerpunten")
    chapters = [(n.code, n.title) for n in reading.nodes if n.level == "statement" and n.code]
    assert chapters == [("1", "Situering"), ("2", "Onze keuzes"), ("3", "Opvolging")]
    assert named(reading, "Zorgbuurten").fields["Risico's"] == "Personeelstekort"


# ------------------------------------------------------------------ goals named inside the sheet


def test_sheets_that_name_their_goals_inside_hang_below_them() -> None:
    reading = plan("doelen_in_fiche")
    assert tree(reading) == [
        ("strategic_objective", "Strategische doelstelling 1", "Iedereen bereikt hulp", None),
        (
            "operational_objective",
            "Operationele doelstelling 1.1",
            "Hulp komt naar de dorpen",
            "Iedereen bereikt hulp",
        ),
        ("action", "Fiche 1", "Mobiel dienstencentrum", "Hulp komt naar de dorpen"),
        ("action", "Fiche 2", "Buurtchauffeurs", "Hulp komt naar de dorpen"),
        ("strategic_objective", "Strategische doelstelling 2", "Niemand blijft digitaal achter", None),
        (
            "operational_objective",
            "Operationele doelstelling 2.1",
            "Elke bibliotheek heeft een helper",
            "Niemand blijft digitaal achter",
        ),
        ("action", "Fiche 3", "Digitale helpers", "Elke bibliotheek heeft een helper"),
    ]


def test_a_label_of_the_network_s_own_is_learned_from_its_repetition() -> None:
    assert named(plan("doelen_in_fiche"), "Buurtchauffeurs").fields["Droom"] == "Buren kennen elkaar."


def test_counts_in_one_sentence_are_separate_indicators() -> None:
    reading = plan("doelen_in_fiche")
    action = named(reading, "Mobiel dienstencentrum")
    assert [i.text for i in reading.indicators if i.node == action.id] == [
        "aantal haltes",
        "aantal bezoekers",
        "aantal doorverwijzingen",
    ]


def test_a_list_of_numbers_links_to_each() -> None:
    reading = plan("doelen_in_fiche")
    assert named(reading, "Buurtchauffeurs").links == [
        named(reading, "Mobiel dienstencentrum").id,
        named(reading, "Digitale helpers").id,
    ]


# ------------------------------------------------------------------ no level words


def test_numbered_chapters_with_labels_become_actions() -> None:
    reading = plan("genummerd")
    assert tree(reading) == [
        ("domain", "2", "Wonen", None),
        ("action", "2.1", "Nachtopvang", "Wonen"),
        ("action", "2.2", "Woonclub", "Wonen"),
        ("domain", "3", "Werk", None),
        ("action", "3.1", "Taalstage", "Werk"),
        ("action", "3.2", "Wijkwerk", "Werk"),
    ]
    assert dates(named(reading, "Woonclub")) == (None, "2025-06-30")
    assert named(reading, "Wijkwerk").fields["Indicatoren"] == "aantal uren"


# ------------------------------------------------------------------ other habits of writing


def test_labels_in_capitals_below_a_table_of_contents() -> None:
    reading = plan("hoofdletters")
    assert tree(reading) == [
        ("goal", "BELEIDSDOELSTELLING 1", "Iedereen telt mee", None),
        ("action_plan", "Actieplan 1.1", "Sterke gezinnen", "Iedereen telt mee"),
        ("action", "ACTIE 1.1.1", "Gezinscoaches", "Sterke gezinnen"),
        ("action", "ACTIE 1.1.2", "Ontbijt op school", "Sterke gezinnen"),
        ("action_plan", "Actieplan 1.2", "Rechten", "Iedereen telt mee"),
        ("action", "ACTIE 1.2.1", "Rechtenverkenner", "Rechten"),
        ("goal", "BELEIDSDOELSTELLING 2", "Wonen is een recht", None),
        ("action", "ACTIE 2.1.1", "Noodwoningen", "Wonen is een recht"),
    ]
    assert [(n.code, n.title) for n in reading.nodes if n.level == "statement" and n.code] == [
        ("1", "INLEIDING"),
        ("2", "VISIE"),
        ("3", "ACTIES"),
    ]
    assert reading.ignored[0].why == "Inhoudstafel"
    assert named(reading, "Gezinscoaches").fields["INDICATOR"] == "Aantal begeleide gezinnen"
    assert dates(named(reading, "Noodwoningen")) == (None, "2027-12-31")


def test_projects_without_numbers_and_two_fields_on_one_line() -> None:
    reading = plan("projecten")
    assert tree(reading) == [
        ("pillar", "Pijler 1", "Toegankelijke hulp", None),
        ("goal", "Doelstelling 1.1", "Mensen vinden één loket", "Toegankelijke hulp"),
        ("project", None, "Eén loket", "Mensen vinden één loket"),
        ("project", None, "Hulp op wielen", "Mensen vinden één loket"),
        ("pillar", "Pijler 2", "Warme zorg", None),
        ("goal", "Doelstelling 2.1", "Zorgverleners kennen elkaar", "Warme zorg"),
        ("project", None, "Zorgcafé", "Zorgverleners kennen elkaar"),
    ]
    project = named(reading, "Eén loket")
    assert (project.fields["Trekker"], project.fields["Partners"]) == ("CAW Leievallei", "OCMW's")
    assert [(i.label, i.text) for i in reading.indicators if i.node == project.id] == [
        ("1)", "500 vragen per jaar"),
        ("2)", "80 % doorverwezen binnen de week"),
    ]
    assert [m.when.date for m in reading.milestones if m.node == project.id] == [
        "2025-03-01",
        "2025-09-01",
        "2027-01-01",
    ]


def test_forms_with_the_title_and_the_domain_as_fields() -> None:
    reading = plan("formulieren")
    assert tree(reading) == [
        ("domain", None, "Zorgzame buurten", None),
        ("action", "Actiefiche 1", "Buurtgerichte zorg", "Zorgzame buurten"),
        ("domain", None, "Geestelijke gezondheid", None),
        ("action", "Actiefiche 2", "Psychologen dichtbij", "Geestelijke gezondheid"),
        ("action", "Actiefiche 3", "Valpreventie", "Zorgzame buurten"),
    ]
    action = named(reading, "Buurtgerichte zorg")
    assert action.fields["Timing"] == "Start: 01/04/2025 Einde: 31/03/2027"
    assert dates(action) == ("2025-04-01", "2027-03-31")


def test_actions_in_prose_without_any_label() -> None:
    reading = plan("proza")
    assert [(code, parent) for level, code, _, parent in tree(reading) if level == "action"] == [
        ("Actie 1", "In elke wijk een zorgpunt"),
        ("Actie 2", "In elke wijk een zorgpunt"),
        ("Actie 3", "In elke wijk een zorgpunt"),
        ("Actie 4", "Vervoer naar zorg"),
        ("Actie 5", "Minder administratie"),
    ]
    assert [(m.text, m.when.date, m.spans) for m in reading.milestones] == [
        ("We openen in drie wijken een zorgpunt tegen eind 2025.", "2025-12-31", [(10, 10)]),
        ("De eerste proef start in september 2024.", "2024-09-01", [(11, 11)]),
        ("Vrijwilligers leren luisteren en doorverwijzen (najaar 2024).", "2024-09-01", [(13, 13)]),
    ]


def test_labels_and_values_in_two_columns_below_plain_titles() -> None:
    reading = plan("kolommen")
    assert tree(reading) == [
        ("goal", "Speerpunt A", "Informatie", None),
        ("action", "1", "Gids voor mantelzorgers", "Informatie"),
        ("action", "2", "Praatcafés", "Informatie"),
        ("goal", "Speerpunt B", "Ademruimte", None),
        ("action", "3", "Oppas aan huis", "Ademruimte"),
    ]
    action = named(reading, "Gids voor mantelzorgers")
    assert action.fields == {
        "Wat willen we bereiken?": "Elke mantelzorger kent zijn rechten.",
        "Acties": "- Gids schrijven - Gids verspreiden via apothekers",
        "Verantwoordelijke": "Dienst senioren",
        "Partners": "Apothekers, huisartsen",
        "Timing": "voorjaar 2025",
        "Indicator": "1.000 gidsen verspreid",
    }
    assert [i.text for i in reading.indicators if i.node == action.id] == ["1.000 gidsen verspreid"]


# ------------------------------------------------------------------ a flattened, damaged PDF text


def test_broken_words_broken_labels_and_repeated_headings() -> None:
    reading = plan("rupelbos")
    assert tree(reading) == [
        ("pillar", "Pijler 1", "Gezonde buurt", None),
        (
            "strategic_objective",
            "Strategische doelstelling 1",
            "We maken bewegen makkelijk voor wie weinig tijd en weinig geld heeft",
            "Gezonde buurt",
        ),
        (
            "operational_objective",
            "Operationele doelstelling 1",
            "Elke wijk heeft een beweegroute",
            "We maken bewegen makkelijk voor wie weinig tijd en weinig geld heeft",
        ),
        ("action", "Actie 1", "Beweegroutes tekenen met de buurt", "Elke wijk heeft een beweegroute"),
        ("action", "Actie 2", "Schoolstraten", "Elke wijk heeft een beweegroute"),
        ("strategic_objective", "Strategische doelstelling 2", "We eten gezond", "Gezonde buurt"),
        ("operational_objective", None, "Elke buurt heeft een moestuin", "We eten gezond"),
        ("action", "Actie 3", "Moestuinen", "Elke buurt heeft een moestuin"),
    ]
    action = named(reading, "Beweegroutes tekenen met de buurt")
    assert action.fields["Hoe (randvoorwaarden)"] == "De gemeente maait de paden"
    assert action.fields["Middelen"] == "Ja Middelen uit het wijkbudget"
    assert action.fields["Link met andere projecten"] == "Actie 2 (samen met de school)"
    assert action.links == [named(reading, "Schoolstraten").id]
    assert named(reading, "Gezonde buurt").spans == [(13, 13), (87, 87)]


# ------------------------------------------------------------------ Word: labels in cells


def word(*rows: tuple[str, ...]) -> Document:
    """A Word document: a tuple of one is a paragraph, longer ones are rows of one table."""
    lines: list[Line] = []
    blocks: list[Block] = []
    cells: list[Cell] = []

    def add(text: str) -> tuple[int, int]:
        first = len(lines) + 1
        for each in text.split("\n"):
            lines.append(Line(len(lines) + 1, each, each))
        return first, len(lines)

    for number, texts in enumerate((*rows, ("Slot",))):
        if len(texts) == 1:
            if cells:
                blocks.append(Table(tuple(cells), header_rows=0))
                cells = []
            blocks.append(Paragraph(texts[0], add(texts[0])))
        else:
            for column, text in enumerate(texts):
                cells.append(Cell(text, add(text) if text else None, number, column))
    return Document("plan.docx", "application/docx", "0", tuple(lines), blocks=tuple(blocks))


def test_labels_in_the_left_cells_of_a_table() -> None:
    document = word(
        ("Actiefiche 1: Loket",),
        ("Trekker", "Dienst wonen\nCoördinator\nRol: begeleiden"),
        ("Timing", "2025-2026"),
        ("Indicatoren", "Procesindicatoren\nAantal vragen\nResultaatsindicatoren\nAantal antwoorden"),
        ("Bijzonder punt", ""),
        ("Actiefiche 2: Gids",),
        ("Trekker", "Bibliotheek"),
        ("Timing", "loopt"),
        ("Indicatoren", "Aantal gidsen"),
        ("Bijzonder punt", "in klare taal"),
    )
    reading = read_document(document, dialect_name="fiche")
    assert [node.title for node in reading.nodes] == ["Loket", "Gids"]
    assert reading.nodes[0].fields == {
        "Trekker": "Dienst wonen Coördinator Rol: begeleiden",
        "Timing": "2025-2026",
        "Indicatoren": "Procesindicatoren Aantal vragen Resultaatsindicatoren Aantal antwoorden",
        "Bijzonder punt": "",
    }
    assert [(i.label, i.text) for i in reading.indicators if i.node == reading.nodes[0].id] == [
        ("Procesindicatoren", "Aantal vragen"),
        ("Resultaatsindicatoren", "Aantal antwoorden"),
    ]


def test_labels_with_a_colon_side_by_side_in_one_row() -> None:
    document = word(
        ("Actiefiche 1: Loket",),
        ("Trekker: OCMW", "Partners: CAW"),
        ("Timing: 2025", "Budget: € 500"),
        ("Actiefiche 2: Gids",),
        ("Trekker: Bib", "Partners:"),
        ("Timing: 2026", "Budget: geen"),
    )
    reading = read_document(document, dialect_name="fiche")
    assert reading.nodes[0].fields == {
        "Trekker": "OCMW",
        "Partners": "CAW",
        "Timing": "2025",
        "Budget": "€ 500",
    }


# ------------------------------------------------------------------ rules that hold for all


@pytest.mark.parametrize("name", sorted(path.stem for path in PLANS.glob("*.txt")))
def test_parents_come_first_and_everything_points_at_a_node(name: str) -> None:
    reading = plan(name)
    seen: set[str | None] = {None}
    for node in reading.nodes:
        assert node.parent in seen
        seen.add(node.id)
    for item in (*reading.indicators, *reading.milestones):
        assert item.node in seen


def test_prose_about_actions_is_no_plan_of_sheets() -> None:
    text = "Onze nota\n\nActie is nodig. De doelstelling is klaar.\nMiddelen ontbreken. Partners helpen.\n"
    assert DIALECT.fit(extract_bytes(text.encode(), "nota.txt")) == 0


def test_the_vocabulary_has_every_label_once() -> None:
    for table in (FIELD_LABELS, LEVEL_WORDS):
        words = [word.rstrip("*").casefold() for group in table.values() for word in group]
        assert len(words) == len(set(words))


_LINE = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0\n"), max_size=30),
    st.sampled_from(
        [
            "", "Actie 1: Titel", "Actie 2", "Timing 2025", "Operationele", "doelstelling 2", "\f1. Kop",
            "Trekker:", "Middelen", "Indicatoren", "- aantal keer", "Domein 1: A", "Domein 1: A", "Titel: x",
            "Datum Orgaan Besluit", "1/2/2025 Stuurgroep Ja", "Strategische doelstelling: B", "2.1 Kop",
        ]
    ),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(_LINE, min_size=1, max_size=40))
def test_any_lines_are_read_without_losing_one(lines: list[str]) -> None:
    data = "\n".join(lines).encode()
    if data.strip():
        document = (
            extract_bytes(data.replace(b"\0", b""), "plan.txt") if data.replace(b"\0", b"").strip() else None
        )
        if document:
            read_document(document, dialect_name="fiche")


def test_the_shared_plan_of_action_sheets(tmp_path: Path) -> None:
    reading = read_document(extract(shared_document("003")))
    assert reading.dialect == "fiche"
    result = score(reading.to_json(), "003", tmp_path)
    assert result["reading_score"] >= 0.99
    assert result["coverage"]["share_once"] == 1.0
    assert reading.period == ("2024-01-01", "2026-12-31")
