"""Dutch dates in text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.kernel.periods import find_dates

MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
          "november", "december"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("31/12/2024", "2024-12-31", "2024-12-31", "day"),
        ("1 januari 2025", "2025-01-01", "2025-01-01", "day"),
        ("op 1ste mei 2025", "2025-05-01", "2025-05-01", "day"),
        ("01-02-2025", "2025-02-01", "2025-02-01", "day"),
        ("3.4.2026", "2026-04-03", "2026-04-03", "day"),
        ("2026-04-03", "2026-04-03", "2026-04-03", "day"),
        ("5/9/26", "2026-09-05", "2026-09-05", "day"),
        ("oktober 2023", "2023-10-01", "2023-10-31", "month"),
        ("Sept. 2024", "2024-09-01", "2024-09-30", "month"),
        ("overleg(november 2023)", "2023-11-01", "2023-11-30", "month"),
        ("09/2024", "2024-09-01", "2024-09-30", "month"),
        ("eind mei 2025", "2025-05-21", "2025-05-31", "month"),
        ("februari 2028", "2028-02-01", "2028-02-29", "month"),
        ("maart 2024-november 2024", "2024-03-01", "2024-11-30", "month"),
        ("maart-november 2024", "2024-03-01", "2024-11-30", "month"),
        ("november - februari 2025", "2024-11-01", "2025-02-28", "month"),
        ("1 tot 15 mei 2025", "2025-05-01", "2025-05-15", "day"),
        ("3 april tot 2 mei 2025", "2025-04-03", "2025-05-02", "day"),
        ("01/01/2025 t.e.m. 31/12/2027", "2025-01-01", "2027-12-31", "day"),
        ("voorjaar 2025", "2025-03-01", "2025-05-31", "season"),
        ("het voorjaar van 2023", "2023-03-01", "2023-05-31", "season"),
        ("lente 2026", "2026-03-01", "2026-05-31", "season"),
        ("zomer 2026", "2026-06-01", "2026-08-31", "season"),
        ("najaar 2025", "2025-09-01", "2025-11-30", "season"),
        ("herfst 2025", "2025-09-01", "2025-11-30", "season"),
        ("winter 2027", "2027-12-01", "2028-02-29", "season"),
        ("winter 2024-2025", "2024-12-01", "2025-02-28", "season"),
        ("eerste semester 2025", "2025-01-01", "2025-06-30", "season"),
        ("2de trimester 2025", "2025-05-01", "2025-08-31", "season"),
        ("derde kwartaal van 2025", "2025-07-01", "2025-09-30", "season"),
        ("laatste kwartaal 2025", "2025-10-01", "2025-12-31", "season"),
        ("tweede helft van 2025", "2025-07-01", "2025-12-31", "season"),
        ("Q3 2025", "2025-07-01", "2025-09-30", "season"),
        ("2025-Q1", "2025-01-01", "2025-03-31", "season"),
        ("begin 2028", "2028-01-01", "2028-03-31", "season"),
        ("midden 2028", "2028-04-01", "2028-09-30", "season"),
        ("eind 2028", "2028-10-01", "2028-12-31", "season"),
        ("in 2025", "2025-01-01", "2025-12-31", "year"),
        ("2023-2024", "2023-01-01", "2024-12-31", "year"),
        ("2025/2026", "2025-01-01", "2026-12-31", "year"),
        ("2025/26", "2025-01-01", "2026-12-31", "year"),
        ("van 2018 tot 2021", "2018-01-01", "2021-12-31", "year"),
        ("schooljaar 2024-2025", "2024-09-01", "2025-08-31", "year"),
    ],
)
def test_a_date_is_an_interval_with_its_words(text: str, start: str, end: str, precision: str) -> None:
    (found,) = find_dates(text)
    assert (found.start, found.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert found.precision == precision
    assert text[found.span[0] : found.span[1]] == found.words


@pytest.mark.parametrize(
    "text",
    [
        "loopt", "lopend", "doorlopend", "jaarlijks", "elk voorjaar", "in oktober", "31/02/2025", "2024%",
        "29 februari 2025", "derde semester 2025",
        "13/13/2025", "art. 2024.5", "12 maanden", "5.9%", "3.1.1 Titel", "65-plussers",
        "tel. 014 20 25 26", "1.2025 stuks",
    ],
)  # fmt: skip
def test_words_without_a_real_date_give_none(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "role", "day"),
    [
        ("tegen oktober 2026", "by", "2026-10-31"),
        ("uiterlijk op 1 mei 2025", "by", "2025-05-01"),
        ("voor 31/12/2024", "by", "2024-12-31"),
        ("Einde in 2026", "by", "2026-12-31"),
        ("eind 2028", "by", "2028-12-31"),
        ("vanaf 2025", "from", "2025-01-01"),
        ("Opstarten in 2024", "from", "2024-01-01"),
        ("de begroting voor 2024", "on", "2024-01-01"),
        ("najaar 2025", "on", "2025-09-01"),
    ],
)
def test_a_deadline_counts_to_its_last_day(text: str, role: str, day: str) -> None:
    (found,) = find_dates(text)
    assert (found.role, found.day.isoformat()) == (role, day)


def test_several_dates_in_one_sentence() -> None:
    text = "Opstart in 2024, proef najaar 2024, einde 31/12/2025"
    assert [(f.words, f.role) for f in find_dates(text)] == [
        ("2024", "from"),
        ("najaar 2024", "on"),
        ("31/12/2025", "by"),
    ]


@given(st.dates(date(1990, 1, 1), date(2069, 12, 31)))
def test_every_day_is_read_in_each_notation(day: date) -> None:
    for text in (
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    ):
        (found,) = find_dates(f"Klaar ({text}).")
        assert (found.start, found.end, found.precision) == (day, day, "day")


@given(st.text())
def test_any_text_is_read_and_finds_lie_in_order(text: str) -> None:
    position = 0
    for found in find_dates(text):
        assert position <= found.span[0] < found.span[1]
        assert text[found.span[0] : found.span[1]] == found.words
        assert found.start <= found.end
        position = found.span[1]
