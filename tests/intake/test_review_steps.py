"""Each kind of step on a small plan: what moves along, what stays, what is refused and why."""

from __future__ import annotations

import pytest

from streekwerk.intake.rules.claims import claims_of
from streekwerk.intake.rules.proposals import proposals
from streekwerk.intake.rules.replay import apply, replay
from streekwerk.intake.rules.steps import (
    Change,
    Describe,
    Dissolve,
    Merge,
    Move,
    Place,
    Split,
    Step,
    StepRefused,
)
from streekwerk.reading.models import Decision, Ignored, Indicator, Milestone, Node, Reading, Unplaced, When

LINES = [
    "Plan Warm dorp",  # 1 aside
    "Doel 1: Iedereen hoort erbij",  # 2 g
    "Actie 1: Een buurttafel",  # 3 a
    "Trekker: sociale dienst",  # 4
    "Timing: Start voorjaar 2026",  # 5
    "Elke maand eten buren samen aan een",  # 6
    "lange tafel.",  # 7
    "Actie 2: Een belgroep",  # 8
    "Trekker: Okra",  # 9
    "- Aantal bellers",  # 10
    "",  # 11
    "Proefgroep klaar in mei 2026",  # 12
    "Losse regel over vrijwilligers",  # 13 tray
    "Aantal tafels per dorp",  # 14 outside indicator
    "12/03/2026 Raad van bestuur",  # 15 decision
    "keurt het plan goed",  # 16
]


@pytest.fixture
def plan() -> Reading:
    """A goal with one action in which the reader did not see the second one."""
    return Reading(
        {},
        title="Warm dorp",
        nodes=[
            Node("g", None, "goal", "Iedereen hoort erbij", "Doel", "Doel 1", spans=[(2, 2)]),
            Node(
                "a",
                "g",
                "action",
                "Een buurttafel",
                "Actie",
                "Actie 1",
                text="Elke maand eten buren samen aan een lange tafel. Actie 2: Een belgroep "
                "Proefgroep klaar in mei 2026",
                fields={"Trekker": "sociale dienst Okra", "Timing": "Start voorjaar 2026"},
                start=When("2026-03-01", "season", "voorjaar 2026"),
                spans=[(3, 12)],
            ),
            Node("b", "a", "action", "Vrijwilligers", spans=[]),
        ],
        indicators=[
            Indicator("i1", "a", "Aantal bellers", spans=[(10, 10)]),
            Indicator("i2", "a", "Aantal tafels per dorp", spans=[(14, 14)]),
        ],
        milestones=[
            Milestone(
                "a", "Proefgroep klaar in mei 2026", When("2026-05-01", "month", "mei 2026"), [(12, 12)]
            )
        ],
        decisions=[
            Decision("2026-03-12", "day", ["Raad van bestuur"], "keurt het plan goed", spans=[(15, 16)])
        ],
        unplaced=[Unplaced("Losse regel over vrijwilligers", "a", "staat los", [(13, 13)])],
        ignored=[Ignored("titel", ((1, 1),))],
    )


def refused(plan: Reading, step: Step) -> str:
    with pytest.raises(StepRefused) as refusal:
        apply(plan, LINES, step)
    return str(refusal.value)


def test_split_takes_along_what_lies_in_its_lines(plan: Reading) -> None:
    after = apply(plan, LINES, Split("a", 8))
    old, new = after.node("a"), after.node("r8")
    assert [node.id for node in after.nodes] == ["g", "a", "b", "r8"]
    assert (new.code, new.title, new.parent, new.level, new.spans) == (
        "Actie 2", "Een belgroep", "g", "action", [(8, 12)],
    )  # fmt: skip
    assert old.text == "Elke maand eten buren samen aan een lange tafel."
    assert old.fields == {"Trekker": "sociale dienst", "Timing": "Start voorjaar 2026"}
    assert new.fields == {"Trekker": "Okra"}
    assert new.text == "Proefgroep klaar in mei 2026"
    assert old.start
    assert new.start is None
    assert {item.id: item.node for item in after.indicators} == {"i1": "r8", "i2": "r8"}
    assert after.milestones[0].node == "r8"


