"""Plans as real tables: several networks' ways, read through the whole room so that no line is lost."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reading.office import docx, save, xlsx
from streekwerk.reading.extract import extract_bytes
from streekwerk.reading.models import Node, Reading
from streekwerk.reading.queries import read_document, read_file


def read(data: bytes, name: str) -> Reading:
    return read_document(extract_bytes(data, name))


def path_of(reading: Reading, node: Node) -> list[str]:
    """The titles from the top down to a node."""
    above = path_of(reading, reading.node(node.parent)) if node.parent else []
    return [*above, node.title]


def titled(reading: Reading, title: str) -> Node:
    return next(node for node in reading.nodes if node.title == title)


def indicators(reading: Reading, title: str) -> list[str]:
    return [each.text for each in reading.indicators if each.node == titled(reading, title).id]


# ------------------------------------------------------------------ merged cells, three header rows, colours


def coloured_plan(book: Any) -> None:
    sheet = book.add_worksheet("Plan")
    head, yellow = book.add_format({"bg_color": "#4472C4"}), book.add_format({"bg_color": "#FFFF00"})
    green, day = book.add_format({"bg_color": "#C6EFCE"}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.merge_range("A1:J1", "Meerjarenplan 2026-2031 Welzijnsregio Zonneland", head)
    sheet.merge_range("A2:B3", "Doelstellingen", head)
    sheet.merge_range("C2:F2", "Uitvoering", head)
    sheet.merge_range("G2:I2", "Meten", head)
    sheet.merge_range("J2:J4", "Opmerkingen", head)
    sheet.merge_range("C3:F3", "Acties", head)
    sheet.merge_range("G3:I3", "Indicatoren", head)
    sheet.write_row(
        "A4",
        [
            "Beleidsdoelstelling",
            "Actieplan",
            "Code",
            "Actie",
            "Trekker",
            "Einde",
            "tekst",
            "nulmeting",
            "streefwaarde",
        ],
        head,
    )
    sheet.merge_range("A5:A8", "BD1 Iedereen woont goed")
    sheet.merge_range("B5:B6", "AP1.1 Meer huizen")
    sheet.write("B7", "AP1.2 Renovatie")
    sheet.write_row("C5", ["A1", "Huurloket openen", "OCMW Zonneland"])
    sheet.write("D5", "Huurloket openen", yellow)
    sheet.write_datetime("F5", date(2027, 12, 31), day)
    sheet.write_row("G5", ["1) aantal bezoekers\n2) tevredenheid", "", 100, "te bespreken"])
    sheet.write_row("C6", ["A2", "Woonclub", "", "najaar 2026", "aantal leden"])
    sheet.write("H6", 0.25, book.add_format({"num_format": "0%"}))
    sheet.write("I6", "50%")
    sheet.write_row("C7", ["A3", "Premie", "", "", "aantal premies", "", "10"])
    sheet.write("D7", "Premie", yellow)
    sheet.write_row("G8", ["bedrag per gezin", "", "€ 1.200"])
    sheet.write_row("A9", ["BD2 Werk voor wie wil", "AP2.1 Stages", "", "Stageplaatsen"])
    sheet.write("D9", "Stageplaatsen", green)
    sheet.write("A11", "Totaal")
    sheet.write("I11", 110)


def test_a_coloured_workbook_with_three_header_rows() -> None:
    reading = read(xlsx(coloured_plan), "plan.xlsx")
    assert (reading.dialect, reading.title) == (
        "bbc_table",
        "Meerjarenplan 2026-2031 Welzijnsregio Zonneland",
    )
    assert reading.period == ("2026-01-01", "2031-12-31")
    assert [(n.level, n.level_label, n.code) for n in reading.nodes] == [
        ("goal", "Beleidsdoelstelling", "BD1"), ("action_plan", "Actieplan", "AP1.1"),
        ("action", "Actie", "A1"),
        ("action", "Actie", "A2"), ("action_plan", "Actieplan", "AP1.2"), ("action", "Actie", "A3"),
        ("goal", "Beleidsdoelstelling", "BD2"), ("action_plan", "Actieplan", "AP2.1"),
        ("action", "Actie", None),
    ]  # fmt: skip
    assert path_of(reading, titled(reading, "Premie")) == ["Iedereen woont goed", "Renovatie", "Premie"]
    assert path_of(reading, titled(reading, "Stageplaatsen"))[0] == "Werk voor wie wil"
    loket = titled(reading, "Huurloket openen")
    assert loket.fields == {
        "Trekker": "OCMW Zonneland", "Einde": "31/12/2027", "Opmerkingen": "te bespreken",
        "Kleur": "geel (FFFF00)", "streefwaarde": "100",
    }  # fmt: skip
    assert loket.end is not None
    assert loket.end.date == "2027-12-31"
    assert titled(reading, "Woonclub").fields["nulmeting"] == "25%"
    assert titled(reading, "Woonclub").fields["Trekker"] == ""
    assert [(u.text, u.why) for u in reading.unplaced] == [("Totaal | 110", "totaalrij")]


def test_indicators_of_a_workbook_keep_their_number_and_their_target() -> None:
    reading = read(xlsx(coloured_plan), "plan.xlsx")
    assert [(i.label, i.text) for i in reading.indicators][:2] == [
        ("1)", "aantal bezoekers"), ("2)", "tevredenheid"),
    ]  # fmt: skip
    assert indicators(reading, "Premie") == ["aantal premies", "bedrag per gezin"]
    assert titled(reading, "Premie").fields["streefwaarde"] == "aantal premies: 10; bedrag per gezin: € 1.200"


def test_each_colour_of_the_data_is_asked_once_and_the_header_not_at_all() -> None:
    reading = read(xlsx(coloured_plan), "plan.xlsx")
    assert [(q.kind, q.subject) for q in reading.questions] == [("colour", "FFFF00"), ("colour", "C6EFCE")]
    assert reading.questions[0].text == (
        "Wat betekent de kleur geel (FFFF00)? Ze staat op 2 rijen, bijvoorbeeld bij “Huurloket openen”."
    )
    assert titled(reading, "Stageplaatsen").fields["Kleur"] == "lichtgroen (C6EFCE)"


def test_stripes_are_no_colours_with_a_meaning() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Blad1")
        stripe = book.add_format({"bg_color": "#DDEBF7"})
        sheet.write_row("A1", ["Actieplan", "Actie", "Trekker"])
        for row in range(1, 9):
            sheet.write_row(row, 0, ["Buurt", f"Stap {row}", "An"], stripe if row % 2 else None)

    reading = read(xlsx(build), "plan.xlsx")
    assert reading.questions == []
    assert all("Kleur" not in node.fields for node in reading.nodes)


@pytest.mark.slow
def test_the_same_workbook_saved_by_libreoffice_reads_the_same(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is niet geïnstalleerd")
    data = xlsx(coloured_plan)
    source = save(tmp_path, "plan.xlsx", data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "uit")]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=60)
    again, reading = read_file(tmp_path / "uit" / "plan.xlsx"), read(data, "plan.xlsx")
    assert again.nodes == reading.nodes
    assert again.indicators == reading.indicators
    assert [q.subject for q in again.questions] == [q.subject for q in reading.questions]


# ------------------------------------------------------------------ Word: chapters, tables below headings


def pillars(word: Any) -> None:
    word.add_heading("Actieplan 2026-2028", 0)
    word.add_heading("1. Inleiding", 1)
    word.add_paragraph("Wij werken samen.")
    for heading, header, rows in (
        (
            "Pijler 1: Zorg dichtbij",
            True,
            [
                ["1.1", "Buurtzorg", "An", "2026-2027", "Draaiboek is klaar\nAantal teams"],
                ["1.2", "Mantelzorgcafé", "Bo", "voorjaar 2027", "- aantal cafés\n- aantal bezoekers"],
            ],
        ),
        ("Pijler 2: Werk", False, [["2.1", "Jobclub", "Cas", "loopt", "aantal deelnemers"]]),
    ):
        word.add_heading(heading, 1)
        table = word.add_table(0, 5)
        for texts in ([["Nr.", "Acties", "Wie?", "Timing", "Indicatoren"]] if header else []) + rows:
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text


def test_a_word_plan_with_a_table_per_pillar_of_which_the_second_has_no_header() -> None:
    reading = read(docx(pillars), "plan.docx")
    assert reading.dialect == "bbc_table"
    assert [(n.level, n.code, n.title) for n in reading.nodes if n.level != "statement"] == [
        ("pillar", "Pijler 1", "Zorg dichtbij"), ("action", "1.1", "Buurtzorg"),
        ("action", "1.2", "Mantelzorgcafé"),
        ("pillar", "Pijler 2", "Werk"), ("action", "2.1", "Jobclub"),
    ]  # fmt: skip
    assert path_of(reading, titled(reading, "Jobclub")) == ["Werk", "Jobclub"]
    zorg = titled(reading, "Buurtzorg")
    assert zorg.start is not None
    assert zorg.end is not None
    assert (zorg.start.date, zorg.end.date) == ("2026-01-01", "2027-12-31")
    assert zorg.fields == {"Wie?": "An", "Timing": "2026-2027"}
    assert indicators(reading, "Mantelzorgcafé") == ["aantal cafés", "aantal bezoekers"]
    assert titled(reading, "Inleiding").text == "Wij werken samen."
    assert reading.unplaced == []


def test_headings_across_the_table_open_a_level() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Blad1")
        sheet.write_row("A1", ["Acties", "Prioriteit", "Wie", "Streefdatum"])
        sheet.merge_range("A2:D2", "WERF 1: Iedereen mee")
        sheet.write_row("A3", ["Buurtfeest", "hoog", "An", "juni 2026"])
        sheet.merge_range("A4:D4", "Zorg thuis")
        sheet.write_row("A5", ["Poetshulp", "laag", "Bo", ""])

    reading = read(xlsx(build), "plan.xlsx")
    werf, feest, zorg, hulp = reading.nodes
    assert (werf.level, werf.level_label, werf.code) == ("pillar", "WERF", "WERF 1")
    assert (feest.parent, feest.fields["Prioriteit"]) == (werf.id, "hoog")
    assert (zorg.level, hulp.parent) == ("domain", zorg.id)
    assert zorg.confidence < werf.confidence


def test_several_actions_in_one_cell_are_several_actions_and_their_indicators_stay_with_the_plan() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Blad1")
        sheet.write_row("A1", ["Beleidsdoelstelling", "Actieplan", "Acties", "Indicatoren"])
        actions = "Dit omvat:\nA. Kaart maken\nB. Overleg opzetten\nvoor iedereen"
        sheet.write_row("A2", ["Sterk beleid", "Overleg", actions, "1) kaart klaar\n2) aantal overleggen"])
        sheet.write_row("A3", ["", "Vorming", "Cursus geven", "aantal cursussen; aantal deelnemers"])

    reading = read(xlsx(build), "plan.xlsx")
    assert [(n.code, n.title) for n in reading.nodes if n.level == "action"] == [
        ("A.", "Kaart maken"), ("B.", "Overleg opzetten voor iedereen"), (None, "Cursus geven"),
    ]  # fmt: skip
    assert titled(reading, "Overleg").text == "Dit omvat:"
    assert indicators(reading, "Overleg") == ["kaart klaar", "aantal overleggen"]
    assert indicators(reading, "Cursus geven") == ["aantal cursussen", "aantal deelnemers"]


def test_a_table_of_figures_in_a_chapter_is_text_of_that_chapter() -> None:
    def build(word: Any) -> None:
        word.add_heading("1. Cijfers", 1)
        table = word.add_table(0, 2)
        for texts in (("Hulpvraag", "Zonneland"), ("Energie", "310")):
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
        pillars(word)

    reading = read(docx(build), "plan.docx")
    assert titled(reading, "Cijfers").text == "Hulpvraag Zonneland Energie 310"
    assert reading.unplaced == []


# ------------------------------------------------------------------ the level in the row


def test_codes_with_letters_tell_the_level_and_ticks_under_years_the_period() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Blad1")
        sheet.write_row("A1", ["Code", "Korte omschrijving", "Lange omschrijving", "Dienst", "2026", "2027"])
        for row, texts in enumerate(
            [
                ["BD01", "Zorg", "Zorg voor iedereen"], ["AP01.01", "Thuis"],
                ["A01.01.01", "Poetshulp", "Aan huis", "thuiszorg", "x"],
                ["A01.01.02", "Maaltijden", "", "", "x", "x"],
                ["BD02", "Werk"],
            ],
            start=1,
        ):  # fmt: skip
            sheet.write_row(row, 0, texts)

    reading = read(xlsx(build), "uitvoer.xlsx")
    assert path_of(reading, titled(reading, "Maaltijden")) == ["Zorg", "Thuis", "Maaltijden"]
    assert titled(reading, "Zorg").text == "Zorg voor iedereen"
    meals = titled(reading, "Maaltijden")
    assert meals.start is not None
    assert meals.end is not None
    assert (meals.start.date, meals.end.date) == ("2026-01-01", "2027-12-31")
    assert titled(reading, "Werk").level == "goal"


@pytest.mark.parametrize("kinds", [True, False])
def test_a_column_with_kinds_or_dotted_codes_tells_the_level(kinds: bool) -> None:
    def build(word: Any) -> None:
        table = word.add_table(0, 4)
        for texts in (
            ("Niveau", "Nr", "Titel", "Wie"), ("Beleidsdoelstelling", "1", "Zorg", ""),
            ("Actieplan", "1.1", "Thuis", ""), ("Actie", "1.1.1", "Poetsen", "An"),
            ("Actieplan", "1.2", "Buurt", ""),
        ):  # fmt: skip
            for cell, text in zip(table.add_row().cells, texts if kinds else ("", *texts[1:]), strict=True):
                cell.text = text

    reading = read(docx(build), "plan.docx")
    assert [(n.level, n.code) for n in reading.nodes] == [
        ("goal", "1"), ("action_plan", "1.1"), ("action", "1.1.1"), ("action_plan", "1.2"),
    ]  # fmt: skip
    assert path_of(reading, titled(reading, "Poetsen")) == ["Zorg", "Thuis", "Poetsen"]


# ------------------------------------------------------------------ CSV


CSV = """Pijler;Doelstelling;Actie;Trekker;Startdatum;Einddatum;Indicator;Eigen kolom
Wonen;Meer aanbod;W1 - Huurloket;OCMW;01/01/2026;31/12/2027;"1) aantal bezoekers
2) tevredenheid";iets
Wonen;Meer aanbod;W2 - Woonclub;vzw Warm;2026;;aantal leden;
Wonen;Betere woningen;W3 - Premie;OCMW;;;bedrag;
Werk;Meer jobs;J1 - Jobclub;Jobdienst;;;aantal jobs;
Werk;Meer jobs;J1 - Jobclub;Jobdienst;;;"aantal
deelnemers";
"""


def test_a_csv_with_repeated_goals_makes_each_goal_once() -> None:
    reading = read(CSV.encode("cp1252"), "plan.csv")
    assert reading.dialect == "bbc_table"
    assert [(n.level, n.code, n.title) for n in reading.nodes] == [
        ("pillar", None, "Wonen"), ("goal", None, "Meer aanbod"), ("action", "W1", "Huurloket"),
        ("action", "W2", "Woonclub"), ("goal", None, "Betere woningen"), ("action", "W3", "Premie"),
        ("pillar", None, "Werk"), ("goal", None, "Meer jobs"), ("action", "J1", "Jobclub"),
    ]  # fmt: skip
    assert titled(reading, "Huurloket").fields["Eigen kolom"] == "iets"
    assert [(i.text, i.spans) for i in reading.indicators][:2] == [
        ("aantal bezoekers", [(2, 2)]), ("tevredenheid", [(3, 3)]),
    ]  # fmt: skip
    assert indicators(reading, "Jobclub") == ["aantal jobs", "aantal deelnemers"]


# ------------------------------------------------------------------ looks and limits


def test_struck_rows_are_noted_and_footnotes_kept() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Blad1")
        sheet.write_row("A1", ["Actieplan", "Actie", "Trekker"])
        sheet.write_row("A2", ["Buurt", "", "An"])
        sheet.write("B2", "Vervalt", book.add_format({"font_strikeout": True}))

    assert titled(read(xlsx(build), "plan.xlsx"), "Vervalt").fields["Doorgehaald"] == "ja"


def test_a_merged_steward_counts_for_every_action_and_an_indicator_for_the_plan_above() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Blad1")
        sheet.write_row("A1", ["Actieplan", "Actie", "Trekker", "Indicatoren"])
        sheet.merge_range("A2:A3", "Buurt")
        sheet.write_column("B2", ["Feest", "Markt"])
        sheet.merge_range("C2:C3", "An")
        sheet.merge_range("D2:D3", "aantal bewoners")

    reading = read(xlsx(build), "plan.xlsx")
    assert [titled(reading, title).fields["Trekker"] for title in ("Feest", "Markt")] == ["An", "An"]
    assert indicators(reading, "Buurt") == ["aantal bewoners"]


def test_a_column_between_two_levels_belongs_to_the_left_one_when_only_filled_there() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Blad1")
        sheet.write_row("A1", ["Doelstelling", "Indicator", "Actie", "Wie"])
        sheet.write_row("A2", ["Buurt", "tevreden bewoners", "Feest", "An"])
        sheet.write_row("A3", ["", "", "Markt", "Bo"])

    reading = read(xlsx(build), "plan.xlsx")
    assert indicators(reading, "Buurt") == ["tevreden bewoners"]
    assert titled(reading, "Markt").fields == {"Wie": "Bo"}


def test_a_step_beside_the_stretch_of_a_timing_is_a_milestone() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Blad1")
        sheet.write_row("A1", ["Doelstelling", "Actie", "Timing", "Wie"])
        sheet.write_row("A2", ["Buurt", "Feest", "2026 - 2027, evaluatie op 15/03/2028", "An"])
        sheet.write_row("A3", ["", "Markt", "elk najaar, 2026 - 2027; start in mei 2026", "Bo"])

    reading = read(xlsx(build), "plan.xlsx")
    ends = [titled(reading, title).end for title in ("Feest", "Markt")]
    assert [end.date for end in ends if end] == ["2027-12-31", "2027-12-31"]
    assert [(m.text, m.when.date) for m in reading.milestones] == [("evaluatie op 15/03/2028", "2028-03-15")]


def test_a_plan_takes_its_years_and_name_from_the_title_above_the_table_or_from_the_sheet() -> None:
    def named(sheet_name: str, title: str) -> Reading:
        def build(book: Any) -> None:
            sheet = book.add_worksheet(sheet_name)
            sheet.merge_range("A1:C1", title)
            sheet.write_row("A2", ["Doelstelling", "Actie", "Trekker"])
            sheet.write_row("A3", ["Buurt", "Feest", "An"])

        return read(xlsx(build), "plan.xlsx")

    whole = named("Blad1", "Streekplatform Berg & Dal - Tabel 2026-2030")
    assert (whole.organisation, whole.period) == ("Streekplatform Berg & Dal", ("2026-01-01", "2030-12-31"))
    assert named("2026-2030", "Onze acties").period == ("2026-01-01", "2030-12-31")
    assert named("Blad1", "Onze acties, stand 2026").period is None


def test_a_table_of_figures_between_paragraphs_stands_in_its_chapter() -> None:
    def build(document: Any) -> None:
        document.add_heading("1. Cijfers", 1)
        document.add_paragraph("Dit weten we.")
        add_table(
            document,
            ["Gemeente", "2023 (euro)", "2024"],
            ["Berk", "1.200", "12,5 %"],
            ["Totaal", "1.300", "-"],
        )
        document.add_paragraph("Dat is veel.")
        document.add_heading("2. Acties", 1)
        actions = (["Buurt", f"Feest {n}", "An", "2026"] for n in range(9))
        add_table(document, ["Doelstelling", "Actie", "Trekker", "Timing"], *actions)

    reading = read(docx(build), "plan.docx")
    assert reading.dialect == "bbc_table"
    assert reading.unplaced == []
    assert titled(reading, "Cijfers").text == (
        "Dit weten we.\nGemeente | 2023 (euro) | 2024\nBerk | 1.200 | 12,5 %\nTotaal | 1.300 | -\nDat is veel."
    )
    assert [(f.text, f.value, f.unit, f.place, f.period) for f in reading.figures] == [
        ("Berk, 2023 (euro): 1.200", 1200.0, "EUR", "Berk", "2023"),
        ("Berk, 2024: 12,5 %", 12.5, "%", "Berk", "2024"),
        ("Totaal, 2023 (euro): 1.300", 1300.0, "EUR", None, "2023"),
    ]


def add_table(document: Any, *rows: list[str]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for cell, text in zip(table.rows[at].cells, row, strict=True):
            cell.text = text


def test_the_same_words_on_two_worksheets_stay_two_actions() -> None:
    def build(book: Any) -> None:
        for name in ("Zorg", "Wonen"):
            sheet = book.add_worksheet(name)
            sheet.write_row("A1", ["Doelstelling", "Actie", "Trekker"])
            sheet.write_row("A2", ["Buurt", "Feest", name])

    reading = read(xlsx(build), "plan.xlsx")
    assert [n.fields["Trekker"] for n in reading.nodes if n.title == "Feest"] == ["Zorg", "Wonen"]


def test_a_table_of_something_else_is_not_a_plan() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Blad1")
        sheet.write_row("A1", ["Gemeente", "Inwoners", "Jaar"])
        sheet.write_row("A2", ["Zonneland", 1200, 2025])

    assert read(xlsx(build), "cijfers.xlsx").dialect != "bbc_table"
