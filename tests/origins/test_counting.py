"""Effects as recipes count them: once each, only when confirmed, with the confirmation behind the figure."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from measured import make_indicator
from origins.conftest import INTAKE, Told
from people import TODAY, Cast, Person
from streekwerk.indicators.measuring import measure
from streekwerk.indicators.models import Indicator
from streekwerk.indicators.ports import shapes_for
from streekwerk.indicators.readings import readings_of
from streekwerk.indicators.rules.figures.periods import read_period
from streekwerk.indicators.rules.recipes import Here, Moment, Outcome, Recipe, Test, check, sentence, to_json
from streekwerk.network.models import Party
from streekwerk.origins.choices import EffectKind
from streekwerk.origins.commands.answering import Answer, answer_origin
from streekwerk.origins.commands.recording import add_origin, take_back
from streekwerk.plans.models import Milestone, Node, Plan

pytestmark = pytest.mark.slow

SO = Answer(True, TODAY)
OF_THIS = Recipe("count", "effects", (Test("node", "is", Here.NODE),))


def counted(
    people: Cast, node: Node, recipe: Recipe = OF_THIS, *, who: str = "gus", period: str = ""
) -> Outcome:
    check(recipe, shapes_for(people.zonnedorp))
    here = {Here.PLAN: node.plan_id, Here.NODE: node.pk}
    moment = Moment(TODAY, read_period(period) if period else None, here)
    return measure(recipe, moment, actor=people[who].actor, network=people.zonnedorp)


def test_geel_confirms_and_two_indicators_each_count_it_once(
    client: Client,
    people: Cast,
    plan: Plan,
    session: Node,
    milestone: Milestone,
    ria: Person,
    beek: Party,
    tell: Told,
) -> None:
    """C20: given an intervisie session, when the member records and confirms, both its indicators count it
    once, with that confirmation as evidence."""
    Party.objects.filter(pk=beek.pk).update(name="Geel")
    plural = make_indicator(
        plan, "Aantal aangepaste procedures na intervisie", rhythm="year", recipe=to_json(OF_THIS)
    )
    kinds = Recipe(
        "count", "effects", (Test("under", "is", session.parent_id), Test("kind", "is", "practice"))
    )
    work = make_indicator(
        plan, "Aantal werkwijzen die eruit voortkomen", rhythm="year", recipe=to_json(kinds)
    )
    # Both stand at nothing while nobody confirmed, also after their figures were kept.
    effect = tell(by="ria", party=beek, key=f"milestone:{milestone.pk}")
    assert [_value(each) for each in (plural, work)] == [0, 0]
    answer_origin(origin=effect.origins.get(), answer=SO, today=TODAY, by=ria.actor)
    assert [_value(each) for each in (plural, work)] == [1, 1]
    # The session itself is an origin as well: it is still one effect.
    add_origin(effect=effect, grew_out_of=f"node:{session.pk}", confirmed=True, today=TODAY, by=ria.actor)
    assert [_value(each) for each in (plural, work)] == [1, 1]
    client.force_login(people["gus"].user)
    for indicator in (plural, work):
        page = client.get(reverse("indicators:records", args=[indicator.pk])).content.decode()
        assert f"{INTAKE} – Geel, bevestigd door Ria op 22 november 2026" in page.replace("\xa0", " ")
        assert effect.get_absolute_url() in page


def _value(indicator: Indicator) -> Decimal | None:
    """What its meter says."""
    return readings_of(indicator.plan, [indicator.pk], TODAY)[indicator.pk].steps[-1].value.number


def test_only_what_is_confirmed_counts(
    people: Cast, session: Node, other: Node, tell: Told, ria: Person
) -> None:
    effect, proposed = tell(), tell("Gedeelde wachtlijst")
    assert counted(people, session).value == 0
    origin = answer_origin(origin=effect.origins.get(), answer=SO, today=TODAY, by=ria.actor)
    assert counted(people, session).records == (effect.pk,)
    assert proposed.pk not in counted(people, session).records
    # An origin that nobody confirmed yet does not count for its own action either.
    second = add_origin(effect=effect, grew_out_of=f"node:{other.pk}", today=TODAY, by=people.an.actor)
    assert (counted(people, session).value, counted(people, other).value) == (1, 0)
    answer_origin(origin=second, answer=SO, today=TODAY, by=ria.actor)
    assert (counted(people, session).value, counted(people, other).value) == (1, 1)
    assert counted(people, session, Recipe("count", "effects")).value == 1
    answer_origin(origin=origin, answer=Answer(False, TODAY, "toch niet"), today=TODAY, by=ria.actor)
    assert (counted(people, session).value, counted(people, other).value) == (0, 1)
    take_back(origin=second, by=ria.actor)
    assert counted(people, other).value == 0


def test_by_kind_party_place_and_period(
    people: Cast, session: Node, milestone: Milestone, tell: Told, ria: Person, beek: Party
) -> None:
    tell(by="ria", confirmed=True)
    tell("Nieuw reglement", by="ria", confirmed=True, kind=EffectKind.POLICY, when="oktober 2026",
         key=f"milestone:{milestone.pk}")  # fmt: skip

    def many(*where: Test, **more: object) -> object:
        return counted(people, session, Recipe("count", "effects", where), **more).value  # type: ignore[arg-type]

    assert many(Test("kind", "is", "policy")) == 1
    assert many(Test("party", "is", beek.pk)) == many(Test("place", "is", beek.place_id)) == 2
    assert many(Test("milestone", "is", milestone.pk)) == many(Test("origin_kind", "is", "milestone")) == 1
    assert many(period="2026-K4") == 1
    assert many(Test("under", "is", session.parent_id)) == 2
    per = counted(people, session, Recipe("count", "effects", per="quarter"), period="2026")
    assert [int(each.value or 0) for _, each in per.periods] == [1, 0, 0, 1]
    groups = counted(people, session, Recipe("count", "effects", grouped_by="kind")).groups
    assert {key: each.value for key, each in groups} == {"practice": 1, "policy": 1}


def test_the_neighbour_counts_nothing(people: Cast, session: Node, tell: Told, ria: Person) -> None:
    tell(by="ria", confirmed=True)
    session.plan.status = "adopted"
    session.plan.save()
    assert counted(people, session, who="cas").value == 0


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        (OF_THIS, "uit dit onderdeel"),
        (Recipe("count", "effects", (Test("origin_kind", "is", "milestone"),)), "mijlpaal"),
    ],
)
def test_it_is_said_in_dutch(people: Cast, recipe: Recipe, said: str) -> None:
    told = sentence(recipe, shapes_for(people.zonnedorp))
    assert "bevestigde doorwerkingen" in told
    assert said in told
