"""Tables of figures in a chapter: right totals stay quiet, wrong ones are found, whatever the numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reading.findings.build import said
from streekwerk.reading.findings import findings_of
from streekwerk.reading.models import Finding

_tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 99_999), min_size=width, max_size=width), min_size=2, max_size=6
    )
)


def printed(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def totals(numbers: list[list[int]], off: int = 0) -> list[Finding]:
    """What is said about a table with a total row and column, the last of all totals off by so much."""
    rows = [*numbers, [sum(column) for column in zip(*numbers, strict=True)]]
    rows = [[*row, sum(row)] for row in rows]
    rows[-1][-1] += off
    names = [*(f"Kern {n}" for n in range(len(numbers))), "Totaal"]
    head = " | ".join(["Kern", *(f"Groep {n}" for n in range(len(numbers[0]))), "Samen"])
    body = [" | ".join([name, *map(printed, row)]) for name, row in zip(names, rows, strict=True)]
    return [f for f in findings_of(said("\n".join(["Zie:", head, *body]))) if f.rule == "totals.sum"]


@given(_tables)
def test_a_table_that_adds_up_is_left_alone(numbers: list[list[int]]) -> None:
    assert totals(numbers) == []


@given(_tables, st.integers(1, 9))
def test_a_total_that_is_off_is_found_once(numbers: list[list[int]], off: int) -> None:
    [finding] = totals(numbers, off)
    total = sum(map(sum, numbers))
    assert "“Totaal, Samen”" in finding.message
    assert f"= {printed(total)}, niet {printed(total + off)}" in finding.message
