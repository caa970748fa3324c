"""Decision tables flattened to text."""

from streekwerk.reading.decisions import find_decisions, table_decisions
from streekwerk.reading.extract import extract_bytes
from streekwerk.reading.models import Cell, Document, Line, Table
from streekwerk.reading.rows import rows_of

TABLE = """Datum Overlegorgaan Beslissing
12/01/2025 Dagelijks bestuur Goedkeuring van de begroting
Februari 2025 Cluster wonen, werkgroep
armoede en stuurgroep
Bespreking van de noden
- Welke noden zijn er?
03/03/2025 Raad van bestuur Advies over het plan
van de kerngroep
Slot
"""


def test_a_row_has_a_date_bodies_and_a_decision() -> None:
    rows = rows_of(extract_bytes(TABLE.encode(), "plan.txt"))
    table = find_decisions(rows, stops={9})
    assert [(d.date, d.precision, d.bodies, d.text, d.spans) for d in table.decisions] == [
        ("2025-01-12", "day", ["Dagelijks bestuur"], "Goedkeuring van de begroting", [(2, 2)]),
        (
            "2025-02-01",
            "month",
            ["Cluster wonen", "werkgroep armoede", "stuurgroep"],
            "Bespreking van de noden - Welke noden zijn er?",
            [(3, 6)],
        ),
        ("2025-03-03", "day", ["Raad van bestuur"], "Advies over het plan van de kerngroep", [(7, 8)]),
    ]
    assert table.lines == set(range(1, 9))
    assert table.ignored[0].spans == ((1, 1),)


def test_dated_lines_without_such_a_header_are_no_decisions() -> None:
    text = "Verloop\n12/01/2025 Dagelijks bestuur Goedkeuring\n"
    assert not find_decisions(rows_of(extract_bytes(text.encode(), "plan.txt"))).decisions


def test_a_header_without_rows_stays_text() -> None:
    text = "Datum Overlegorgaan Beslissing\nNog aan te vullen.\n"
    assert not find_decisions(rows_of(extract_bytes(text.encode(), "plan.txt"))).lines


def structured(*texts: str) -> Document:
    """A document with one table of three columns, a cell per text."""
    lines = tuple(Line(number, text, text) for number, text in enumerate(texts, 1))
    cells = tuple(Cell(line.text, (n + 1, n + 1), n // 3, n % 3) for n, line in enumerate(lines))
    return Document("plan.docx", "application/x", "0", lines, blocks=(Table(cells),))


def test_a_real_table_gives_the_same() -> None:
    document = structured(
        "Datum", "Overlegorgaan", "Beslissing", "12/01/2025", "Cluster wonen, stuurgroep", "Goedkeuring",
        "Juni 2025", "Denktank jeugd", "Advies",
    )  # fmt: skip
    table = table_decisions(document)
    assert [(d.date, d.bodies, d.text, d.spans) for d in table.decisions] == [
        ("2025-01-12", ["Cluster wonen", "stuurgroep"], "Goedkeuring", [(4, 6)]),
        ("2025-06-01", ["Denktank jeugd"], "Advies", [(7, 9)]),
    ]
    assert table.lines == set(range(1, 10))


def test_another_table_has_no_decisions() -> None:
    assert not table_decisions(
        structured("Actie", "Trekker", "Timing", "Loket", "OCMW", "12/01/2025")
    ).decisions
