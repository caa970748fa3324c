"""Totals are exact and add up, at every level of the tree."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from streekwerk.budget.rules import LineFacts, Totals, totals, totals_by, tree_totals

CENTS = st.integers(-(10**11), 10**11).map(lambda cents: Decimal(cents).scaleb(-2))
MAYBE = st.none() | CENTS


@st.composite
def lines(draw: st.DrawFn, nodes: int = 1) -> list[LineFacts]:
    return draw(
        st.lists(
            st.builds(
                LineFacts,
                node=st.integers(0, nodes - 1),
                year=st.integers(2026, 2028),
                direction=st.sampled_from(["expense", "receipt"]),
                source=st.sampled_from(["regular", "project", "undecided"]),
                planned=MAYBE,
                realised=MAYBE,
            ),
            max_size=30,
        )
    )


@st.composite
def trees(draw: st.DrawFn) -> dict[int, int | None]:
    """Every node after its parent."""
    size = draw(st.integers(1, 15))
    return {at: draw(st.none() | st.integers(0, at - 1)) if at else None for at in range(size)}


@given(trees(), st.data())
def test_a_node_is_its_own_lines_and_its_children(tree: dict[int, int | None], data: st.DataObject) -> None:
    found = data.draw(lines(nodes=len(tree)))
    own = totals_by(found, lambda line: line.node)
    every = tree_totals(tree, own)
    for pk in tree:
        below = [every[child] for child, above in tree.items() if above == pk]
        assert every[pk] == sum(below, own.get(pk, Totals()))
    roots = [every[pk] for pk, above in tree.items() if above is None]
    assert sum(roots, Totals()) == totals(found)


@given(lines())
def test_years_together_are_the_whole(found: list[LineFacts]) -> None:
    by_year = totals_by(found, lambda line: line.year)
    assert sum(by_year.values(), Totals()) == totals(found)


@given(lines())
def test_to_the_cent(found: list[LineFacts]) -> None:
    planned = sum((line.planned for line in found if line.planned and line.direction == "expense"), Decimal())
    assert totals(found).expenses.planned == planned


def test_unknown_is_not_zero() -> None:
    unknown, zero = totals([LineFacts()]).expenses, totals([LineFacts(planned=Decimal())]).expenses
    assert (unknown.planned, unknown.known, unknown.unplanned) == (0, False, 1)
    assert (zero.planned, zero.known, zero.unplanned) == (0, True, 0)


def test_still_to_be_decided_is_counted_apart() -> None:
    found = [
        LineFacts(year=2026, source="undecided"),
        LineFacts(year=2026, source="undecided", planned=Decimal("1500.10")),
        LineFacts(year=2027, source="regular", planned=Decimal("1.00")),
    ]
    by_year = totals_by(found, lambda line: line.year)
    assert (by_year[2026].open, by_year[2026].expenses.open_planned) == (2, Decimal("1500.10"))
    assert by_year[2027].open == 0
