"""The difficult examples of real plans, one by one: what is counted, what it says, what it may not claim."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from recipe_sets import SHAPES, made, rows
from streekwerk.indicators.rules.figures.periods import read_period
from streekwerk.indicators.rules.recipes import (
    Against,
    AnyOf,
    Between,
    Having,
    Here,
    OnePer,
    Order,
    Parameter,
    Recipe,
    Ref,
    Related,
    Second,
    Test,
    Within,
    result,
    told,
    value_words,
)  # fmt: skip
from streekwerk.ui.dutch import THIN_SPACE

TODAY = date(2028, 6, 30)


def said(recipe: Recipe, outcome: Any) -> str:
    return result(recipe, outcome, SHAPES).replace(THIN_SPACE, " ")


def test_1_the_days_between_picking_up_and_giving_a_signal() -> None:
    """Looking at closed signals only would flatter: both medians are told, and what is open."""
    closed = [
        {"picked_up": TODAY - timedelta(300), "given": TODAY - timedelta(300 - days)}
        for days in (12, 45, 45, 60)
    ]
    open_ = [{"picked_up": TODAY - timedelta(days)} for days in (80, 100, 120, 200)]
    recipe = Recipe("duration", "signals", between=Between("picked_up", ("given",)))
    outcome = made(recipe, rows("signals", *closed, *open_), today=TODAY)
    assert outcome.medians is not None
    assert (outcome.medians.closed_only, outcome.medians.with_open) == (45, 60)
    assert outcome.value == 60
    assert outcome.records == (1, 2, 3, 4)
    assert outcome.open == (5, 6, 7, 8)
    assert outcome.medians.ages == (80, 100, 120, 200)
    assert said(recipe, outcome) == (
        "60 dagen met de open gevallen meegerekend (Kaplan-Meier); 45 dagen voor de 4 afgehandelde alleen; 4 nog open"
    )


def test_1_the_sentence_under_the_figure() -> None:
    recipe = Recipe("duration", "signals", between=Between("picked_up", ("given",)))
    signals = [
        {"picked_up": date(2027, 3, 1), "given": date(2027, 4, 1)},
        *[{"picked_up": date(2027, 5, 1)}] * 4,
    ]
    outcome = made(recipe, rows("signals", *signals, {"picked_up": date(2026, 1, 1)}), period="2027")
    assert told(recipe, outcome, SHAPES, period=read_period("2027")) == (
        "Mediaan aantal dagen tussen ‘opgepikt’ en ‘gegeven’ van signalen die in 2027 zijn opgepikt; 4 nog open"
    )


def test_1_a_signal_given_before_it_was_picked_up_is_a_typing_error_not_a_duration() -> None:
    recipe = Recipe("duration", "signals", between=Between("picked_up", ("given",)))
    outcome = made(recipe, rows("signals", {"picked_up": date(2027, 3, 20), "given": date(2027, 2, 3)}))
    assert outcome.value is None
    assert [(each.why, each.records) for each in outcome.excluded] == [
        ("met ‘gegeven’ vóór ‘opgepikt’: verbeter de datum", (1,))
    ]


def test_1_a_withdrawn_signal_counts_as_the_rule_says() -> None:
    signals = rows(
        "signals",
        {"picked_up": date(2027, 1, 1), "given": date(2027, 1, 11)},
        {"picked_up": date(2027, 1, 1), "status": "withdrawn"},
    )
    recipe = Recipe("duration", "signals", between=Between("picked_up", ("given",)))
    without = Recipe("duration", "signals", (Test("status", "is_not", "withdrawn"),), between=recipe.between)
    assert len(made(recipe, signals).open) == 1
    assert made(without, signals).open == ()


DEPTH = Recipe(
    "mean",
    "members",
    value=Related("roles", (Test("role", "one_of", ("user", "project", "network", "pact")),), unique="theme"),
)


def test_2_the_depth_of_cooperation_divides_by_all_members_zeros_included() -> None:
    members = rows("members", *[{"party": number} for number in range(1, 28)])
    roles = rows(
        "roles",
        {"party": 1, "theme": 7, "role": "user"},
        {"party": 1, "theme": 7, "role": "project"},
        {"party": 1, "theme": 8, "role": "network"},
        {"party": 2, "theme": 7, "role": "user", "valid_to": date(2020, 1, 1)},
    )
    outcome = made(DEPTH, members, roles)
    assert (outcome.numerator, outcome.denominator) == (2, 27)
    assert outcome.value == Decimal(2) / 27 or abs(outcome.value - Decimal(2) / 27) < Decimal("1e-20")
    assert len(outcome.records) == 27
    assert said(DEPTH, outcome) == "0,07 (n=27, nullen inbegrepen)"
    assert told(DEPTH, outcome, SHAPES) == (
        "Gemiddelde per lid van het aantal verschillende domeinen bij samenwerkingen met rol ‘afnemer’, "
        "‘projectpartner’, ‘deelnemer lerend netwerk’ of ‘ondertekenaar’, over alle leden"
    )


SEEN = Recipe(
    "share",
    "answers",
    part=(Test("seen_as", "is", "strategic"),),
    one_per=OnePer("party", "seen_as", "official"),
    of=Second("members", key="party", match="party"),
)


def test_3_a_board_has_one_answer_and_both_denominators_are_told() -> None:
    members = rows("members", *[{"party": number} for number in range(1, 28)])
    answers = [{"party": party, "seen_as": "strategic", "official": True} for party in range(1, 13)]
    answers += [{"party": party, "seen_as": "executive", "official": True} for party in range(13, 22)]
    outcome = made(SEEN, members, rows("answers", *answers))
    assert (outcome.numerator, outcome.denominator, outcome.of_all) == (12, 21, (12, 27))
    assert said(SEEN, outcome) == "57 % van de antwoordende (n=21), 44 % van alle leden (n=27)"


def test_3_the_official_answer_goes_before_the_majority_and_a_tie_is_divided() -> None:
    answers = rows(
        "answers",
        {"party": 1, "seen_as": "executive"}, {"party": 1, "seen_as": "executive"}, {"party": 1, "seen_as": "strategic", "official": True},
        {"party": 2, "seen_as": "strategic"}, {"party": 2, "seen_as": "strategic"}, {"party": 2, "seen_as": "executive"},
        {"party": 3, "seen_as": "strategic"}, {"party": 3, "seen_as": "executive"},
        {"party": 99, "seen_as": "strategic"}, {"party": 1},
    )  # fmt: skip
    members = rows("members", *[{"party": number} for number in (1, 2, 3, 4)])
    outcome = made(SEEN, members, answers)
    assert (outcome.numerator, outcome.denominator, outcome.of_all) == (2, 3, (2, 4))
    assert outcome.divided == (7, 8)
    assert {each.why for each in outcome.excluded} == {"hoort niet bij de leden", "zonder antwoord"}


def test_3_who_is_divided_is_in_no_numerator_not_even_of_the_opposite() -> None:
    answers = rows("answers", {"party": 1, "seen_as": "strategic"}, {"party": 1, "seen_as": "executive"})
    recipe = Recipe(
        "share", "answers", part=(Test("seen_as", "is_not", "strategic"),), one_per=OnePer("party", "seen_as")
    )
    assert made(recipe, answers).value == 0


def test_4_two_bodies_into_one_are_two_abolished_and_one_less() -> None:
    bodies = rows(
        "bodies",
        {"overlap": date(2026, 1, 1), "abolished": date(2027, 3, 12), "net": Decimal(-1)},
        {"overlap": date(2026, 1, 1), "abolished": date(2027, 3, 12), "net": Decimal(0)},
        {"abolished": date(2027, 3, 12), "net": Decimal(-1)},
    )
    before = (Order("overlap", "abolished"),)
    period = "2027"
    gone = made(Recipe("count", "bodies", before, dated="abolished"), bodies, period=period)
    net = made(Recipe("sum", "bodies", before, dated="abolished", value="net"), bodies, period=period)
    assert (gone.value, net.value) == (2, -1)


def test_4_time_regained_compares_the_same_members() -> None:
    meetings = rows(
        "meetings",
        {"party": 1, "hours": Decimal(40), "on": date(2026, 5, 1)}, {"party": 1, "hours": Decimal(24), "on": date(2027, 5, 1)},
        {"party": 2, "hours": Decimal(10), "on": date(2026, 5, 1)}, {"party": 3, "hours": Decimal(90), "on": date(2027, 5, 1)},
    )  # fmt: skip
    recipe = Recipe(
        "sum", "meetings", value="hours", unit="uur",
        against=Against(start=date(2026, 1, 1), end=date(2026, 12, 31), same="party"),
    )  # fmt: skip
    outcome = made(recipe, meetings, period="2027")
    assert outcome.value == -16
    assert said(recipe, outcome) == "−16 uur tegenover de nulmeting 40; 1 niet in beide periodes"
    assert told(recipe, outcome, SHAPES) == (
        "Som van uren over bijeenkomsten (in uur), verschil met de nulmeting (2026), alleen dezelfde besturen in beide periodes"
    )


def test_5_tonnes_in_a_year_and_heads_in_a_day() -> None:
    feeds = rows(
        "feeds",
        {"kg": Decimal(99_178), "day": date(2027, 6, 30)}, {"kg": Decimal(110_000), "day": date(2027, 12, 1)},
        {"heads": Decimal(11), "day": date(2027, 6, 30)}, {"heads": Decimal(14), "day": date(2027, 7, 1)},
    )  # fmt: skip
    tonnes = Recipe(
        "sum", "feeds", (Test("kg", "filled"),), value="kg", divide_by=1000, unit="ton", per="year"
    )
    outcome = made(tonnes, feeds)
    assert outcome.value == Decimal("209.178")
    assert [(period.key, each.value) for period, each in outcome.periods] == [("2027", Decimal("209.178"))]
    assert value_words(tonnes, outcome) == "209,18 ton"
    heads = made(Recipe("mean", "feeds", value="heads"), feeds, period="2027")
    assert (heads.value, heads.denominator) == (Decimal("12.5"), 2)
    assert heads.excluded[0].why == "zonder waarde"


def test_6_cost_sharing_and_solidarity_are_never_netted() -> None:
    shares = [(1, "53479.85"), (2, "26739.93"), (3, "39780.22")]
    flows = rows(
        "flows",
        *[{"basis": "shared", "party": party, "amount": Decimal(amount)} for party, amount in shares],
        {"basis": "solidary", "party": 1, "amount": Decimal("1000")},
    )
    shared = made(
        Recipe("sum", "flows", (Test("basis", "is", "shared"),), value="amount", grouped_by="party"), flows
    )
    assert shared.value == Decimal("120000.00")
    assert [(key, str(each.value)) for key, each in shared.groups] == shares
    solidary = made(Recipe("sum", "flows", (Test("basis", "is", "solidary"),), value="amount"), flows)
    assert solidary.value == 1000


def test_7_the_roadmap_says_how_many_decisions_came_in_time() -> None:
    decisions = rows(
        "decisions",
        {"body": "board", "planned": date(2022, 9, 28), "taken": date(2022, 9, 28)},
        {"body": "av", "planned": date(2022, 9, 28), "taken": date(2022, 10, 27)},
        {"body": "av", "planned": date(2023, 10, 1)},
    )
    recipe = Recipe("share", "decisions", part=(Order("taken", "planned", same_day=True),))
    outcome = made(recipe, decisions)
    assert (outcome.numerator, outcome.denominator, outcome.records) == (1, 3, (1,))
    assert told(recipe, outcome, SHAPES) == (
        "Aandeel beslissingen met ‘genomen’ ten laatste bij ‘gepland’, van alle beslissingen"
    )


def test_8_smart_combinations_across_networks() -> None:
    links = rows(
        "links",
        {"kind": "smart", "network": 2}, {"kind": "smart", "network": 2}, {"kind": "smart", "network": 3}, {"kind": "from", "network": 4},
    )  # fmt: skip
    recipe = Recipe("count_unique", "links", (Test("kind", "is", "smart"),), value="network")
    outcome = made(recipe, links)
    assert (outcome.value, outcome.records) == (2, (1, 2, 3))
    assert said(recipe, outcome) == "2 (uit 3 verbanden)"


def test_9_a_core_group_that_becomes_a_steering_group_is_one_body_on_every_day() -> None:
    bodies = rows(
        "bodies", {"id": 1, "valid_to": date(2027, 3, 11)}, {"id": 2, "valid_from": date(2027, 3, 12)}
    )
    seats = rows(
        "seats",
        *[{"body": 1, "party": party, "valid_to": date(2027, 3, 11)} for party in (1, 2, 3)],
        *[{"body": 2, "party": party, "valid_from": date(2027, 3, 12)} for party in (1, 2, 3)],
    )
    for day, body in ((date(2027, 3, 11), 1), (date(2027, 3, 12), 2)):
        outcome = made(Recipe("count", "bodies", (Having("people", at_least=3),), as_of=day), bodies, seats)
        assert outcome.records == (body,)


def test_10_a_rise_without_a_baseline_is_no_zero() -> None:
    feeds = rows("feeds", {"channel": "insta", "followers": Decimal(1200), "day": date(2031, 1, 1)})
    recipe = Recipe("sum", "feeds", value="followers", grouped_by="channel", against=Against(relative=True))
    outcome = made(recipe, feeds, period="2031", today=date(2031, 6, 1))
    assert outcome.value is None
    assert outcome.state == "no_baseline"
    assert said(recipe, outcome) == "nulmeting ontbreekt"
    assert outcome.groups[0][1].state == "no_baseline"


def test_10_a_rise_of_a_fifth_per_channel() -> None:
    feeds = rows(
        "feeds",
        {"channel": "insta", "followers": Decimal(1000), "day": date(2026, 1, 1)}, {"channel": "insta", "followers": Decimal(1200), "day": date(2031, 1, 1)},
        {"channel": "site", "followers": Decimal(10), "day": date(2031, 1, 1)},
    )  # fmt: skip
    recipe = Recipe(
        "sum", "feeds", value="followers", grouped_by="channel",
        against=Against(start=date(2026, 1, 1), end=date(2026, 12, 31), relative=True),
    )  # fmt: skip
    outcome = made(recipe, feeds, period="2031", today=date(2031, 6, 1))
    channels = dict(outcome.groups)
    assert channels["insta"].value == 20
    assert channels["site"].state == "no_baseline"
    assert value_words(recipe, channels["insta"]).replace(THIN_SPACE, " ") == "+20 %"


TERM = Parameter("term", "afgesproken termijn", ((None, Decimal(30)),))
IN_TIME = Recipe(
    "share", "signals",
    within=Within("picked_up", ("action", "response"), Ref("term")), parameters=(TERM,),
)  # fmt: skip


def test_11_only_expired_or_answered_signals_are_in_the_denominator() -> None:
    signals = rows(
        "signals",
        {"picked_up": date(2028, 1, 1), "response": date(2028, 1, 31)},  # on its last day
        {"picked_up": date(2028, 1, 1), "action": date(2028, 2, 1)},  # a day late
        {"picked_up": date(2028, 1, 1)},  # expired
        {"picked_up": date(2028, 6, 20), "response": date(2028, 6, 21)},  # answered before its term ended
        {"picked_up": date(2028, 5, 31)},  # inside: its term ends today
        {},
    )
    outcome = made(IN_TIME, signals, today=TODAY)
    assert (outcome.numerator, outcome.denominator) == (2, 4)
    assert outcome.open == (5,)
    assert [(each.why, each.records) for each in outcome.excluded] == [("nog niet opgepikt", (6,))]
    assert said(IN_TIME, outcome) == "50 % (2 van 4); 1 nog binnen de termijn; 1 nog niet opgepikt"
    assert told(IN_TIME, outcome, SHAPES) == (
        "Aandeel signalen met ‘opgevolgd’ of ‘beantwoord’ binnen de afgesproken termijn (30 dagen) na ‘opgepikt’, "
        "van alle signalen; 1 nog binnen de termijn"
    )


def test_11_the_term_that_held_when_it_was_picked_up_is_the_term() -> None:
    term = Parameter("term", "afgesproken termijn", ((None, Decimal(30)), (date(2027, 7, 1), Decimal(21))))
    recipe = Recipe("share", "signals", within=IN_TIME.within, parameters=(term,))
    signals = rows(
        "signals",
        {"picked_up": date(2027, 6, 30), "response": date(2027, 7, 28)},
        {"picked_up": date(2027, 7, 1), "response": date(2027, 7, 29)},
    )
    assert made(recipe, signals).records == (1,)


def test_12_an_effect_indicator_that_was_fixed_too_late_proves_nothing() -> None:
    projects = rows(
        "projects",
        {"improved": True, "fixed": date(2026, 1, 1), "started": date(2026, 3, 1)},
        {"improved": False, "fixed": date(2026, 1, 1), "started": date(2026, 3, 1)},
        {"improved": True, "fixed": date(2026, 3, 2), "started": date(2026, 3, 1)},
        {"improved": True, "started": date(2026, 3, 1)},
    )
    recipe = Recipe(
        "share", "projects", part=(Test("improved", "is", True),), judged=(Order("fixed", "started"),)
    )
    outcome = made(recipe, projects)
    assert (outcome.numerator, outcome.denominator) == (1, 2)
    assert said(recipe, outcome) == "50 % (1 van 2); 2 niet beoordeelbaar"
    assert told(recipe, outcome, SHAPES) == (
        "Aandeel projecten die aantoonbaar verbeterd zijn, van alle projecten, "
        "alleen beoordeelbaar: projecten met ‘effectindicator vastgelegd’ vóór ‘gestart’"
    )


def test_also_a_service_for_all_members_but_two() -> None:
    members = rows("members", *[{"party": number} for number in range(1, 28)])
    joined = [{"party": number, "service": "jobs"} for number in range(1, 26)]
    left = {"party": 26, "service": "jobs", "valid_to": date(2026, 12, 31)}
    recipe = Recipe(
        "count_unique",
        "subscriptions",
        (Test("service", "is", "jobs"),),
        value="party",
        of=Second("members"),
        as_of=date(2027, 1, 1),
    )
    outcome = made(recipe, members, rows("subscriptions", *joined, left))
    assert (outcome.numerator, outcome.denominator) == (25, 27)
    assert said(recipe, outcome) == "93 % (25 van 27)"


def test_also_a_fifth_of_the_strategic_plan_has_become_an_action() -> None:
    nodes = rows("nodes", *[{"plan": 7, "level": "goal"} for _ in range(10)], {"plan": 8, "level": "goal"})
    links = rows(
        "links",
        {"source": 1, "kind": "from", "confirmed": True}, {"source": 1, "kind": "from", "confirmed": True},
        {"source": 2, "kind": "from", "confirmed": True}, {"source": 3, "kind": "from", "confirmed": False},
        {"source": 4, "kind": "smart", "confirmed": True}, {"source": 11, "kind": "from", "confirmed": True},
    )  # fmt: skip
    recipe = Recipe(
        "share", "nodes", (Test("plan", "is", Here.PLAN), Test("level", "is", "goal")),
        part=(Having("links", (Test("kind", "is", "from"), Test("confirmed", "is", True))),),
    )  # fmt: skip
    outcome = made(recipe, nodes, links, here={Here.PLAN: 7})
    assert (outcome.value, outcome.records) == (Decimal("0.2"), (1, 2))
    assert told(recipe, outcome, SHAPES) == (
        "Aandeel doelstellingen met minstens één verband met soort ‘voortgekomen uit’ en die bevestigd zijn, "
        "van alle doelstellingen van dit plan"
    )


def test_also_delivered_and_validated_by_19_of_27_is_not_ready() -> None:
    parties = tuple(range(1, 28))
    note = {
        "delivered": date(2027, 1, 1),
        "approved": date(2027, 2, 1),
        "asked": parties,
        "validated_by": (*range(1, 20), 99),
    }
    recipe = Recipe("delivered", "notes")
    outcome = made(recipe, rows("notes", note))
    assert outcome.value == 0
    assert outcome.standings[0].not_yet == tuple(range(20, 28))
    assert said(recipe, outcome) == "goedgekeurd – 19/27 gevalideerd"
    whole = made(recipe, rows("notes", note | {"validated_by": parties}))
    assert (whole.value, said(recipe, whole)) == (1, "klaar – 27/27 gevalideerd")
    later = made(recipe, rows("notes", note | {"validated_by": parties}), period="2026")
    assert said(recipe, later) == "nog niet opgeleverd"


def test_also_one_change_counts_once_however_many_networks_claim_it() -> None:
    claims = [{"change": 5, "network": number, "confirmed": True, "kind": "from"} for number in range(1, 6)]
    recipe = Recipe("count_unique", "links", (Test("confirmed", "is", True),), value="change")
    outcome = made(recipe, rows("links", *claims, {"change": 6, "confirmed": False}))
    assert (outcome.value, len(outcome.records)) == (1, 5)
    assert said(recipe, outcome) == "1 (uit 5 verbanden)"


def test_also_raters_who_lie_apart_are_told() -> None:
    ratings = rows(
        "ratings",
        {"level": Decimal(1), "rater": 1, "on": date(2027, 1, 1)}, {"level": Decimal(2), "rater": 1, "on": date(2027, 2, 1)},
        {"level": Decimal(4), "rater": 2, "on": date(2027, 1, 1)},
    )  # fmt: skip
    recipe = Recipe("rubric_latest", "ratings", value="level", latest="rater")
    outcome = made(recipe, ratings)
    assert (outcome.value, outcome.spread, outcome.levels) == (2, 2, ((1, 2), (2, 4)))
    assert said(recipe, outcome) == "2; de beoordelaars lopen uiteen (2 en 4): een motivering is nodig"


def test_also_a_net_promoter_score_tells_how_many_answered() -> None:
    answers = rows("answers", *[{"score": Decimal(score)} for score in (10, 9, 9, 8, 6)])
    recipe = Recipe("nps", "answers", value="score")
    outcome = made(recipe, answers)
    assert (outcome.value, outcome.denominator) == (40, 5)
    assert said(recipe, outcome) == "+40 (n=5)"


def test_also_percentages_are_added_by_their_parts() -> None:
    feeds = rows(
        "feeds",
        {"kg": Decimal(1), "heads": Decimal(2)}, {"kg": Decimal(1), "heads": Decimal(8)}, {"kg": Decimal(5)},
    )  # fmt: skip
    outcome = made(Recipe("share", "feeds", value="kg", whole="heads"), feeds)
    assert (outcome.value, outcome.numerator, outcome.denominator) == (Decimal("0.2"), 2, 10)
    assert outcome.excluded[0].records == (3,)


def test_also_so_many_per_thousand_inhabitants_with_zeros_for_who_has_none() -> None:
    feeds = rows("feeds", *[{"place": 1} for _ in range(5)], {"place": 9})
    places = rows(
        "places", {"place": 1, "inhabitants": Decimal(10_000)}, {"place": 2, "inhabitants": Decimal(40_000)}
    )
    recipe = Recipe(
        "count", "feeds", grouped_by="place",
        of=Second("places", value="inhabitants", key="place", match="place", shown="per", scale=1000),
    )  # fmt: skip
    outcome = made(recipe, feeds, places)
    assert (outcome.value, outcome.numerator, outcome.denominator) == (Decimal("0.1"), 5, 50_000)
    assert {key: each.value for key, each in outcome.groups} == {1: Decimal("0.5"), 2: 0}
    assert told(recipe, outcome, SHAPES) == "Aantal metingen, per 1.000 inwoners van gemeenten, per gemeente"


def test_also_what_lies_in_two_groups_counts_once_in_the_whole() -> None:
    signals = rows("signals", {"theme": (1, 2)}, {"theme": (1,)}, {})
    recipe = Recipe("count", "signals", grouped_by="theme")
    outcome = made(recipe, signals)
    assert outcome.value == 3
    assert {key: each.value for key, each in outcome.groups} == {1: 2, 2: 1, None: 1}
    assert outcome.overlapping
    assert "telt in het geheel één keer" in said(recipe, outcome)


def test_also_either_of_two_things() -> None:
    signals = rows("signals", {"status": "open"}, {"place": 3}, {"place": 3, "status": "open"})
    either = AnyOf((Test("status", "is", "open"), Test("place", "is", 3)))
    assert made(Recipe("count", "signals", (either,)), signals).value == 3
