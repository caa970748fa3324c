"""Action sheets as real tables, in three networks' templates; no line may be lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reading.office import docx, xlsx
from streekwerk.reading.dialects.tables.sheets import level_label
from streekwerk.reading.extract import extract_bytes
from streekwerk.reading.models import Node, Reading
from streekwerk.reading.queries import read_document


def read(data: bytes, name: str) -> Reading:
    return read_document(extract_bytes(data, name))


def add_table(word: Any, rows: Sequence[Sequence[str]], columns: int = 2) -> Any:
    table = word.add_table(0, columns)
    for texts in rows:
        cells = table.add_row().cells
        if len(texts) == 1:
            cells[0].merge(cells[-1]).text = texts[0]
        else:
            for cell, text in zip(cells, texts, strict=False):
                cell.text = text
    return table


def titled(reading: Reading, title: str) -> Node:
    return next(node for node in reading.nodes if node.title == title)


def indicators(reading: Reading, node: Node) -> list[tuple[str | None, str]]:
    return [(each.label, each.text) for each in reading.indicators if each.node == node.id]


# ------------------------------------------------------------------ a title row over three columns


def zone(word: Any) -> None:
    word.add_heading("Beleids- en actieplan 2027-2029", 0)
    word.add_heading("1 Inleiding", 1)
    word.add_paragraph("We werken samen.")
    word.add_heading("Domein 1: Zorg dichtbij", 1)
    word.add_paragraph("Strategische doelstelling 1: Iedereen vindt zorg")
    word.add_paragraph("Doelgroep: ouderen")
    add_table(
        word,
        [
            ["Actie 1: Zorgkaart maken"],
            ["Timing", "Opstart 2027", "Einde 31/12/2028"],
            ["Wat (SMART)", "We maken een kaart tegen oktober 2027.", ""],
            ["Out of scope", "", ""],
            [
                "Indicatoren",
                "Procesindicatoren\nKaart is goedgekeurd\nDraaiboek",
                "Resultaatindicatoren: 100 bezoeken",
            ],
            ["Met wie?", "huisartsen\nOCMW", "apothekers"],
            ["Link met andere acties", "Zie actie 2", ""],
        ],
        3,
    )
    add_table(
        word,
        [
            ["Actie 2: Opleiding"], ["Timing", "najaar 2027", "loopt"],
            ["Wat (SMART)", "Over de digitale kloof", ""],
            ["Indicatoren", "10 opleidingen", ""], ["Eigen label", "iets", "en meer"],
        ],
        3,
    )  # fmt: skip


def test_sheets_with_a_title_row_under_levels_in_the_text() -> None:
    reading = read(docx(zone), "plan.docx")
    assert reading.dialect == "sheet_table"
    domain, goal = titled(reading, "Zorg dichtbij"), titled(reading, "Iedereen vindt zorg")
    first, second = titled(reading, "Zorgkaart maken"), titled(reading, "Opleiding")
    assert (domain.level, goal.level, goal.level_label) == (
        "domain",
        "strategic_objective",
        "Strategische doelstelling",
    )
    assert (goal.parent, first.parent, second.parent) == (domain.id, goal.id, goal.id)
    assert (first.code, first.level_label, second.code) == ("Actie 1", "Actie", "Actie 2")
    assert goal.fields == {"Doelgroep": "ouderen"}
    assert first.links == [second.id]
    assert reading.unplaced == []


def test_fields_keep_their_own_labels_join_their_columns_and_show_what_is_empty() -> None:
    reading = read(docx(zone), "plan.docx")
    first = titled(reading, "Zorgkaart maken")
    assert first.fields["Timing"] == "Opstart 2027 Einde 31/12/2028"
    assert first.fields["Met wie?"] == "huisartsen OCMW apothekers"
    assert first.fields["Out of scope"] == ""
    assert titled(reading, "Opleiding").fields["Eigen label"] == "iets en meer"
    assert first.start is not None
    assert first.end is not None
    assert (first.start.date, first.end.date) == ("2027-01-01", "2028-12-31")


def test_indicators_and_milestones_are_lifted_out_of_their_fields() -> None:
    reading = read(docx(zone), "plan.docx")
    first = titled(reading, "Zorgkaart maken")
    assert indicators(reading, first) == [
        ("Procesindicatoren", "Kaart is goedgekeurd"), ("Procesindicatoren", "Draaiboek"),
        ("Resultaatindicatoren", "100 bezoeken"),
    ]  # fmt: skip
    assert [(m.node, m.when.date) for m in reading.milestones] == [(first.id, "2027-10-31")]


# ------------------------------------------------------------------ the title in the heading above


def test_headings_are_titles_and_the_chapters_above_them_domains() -> None:
    def build(word: Any) -> None:
        for chapter, sheets in (("Wonen", ["Huis voor huis", "Woonclub"]), ("Werk", ["Jobclub"])):
            word.add_heading(chapter, 1)
            for number, title in enumerate(sheets):
                word.add_heading(title, 2)
                add_table(
                    word,
                    [
                        ["Doelstelling", f"Meer {title}"], ["Trekker", "OCMW"],
                        ["Start", f"01/03/202{7 + number}"],
                        ["Einde", "31/12/2029"], ["Indicatoren", "1) aantal huizen\n2) aantal gezinnen"],
                        ["Budget", ""],
                    ],
                )  # fmt: skip

    reading = read(docx(build), "plan.docx")
    assert [(n.level, n.title) for n in reading.nodes] == [
        ("domain", "Wonen"), ("action", "Huis voor huis"), ("action", "Woonclub"), ("domain", "Werk"),
        ("action", "Jobclub"),
    ]  # fmt: skip
    assert titled(reading, "Jobclub").parent == titled(reading, "Werk").id
    club = titled(reading, "Woonclub")
    assert club.fields["Doelstelling"] == "Meer Woonclub"
    assert club.fields["Budget"] == ""
    assert club.start is not None
    assert club.start.date == "2028-03-01"
    assert indicators(reading, club) == [("1)", "aantal huizen"), ("2)", "aantal gezinnen")]


# ------------------------------------------------------------------ one worksheet per action


def fixed_template(book: Any) -> None:
    for number, title in ((1, "Buurtzorg"), (2, "Mobiel team")):
        sheet = book.add_worksheet(f"Fiche {number}")
        for row, texts in enumerate(
            [
                ["Strategische doelstelling", "Zorg dichtbij"],
                ["Operationele doelstelling", "Elke buurt een team"],
                ["Naam van de actie", title], ["Nummer", f"A{number}"],
                ["Trekker", "An", "Partners", "OCMW, vzw Warm"],
                ["Timing", "2027-2028", "Status", "loopt"],
                ["Indicatoren", "Omschrijving", "Nulmeting", "Streefwaarde"],
                ["", "aantal teams", "0", "5"], ["", "bereik", "10%", "50%"], ["Eigen label", "iets"],
            ]
        ):  # fmt: skip
            sheet.write_row(row, 0, texts)


def test_a_worksheet_per_action_with_goals_that_come_back() -> None:
    reading = read(xlsx(fixed_template), "fiches.xlsx")
    assert reading.dialect == "sheet_table"
    assert [(n.level, n.code, n.title) for n in reading.nodes] == [
        ("strategic_objective", None, "Zorg dichtbij"),
        ("operational_objective", None, "Elke buurt een team"),
        ("action", "A1", "Buurtzorg"), ("action", "A2", "Mobiel team"),
    ]  # fmt: skip
    goal, team = reading.nodes[1], reading.nodes[3]
    assert team.parent == goal.id
    assert team.fields["Partners"] == "OCMW, vzw Warm"
    assert team.fields["Status"] == "loopt"
    assert team.fields["Eigen label"] == "iets"
    assert [text for _, text in indicators(reading, team)] == ["aantal teams", "bereik"]
    assert reading.title is None


def test_several_sheets_in_one_table_begin_at_their_title() -> None:
    def build(word: Any) -> None:
        add_table(
            word,
            [
                ["Actie 1", "Feest"], ["Trekker", "An"], ["Timing", "2027"], ["Middelen", "€ 500"],
                ["Actie 2", "Markt"], ["Trekker", "Bo"], ["Timing", "2028"], ["Middelen", ""],
            ],
        )  # fmt: skip

    reading = read(docx(build), "plan.docx")
    assert [(n.code, n.title, n.fields["Trekker"]) for n in reading.nodes] == [
        ("Actie 1", "Feest", "An"), ("Actie 2", "Markt", "Bo"),
    ]  # fmt: skip


def test_a_table_of_indicators_inside_a_cell_gives_its_first_column() -> None:
    def build(word: Any) -> None:
        table = add_table(
            word,
            [["Actie 1: Feest"], ["Trekker", "An"], ["Timing", "2027"], ["Indicatoren", ""], ["Budget", "1"]],
        )
        inner = table.cell(3, 1).add_table(2, 2)
        for row, texts in enumerate((("Wat", "Doel"), ("aantal bezoekers", "200"))):
            for column, text in enumerate(texts):
                inner.cell(row, column).text = text

    reading = read(docx(build), "plan.docx")
    feest = titled(reading, "Feest")
    assert indicators(reading, feest) == [(None, "aantal bezoekers")]
    assert feest.fields["Indicatoren"] == "Wat | Doel aantal bezoekers | 200"


def test_a_level_word_as_label() -> None:
    assert level_label("Operationele doelstelling 2") == (
        "operational_objective",
        "Operationele doelstelling",
        "2",
    )
    assert level_label("Trekker") is None
