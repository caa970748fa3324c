"""Tagged PDF: the structure the author's program wrote is the structure we read."""

from __future__ import annotations

from reading.pdfs import typeset
from streekwerk.reading.extract.pdf import extract
from streekwerk.reading.models import Document, Paragraph, Table

HEADINGS = """
= Samen wonen
Een eerste alinea over wonen.
== Buurthuizen
- een plek in elke wijk
  - open op woensdag
- een fiets voor elke wijk
"""

LONG_TABLE = """
#set page(header: [Plan van Zonnedorp], footer: context [#counter(page).display()])
= Acties
#table(columns: (2fr, 1fr, 1fr),
  table.header([Actie], [Trekker], [Timing]),
  ..range(120).map(i => ([Actie #i], [Dienst #i], [najaar 2027])).flatten())
Na de tabel.
"""

MERGED = """
#table(columns: 3,
  table.header([Doel], [Actie], [Jaar]),
  table.cell(rowspan: 2)[Wonen], [Huizen], [2026],
  [Huren], [2027],
  table.cell(colspan: 2)[Samen], [],
  [], [], [2028])
"""


CELLS = """
#table(columns: (3cm, 4.2cm), table.header([Actie], [Indicatoren]),
  [Buurthuizen openen in elke wijk], [- aantal buurthuizen dat open is\n- aantal bezoekers],
  [Een fiets voor wie er geen heeft], [aantal fietsen dat is uitgeleend in het voorbije jaar])
"""


def read(source: str) -> Document:
    return extract(typeset(source), "plan.pdf")


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def test_headings_and_lists_keep_their_level() -> None:
    found = [
        (block.text, block.heading, block.list_level)
        for block in read(HEADINGS).blocks
        if isinstance(block, Paragraph)
    ]
    assert found == [
        ("Samen wonen", 1, None),
        ("Een eerste alinea over wonen.", None, None),
        ("Buurthuizen", 2, None),
        ("• een plek in elke wijk", None, 1),
        ("‣ open op woensdag", None, 2),
        ("• een fiets voor elke wijk", None, 1),
    ]


def test_a_table_over_three_pages_is_one_table() -> None:
    document = read(LONG_TABLE)
    assert document.pages is not None
    assert document.pages >= 3
    [table] = tables(document)
    rows = table.rows()
    assert table.header_rows == 1
    assert [cell.text for cell in rows[0]] == ["Actie", "Trekker", "Timing"]
    assert [cell.text for cell in rows[-1]] == ["Actie 119", "Dienst 119", "najaar 2027"]
    assert len(rows) == 121
    assert isinstance(document.blocks[-1], Paragraph)
    assert document.blocks[-1].text == "Na de tabel."


def test_what_the_file_calls_decoration_is_set_aside_with_its_reason() -> None:
    document = read(LONG_TABLE)
    aside = {
        document.lines[number - 1].text
        for item in document.ignored
        for first, last in item.spans
        for number in range(first, last + 1)
    }
    assert {"Plan van Zonnedorp", "1", "2", "3"} <= aside
    assert all(item.why for item in document.ignored)


def test_merged_and_empty_cells_keep_their_place() -> None:
    [table] = tables(read(MERGED))
    found = {(cell.row, cell.column): (cell.text, cell.row_span, cell.column_span) for cell in table.cells}
    assert found[1, 0] == ("Wonen", 2, 1)
    assert found[2, 1] == ("Huren", 1, 1)
    assert found[3, 0] == ("Samen", 1, 2)
    assert found[4, 2] == ("2028", 1, 1)
    assert all(cell.lines is None for cell in table.cells if not cell.text)


def test_lines_know_their_page_and_cell() -> None:
    document = read(LONG_TABLE)
    line = next(line for line in document.lines if line.text == "Actie 119")
    assert line.where == f"p. {line.page}, tabel 1, rij 121, kolom 1"
    starts = [line.page for line in document.lines if line.starts_page]
    assert starts == sorted(set(starts))
    assert [line.number for line in document.lines] == list(range(1, len(document.lines) + 1))


def test_tags_that_miss_a_drawn_table_are_not_believed() -> None:
    drawn = """
    #let cel(t) = rect(width: 5cm, height: 1cm, stroke: 1pt, inset: 3pt)[#t]
    #grid(columns: 2, cel[Trekker], cel[Dienst wonen], cel[Timing], cel[najaar 2027])
    """
    [table] = tables(read(drawn))
    assert [[cell.text for cell in row] for row in table.rows()] == [
        ["Trekker", "Dienst wonen"],
        ["Timing", "najaar 2027"],
    ]


def test_a_line_of_a_cell_is_a_paragraph_or_an_item_of_a_list() -> None:
    document = read(CELLS)
    [table] = tables(document)
    assert [cell.text for cell in table.cells if cell.row > 0] == [
        "Buurthuizen openen in elke wijk",
        "• aantal buurthuizen dat open is\n• aantal bezoekers",
        "Een fiets voor wie er geen heeft",
        "aantal fietsen dat is uitgeleend in het voorbije jaar",
    ]
    for cell in table.cells:
        assert cell.lines is not None
        first, last = cell.lines
        assert "\n".join(line.text for line in document.lines[first - 1 : last]) == cell.text
