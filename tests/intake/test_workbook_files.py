"""What people and programs do to a workbook on the way: nothing of it may look like an edit."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.test_workbook_walk import HOUSE, SHARE, open_cells, twelve
from intake.workbooks import column_of, handed_in, put, round_trip, row_of, sent_out, worked_on
from people import TODAY, Cast
from streekwerk.intake.commands import comparing, workbooks
from streekwerk.intake.rules.workbooks.cells import same
from streekwerk.intake.rules.workbooks.differences import returned as compared
from streekwerk.intake.rules.workbooks.file import Look, as_xlsx
from streekwerk.intake.rules.workbooks.model import Column, Row, Sent, SentSheet
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.models import Plan
from streekwerk.reading.cells import Grid, grids_of

TITLE = ("Titel", HOUSE, "Een huis voor jonge starters")


def title(book: Any) -> None:
    """The one edit that must be seen in every test."""
    sheet = book["Plan"]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == HOUSE:
                cell.value = TITLE[2]


def rewritten(book: Any, rows: list[list[Any]]) -> None:
    """Put these rows under the header."""
    sheet = book["Plan"]
    sheet.delete_rows(2, sheet.max_row)
    for row in rows:
        sheet.append(row)


def rows_of(book: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in book["Plan"].iter_rows(min_row=2)]


def sort(book: Any) -> None:
    title(book)
    rewritten(book, sorted(rows_of(book), key=lambda row: str(row[4]), reverse=True))


def move_columns(book: Any) -> None:
    title(book)
    sheet = book["Plan"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    sheet.delete_rows(1, sheet.max_row)
    for row in rows:
        sheet.append(row[::-1])


def rename_the_header(book: Any) -> None:
    title(book)
    sheet = book["Plan"]
    sheet.cell(1, column_of(sheet, "Titel"), "Naam van de actie")


def wipe_the_headers(book: Any) -> None:
    title(book)
    sheet = book["Plan"]
    for at in (column_of(sheet, "Titel"), column_of(sheet, "Code")):
        sheet.cell(1, at).value = None


def put_lines_above(book: Any) -> None:
    title(book)
    book["Plan"].insert_rows(1, 3)
    book["Plan"]["C1"] = "Versie van de werkgroep"
    book["Plan"]["C2"] = "Titel"


def remove_columns(book: Any) -> None:
    title(book)
    sheet = book["Plan"]
    for head in ("Deelrapportcode", "Stand", "Start"):
        sheet.delete_cols(column_of(sheet, head))


def add_of_their_own(book: Any) -> None:
    title(book)
    sheet = book["Plan"]
    sheet.cell(1, sheet.max_column + 1, "Opmerking Jan")
    sheet.cell(2, sheet.max_column, "nog eens bekijken")
    book.create_sheet("Kladblok")["A1"] = "los"


def merge(book: Any) -> None:
    title(book)
    sheet = book["Plan"]
    at = column_of(sheet, "Timing")
    sheet.merge_cells(start_row=2, end_row=4, start_column=at, end_column=at)
    at = column_of(sheet, "Start")
    sheet.merge_cells(start_row=3, end_row=3, start_column=at, end_column=at + 1)


def hide(book: Any) -> None:
    title(book)
    book["Plan"].row_dimensions[3].hidden = True
    book["Plan"].column_dimensions["E"].hidden = True


def typed_over_as_excel_does(book: Any) -> None:
    title(book)
    put(book, TITLE[2], "Einde", "  Einde  31/12/2027\r\n")
    put(book, SHARE, "Titel", "Noodwoning delen\u00a0")
    put(book, "Aantal gevonden huizen", "Indicator", "Aantal  gevonden huizen", "Indicatoren")


def rename_the_sheet(book: Any) -> None:
    title(book)
    book["Plan"].title = "Werkgroep wonen"


def copy_a_row(book: Any) -> None:
    title(book)
    book["Plan"].append(rows_of(book)[0])


def lose_the_hidden_columns(book: Any) -> None:
    book["Plan"].delete_cols(1, 2)
    title(book)


HARMLESS = [
    sort, move_columns, rename_the_header, wipe_the_headers, put_lines_above, remove_columns, add_of_their_own,
    merge, hide, typed_over_as_excel_does, rename_the_sheet, copy_a_row, lose_the_hidden_columns,
]  # fmt: skip


@pytest.mark.parametrize("edit", HARMLESS, ids=lambda edit: edit.__name__)
def test_only_the_edit_is_proposed(edit: Any, people: Cast, plan: Plan) -> None:
    returned = round_trip(plan, people.bo, edit)
    assert returned.status == "open", returned.message
    assert open_cells(returned) == [TITLE], returned.notes
    assert not returned.changes.exclude(kind="cell").exists(), "nothing came, went or is asked"


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (rename_the_header, "Kolom E “Naam van de actie” lazen wij als “Titel”."),
        (remove_columns, "Niet meegestuurd, dus ongewijzigd: “Stand”, “Start”, “Deelrapportcode”"),
        (add_of_their_own, "Eigen kolommen van het werkboek, niet gelezen: “Opmerking Jan”."),
        (add_of_their_own, "Eigen werkbladen, niet gelezen: “Kladblok”."),
        (merge, "cellen onder samengevoegde cellen bleven ongewijzigd"),
        (hide, "1 rij staat uit beeld"),
        (copy_a_row, "staat er 2 keer met dezelfde tekst"),
        (lose_the_hidden_columns, "zonder verborgen nummer herkenden wij aan nummer en titel"),
    ],
)
def test_what_was_met_on_the_way_is_told(edit: Any, said: str, people: Cast, plan: Plan) -> None:
    notes = round_trip(plan, people.bo, edit).notes
    assert any(said in note for note in notes), notes


def test_a_day_kept_as_a_number_is_a_day(people: Cast, plan: Plan) -> None:
    def edit(book: Any) -> None:
        put(book, HOUSE, "Einde", datetime(2028, 6, 30))
        put(book, SHARE, "Einde", datetime(2028, 6, 30))
        book["Plan"].cell(row_of(book["Plan"], SHARE), column_of(book["Plan"], "Einde")).number_format = "0"

    found = {(head, text) for head, _, text in open_cells(round_trip(plan, people.bo, edit))}
    assert found == {("Einde", "30/06/2028")}


def test_numbers_as_text_and_text_as_numbers(people: Cast, plan: Plan) -> None:
    def first(book: Any) -> None:
        put(book, HOUSE, "Deelrapportcode", "0012")
        put(book, SHARE, "Tekst", "1,5")

    from streekwerk.intake.commands.deciding import accept_all

    accept_all(returned=round_trip(plan, people.bo, first), today=TODAY, by=people.bo.actor)

    def second(book: Any) -> None:
        put(book, HOUSE, "Deelrapportcode", 12)
        put(book, SHARE, "Tekst", 1.5)

    assert open_cells(round_trip(plan, people.bo, second)) == []


def test_a_formula_counts_by_its_outcome_and_a_failing_one_is_told(people: Cast, plan: Plan) -> None:
    _, content = sent_out(plan, people.bo)
    book = openpyxl.load_workbook(io.BytesIO(content))
    put(book, HOUSE, "Reden", "=1+1")
    put(book, SHARE, "Reden", "#REF!")
    out = io.BytesIO()
    book.save(out)
    returned = handed_in(plan, out.getvalue(), people.bo)
    # openpyxl stores no outcomes: that formula is told, not taken for an emptied cell.
    assert "1 formule zonder uitkomst lazen wij niet." in returned.notes
    assert "geeft een fout" in returned.changes.get().problem


def test_an_emptied_cell_is_proposed_and_a_title_cannot_be_empty(people: Cast, plan: Plan) -> None:
    def edit(book: Any) -> None:
        put(book, SHARE, "Titel", None)
        put(book, HOUSE, "Einde", None)

    returned = round_trip(plan, people.bo, edit)
    assert set(open_cells(returned)) == {("Titel", SHARE, ""), ("Einde", "Einde 31/12/2027", "")}
    assert returned.changes.get(column="title").problem == "Een onderdeel kan niet zonder titel."
    assert returned.changes.get(column="end").problem == ""


def test_a_row_twice_with_another_text_is_asked(people: Cast, plan: Plan) -> None:
    def edit(book: Any) -> None:
        rows = rows_of(book)
        copy = [*rows[1]]
        copy[column_of(book["Plan"], "Tekst") - 1] = "Een andere tekst"
        book["Plan"].append(copy)

    returned = round_trip(plan, people.bo, edit)
    asked = returned.changes.get()
    assert (asked.kind, asked.label) == ("question", f"Actie 1 {HOUSE}")
    assert [words for _, words in asked.options] == [
        "rij 3: zoals verstuurd",
        "rij 5: Tekst “Een andere tekst”",
        "geen: laat deze rij zoals ze is",
    ]
    comparing.answer(change=asked, value="5", by=people.bo.actor)
    assert open_cells(returned) == [("Tekst", "", "Een andere tekst")]


def test_a_row_that_was_copied_to_begin_a_new_one_is_new(people: Cast, plan: Plan) -> None:
    def edit(book: Any) -> None:
        copy = [*rows_of(book)[1]]
        copy[column_of(book["Plan"], "Titel") - 1] = "Samen tuinieren in de wijk"
        book["Plan"].append(copy)

    returned = round_trip(plan, people.bo, edit)
    assert [(change.kind, change.text) for change in returned.changes.all()] == [
        ("new", "Samen tuinieren in de wijk")
    ]


def test_a_column_that_cannot_be_known_is_asked(people: Cast, plan: Plan) -> None:
    def edit(book: Any) -> None:
        sheet = book["Plan"]
        at = column_of(sheet, "Reden")
        sheet.cell(1, at, "Waarom zo")
        sheet.cell(3, at, "Wacht op het bestuur")

    returned = round_trip(plan, people.bo, edit)
    asked = returned.changes.get()
    assert asked.problem == "Kolom “Reden” vonden wij niet terug. Welke kolom is het?"
    comparing.answer(change=asked, value=asked.options[0][0], by=people.bo.actor)
    assert open_cells(returned) == [("Reden", "", "Wacht op het bestuur")]


def test_two_columns_with_one_name(people: Cast, plan: Plan) -> None:
    def edit(book: Any) -> None:
        title(book)
        sheet = book["Plan"]
        at = sheet.max_column + 1
        sheet.cell(1, at, "Titel")
        sheet.cell(2, at, "iets anders")

    returned = round_trip(plan, people.bo, edit)
    assert open_cells(returned) == [TITLE]
    assert any("“Titel” staat er 2 keer; wij lazen kolom E" in note for note in returned.notes)


def test_without_its_mark_it_is_asked_which_workbook_it_is(people: Cast, plan: Plan) -> None:
    workbook, content = sent_out(plan, people.bo)

    def strip(book: Any) -> None:
        title(book)
        del book["streekwerk"]
        book.custom_doc_props.props.clear()

    returned = handed_in(plan, worked_on(content, strip), people.bo)
    assert (returned.status, returned.workbook) == ("which", None)
    workbooks.choose_workbook(returned=returned, workbook=workbook, by=people.bo.actor)
    returned.refresh_from_db()
    assert (returned.status, open_cells(returned)) == ("open", [TITLE])


@pytest.mark.parametrize("content", [b"PK\x03\x04 afgebroken", b"geen zip"])
def test_a_broken_file_is_refused_with_a_sentence(content: bytes, people: Cast, plan: Plan) -> None:
    sent_out(plan, people.bo)
    file = SimpleUploadedFile("werkboek.xlsx", content)
    with pytest.raises(DomainError, match="beschadigd"):
        workbooks.hand_in_workbook(plan=plan, file=file, user=people.bo.user, by=people.bo.actor)


def test_a_plan_without_workbooks_takes_no_strange_file(people: Cast, plan: Plan) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.save(out)
    with pytest.raises(workbooks.NotOurWorkbook):
        handed_in(plan, out.getvalue(), people.bo)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_a_file_saved_by_libreoffice_survives(people: Cast, plan: Plan, tmp_path: Path) -> None:
    _, content = sent_out(plan, people.bo)
    (tmp_path / "werkboek.xlsx").write_bytes(worked_on(content, twelve))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "ods", "werkboek.xlsx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    (tmp_path / "werkboek.xlsx").unlink()
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "werkboek.ods"],
        cwd=tmp_path, check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    returned = handed_in(plan, (tmp_path / "werkboek.xlsx").read_bytes(), people.bo)
    assert returned.workbook is not None, "its mark survived"
    assert len(open_cells(returned)) == 12
    assert returned.changes.count() == 12


def test_the_sheet_looks_as_people_know_it(people: Cast, plan: Plan) -> None:
    from streekwerk.intake.models import ColourMeaning

    ColourMeaning.objects.create(network=people.zonnedorp, colour="00FF00", meaning="loopt goed")
    _, content = sent_out(plan, people.bo)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Plan", "Indicatoren", "Mijlpalen", "Uitleg", "streekwerk"]
    assert book["streekwerk"].sheet_state == "veryHidden"
    sheet = book["Plan"]
    assert (sheet.column_dimensions["A"].hidden, sheet.freeze_panes) == (True, "F2")
    lists = {
        rule.sqref.ranges.copy().pop().coord[0]: rule.formula1
        for rule in sheet.data_validations.dataValidation
    }
    assert len(lists) == 4, "there is no organisation to choose"
    fills = [
        rule.dxf.fill.bgColor.rgb
        for rules in sheet.conditional_formatting
        for rule in rules.rules
        if "loopt" in rule.formula[0]
    ]
    assert fills == ["FF00FF00"], "the colour that the network explained"
    said = [cell.value for cell in book["Uitleg"]["A"] if cell.value]
    assert any("werkboek/plan" in text for text in said), "where it is handed in"


# ------------------------------------------------------------------ laws

texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn")), max_size=30
).map(str.strip)
LOOK = Look("a" * 24, "Plan", "Alles", "https://streekwerk.example/", 1, {}, {})
COLUMNS = (
    Column("id", "nummer", "hidden"), Column("hash", "kenmerk", "hidden"), Column("code", "Code", "fixed"),
    Column("title", "Titel"), Column("text", "Tekst"), Column("end", "Einde", "when"),
)  # fmt: skip


def book_of(rows: list[tuple[str, str, str]]) -> Sent:
    made = {
        f"n{at}": Row(f"Actie {at}", {"code": f"A{at}", "title": f"Titel {at}", "text": text, "end": end}, at)
        for at, (_, text, end) in enumerate(rows, 1)
    }
    return Sent((SentSheet("plan", "Plan", COLUMNS, made),))


def grids(content: bytes, tmp: Path) -> list[Grid]:
    path = tmp / "werkboek.xlsx"
    path.write_bytes(content)
    return grids_of(path, "werkboek.xlsx")


@settings(max_examples=20)
@given(
    rows=st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=8),
    edits=st.dictionaries(st.tuples(st.integers(1, 8), st.sampled_from(["text", "end"])), texts, max_size=6),
    seed=st.integers(0, 2**32 - 1),
)
def test_random_edits_come_back_exactly_however_the_rows_are_sorted(
    rows: list[tuple[str, str, str]],
    edits: dict[tuple[int, str], str],
    seed: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    sent = book_of(rows)
    sheet = sent.sheets[0]
    [grid, *_] = grids(as_xlsx(sent, LOOK), tmp_path_factory.mktemp("boek"))
    places = {column.key: at for at, column in enumerate(COLUMNS, 1)}
    wanted = {}
    for (number, key), text in edits.items():
        name = f"n{number}"
        if name in sheet.rows:
            grid.rows[number + 1][places[key]] = text
            if not same(sheet.rows[name].cells[key], text, sheet.column(key).kind):
                wanted[name, key] = text
    numbers = list(range(2, len(rows) + 2))
    Random(seed).shuffle(numbers)
    mixed = {1: grid.rows[1]} | {
        at: grid.rows[number] for at, number in enumerate(numbers, 2) if number in grid.rows
    }
    found = compared(sent, [Grid("Plan", mixed)], {})
    assert {(each.row, each.column) for each in found.changes} == set(wanted)
    assert all(same(each.text, wanted[each.row, each.column], "when") for each in found.changes)


@given(texts, texts)
def test_sameness_is_mutual(one: str, other: str) -> None:
    for kind in ("text", "when", "word", "code"):
        assert same(one, one, kind)
        assert same(one, other, kind) == same(other, one, kind)
