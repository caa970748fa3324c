"""Untagged PDF: tables from their lines, columns from their gaps, headings from their size."""

from __future__ import annotations

from reading.pdfs import shown, typeset, written
from reading.test_pdf_tags import CELLS, HEADINGS, LONG_TABLE, MERGED, tables
from streekwerk.reading.extract.pdf import extract
from streekwerk.reading.models import Document, Paragraph

SENTENCE = "De dienst maakt samen met bewoners een plan voor elke wijk en volgt het op. "


def read(source: str) -> Document:
    return extract(typeset(source, tags=False), "plan.pdf")


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_headings_come_from_size_and_lists_from_bullets() -> None:
    found = {
        block.text: (block.heading, block.list_level)
        for block in read(HEADINGS).blocks
        if isinstance(block, Paragraph)
    }
    assert found["Samen wonen"] == (1, None)
    assert found["Buurthuizen"] == (2, None)
    assert found["Een eerste alinea over wonen."] == (None, None)
    assert found["• een plek in elke wijk"] == (None, 1)
    assert found["‣ open op woensdag"] == (None, 2)
    assert found["• een fiets voor elke wijk"] == (None, 1)


def test_a_ruled_table_over_three_pages_is_one_table_with_one_header() -> None:
    document = read(LONG_TABLE)
    [table] = tables(document)
    rows = table.rows()
    assert len(rows) == 121
    assert [cell.text for cell in rows[0]] == ["Actie", "Trekker", "Timing"]
    assert [cell.text for cell in rows[-1]] == ["Actie 119", "Dienst 119", "najaar 2027"]
    whys = {item.why: len(item.spans) for item in document.ignored}
    assert sum(count for why, count in whys.items() if "Tabelkop" in why) >= 2
    assert any("Kop- of voettekst" in why for why in whys)
    assert whys["Bladzijdenummer"] == document.pages


def test_a_table_without_repeated_header_goes_on_where_its_columns_do() -> None:
    source = """
    #table(columns: (2fr, 1fr), [Actie], [Jaar], ..range(60).map(i => ([Actie #i], [Jaar #i])).flatten())
    """
    document = read(source)
    assert document.pages == 2
    [table] = tables(document)
    assert len(table.rows()) == 61


def test_one_form_per_page_stays_one_table_per_page() -> None:
    form = "#table(columns: (3cm, 1fr), [Titel], [Actie {0}], [Trekker], [Dienst {0}], [Hoe], [#v(18cm)])\n"
    document = read("#pagebreak()\n".join(form.format(number) for number in range(1, 4)))
    assert [table.rows()[0][1].text for table in tables(document)] == ["Actie 1", "Actie 2", "Actie 3"]


def test_merged_cells_are_found_from_the_lines_that_miss() -> None:
    [table] = tables(read(MERGED))
    found = {(cell.row, cell.column): (cell.text, cell.row_span, cell.column_span) for cell in table.cells}
    assert found[1, 0] == ("Wonen", 2, 1)
    assert found[2, 1] == ("Huren", 1, 1)
    assert found[3, 0] == ("Samen", 1, 2)
    assert found[4, 0] == ("", 1, 1)


def test_lists_and_wrapped_lines_in_ruled_cells_are_told_apart() -> None:
    [table] = tables(read(CELLS))
    assert [cell.text for cell in table.cells if cell.row > 0] == [
        "Buurthuizen openen in elke wijk",
        "• aantal buurthuizen dat open is\n• aantal bezoekers",
        "Een fiets voor wie er geen heeft",
        "aantal fietsen dat is uitgeleend in het voorbije jaar",
    ]


def test_lines_that_the_writer_ended_stay_lines() -> None:
    source = "#table(columns: (3cm, 6cm), [Trekkers], [Balen \\ Mol \\ de dienst wonen van de gemeente Geel])"
    [table] = tables(read(source))
    assert table.cells[1].text == "Balen\nMol\nde dienst wonen van de gemeente Geel"


def test_a_coloured_cell_keeps_its_colour() -> None:
    source = '#table(columns: 2, [Wonen], table.cell(fill: rgb("#ffcc00"))[loopt], [Zorg], [klaar])'
    [table] = tables(read(source))
    assert {cell.text: cell.fill for cell in table.cells} == {
        "Wonen": None, "loopt": "FFCC00", "Zorg": None, "klaar": None,
    }  # fmt: skip


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    source = (
        f"#show: columns.with(2)\nLinks begint. {SENTENCE * 4}\n#colbreak()\nRechts begint. {SENTENCE * 4}"
    )
    lines = [line.text for line in read(source).lines if line.text]
    right = next(index for index, text in enumerate(lines) if text.startswith("Rechts begint."))
    assert right > 5
    assert not any("Rechts" in text for text in lines[:right])
    assert not tables(read(source))


