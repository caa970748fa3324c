"""Recipes over what is stored: right numbers, few queries, nothing of a neighbour, down to the records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from people import Cast
from plan_texts import small_reading, store_reading, stored_plan
from streekwerk.indicators.measuring import (
    Ask,
    Group,
    group_names,
    measure,
    measure_many,
    names_for,
    records,
)  # fmt: skip
from streekwerk.indicators.ports import SETS, shapes_for
from streekwerk.indicators.rules.figures.periods import read_period
from streekwerk.indicators.rules.recipes import (
    Against,
    AnyOf,
    Between,
    Having,
    Here,
    Moment,
    Order,
    Outcome,
    Recipe,
    RecipeRefused,
    Related,
    Second,
    Test,
    check,
    from_json,
    sentence,
    to_json,
)  # fmt: skip
from streekwerk.network.models import Membership, Party, Place, Population
from streekwerk.plans.choices import PlanStatus
from streekwerk.plans.models import Milestone, Node, NodeLink, Plan, Progress

TODAY = date(2026, 11, 22)
ACTIONS = Test("level", "is", "action")
THIS_PLAN = Test("plan", "is", Here.PLAN)


def of(plan: Plan, period: str | None = None) -> Moment:
    return Moment(TODAY, read_period(period) if period else None, {Here.PLAN: plan.pk})


@pytest.fixture
def ask(people: Cast, plan: Plan) -> Callable[..., Outcome]:
    def asked(recipe: Recipe, period: str | None = None, who: str = "bo") -> Outcome:
        check(recipe, shapes_for(people.zonnedorp))
        return measure(recipe, of(plan, period), actor=people[who].actor, network=people.zonnedorp)

    return asked


def test_every_set_reads_all_its_columns(people: Cast, plan: Plan) -> None:
    """A path that does not exist would only fail on the day somebody asks for it."""
    for name, each in SETS.items():
        shape = each.shape
        tests = [Test(field, "filled") for field, what in shape.fields.items() if what.kind != "boolean"]
        tests += [Test(fact, "empty") for fact in shape.facts]
        recipe = Recipe("count", name, (AnyOf(tuple(tests)),))
        assert measure(recipe, of(plan), actor=people.bo.actor, network=people.zonnedorp).value is not None
        for relation in shape.relations.values():
            other = SETS[relation.to].shape
            assert relation.key in other.fields, (name, relation)


def test_actions_of_a_plan(ask: Callable[..., Outcome], plan: Plan) -> None:
    assert ask(Recipe("count", "nodes", (THIS_PLAN, ACTIONS))).value == 2
    assert ask(Recipe("count", "nodes", (THIS_PLAN, Test("level", "is_not", "action")))).value == 1
    goal = Node.objects.get(plan=plan, level="goal")
    assert ask(Recipe("count", "nodes", (Test("under", "is", goal.pk), ACTIONS))).value == 2
    assert (
        ask(Recipe("share", "nodes", (ACTIONS,), part=(Test("end", "before", date(2028, 1, 1)),))).numerator
        == 1
    )


def test_facts_of_progress_make_durations(ask: Callable[..., Outcome], plan: Plan) -> None:
    first, second = Node.objects.filter(plan=plan, level="action")
    for node, status, day in ((first, "running", 1), (first, "done", 21), (second, "running", 11)):
        Progress.objects.create(
            plan=plan, node=node, status=status, valid_from=date(2026, 2, day), by_label="An"
        )
    recipe = Recipe("duration", "nodes", (THIS_PLAN, ACTIONS), between=Between("started", ("done",)))
    outcome = ask(recipe, period="2026")
    assert outcome.medians is not None
    assert outcome.medians.closed_only == 20
    assert outcome.open == (second.pk,)
    assert ask(Recipe("count", "progress", (Test("status", "is", "running"),)), period="2026-02").value == 2


def test_links_and_milestones_hang_on_their_node(ask: Callable[..., Outcome], plan: Plan) -> None:
    linked = Having("links", (Test("kind", "is", "reference"),))
    assert ask(Recipe("share", "nodes", (ACTIONS,), part=(linked,))).numerator == 1
    assert ask(Recipe("mean", "nodes", (ACTIONS,), value=Related("milestones"))).numerator == 1
    assert ask(Recipe("count", "milestones", per="year", dated="date")).periods[0][0].key == "2028"


def test_members_are_the_denominator_zeros_included(
    ask: Callable[..., Outcome], people: Cast, plan: Plan
) -> None:
    parties = [
        Party.objects.create(code=f"p{number}", name=f"Bestuur {number}", kind="municipality")
        for number in range(4)
    ]
    for party in parties:
        gone = date(2026, 6, 30) if party is parties[3] else None
        Membership.objects.create(network=people.zonnedorp, party=party, role="member", valid_to=gone)
    Membership.objects.create(network=people.maanstad, party=parties[0], role="member")
    Node.objects.filter(plan=plan, level="action").update(lead=parties[0])
    outcome = ask(Recipe("mean", "members", value=Related("led")))
    assert (outcome.numerator, outcome.denominator) == (2, 3)
    assert ask(Recipe("count", "members", as_of=date(2026, 6, 30))).value == 4
    carried = Recipe("count_unique", "nodes", value="lead", of=Second("members", key="party", match="lead"))
    assert (ask(carried).numerator, ask(carried).denominator) == (1, 3)
    per_lead = Recipe(
        "count", "nodes", grouped_by="lead", of=Second("members", key="party", match="lead", shown="per")
    )
    assert sorted(int(each.numerator or 0) for _, each in ask(per_lead).groups) == [0, 0, 2]
    names = group_names(per_lead, ask(per_lead), actor=people.bo.actor, network=people.zonnedorp)
    assert set(names.values()) == {"Bestuur 0", "Bestuur 1", "Bestuur 2"}


def test_places_have_zones_and_inhabitants(ask: Callable[..., Outcome], people: Cast) -> None:
    village = Place.objects.create(kind="municipality", code="1", name="Zonnedorp")
    zone = Place.objects.create(kind="zone", code="z", name="Noord", scheme="zone")
    old = Place.objects.create(kind="zone", code="o", name="Oud", scheme="zone")
    village.wholes.create(whole=zone, part=village, valid_from=date(2025, 1, 1))
    village.wholes.create(whole=old, part=village, valid_to=date(2024, 12, 31))
    Population.objects.create(place=village, year=2025, inhabitants=9000, source="test")
    party = Party.objects.create(code="v", name="Gemeente", kind="municipality", place=village)
    Membership.objects.create(network=people.zonnedorp, party=party, role="member")
    outcome = ask(Recipe("sum", "places", value="inhabitants", grouped_by="zones"))
    assert (outcome.value, [key for key, _ in outcome.groups]) == (9000, [zone.pk])


@pytest.mark.parametrize("status", [PlanStatus.DRAFT, PlanStatus.ADOPTED])
def test_another_network_never_counts(people: Cast, plan: Plan, status: str) -> None:
    """Not even when its plan is adopted, so that it may be read: reading is not counting."""
    other = store_reading(
        what=replace(small_reading(), source={**small_reading().source, "sha256": "9" * 64}),
        lines=[], original=b"x", name="x.txt", network=people.maanstad, by=people.cas.actor,
    )  # fmt: skip
    Plan.objects.filter(pk__in=[plan.pk, other.pk]).update(status=status)
    for plan_of in (plan, other):
        node = Node.objects.filter(plan=plan_of, level="action").first()
        Progress.objects.create(plan=plan_of, node=node, status="running", valid_from=TODAY, by_label="x")
    for name in ("nodes", "milestones", "progress", "links"):
        recipe = Recipe("count", name)
        here = measure(recipe, of(plan), actor=people.bo.actor, network=people.zonnedorp)
        assert here.value is not None
        if name == "nodes":
            assert here.value == 3
        # The neighbour asks about this network, by its number or through its plan: there is nothing.
        for network in (people.zonnedorp, people.maanstad):
            asked = Recipe("count", name, (Test("plan", "is", plan.pk),))
            seen = measure(asked, of(plan), actor=people.cas.actor, network=network)
            if network == people.maanstad or status == PlanStatus.DRAFT:
                assert seen.value == 0, (name, network)
        mine = Recipe("count", name, (Test("plan", "is", other.pk),))
        assert measure(mine, of(plan), actor=people.bo.actor, network=people.zonnedorp).value == 0
        lines = records(recipe, of(plan), actor=people.bo.actor, network=people.zonnedorp)
        assert lines.total == here.value == len(lines.lines)


def test_a_figure_opens_down_to_its_records(people: Cast, plan: Plan) -> None:
    recipe = Recipe("share", "nodes", (THIS_PLAN, ACTIONS), part=(Test("end", "filled"),), grouped_by="level")
    behind = records(recipe, of(plan), actor=people.bo.actor, network=people.zonnedorp)
    action = Node.objects.get(plan=plan, code="Actie 1")
    assert behind.total == 1
    [line] = behind.lines
    assert (line.pk, line.title, line.url) == (action.pk, str(action), action.get_absolute_url())
    assert line.entered is not None
    base = records(
        recipe, of(plan), actor=people.bo.actor, network=people.zonnedorp, part="base", group=Group("action")
    )
    assert base.total == 2
    nothing = records(recipe, of(plan), actor=people.cas.actor, network=people.zonnedorp)
    assert (nothing.total, nothing.lines) == (0, ())


@pytest.mark.one_engine
def test_a_recipe_costs_few_queries_however_many_rows(
    people: Cast, plan: Plan, django_assert_num_queries: Any
) -> None:
    bo = people.bo.actor
    recipe = Recipe(
        "mean", "nodes", (THIS_PLAN, ACTIONS, Test("partners", "none_of", (1, 2))), value=Related("links"), grouped_by="themes",
    )  # fmt: skip
    with django_assert_num_queries(4):
        measure(recipe, of(plan), actor=bo, network=people.zonnedorp)
    recipes = [Ask(replace(recipe, aggregate=kind), of(plan)) for kind in ("mean", "sum", "max", "min")] * 25
    with django_assert_num_queries(4):
        measure_many(recipes, actor=bo, network=people.zonnedorp)


def test_many_recipes_together_say_what_each_says_alone(people: Cast, plan: Plan) -> None:
    first, second = Node.objects.filter(plan=plan, level="action")
    Progress.objects.create(
        plan=plan, node=first, status="running", valid_from=date(2026, 3, 1), by_label="x"
    )
    NodeLink.objects.create(source=second, target=first, kind="smart_combination")
    Milestone.objects.create(
        plan=plan, node=first, position=9, date=date(2026, 5, 1), precision="day", words="1 mei"
    )
    recipes = [
        Recipe("count", "nodes", (THIS_PLAN,)),
        Recipe("count", "nodes", (THIS_PLAN, ACTIONS), grouped_by="under"),
        Recipe(
            "share",
            "nodes",
            (ACTIONS,),
            part=(AnyOf((Test("status", "empty"), Test("title", "contains", "HUIS"))),),
        ),
        Recipe(
            "count", "nodes", (Test("title", "contains", "huis"), Test("start", "since", date(2026, 1, 1)))
        ),
        Recipe("duration", "nodes", between=Between("started", ("done", "stopped"))),
        Recipe(
            "count", "links", (Test("kind", "one_of", ("smart_combination", "reference")),), grouped_by="kind"
        ),
        Recipe("count", "milestones", (Test("node", "filled"),), per="year"),
        Recipe("exists", "progress", (Test("status", "is", "done"),)),
        Recipe("count", "milestones", against=Against(start=date(2026, 1, 1), end=date(2026, 12, 31))),
        Recipe("count", "nodes", (Order("started", "done"),)),
        Recipe("count", "nodes", (Test("themes", "is_not", 1), Test("partners", "empty"))),
    ]
    for period in (None, "2026", "2028"):
        asks = [Ask(recipe, of(plan, period)) for recipe in recipes]
        together = measure_many(asks, actor=people.bo.actor, network=people.zonnedorp)
        alone = [
            measure(each.recipe, each.moment, actor=people.bo.actor, network=people.zonnedorp)
            for each in asks
        ]
        assert together == alone


def test_a_network_says_its_own_words(people: Cast, plan: Plan) -> None:
    shapes = shapes_for(people.zonnedorp)
    goal = Node.objects.get(plan=plan, level="goal")
    recipe = Recipe(
        "count",
        "nodes",
        (Test("plan", "is", plan.pk), Test("level", "is", "goal"), Test("under", "is", goal.pk)),
    )
    names = names_for([recipe], actor=people.bo.actor, network=people.zonnedorp)
    assert sentence(recipe, shapes, names=names) == (
        "Aantal beleidsdoelstellingen van plan ‘Samen wonen’ en in tak ‘Doel 1 Iedereen een dak’"
    )
    assert sentence(Recipe("count", "members"), shapes) == "Aantal vennoten"
    hidden = names_for([recipe], actor=people.cas.actor, network=people.zonnedorp)
    assert sentence(recipe, shapes, names=hidden).endswith(
        f"van plan ‘nr. {plan.pk}’ en in tak ‘nr. {goal.pk}’"
    )


def test_a_stored_recipe_over_a_set_that_is_gone_says_what_can_be_counted(people: Cast) -> None:
    with pytest.raises(
        RecipeRefused, match=r"Er is geen verzameling ‘signals’ om te tellen. Kies uit: nodes"
    ):
        from_json(to_json(Recipe("count", "signals")), shapes_for(people.zonnedorp))


def test_what_is_taken_out_of_a_plan_does_not_count(ask: Callable[..., Outcome], plan: Plan) -> None:
    node = Node.objects.filter(plan=plan, code="Actie 2")
    node.update(archived_at="2026-11-01T00:00Z", archived_by="An")
    assert ask(Recipe("count", "nodes", (ACTIONS,))).value == 1
    assert ask(Recipe("count", "milestones")).value == 0
    assert ask(Recipe("count", "links")).value == 0


def test_a_plan_of_another_day_is_as_it_was_known_then(ask: Callable[..., Outcome], plan: Plan) -> None:
    node = Node.objects.filter(plan=plan, level="action").first()
    Progress.objects.create(plan=plan, node=node, status="done", valid_from=date(2026, 9, 1), by_label="x")
    done = Recipe("count", "nodes", (Test("done", "filled"),))
    assert ask(done).value == 1
    assert ask(replace(done, as_of=date(2026, 8, 31))).value == 0


def test_two_plans_are_told_apart(people: Cast, plan: Plan) -> None:
    second = stored_plan(
        people, reading=replace(small_reading(), source={**small_reading().source, "sha256": "7" * 64})
    )
    recipe = Recipe("count", "nodes", (THIS_PLAN,))
    asks = [Ask(recipe, of(plan)), Ask(recipe, of(second)), Ask(recipe, Moment(TODAY))]
    outcomes = measure_many(asks, actor=people.bo.actor, network=people.zonnedorp)
    # Without a plan “this plan” is none, never all of them.
    assert [each.value for each in outcomes] == [3, 3, 0]
    assert set(outcomes[0].records).isdisjoint(outcomes[1].records)
