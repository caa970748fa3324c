"""Moving branches: whatever is done, every node stands in the tree exactly once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.plans.rules import preorder
from streekwerk.plans.rules.structure import (
    NoSuchPlace,
    PlaceInTree,
    added,
    branch_of,
    last_place_under,
    moved,
    path_to,
    place_above,
    place_at_top,
    place_below,
    place_of,
    place_to_return,
    shifts,
)

TREE = [(1, None), (2, 1), (3, 2), (4, 1), (5, None)]


def is_tree(tree: list[tuple[int, int | None]]) -> bool:
    """Parents before children and every branch in one piece: exactly what a preorder is."""
    again = preorder([(str(node), None if parent is None else str(parent)) for node, parent in tree])
    return again == [str(node) for node, _ in tree]


@st.composite
def trees(draw: st.DrawFn) -> list[tuple[int, int | None]]:
    parents: dict[int, int | None] = {0: None}
    for node in range(1, draw(st.integers(1, 14))):
        parents[node] = draw(st.sampled_from([None, *parents]))
    order = preorder([(str(n), None if p is None else str(p)) for n, p in parents.items()])
    return [(int(name), parents[int(name)]) for name in order]


@given(trees(), st.lists(st.tuples(*[st.integers(0, 20)] * 3), max_size=12))
def test_any_sequence_of_moves_keeps_a_tree_with_every_node_once(
    tree: list[tuple[int, int | None]], moves: list[tuple[int, int, int]]
) -> None:
    nodes = sorted(node for node, _ in tree)
    for kind, which, where in moves:
        node = nodes[which % len(nodes)]
        other = nodes[where % len(nodes)]
        before, old = tree, place_of(tree, node)
        to = [
            place_above(tree, node) or old,
            place_below(tree, node) or old,
            place_at_top(tree, node),
            last_place_under(tree, other),
            PlaceInTree(other, None),
            place_of(tree, other),
        ][kind % 6]
        branch = branch_of(tree, node)
        try:
            tree = moved(tree, node, to)
        except NoSuchPlace:
            assert to.under in branch or to.after in branch
            continue
        assert sorted(name for name, _ in tree) == nodes
        assert is_tree(tree)
        assert branch_of(tree, node) == branch
        assert {name: up for name, up in tree if name != node} == {n: u for n, u in before if n != node}
        # Back to where it stood: undoing is a move too.
        assert moved(tree, node, old) == before


@given(trees(), st.integers(0, 20), st.booleans())
def test_a_new_node_adds_one_and_moves_none(
    tree: list[tuple[int, int | None]], where: int, first: bool
) -> None:
    under = tree[where % len(tree)][0]
    grown = added(tree, 99, PlaceInTree(under, None) if first else last_place_under(tree, under))
    assert is_tree(grown)
    assert [pair for pair in grown if pair[0] != 99] == tree


@given(trees(), st.integers(0, 20), st.sets(st.integers(0, 20)))
def test_what_returns_stands_under_the_nearest_that_lives(
    tree: list[tuple[int, int | None]], which: int, archived: set[int]
) -> None:
    node = tree[which % len(tree)][0]
    back = moved(tree, node, place_to_return(tree, node, archived | {node}))
    living = [above for above in path_to(tree, node)[:-1] if above not in archived]
    assert is_tree(back)
    assert dict(back)[node] == (living[-1] if living else None)
    if dict(tree)[node] not in archived:
        assert back == tree


@given(st.permutations(range(9)), st.sets(st.integers(0, 60), min_size=9, max_size=9))
def test_shifts_give_the_new_order(after: list[int], positions: set[int]) -> None:
    before = list(enumerate(sorted(positions)))
    rows = shifts(before, after)
    assert rows is not None
    found = {
        node: position + next((by for first, last, by in rows if first <= position <= last), 0)
        for node, position in before
    }
    assert sorted(found, key=lambda node: found[node]) == after
    assert sorted(found.values()) == list(range(9))


def test_one_move_renumbers_in_few_ranges() -> None:
    tree: list[tuple[int, int | None]] = [(n, n - n % 10 if n % 10 else None) for n in range(2000)]
    after = [name for name, _ in moved(tree, 1500, PlaceInTree(None, 20))]
    rows = shifts([(name, at) for at, (name, _) in enumerate(tree)], after)
    assert rows == [(30, 1499, 10), (1500, 1509, -1470)]


def test_positions_that_are_not_unique_are_not_shifted() -> None:
    assert shifts([(1, 0), (2, 0)], [2, 1]) is None


@pytest.mark.parametrize("to", [PlaceInTree(2, None), PlaceInTree(3, None), PlaceInTree(2, 3)])
def test_nothing_stands_under_itself(to: PlaceInTree) -> None:
    with pytest.raises(NoSuchPlace, match="onder zichzelf"):
        moved(TREE, 2, to)


@pytest.mark.parametrize("to", [PlaceInTree(77, None), PlaceInTree(1, 5), PlaceInTree(1, 77)])
def test_a_place_that_is_gone_is_refused(to: PlaceInTree) -> None:
    with pytest.raises(NoSuchPlace, match="bestaat niet meer"):
        moved(TREE, 3, to)


def test_up_and_down_step_over_what_is_archived() -> None:
    tree = [(1, None), (2, 1), (3, 1), (4, 1)]
    assert place_above(tree, 4, skip={3}) == PlaceInTree(1, None)
    assert place_below(tree, 2, skip={3}) == PlaceInTree(1, 4)
    assert place_below(tree, 2, skip={3, 4}) is None
