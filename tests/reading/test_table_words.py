"""Column heads, colours, items: the small rules of the table dialects."""

from __future__ import annotations

import pytest

from streekwerk.reading.dialects.tables.cells import Claims, indicators_of, items_of, read_mark, split_code
from streekwerk.reading.dialects.tables.colours import Coloured, banding, colour_name
from streekwerk.reading.dialects.tables.words import head_of, is_year
from streekwerk.reading.links import link_actions
from streekwerk.reading.models import Node, Reading, Span
from streekwerk.reading.rows import Row


@pytest.mark.parametrize(
    ("text", "role", "level"),
    [
        ("Beleidsdoelstelling", "level", "goal"),
        ("Operationele doelstellingen", "level", "operational_objective"),
        ("Concrete acties", "level", "action"), ("Titel van de actie", "level", "action"),
        ("Werven", "level", "pillar"),
        ("BD", "level", "goal"), ("Actiecode", "code", "action"), ("Nr.", "code", None), ("#", "code", None),
        ("Omschrijving actieplan", "text", "action_plan"), ("Korte omschrijving", "title", None),
        ("Indicator(en)", "indicator", None), ("Nulmeting", "detail", None), ("Deadline", "end", None),
        ("Timing / planning", "timing", None), ("Trekker(s)", "field", None), ("Prioriteit", "field", None),
        ("Buurtcomité", "field", None), ("Niveau", "kind", None),
    ],
)  # fmt: skip
def test_what_a_column_head_says(text: str, role: str, level: str | None) -> None:
    head = head_of(text)
    assert (head.role, head.level) == (role, level)


def test_a_head_of_the_networks_own_is_not_known() -> None:
    assert not head_of("Buurtcomité").known
    assert head_of("Trekker").known


def test_years_and_quarters_are_a_planning_grid() -> None:
    assert is_year("2027")
    assert is_year("Q3 2027")
    assert not is_year("27")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("BD1 Iedereen mee", ("goal", "BD1", "Iedereen mee")),
        ("Actie 3: Huis voor huis", ("action", "Actie 3", "Huis voor huis")),
        ("Acties van de zone", None),
        ("We starten in 2027", None),
    ],
)
def test_a_level_at_the_beginning_of_a_text(text: str, mark: tuple[str, str, str] | None) -> None:
    found = read_mark(text)
    assert (found and (found.level, found.code, found.title)) == mark


def test_numbers_that_are_no_code_stay_in_the_title() -> None:
    assert split_code("3 nieuwe huizen") == (None, "3 nieuwe huizen")
    assert split_code("W1 - Huurloket") == ("W1", "Huurloket")
    assert split_code("2.3.1 Zorg") == ("2.3.1", "Zorg")


def test_items_by_number_by_bullet_and_by_line() -> None:
    rows = [Row(1, "1) aantal teams 2) aantal leden"), Row(2, "per jaar"), Row(3, "- bereik")]
    assert [(item.mark, item.text, item.lines) for item in items_of(rows)] == [
        ("1)", "aantal teams", (1, 1)), ("2)", "aantal leden per jaar", (1, 2)), ("-", "bereik", (3, 3)),
    ]  # fmt: skip
    assert [i.text for i in items_of([Row(1, "Draaiboek is"), Row(2, "goedgekeurd"), Row(3, "Kaart")])] == [
        "Draaiboek is goedgekeurd", "Kaart",
    ]  # fmt: skip


def test_dotted_numbers_begin_an_item_only_before_a_capital() -> None:
    assert [item.mark for item in items_of([Row(1, "1.1.1 Poetsen"), Row(2, "1.1.2 Koken")])] == [
        "1.1.1",
        "1.1.2",
    ]
    assert [item.mark for item in items_of([Row(1, "1.5 keer meer")])] == [None]


def test_a_line_with_only_a_kind_labels_the_indicators_below_it() -> None:
    rows = [
        Row(1, "Procesindicatoren:"),
        Row(2, "• draaiboek"),
        Row(3, "Resultaatsindicatoren"),
        Row(4, "• bereik"),
    ]
    assert [(each.label, each.text) for each in indicators_of(rows)] == [
        ("Procesindicatoren", "draaiboek"), ("Resultaatsindicatoren", "bereik"),
    ]  # fmt: skip


def test_a_line_is_given_out_once_unless_it_would_leave_a_thing_without_place() -> None:
    claims = Claims(set())
    goal: list[Span] = []
    action: list[Span] = []
    claims.take(goal, (4, 4))
    claims.take(action, (4, 5))
    claims.take(action, (4, 4))
    other: list[Span] = []
    claims.take(other, (4, 4))
    assert (goal, action, other) == ([(4, 4)], [(5, 5)], [(4, 4)])


def rows_with(places: list[int], *, whole: bool = True) -> list[Coloured]:
    return [Coloured("DDEBF7", place, 0, whole, None) for place in places]


def test_every_other_whole_row_is_a_stripe() -> None:
    assert banding(rows_with([1, 3, 5, 7]), 8) == {"DDEBF7"}


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        (rows_with([1, 3]), 4),
        (rows_with([1, 2, 3]), 6),
        (rows_with([1, 3, 5], whole=False), 6),
        (rows_with([1, 3, 5]), 20),
    ],
)
def test_other_patterns_may_mean_something(cells: list[Coloured], rows: int) -> None:
    assert banding(cells, rows) == set()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("FF0000", "rood"), ("FFC000", "oranje"), ("FFFF00", "geel"), ("00B050", "groen"),
        ("0070C0", "blauw"),
        ("7030A0", "paars"), ("000000", "zwart"), ("808080", "grijs"), ("FFC7CE", "lichtrood"),
        ("833C0B", "bruin"),
    ],
)  # fmt: skip
def test_colours_have_dutch_names(code: str, name: str) -> None:
    assert colour_name(code).endswith(f"({code})")
    assert colour_name(code).removeprefix("donker").startswith(name)


def test_actions_that_name_each_other_are_linked_and_never_to_themselves() -> None:
    first = Node("n1", None, "action", "Kaart", code="Actie 1", text="Bereidt actie 2 en 3 voor, zie actie 1")
    second = Node("n2", None, "action", "Team", code="Actie 2", fields={"Link": "geen"})
    reading = Reading(source={}, nodes=[first, second])
    link_actions(reading)
    assert (first.links, second.links) == (["n2"], [])
