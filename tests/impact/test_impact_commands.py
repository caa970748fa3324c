"""Testing a part of a plan: what stays, what is refused, who sees it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from impact_given import DAY, Make, given
from people import Cast
from plan_texts import rewrite
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.impact.choices import ImpactState, ReviewOutcome
from streekwerk.impact.commands.drafts import TypedElsewhere, draft_of, mark_of, save_draft
from streekwerk.impact.commands.measures import (
    MeasureText,
    NotInNetwork,
    finish_measure,
    reopen_measure,
)
from streekwerk.impact.commands.templates import (
    TemplateChanged,
    TemplateRefused,
    TemplateText,
    archive_template,
    change_template,
    take_starting,
)
from streekwerk.impact.commands.testing import (
    ChangedSince,
    NotComplete,
    NotDoneYet,
    NoTemplate,
    OwnWork,
    archive_test,
    begin_test,
    review_test,
    write_test,
)
from streekwerk.impact.models import ImpactTemplate, ImpactTest, Mitigation
from streekwerk.impact.queries.overview import Shown, shown_on
from streekwerk.impact.rules import Answer, ImpactQuestion
from streekwerk.impact.rules.moments import Moment
from streekwerk.network.models import Term
from streekwerk.plans.choices import PlanStatus
from streekwerk.plans.models import Node, Plan


def test_a_changed_template_makes_a_next_version_and_tests_keep_theirs(
    people: Cast, make: Make, template: ImpactTemplate
) -> None:
    test = make()
    asked = test.version_of.asked
    one = ImpactQuestion(asked[1].key, "Helpt iemand met het formulier?")
    text = TemplateText("Armoedetoets", "Kort.", "poverty", (one, ImpactQuestion("", "Is er een bus?")))
    changed = change_template(template=template, given=text, version=1, by=people.bo.actor)
    newest = changed.versions.latest("number")
    assert (newest.number, [each.key for each in newest.asked]) == (2, ["q2", "q7"])
    test.refresh_from_db()
    assert test.version_of.number == 1
    assert test.version_of.asked == asked
    assert begin_test(node=test.node, template=template, by=people.an.actor).version_of == newest
    # Only another name is no other version; a form of before is refused.
    again = TemplateText("Armoede", "Kort.", "poverty", newest.asked)
    change_template(template=template, given=again, version=2, by=people.bo.actor)
    assert template.versions.count() == 2
    with pytest.raises(TemplateChanged):
        change_template(template=template, given=again, version=2, by=people.bo.actor)


@pytest.mark.parametrize(
    ("name", "questions", "said"),
    [
        (" ", ("Gratis?",), "geen naam"),
        ("Toets", (), "nog geen vraag"),
        ("armoedetoets", ("Gratis?",), "bestaat al"),
    ],
)
def test_what_is_no_template_is_refused(
    people: Cast, template: ImpactTemplate, name: str, questions: tuple[str, ...], said: str
) -> None:
    other = take_starting(network=people.zonnedorp, kind="residents", by=people.bo.actor)
    asked = tuple(ImpactQuestion("", text) for text in questions)
    with pytest.raises(TemplateRefused, match=said):
        change_template(
            template=other, given=TemplateText(name, "", "own", asked), version=1, by=people.bo.actor
        )


def test_a_test_is_done_once_and_revised_later(people: Cast, make: Make, action: Node) -> None:
    test = make()
    assert (test.state, test.done_on, test.weak) == (ImpactState.READY, DAY, 1)
    measure = test.mitigations.get()
    assert (measure.due, measure.due_words, measure.carrier) == (
        date(2026, 5, 31),
        "voorjaar 2026",
        "Wijkwerker",
    )
    later = date(2026, 6, 1)
    revised = write_test(
        test=test, given=given(test, no=False), version=2, done=True, today=later, by=people.bo.actor
    )
    assert (revised.state, revised.done_on, revised.revised_on, revised.weak) == ("revised", DAY, later, 0)
    assert not test.mitigations.filter(archived_at=None).exists()
    assert [each.moment for each in shown_on(action, people.an.actor)] == [Moment.BEFORE]
    verbs = (
        Entry.objects.filter(object_kind="impact.impacttest").order_by("pk").values_list("verb", flat=True)
    )
    assert list(verbs) == ["impact_test.begun", "impact_test.done", "impact_test.revised"]


def test_a_test_that_lacks_something_stays_a_concept(people: Cast, make: Make) -> None:
    concept = make(done=False, conclusion="")
    assert (concept.state, concept.done_on) == (ImpactState.DRAFT, None)
    said = given(concept, answers={"q1": Answer("no")}, conclusion="")
    with pytest.raises(NotComplete) as refused:
        write_test(test=concept, given=said, version=2, done=True, today=DAY, by=people.an.actor)
    fields = {(each.key, each.field) for each in refused.value.problems}
    assert {("q1", "note"), ("q2", "answer"), ("", "conclusion")} <= fields
    with pytest.raises(ChangedSince):
        write_test(test=concept, given=given(concept), version=1, done=False, today=DAY, by=people.bo.actor)


def test_a_measure_needs_somebody_unless_the_part_has_a_steward(
    people: Cast, make: Make, action: Node
) -> None:
    nobody = {"q1": MeasureText("Een bus")}
    with pytest.raises(NotComplete, match="1 punt ontbreekt"):
        make(measures=nobody)
    Node.objects.filter(pk=action.pk).update(steward=people.bo.user)
    assert make(measures=nobody).mitigations.count() == 1
    with pytest.raises(NotInNetwork):
        make(measures={"q1": MeasureText("Een bus", people.cas.user.pk)})


def test_nobody_reviews_what_they_wrote(people: Cast, make: Make) -> None:
    def review(test: ImpactTest, who: str, version: int = 2) -> ImpactTest:
        by = people[who].actor
        return review_test(test=test, outcome=ReviewOutcome.AGREED, note="", version=version, by=by)

    test = make()
    for who, refusal in (("an", OwnWork), ("gus", NotAllowed), ("dirk", NotAllowed)):
        with pytest.raises(refusal):
            review(test, who)
    with pytest.raises(ChangedSince):
        review(test, "bo", version=1)
    assert review(test, "bo").reviewer_label == "Bo"
    # Writing in it takes the review away, and then it is Bo's work too.
    write_test(test=test, given=given(test), version=2, done=True, today=DAY, by=people.bo.actor)
    test.refresh_from_db()
    assert (test.reviewed_at, test.review_outcome) == (None, "")
    with pytest.raises(OwnWork):
        review(test, "bo", version=3)
    assert review(test, "fien", version=3).review_outcome == "agreed"
    with pytest.raises(NotDoneYet):
        review(make(done=False), "bo")


def test_a_part_that_changed_much_asks_to_look_again(people: Cast, make: Make, action: Node) -> None:
    make()
    assert not shown_on(action, people.an.actor)[0].look_again
    rewrite(action, people.bo.actor, title="Een boot en een camping voor gepensioneerde zeelieden")
    [shown] = shown_on(Node.objects.get(pk=action.pk), people.an.actor)
    assert shown.look_again
    assert shown.changed >= 20


def test_who_carries_a_measure_says_that_it_is_done(people: Cast, make: Make) -> None:
    make(measures={"q1": MeasureText("Een bus", people["gus"].user.pk)})
    measure = Mitigation.objects.get()
    with pytest.raises(NotAllowed):
        finish_measure(measure=measure, on=DAY, by=people["dirk"].actor)
    assert finish_measure(measure=measure, on=DAY, by=people["gus"].actor).done_on == DAY
    assert reopen_measure(measure=measure, by=people.an.actor).done_on is None


@pytest.mark.parametrize("state", ["draft", "adopted"])
def test_neighbours_see_tests_of_adopted_plans_that_are_done(
    people: Cast, make: Make, plan: Plan, other: Node, state: str
) -> None:
    done, concept, gone = make(), make(other, done=False), make(other)
    archive_test(test=gone, by=people.an.actor)
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus(state))
    seen = ImpactTest.objects.visible_to(people.cas.actor)
    assert set(seen) == ({done} if state == "adopted" else set())
    assert Mitigation.objects.visible_to(people.cas.actor).count() == (1 if state == "adopted" else 0)
    assert not ImpactTemplate.objects.visible_to(people.cas.actor).exists()
    assert set(ImpactTest.objects.visible_to(people["gus"].actor)) == {done, concept, gone}
    Node.objects.filter(pk=done.node_id).update(archived_at="2026-01-01T00:00Z", archived_by="Bo")
    assert not ImpactTest.objects.visible_to(people.cas.actor).exists()


def test_a_neighbour_writes_nothing_even_with_the_object_in_hand(
    people: Cast, make: Make, template: ImpactTemplate
) -> None:
    test, cas = make(), people.cas.actor
    attacks: list[Any] = [
        lambda: begin_test(node=test.node, template=template, by=cas),
        lambda: write_test(test=test, given=given(test), version=2, done=True, today=DAY, by=cas),
        lambda: archive_test(test=test, by=cas),
        lambda: finish_measure(measure=test.mitigations.get(), on=DAY, by=cas),
        lambda: archive_template(template=template, by=cas),
        lambda: save_draft(test=test, typed={}, base="", seen=2, by=cas),
    ]
    for attack in attacks:
        with pytest.raises(NotAllowed):
            attack()
    theirs = take_starting(network=people.maanstad, kind="poverty", by=cas)
    with pytest.raises(NoTemplate):
        begin_test(node=test.node, template=theirs, by=people.an.actor)


def test_groups_of_another_network_are_left_out(people: Cast, make: Make) -> None:
    ours, theirs = (
        Term.objects.create(network=network, kind="target_group", label="gezinnen")
        for network in (people.zonnedorp, people.maanstad)
    )
    test = make(groups=(ours.pk, theirs.pk))
    assert list(test.groups.all()) == [ours]


def test_a_draft_is_of_one_person_and_one_window(people: Cast, make: Make) -> None:
    test = make(done=False)
    kept = save_draft(test=test, typed={"conclusion": ["Goed."]}, base="", seen=1, by=people.an.actor)
    assert draft_of(test, people.bo.actor) is None
    with pytest.raises(TypedElsewhere):
        save_draft(test=test, typed={"conclusion": ["Slecht."]}, base="", seen=1, by=people.an.actor)
    again = save_draft(
        test=test, typed={"conclusion": ["Beter."]}, base=mark_of(kept), seen=1, by=people.an.actor
    )
    assert again.data == {"conclusion": ["Beter."]}
    # Saved is saved: there is nothing left to keep.
    write_test(test=test, given=given(test), version=2, done=False, today=DAY, by=people.an.actor)
    assert draft_of(test, people.an.actor) is None
    assert Shown(test).test.state == ImpactState.DRAFT
