"""What holds for all findings together: place, order, grouping, recognition, speed, never a crash."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from reading.findings.build import changed, day, goal, indicators, node, plan, sheets
from streekwerk.reading.findings import RULES, LiveFindings, findings_of, fingerprint
from streekwerk.reading.findings.page import page
from streekwerk.reading.models import (
    LEVELS,
    Decision,
    Finding,
    Indicator,
    Line,
    Milestone,
    Node,
    Reading,
    Unplaced,
    When,
)
from work import work

MANUAL = Path(__file__).resolve().parents[3] / "docs" / "guide" / "bijsluiter.md"


def one(reading: Reading, code: str) -> Finding:
    [finding] = [f for f in findings_of(reading) if f.rule == code]
    return finding


def test_the_manual_lists_every_rule() -> None:
    assert MANUAL.read_text(encoding="utf-8") == page(), (
        "schrijf de pagina opnieuw: python -m streekwerk.reading.findings.page > docs/guide/bijsluiter.md"
    )
    assert all(f"`{rule.code}`" in page() for rule in RULES)


def test_with_the_lines_a_finding_names_the_line_of_its_words() -> None:
    texts = ["Actie 1 Loket", "Middelen Geen", "Te voorzien in 2026", "Communicatie"]
    reading = plan(
        node("a", "Loket", code="Actie 1", fields={"Middelen": "Geen Te voorzien in 2026"}, spans=[(1, 4)])
    )
    lines = [Line(n, text, text) for n, text in enumerate(texts, 1)]
    [finding] = [f for f in findings_of(reading, lines=lines) if f.rule == "contradiction.means"]
    assert finding.spans == ((2, 3),)
    assert finding.message.startswith("Actie 1 “Loket” (regels 2–3): ")
    assert one(reading, "contradiction.means").spans == ((1, 4),)


def test_without_any_lines_the_same_mistakes_are_found() -> None:
    with_spans = changed(1, end=None, spans=[(3, 9)])
    without = changed(1, end=None)
    assert [f.rule for f in findings_of(with_spans)] == [f.rule for f in findings_of(without)]
    assert one(without, "missing.end").spans == ()


def test_the_gravest_come_first() -> None:
    weights = ["error", "warning", "note"]
    reading = plan(
        node("a", "Overleg (met partners", end=day("2026-01-01"), start=day("2027-01-01")), node("b", "Bus")
    )
    severities = [weights.index(f.severity) for f in findings_of(reading)]
    assert severities == sorted(severities)
    assert len(set(severities)) == 3


def test_forty_sheets_without_an_end_are_one_finding() -> None:
    finding = one(plan(*(node(f"a{n}", f"Zaak {n}") for n in range(40))), "missing.end")
    assert finding.data["count"] == 40
    assert finding.node is None


def test_empty_fields_are_one_finding_grouped_by_label() -> None:
    nodes = sheets(4)
    nodes[0].fields["Trekker"] = nodes[2].fields["Trekker"] = nodes[1].fields["Wat"] = ""
    finding = one(plan(*nodes), "missing.field_text")
    assert "“Trekker” in Actie 1 en Actie 3; “Wat” in Actie 2" in finding.message


# ------------------------------------------------------------------ accepted once, quiet ever after


def test_the_fingerprint_survives_other_ids_and_lines() -> None:
    reading = changed(1, fields={"Middelen": "Geen Te voorzien in 2026"}, spans=[(1, 4)])
    again = deepcopy(reading)
    for item in again.nodes:
        item.id, item.spans = f"x{item.id}", [(101, 104)]
    a, b = one(reading, "contradiction.means"), one(again, "contradiction.means")
    assert fingerprint(a, reading) == fingerprint(b, again)


def test_the_fingerprint_changes_with_the_words_and_the_sheet() -> None:
    marks = set()
    for at, means in [
        (1, "Geen Te voorzien in 2026"),
        (1, "Geen Te voorzien in 2027"),
        (2, "Geen Te voorzien in 2026"),
    ]:
        reading = changed(at, fields={"Middelen": means})
        marks.add(fingerprint(one(reading, "contradiction.means"), reading))
    assert len(marks) == 3


def test_the_fingerprint_survives_being_written_and_read() -> None:
    reading = changed(1, fields={"Middelen": "Geen Te voorzien in 2026"})
    reading.findings = findings_of(reading)
    again = Reading.from_json(reading.to_json())
    assert [fingerprint(f, again) for f in again.findings] == [
        fingerprint(f, reading) for f in reading.findings
    ]


# ------------------------------------------------------------------ any reading at all

_words = st.lists(
    st.sampled_from(
        """de en van naar steeg daling 20 30 % 2026 2027 (5 personen) 5.9% 1.913 nl. zie actie 14 A. 1) nog te
        bepalen geen Budget OCMW XYZ moet gedefinieerd worden 31/12/2026 31/02/2026 maandag 3 maart 2026
        van de 27 meer gezinnen tegen 2030-2026 najaar 2025 ( ) - • jaarlijks""".split()  # noqa: SIM905
    )
    | st.text(max_size=8),
    max_size=20,
).map(" ".join)
_labels = st.none() | st.sampled_from(["1)", "3)"])
_ids = st.sampled_from(["n1", "n2", "n3", "n4", "weg"])
_whens = st.builds(
    When,
    st.sampled_from(["2026-01-01", "2027-12-31", "9999-12-31", "geen datum", "2026-09-01"]),
    st.sampled_from(["day", "month", "season", "year"]),
    _words,
)
_spans = st.lists(
    st.tuples(st.integers(1, 9), st.integers(0, 5)).map(lambda s: (s[0], s[0] + s[1])), max_size=2
)
_nodes = st.builds(
    Node,
    id=_ids,
    parent=st.none() | _ids,
    level=st.sampled_from(LEVELS),
    title=_words,
    level_label=st.none() | st.sampled_from(["Actie", "Doel"]),
    code=st.none() | st.sampled_from(["Actie 1", "Actie 2", "Actie 9", "1)", "2)", "B.", "3.1", "?", ""]),
    text=_words,
    fields=st.dictionaries(st.sampled_from(["Middelen", "Timing", "Wat", "Trekker"]), _words, max_size=3),
    start=st.none() | _whens,
    end=st.none() | _whens,
    links=st.lists(_ids, max_size=2),
    spans=_spans,
)
_readings = st.builds(
    Reading,
    source=st.just({}),
    title=st.none() | _words,
    period=st.none() | st.sampled_from([("2026-01-01", "2031-12-31"), ("geen", "datum")]),
    nodes=st.lists(_nodes, max_size=5, unique_by=lambda n: n.id),
    indicators=st.lists(
        st.builds(Indicator, id=st.just("i"), node=st.none() | _ids, text=_words, label=_labels),
        max_size=3,
    ),
    milestones=st.lists(st.builds(Milestone, node=st.none() | _ids, text=_words, when=_whens), max_size=2),
    decisions=st.lists(
        st.builds(Decision, date=st.sampled_from(["2026-01-01", "2025-01-01", "ooit"]),
                  precision=st.sampled_from(["day", "month"]), bodies=st.lists(_words, max_size=1),
                  text=_words, words=_words),
        max_size=6,
    ),
    unplaced=st.lists(st.builds(Unplaced, text=_words, proposal=st.none() | _ids), max_size=2),
)  # fmt: skip


@settings(max_examples=30, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(_readings)
def test_no_reading_makes_a_rule_stumble(reading: Reading) -> None:
    before = deepcopy(reading)
    findings = findings_of(reading)
    assert reading == before
    marks = [fingerprint(f, reading) for f in findings]
    assert len(set(marks)) == len(marks)
    remedies = {rule.code: rule.remedy for rule in RULES}
    assert all(f.message.endswith(remedies[f.rule]) for f in findings)
    assert all(f.node is None or reading.node(f.node) for f in findings)


# ------------------------------------------------------------------ speed


def large_plan() -> Reading:
    """2,000 nodes: ten goals, actions with fields on every fourth, an indicator each."""
    nodes: list[Node] = []
    sentences: list[Indicator] = []
    for g in range(10):
        nodes.append(
            goal(
                f"g{g}", f"Samen werken aan een warme streek voor iedereen in zone {g}", code=f"Doel {g + 1}"
            )
        )
        for a in range(199):
            name = f"g{g}a{a}"
            fields = {
                "Timing": "Start in 2026, einde 31/12/2027",
                "Trekker": "Team onthaal van de regionale vereniging",
                "Wat (SMART)": f"Tegen 31/12/2027 is er in elk van de 27 gemeenten een loket {a}",
                "Plan van aanpak": "Overleg met de partners. Opmaak van afspraken. Proef in 3 gemeenten "
                "(najaar 2026). Evaluatie met de deelnemers en bijsturing. Uitrol in de hele streek. " * 3,
                "Middelen": "Te voorzien in 2026 en 2027, budget reguliere werking",
            }  # fmt: skip
            nodes.append(
                node(
                    name,
                    f"Openen van loket {a} in de buurt van zone {g}, samen met de partners",
                    f"g{g}",
                    code=f"Actie {g * 199 + a + 1}",
                    text="Mensen vinden de weg niet. We brengen hulp dichterbij, voor wie weinig heeft.",
                    fields=fields if a % 4 == 0 else {},
                    start=day("2026-01-01"),
                    end=day("2027-12-31"),
                )
            )
            sentences += indicators(name, f"Aantal bezoeken aan loket {a} per maand", labels="1)")
    return plan(*nodes, indicators=sentences, period=("2026-01-01", "2031-12-31"))


def test_an_edit_costs_a_fraction_of_a_whole_plan() -> None:
    """A rule that reads the whole plan again would not pass; the figures themselves are for bench/."""
    reading = large_plan()
    assert len(reading.nodes) == 2000
    made: list[LiveFindings] = []

    def look() -> None:
        made.append(LiveFindings(reading))
        made[0].by_mark()

    whole = work(look)
    [live] = made
    nodes = list(live.reading.nodes)
    nodes[700] = replace(nodes[700], title=f"{nodes[700].title} en de scholen")

    def edit() -> None:
        live.become(replace(live.reading, nodes=nodes), {nodes[700].id})
        live.by_mark()

    assert work(edit) < whole / 5
