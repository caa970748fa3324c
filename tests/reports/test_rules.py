"""What changed between two reports, sentence by sentence; periods, facts and blocks."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from streekwerk.reports.rules.blocks import BLOCKS, Links, Surroundings, checked
from streekwerk.reports.rules.composing import compose, seal
from streekwerk.reports.rules.content import Bullets, Content, Heading, Paragraph, Table
from streekwerk.reports.rules.difference import Change, difference
from streekwerk.reports.rules.facts import (
    AssumptionFact,
    BudgetFact,
    DecisionFact,
    DeliverableFact,
    Facts,
    FindingFact,
    MeterFact,
    MilestoneFact,
    NodeFact,
)
from streekwerk.reports.rules.periods import NoSuchPeriod, last_period, period_of, read_period
from streekwerk.reports.rules.ready import READY
from streekwerk.reports.rules.sentences import GROUP_OF, Sentence, draft, say

GOAL = NodeFact(1, None, "goal", "Doel", "1", "Wonen", goal=True)
HOUSE = NodeFact(
    2, 1, "action", "Actie", "1.1", "Een huis", action=True, stand="running", label="loopt",
    reported_on="2026-08-01", end="2026-12-31", end_words="31/12/2026",
)  # fmt: skip
BUS = replace(HOUSE, id=3, code="1.2", title="Een bus")
FACTS = Facts(
    1, "Plan", "Netwerk", "board", "2026-K3", "2026-07-01", "2026-09-30", "2026-10-05",
    nodes=(GOAL, HOUSE, BUS),
)  # fmt: skip


def changed(node: NodeFact = HOUSE, **values: Any) -> Facts:
    """The facts with this node otherwise."""
    return replace(
        FACTS, nodes=tuple(replace(node, **values) if each == node else each for each in FACTS.nodes)
    )


def said(before: Facts | None, now: Facts) -> list[str]:
    return [say(change) for change in difference(before, now)]


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        (changed(stand="done", since="2026-08-31"), "1.1 Een huis is klaar sinds 31 augustus 2026."),
        (
            changed(end="2027-06-30", end_words="30/06/2027"),
            "1.1 Een huis schuift op: van 31/12/2026 naar 30/06/2027.",
        ),
        (
            changed(stand="blocked", since="2026-09-01", reason="Er is geen grond."),
            "1.1 Een huis is geblokkeerd sinds 1 september 2026: er is geen grond.",
        ),
        (changed(stand="late", since="2026-09-01"), "1.1 Een huis is te laat sinds 1 september 2026."),
        (
            changed(stand="paused", since="2026-09-01", reason="Crisis"),
            "1.1 Een huis is gepauzeerd sinds 1 september 2026: crisis.",
        ),
        (
            changed(stand="stopped", since="2026-09-01", reason="OCMW doet het"),
            "1.1 Een huis is stopgezet sinds 1 september 2026: OCMW doet het.",
        ),
        (
            changed(reported_on=""),
            "Over 1 actie kwam in deze periode geen nieuws: 1.1 Een huis.",
        ),
        (replace(FACTS, nodes=(GOAL, BUS)), "1.1 Een huis is uit het plan gehaald."),
        (
            replace(FACTS, nodes=(*FACTS.nodes, replace(BUS, id=4, code="1.3", title="Een fiets"))),
            "1.3 Een fiets is nieuw, met einde 31/12/2026.",
        ),
    ],
)
def test_each_change_of_an_action_is_one_sentence(now: Facts, sentence: str) -> None:
    assert said(FACTS, now) == [sentence]


def test_what_was_blocked_or_paused_goes_on() -> None:
    assert said(changed(stand="blocked"), changed(narrative="Er is grond.")) == [
        "1.1 Een huis is niet meer geblokkeerd: er is grond."
    ]
    assert said(changed(stand="paused"), FACTS) == ["1.1 Een huis is hervat."]


METER = MeterFact(7, "Aantal huizen", 2, "12 huizen", "12", "september 2026", state="on_course")


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        (METER, replace(METER, state="met"), "De streefwaarde van “Aantal huizen” is gehaald: 12 huizen (september 2026)."),
        (
            METER,
            replace(METER, state="missed", target="minstens 20"),
            "De streefwaarde van “Aantal huizen” is niet gehaald: 12 huizen (september 2026), gevraagd was minstens 20.",
        ),
        (
            replace(METER, figure="9 huizen", number="9"),
            METER,
            "“Aantal huizen” ging van 9 huizen naar 12 huizen (september 2026).",
        ),
        (None, METER, "“Aantal huizen” heeft een eerste cijfer: 12 huizen (september 2026)."),
    ],
)  # fmt: skip
def test_each_change_of_a_figure_is_one_sentence(
    was: MeterFact | None, now: MeterFact, sentence: str
) -> None:
    before = replace(FACTS, meters=(was,) if was else ())
    assert said(before, replace(FACTS, meters=(now,))) == [sentence]


def test_deliverables_milestones_assumptions_and_money() -> None:
    note = DeliverableFact(4, "Nota", 2, "delivered", "opgeleverd – 1/2 gevalideerd")
    step = MilestoneFact(5, "Opening", 2, "2026-09-01", "2026-09-30", "september 2026")
    counts = AssumptionFact(6, 2, "veronderstelling", "Er is grond", "open", "nog na te gaan")
    money = BudgetFact(2, 2026, source="regular", planned="1000")
    before = replace(FACTS, deliverables=(note,), milestones=(step,), assumptions=(counts,), budget=(money,))
    now = replace(
        FACTS,
        deliverables=(replace(note, stand="approved", words="goedgekeurd – 1/2 gevalideerd"),),
        milestones=(
            replace(step, reached="2026-09-12"),
            replace(step, id=8, text="Feest", last="2026-12-31", words="eind 2026"),
        ),
        assumptions=(replace(counts, stand="lapsed", effect="Er komt uitstel"),),
        budget=(replace(money, planned="1500.50"),),
    )
    before = replace(before, milestones=(step, replace(step, id=8, text="Feest")))
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in said(before, now)] == [
        "De mijlpaal “Opening” is gehaald op 12 september 2026.",
        "“Nota” is goedgekeurd (goedgekeurd – 1/2 gevalideerd).",
        "De mijlpaal “Feest” schuift van september 2026 naar eind 2026.",
        "“Er is grond” geldt niet meer. Gevolg: er komt uitstel.",
        "De geplande middelen van 1.1 Een huis gingen van € 1.000 naar € 1.500,50.",
    ]


def test_a_delivered_thing_and_a_moved_milestone_with_its_reason() -> None:
    note = DeliverableFact(4, "Nota", 2, "delivered", "opgeleverd")
    step = MilestoneFact(5, "Opening", 2, "2026-09-01", "2026-09-30", "september 2026")
    later = replace(step, last="2026-10-31", words="oktober 2026", why="De zaal is bezet.")
    now = replace(FACTS, deliverables=(note,), milestones=(later,))
    assert said(replace(FACTS, milestones=(step,)), now) == [
        "“Nota” is opgeleverd (opgeleverd).",
        "De mijlpaal “Opening” schuift van september 2026 naar oktober 2026: de zaal is bezet.",
    ]


def test_the_first_report_tells_what_happened_in_its_period() -> None:
    assert said(None, changed(stand="done", since="2026-08-31")) == [
        "1.1 Een huis is klaar sinds 31 augustus 2026."
    ]
    assert said(None, changed(stand="done", since="2025-08-31")) == []
    assert said(None, changed(stand="blocked", since="2025-08-31", reason="Geld")) != []


def test_many_silent_actions_are_one_sentence() -> None:
    nodes = tuple(replace(HOUSE, id=at, code=f"1.{at}", reported_on="") for at in range(10, 18))
    (sentence,) = said(replace(FACTS, nodes=nodes), replace(FACTS, nodes=nodes))
    assert sentence.startswith("Over 8 acties kwam in deze periode geen nieuws: 1.10 Een huis;")
    assert sentence.endswith("en nog 3.")


def test_nobody_is_silent_during_a_pause_of_the_plan_or_before_the_start() -> None:
    quiet = changed(reported_on="")
    assert said(FACTS, replace(quiet, paused="gepauzeerd")) == []
    assert said(FACTS, changed(reported_on="", start="2026-11-01")) == []
    assert said(FACTS, replace(quiet, inside=False)) == []


def test_sentences_stand_under_their_heading_and_lead_somewhere() -> None:
    links = Links(node="/n/{}/", meter="/m/{}/")
    changes = [
        Change("figure", "Huizen", node=2, indicator=7, before="1", now="2"),
        Change("done", "1.1", node=2),
        Change("gone", "1.2", node=3),
    ]
    made = draft(changes, links.to)
    assert [(one.group, one.href) for one in made] == [
        ("reached", "/n/2/"),
        ("figures", "/m/7/"),
        ("plan", ""),
    ]
    assert set(GROUP_OF) >= {change.kind for change in changes}


STANDS = some.sampled_from(["", "not_started", "running", "blocked", "paused", "done", "stopped", "late"])
NODES = some.lists(
    some.builds(
        replace,
        some.just(HOUSE),
        id=some.integers(1, 30),
        stand=STANDS,
        since=some.sampled_from(["", "2026-08-01"]),
        end=some.sampled_from(["", "2026-12-31", "2027-12-31"]),
        reported_on=some.sampled_from(["", "2026-08-01"]),
    ),
    max_size=8,
    unique_by=lambda node: node.id,
).map(lambda nodes: replace(FACTS, nodes=tuple(nodes)))


@given(NODES)
def test_facts_differ_from_themselves_in_nothing_but_silence(facts: Facts) -> None:
    assert {change.kind for change in difference(facts, facts)} <= {"silent"}


@given(NODES, NODES)
def test_what_comes_one_way_goes_the_other(one: Facts, other: Facts) -> None:
    def numbers(before: Facts, now: Facts, kind: str) -> set[int | None]:
        return {change.node for change in difference(before, now) if change.kind == kind}

    assert numbers(one, other, "added") == numbers(other, one, "gone")
    assert all(say(change).endswith(".") for change in difference(one, other))


@given(NODES)
def test_facts_come_back_from_json_as_they_were(facts: Facts) -> None:
    again = Facts.from_json(json.loads(json.dumps(facts.to_json())))
    assert again == facts
    assert again.to_json() == facts.to_json()


def test_every_kind_of_fact_comes_back() -> None:
    facts = replace(
        FACTS,
        meters=(replace(METER, chart={"title": "x"}),),
        budget=(BudgetFact(2, 2026, planned="1"),),
        findings=(FindingFact("error", "fout", "Mis", None),),
        decisions=(DecisionFact(2, "2026-01-01", "raad", "zo", 1, ("a",)), DecisionFact(1, "2025-01-01", "raad")),
        since_decision=("b",),
    )  # fmt: skip
    assert Facts.from_json(json.loads(json.dumps(facts.to_json()))) == facts


DAYS = some.dates(date(1990, 1, 1), date(2060, 1, 1))


@given(DAYS, some.sampled_from(["quarter", "semester", "year"]))
def test_periods_follow_each_other(day: date, rhythm: str) -> None:
    period = period_of(day, rhythm)
    assert day in period
    assert read_period(period.key) == period
    assert period.next.previous == period
    assert period.next.start == period.end + timedelta(days=1)
    assert last_period(day, rhythm) == period.previous


@pytest.mark.parametrize("key", ["", "2026-K5", "2026-S3", "2026-07", "x", "0000"])
def test_what_is_no_period_is_refused(key: str) -> None:
    with pytest.raises(NoSuchPeriod):
        read_period(key)


def headings(content: Content) -> list[str]:
    return [heading.text for heading in content.headings()]


def test_the_follow_up_report_has_its_four_legal_headings_also_when_nothing_is_known() -> None:
    content = compose(
        "Opvolgingsrapport", replace(FACTS, period="2026-S1"), READY["opvolging"].blocks, Surroundings()
    )
    assert [text[:2] for text in headings(content)] == ["1.", "2.", "3.", "4."]


@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_a_block_without_anything_to_say_says_so_or_is_left_out(kind: str) -> None:
    empty = replace(FACTS, nodes=())
    block = BLOCKS[kind]
    around = Surroundings()
    assert block.parts(empty, {"when_empty": False}, around) == []
    if not block.nothing:
        assert block.parts(empty, {"title": "Anders"}, around) == []
        return
    heading, *rest = block.parts(empty, {"title": "Anders"}, around)
    assert heading == Heading(1, "Anders")
    assert [type(part) for part in rest] == [Paragraph]


@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_levels_of_headings_are_never_skipped(kind: str) -> None:
    facts = replace(
        FACTS,
        meters=(METER,),
        deliverables=(DeliverableFact(1, "Nota", 2, "delivered", "opgeleverd"),),
        milestones=(MilestoneFact(5, "Opening", 2, "2026-09-01", "2026-09-30", "september 2026"),),
        budget=(BudgetFact(2, 2026, source="undecided", planned="10", until="2026-12-31"),),
        assumptions=(AssumptionFact(6, 2, "x", "Er is grond", "lapsed", "vervallen"),),
        findings=(FindingFact("error", "fout", "Mis", 2),),
        decisions=(DecisionFact(1, "2026-01-01", "raad"), DecisionFact(2, "2026-03-01", "raad", "uitstel", 1, ("a",))),
        since_decision=("b",),
    )  # fmt: skip
    around = Surroundings(sentences=[Sentence("reached", "Iets.")])
    parts = BLOCKS[kind].parts(facts, {"text": "Dag"}, around)
    level = 0
    assert len(parts) > 1
    for part in parts:
        if isinstance(part, Heading):
            assert part.level <= level + 1
            level = part.level
        if isinstance(part, Table):
            assert all(len(row) == len(part.columns) for row in (*part.rows, *filter(None, [part.total])))


def test_a_decision_says_how_many_changes_why_and_who() -> None:
    decided = DecisionFact(
        2, "2026-03-01", "de raad", "De bouw loopt uit.", 1, ("Actie 8: einde verschoven",)
    )
    facts = replace(FACTS, decisions=(DecisionFact(1, "2026-01-01", "de raad"), decided))
    parts = BLOCKS["decisions"].parts(facts, {}, Surroundings())
    texts = [part.text for part in parts if isinstance(part, Paragraph)]
    assert "1 wijziging sinds goedkeuring, De bouw loopt uit, beslist door de raad op 1 maart 2026." in texts
    assert any(isinstance(part, Bullets) for part in parts)


def test_the_public_sees_no_block_of_how_a_plan_is_worked_on() -> None:
    public = replace(FACTS, audience="public", inside=False, meters=(METER,))
    content = compose("Rapport", public, checked([{"kind": kind} for kind in BLOCKS]), Surroundings())
    assert headings(content)
    assert "Cijfers en streefwaarden" not in headings(content)
    assert "loopt" not in json.dumps(content.to_json())


def test_the_same_facts_give_the_same_report_and_seal() -> None:
    blocks = READY["kwartaal"].blocks
    one, two = (compose("Rapport", FACTS, blocks, Surroundings()).to_json() for _ in range(2))
    assert one == two
    assert seal(FACTS.to_json(), one) == seal(Facts.from_json(FACTS.to_json()).to_json(), two)
