"""Nothing is lost and nothing is used twice."""

import pytest

from reading.office import tables
from streekwerk.reading.conserve import LineClaimedTwice, LineLost, check, complete
from streekwerk.reading.extract import extract_bytes
from streekwerk.reading.models import Decision, Document, Indicator, Node, Reading


@pytest.fixture
def document() -> Document:
    return extract_bytes(b"een\n\ntwee\ndrie\nvier", "plan.txt")


def node(*spans: tuple[int, int]) -> Node:
    return Node("n", None, "action", "titel", spans=list(spans))


def test_all_lines_in_one_node_is_right(document: Document) -> None:
    check(Reading({}, nodes=[node((1, 5))]), document)


def test_a_lost_line_is_named(document: Document) -> None:
    with pytest.raises(LineLost, match=r"plan\.txt.*: 4-5"):
        check(Reading({}, nodes=[node((1, 3))]), document)


def test_a_line_in_two_nodes_is_named(document: Document) -> None:
    with pytest.raises(LineClaimedTwice) as refusal:
        check(Reading({}, nodes=[node((1, 4)), node((3, 5))]), document)
    assert refusal.value.lines == (3, 4)


def test_two_nodes_may_share_the_line_where_one_ends_and_the_next_begins(document: Document) -> None:
    check(Reading({}, nodes=[node((1, 4)), node((4, 5))]), document)


def test_only_a_line_on_which_cells_meet_may_lie_inside_two_nodes() -> None:
    csv = extract_bytes(b'kop;kop\n"a\nb\nc";"d\ne\nf"\n', "plan.csv")
    assert [cell.lines for cell in tables(csv)[0].cells if cell.row == 2] == [(2, 4), (4, 6)]
    head = node((1, 1))
    check(Reading({}, nodes=[head, node((2, 6)), node((4, 4))]), csv)
    with pytest.raises(LineClaimedTwice) as refusal:
        check(Reading({}, nodes=[head, node((2, 6)), node((2, 4))]), csv)
    assert refusal.value.lines == (2, 3)


def test_what_lies_in_a_node_does_not_count_again(document: Document) -> None:
    inside = Indicator("i", "n", "twee", spans=[(3, 3)])
    check(Reading({}, nodes=[node((1, 5))], indicators=[inside]), document)


def test_what_lies_outside_every_node_counts(document: Document) -> None:
    decisions = [Decision("2025-01-01", "day", [], "x", spans=[(4, 5)]) for _ in range(2)]
    check(Reading({}, nodes=[node((1, 3))], decisions=decisions[:1]), document)
    with pytest.raises(LineClaimedTwice):
        check(Reading({}, nodes=[node((1, 3))], decisions=decisions), document)


def test_the_tray_takes_what_is_left(document: Document) -> None:
    reading = Reading({}, nodes=[node((3, 3))])
    complete(reading, document)
    check(reading, document)
    assert [(item.text, item.spans, item.proposal) for item in reading.unplaced] == [
        ("een", [(1, 1)], None),
        ("drie vier", [(4, 5)], "n"),
    ]
