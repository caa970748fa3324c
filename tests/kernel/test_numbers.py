"""Dutch and Belgian numbers in text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.kernel.numbers import find_numbers, uses_dot_decimals


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.550", "1550", None),
        ("12.345,67", "12345.67", None),
        ("1 250 gezinnen", "1250", None),
        ("1\u00a0250 gezinnen", "1250", None),
        ("5,65", "5.65", None),
        ("5.9%", "5.9", "%"),
        ("5.90 %", "5.90", "%"),
        ("43,9 procent", "43.9", "%"),
        ("€ 1mln", "1000000", "EUR"),
        ("1,2 miljoen euro", "1200000", "EUR"),
        ("€ 250k", "250000", "EUR"),
        ("250.000 EUR", "250000", "EUR"),
        ("€2.500,50", "2500.50", "EUR"),
        ("0,5 VTE", "0.5", "VTE"),
        ("1.5 FTE", "1.5", "VTE"),
        ("-3,5 %", "-3.5", "%"),
        ("1,234.50", "1234.50", None),
        ("38 uren", "38", "uur"),
    ],
)
def test_a_number_has_a_value_and_a_unit(text: str, value: str, unit: str | None) -> None:
    (found,) = find_numbers(text)
    assert (found.value, found.unit) == (Decimal(value), unit)
    assert text[found.span[0] : found.span[1]].strip() == found.words


@pytest.mark.parametrize("text", ["3.1.1 Titel", "COVID19", "B2B", "31/12/2024", "in 2025", "oktober 2023"])
def test_codes_and_dates_are_no_numbers(text: str) -> None:
    assert find_numbers(text) == []


def test_a_rank_is_marked() -> None:
    assert [n.ordinal for n in find_numbers("de 3de keer, 1ste lijn, 4 keer")] == [True, True, False]


def test_a_grouping_dot_beside_decimal_dots_is_ambiguous_but_stays_a_thousand() -> None:
    thousand, share = find_numbers("1.550 gezinnen, of 5.9%")
    assert (thousand.value, thousand.ambiguous) == (1550, True)
    assert (share.value, share.ambiguous) == (Decimal("5.9"), False)
    assert not find_numbers("1.550 gezinnen, of 5,9%")[0].ambiguous


def test_the_habits_of_the_whole_document_can_be_given() -> None:
    assert find_numbers("1.550 gezinnen", dot_decimals=True)[0].ambiguous


def test_codes_with_dots_say_nothing_about_decimals() -> None:
    assert uses_dot_decimals("ruim 7.4% van de gezinnen")
    assert uses_dot_decimals("€ 2.50 per stuk")
    assert not uses_dot_decimals("actie 1.1 en hoofdstuk 2.10, € 2.500")


@given(st.integers(0, 999_999_999))
def test_grouped_and_plain_digits_are_the_same_number(value: int) -> None:
    grouped = f"{value:,}".replace(",", ".")
    for text in (f"x {grouped} y", f"x {grouped.replace('.', ' ')} y", f"€ {grouped}"):
        (found,) = find_numbers(text)
        assert found.value == value


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for found in find_numbers(text):
        assert found.value.is_finite()
