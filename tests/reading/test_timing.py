"""Start, end and milestones."""

import pytest

from streekwerk.reading.models import When
from streekwerk.reading.rows import Row
from streekwerk.reading.timing import find_milestones, read_timing, split_items


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Opstarten in 2024 Einde 31/12/2025", "2024-01-01", "2025-12-31"),
        ("loopt Einde 31/12/2025", None, "2025-12-31"),
        ("Start najaar 2025", "2025-09-01", None),
        ("Start najaar 2025 Jaarlijks herhalen Einde in 2026", "2025-09-01", "2026-12-31"),
        ("loopt", None, None),
        ("", None, None),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-2027", "2025-01-01", "2027-12-31"),
        ("januari 2025 - juni 2026", "2025-01-01", "2026-06-30"),
        ("uiterlijk 30/06/2025", None, "2025-06-30"),
        ("Start in maart 2026 Klaar tegen eind 2028", "2026-03-01", "2028-12-31"),
        ("voorjaar 2025, najaar 2026", "2025-03-01", "2026-11-30"),
        ("Vanaf 2025", "2025-01-01", None),
        ("loopt tot eind 2027", None, "2027-12-31"),
        ("Opstarten in 2025 Proef in 2026 Einde 31/12/2028", "2025-01-01", "2028-12-31"),
        ("01/01/2026 - 31/12/2026, evaluatie op 15/03/2027", "2026-01-01", "2026-12-31"),
        ("januari 2025, klaar tegen juni 2026", "2025-01-01", "2026-06-30"),
        ("voor 1 mei 2026", None, "2026-05-01"),
        ("schooljaar 2026-2027", "2026-09-01", "2027-08-31"),
    ],
)
def test_timing(text: str, start: str | None, end: str | None) -> None:
    timing = read_timing(text)
    assert (timing.start and timing.start.date, timing.end and timing.end.date) == (start, end)


def test_the_words_keep_their_lead() -> None:
    timing = read_timing("Opstart najaar 2025 Einde 31/12/2026")
    assert timing.start == When("2025-09-01", "season", "Opstart najaar 2025")
    assert timing.end == When("2026-12-31", "day", "Einde 31/12/2026")


def rows(*texts: str) -> list[Row]:
    return [Row(number, text) for number, text in enumerate(texts, 1)]


def test_items_begin_at_bullets_and_at_sentences() -> None:
    items = split_items(
        rows("• Overleg met", "de buurt", "• Borden", "Evaluatie (mei", "2025)", "Slot met de", "Stad")
    )
    assert [[row.number for row in item] for item in items] == [[1, 2], [3], [4, 5], [6, 7]]


def test_a_milestone_per_dated_step() -> None:
    steps = rows(
        "• Overleg (mei 2025)",
        "• Borden plaatsen tegen april",
        "2026",
        "• Zonder datum",
        "Begroting 2025-2029",
    )
    found = list(find_milestones("a1", steps))
    assert [(m.text, m.when.date, m.spans) for m in found] == [
        ("Overleg (mei 2025)", "2025-05-01", [(1, 1)]),
        ("Borden plaatsen tegen april 2026", "2026-04-30", [(2, 3)]),
    ]
    assert {m.node for m in found} == {"a1"}


def test_a_plan_named_by_its_year_is_no_milestone() -> None:
    assert list(find_milestones(None, rows("Zie begroting 2025 en plan 2024-2029"))) == []