def test_dates_go_with_their_words(plan: Reading) -> None:
    after = apply(plan, LINES, Split("a", 5))
    assert after.node("a").start is None
    assert after.node("r5").start == plan.node("a").start


def test_merging_what_was_split_gives_the_words_back(plan: Reading) -> None:
    after = replay(plan, LINES, [Split("a", 8), Merge("r8", "a")])
    node = after.node("a")
    assert node.fields["Trekker"] == "sociale dienst\nOkra"
    assert "Actie 2 Een belgroep" in node.text
    assert node.spans == [(3, 12)]
    assert {item.node for item in (*after.indicators, *after.milestones)} == {"a"}


def test_merge_keeps_the_words_of_the_other_date() -> None:
    nodes = [
        Node("a", None, "action", "Een", start=When("2026-01-01", "year", "2026"), links=["b", "c"]),
        Node("b", None, "action", "Twee", start=When("2027-01-01", "year", "vanaf 2027"), links=["a"]),
        Node("c", "b", "action", "Drie", links=["b"]),
    ]
    after = apply(Reading({}, nodes=nodes), [], Merge("b", "a"))
    node = after.node("a")
    assert node.text == "Twee\nvanaf 2027"
    assert node.start == nodes[0].start
    assert (node.links, after.node("c").links, after.node("c").parent) == (["c"], ["a"], "a")


def test_dissolve_puts_lines_in_the_tray_and_children_up(plan: Reading) -> None:
    after = apply(plan, LINES, Dissolve("a"))
    assert [(node.id, node.parent) for node in after.nodes] == [("g", None), ("b", "g")]
    assert [item.spans for item in after.unplaced] == [[(3, 12)], [(13, 13)], [(14, 14)]]
    assert {item.proposal for item in after.unplaced} == {"g"}
    assert (after.indicators, after.milestones) == ([], [])


def test_move_before_a_sibling_and_to_the_top(plan: Reading) -> None:
    after = apply(plan, LINES, Move("b", None, before="g"))
    assert [(node.id, node.parent) for node in after.nodes] == [("b", None), ("g", None), ("a", "g")]
    assert "onder zichzelf" in refused(plan, Move("g", "b"))
    assert "ergens anders" in refused(plan, Move("g", None, before="b"))
    assert "bestaat niet meer" in refused(plan, Move("weg", None))


def test_place_in_a_field_an_indicator_a_node_the_tray_and_aside(plan: Reading) -> None:
    field = apply(plan, LINES, Place(((9, 9),), "field", "g", label="trekker"))
    assert field.node("g").fields == {"trekker": "Okra"}
    assert field.node("a").fields["Trekker"] == "sociale dienst"
    assert field.node("g").spans == [(2, 2), (9, 9)]

    indicator = apply(plan, LINES, Place(((13, 13),), "indicator", "g"))
    assert indicator.indicators[-1] == Indicator(
        "i-r13", "g", "Losse regel over vrijwilligers", spans=[(13, 13)]
    )
    assert indicator.unplaced == []
    assert apply(plan, LINES, Place(((14, 14),), "indicator", "g")).indicators[-1].id == "i2"

    node = apply(plan, LINES, Place(((8, 12),), "node", "g", level="action"))
    assert (node.node("r8").code, node.node("r8").title) == ("Actie 2", "Een belgroep")
    assert node.milestones[0].node == "r8"
    assert "Aantal bellers" in node.node("r8").text

    tray = apply(plan, LINES, Place(((6, 7),), "tray"))
    assert tray.unplaced[0].text == "Elke maand eten buren samen aan een lange tafel."
    assert tray.unplaced[0].proposal == "a"
    assert "lange tafel" not in tray.node("a").text

    aside = apply(plan, LINES, Place(((13, 13),), "aside", why="oude nota"))
    assert aside.ignored[-1] == Ignored("oude nota", ((13, 13),))


