"""Amounts in Dutch, in and out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.budget.rules.accounting.writing import written
from streekwerk.budget.rules.money import AmountRefused, printed, read_amount
from streekwerk.budget.rules.policy_fields import NoPolicyField, read_policy_field

AMOUNTS = st.integers(-(10**13), 10**13).map(lambda cents: Decimal(cents).scaleb(-2))


@given(AMOUNTS)
def test_what_is_printed_reads_back(amount: Decimal) -> None:
    assert read_amount(printed(amount)) == amount
    assert read_amount(written(amount)) == amount


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1.234,50", "1234.50"),
        ("1234,5", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234", "1234"),
        ("1.234", "1234"),
        ("12.50", "12.50"),
        ("€ 15.000", "15000"),
        ("15000 euro", "15000"),
        ("-5", "-5"),
        ("−5,00", "-5"),
        ("0", "0"),
        ("-0,00", "0"),
    ],
)
def test_as_people_write_them(typed: str, meant: str) -> None:
    assert read_amount(typed) == Decimal(meant)
    assert not str(read_amount(typed)).startswith("-0")


@pytest.mark.parametrize(
    "typed", ["veel", "1,234.50", "12,345", "1.23.4", "€", "1e5", "٣", "10.000.000.000.000"]
)
def test_what_is_no_amount_is_refused_with_what_to_do(typed: str) -> None:
    with pytest.raises(AmountRefused, match="Schrijf het als"):
        read_amount(typed)


def test_nothing_is_not_zero() -> None:
    assert read_amount("  ") is None
    assert printed(None) == ""


def test_a_policy_field_is_one_of_the_list() -> None:
    assert read_policy_field("0909 Overige verrichtingen inzake sociaal beleid") == "0909"
    assert read_policy_field("9999", kept="9999") == "9999"
    for typed in ("9999", "sociaal", "12345", "090"):
        with pytest.raises(NoPolicyField):
            read_policy_field(typed)