def test_columns_that_stand_unevenly_are_still_columns() -> None:
    left = [shown(60, 700 - 14 * n, "een zin die de linkerkolom goed vult") for n in range(8)]
    right = [shown(320, 695 - 14 * n, "een zin die de rechterkolom ook vult") for n in range(8)]
    page = b"".join(part for pair in zip(left, right, strict=True) for part in pair)
    lines = [line.text for line in extract(written([page]), "plan.pdf").lines if line.text]
    assert (
        lines == ["een zin die de linkerkolom goed vult"] * 8 + ["een zin die de rechterkolom ook vult"] * 8
    )


def test_a_table_without_lines_is_found_from_its_columns() -> None:
    source = """
    Vooraf een gewone zin die over de hele breedte van de bladzijde loopt en nergens een gat laat vallen.
    #table(columns: (5cm, 4cm, 3cm), stroke: none, [Actie], [Trekker], [Jaar],
      [Huizen bouwen], [Dienst wonen], [2026], [Bomen planten], [Dienst groen], [2027],
      [Straten delen], [Dienst weg], [2028])
    Achteraf een gewone zin die over de hele breedte van de bladzijde loopt en nergens een gat laat.
    """
    [table] = tables(read(source))
    assert [[cell.text for cell in row] for row in table.rows()] == [
        ["Actie", "Trekker", "Jaar"],
        ["Huizen bouwen", "Dienst wonen", "2026"],
        ["Bomen planten", "Dienst groen", "2027"],
        ["Straten delen", "Dienst weg", "2028"],
    ]


def test_a_numbered_list_is_no_table() -> None:
    page = b"".join(
        shown(60, 700 - 16 * n, f"{n + 1}.") + shown(90, 700 - 16 * n, "punt van de lijst") for n in range(5)
    )
    document = extract(written([page]), "plan.pdf")
    assert not tables(document)
    assert texts(document)[0] == "1. punt van de lijst"


def test_a_box_around_text_and_a_page_border_are_no_tables() -> None:
    source = "#rect(width: 100%, height: 90%)[Een kader met een zin erin.\n\nEn nog een zin.]"
    assert not tables(read(source))


def test_running_lines_are_set_aside_but_titles_of_sheets_are_not() -> None:
    page = "#set page(header: text(size: 9pt)[Plan 2026-2031])\n"
    sheets = "#pagebreak()\n".join(f"= Actie {number}\n{SENTENCE * number}\n" for number in range(1, 6))
    document = read(page + sheets)
    aside = [document.lines[first - 1].text for item in document.ignored for first, _ in item.spans]
    assert aside == ["Plan 2026-2031"] * 5
    assert [text for text in texts(document) if text.startswith("Actie")] == [
        f"Actie {number}" for number in range(1, 6)
    ]


def test_page_numbers_with_words_around_them_are_set_aside() -> None:
    page = "#set page(footer: context [Pagina #counter(page).display() van 4])\n"
    document = read(page + "#pagebreak()\n".join(SENTENCE * number for number in range(1, 5)))
    [item] = document.ignored
    assert item.why == "Bladzijdenummer"
    assert len(item.spans) == 4


def test_the_first_label_of_a_form_is_no_running_line() -> None:
    form = "Naam van de actie\n\nNummer {0}\n\n{1}\n"
    pages = "#pagebreak()\n".join(form.format(number, SENTENCE * number) for number in range(1, 6))
    document = read(pages)
    assert not document.ignored
    assert [line.text for line in document.lines].count("Naam van de actie") == 5


def test_turned_text_keeps_lines_of_its_own() -> None:
    page = shown(40, 300, "Domein wonen", turned=True) + b"".join(
        shown(80, 700 - 14 * n, "gewone tekst van het plan") for n in range(30)
    )
    lines = [line.text for line in extract(written([page]), "plan.pdf").lines if line.text]
    assert lines.count("Domein wonen") == 1
    assert lines.count("gewone tekst van het plan") == 30


def test_a_page_lying_on_its_side_is_read_as_people_see_it() -> None:
    page = b"".join(shown(100 + 16 * n, 100, f"regel {n} van de tekst", turned=True) for n in range(4))
    document = extract(written([page], rotate=90), "plan.pdf")
    assert [line.text for line in document.lines if line.text] == [
        f"regel {n} van de tekst" for n in range(4)
    ]
    assert texts(document) == [
        "regel 0 van de tekst regel 1 van de tekst regel 2 van de tekst regel 3 van de tekst"
    ]