def test_place_refuses_what_would_break_the_plan(plan: Reading) -> None:
    assert "Los dat onderdeel eerst op" in refused(plan, Place(((3, 4),), "tray"))
    assert "een deel van een beslissing (regels 15–16)" in refused(plan, Place(((15, 15),), "tray"))
    assert "niet in het document" in refused(plan, Place(((16, 17),), "tray"))
    assert "staat niets" in refused(plan, Place(((11, 11),), "tray"))
    assert "niveau nodig" in refused(plan, Place(((13, 13),), "node", "g"))
    assert "naam nodig" in refused(plan, Place(((13, 13),), "field", "g"))
    assert apply(plan, LINES, Place(((15, 16),), "text", "g")).decisions == plan.decisions
    assert apply(plan, LINES, Place(((15, 16),), "tray")).decisions == []


def test_split_and_merge_refuse_with_advice(plan: Reading) -> None:
    assert "er blijft niets over" in refused(plan, Split("a", 3))
    assert "staat niets van" in refused(plan, Split("a", 2))
    assert "met zichzelf" in refused(plan, Merge("a", "a"))
    assert "Voeg het onderste bij het bovenste" in refused(plan, Merge("g", "b"))


def test_change_and_describe(plan: Reading) -> None:
    after = apply(plan, LINES, Change("b", title=" Vrijwilligers  zoeken ", code="1.2", level="goal"))
    node = after.node("b")
    assert (node.title, node.code, node.level, node.level_label) == (
        "Vrijwilligers zoeken", "1.2", "goal", "Doel",
    )  # fmt: skip
    assert apply(after, LINES, Change("b", code="")).node("b").code is None
    assert "titel nodig" in refused(plan, Change("b", title=" "))
    told = apply(plan, LINES, Describe("Warm", "", ("2026-01-01", "2027-12-31")))
    assert (told.title, told.organisation, told.period) == ("Warm", None, ("2026-01-01", "2027-12-31"))
    assert "eindigt voor het begint" in refused(plan, Describe(period=("2027-01-01", "2026-01-01")))
    assert "geen datum" in refused(plan, Describe(period=("morgen", "2026-01-01")))


def test_claims_name_what_has_a_line(plan: Reading) -> None:
    found = [(claim.kind, claim.id, claim.label) for claim in claims_of(plan, LINES)]
    assert found == [
        ("aside", "aside-1", "titel"),
        ("title", "g", ""),
        ("title", "a", ""),
        ("field", "a", "Trekker"),
        ("field", "a", "Timing"),
        ("text", "a", ""),
        ("text", "a", ""),
        ("text", "a", ""),
        ("field", "a", "Trekker"),
        ("indicator", "i1", ""),
        ("blank", "", ""),
        ("text", "a", ""),
        ("tray", "tray-13", "staat los"),
        ("indicator", "i2", ""),
        ("decision", "decision-15", ""),
        ("decision", "decision-15", ""),
    ]


def divisions(*titles: tuple[str | None, str]) -> Reading:
    return Reading(
        {},
        nodes=[
            Node(f"n{at}", None, "domain", title, code=code, spans=[(at, at)])
            for at, (code, title) in enumerate(titles, start=1)
        ],
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("Domein 1", "Betaalbare en toegankelijke buurten"),
            ("Domein 1", "Toegankelijke en betaalbare buurten"),
        ),
        (("Domein 1", "Betaalbare en warme buurten"), ("Domein 1", "Warme buurten en betaalbare buurten")),
        (("Domein 2", "Jeugd"), ("DOMEIN 2", "Jeugd ")),
        ((None, "Domein 2: Jeugd en gezin"), (None, "Domein 2 Gezin en jeugd")),
    ],
)
def test_one_thing_in_two_spellings_is_proposed(
    one: tuple[str | None, str], other: tuple[str | None, str]
) -> None:
    found = proposals(divisions(one, other))
    assert [(each.node, each.into) for each in found] == [("n2", "n1")]
    assert found[0].why.endswith(".")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Domein 1", "Betaalbare zorg"), ("Domein 2", "Betaalbare zorg")),
        ((None, "Communicatie"), (None, "Communicatie")),
        (("1", "Jeugd en gezin"), ("1", "Wonen en mobiliteit")),
        ((None, "Campagne fase 1"), (None, "Campagne fase 2")),
        ((None, "Zorg voor ouderen"), (None, "Zorg voor jongeren")),
    ],
)
def test_two_things_are_not_proposed(one: tuple[str | None, str], other: tuple[str | None, str]) -> None:
    assert proposals(divisions(one, other)) == []
