"""Recording, confirming, refusing, changing and taking back what grew out of something."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from measured import make_indicator
from origins.conftest import INTAKE, Told
from people import TODAY, Cast, Person
from streekwerk.access.models import operator
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry, Past
from streekwerk.audit.past import shown_as_on
from streekwerk.audit.queries import VERBS, history_of
from streekwerk.indicators.models import Deliverable
from streekwerk.network.models import Membership, Party
from streekwerk.origins.choices import EffectKind
from streekwerk.origins.commands import answering, recording
from streekwerk.origins.commands.answering import Answer, answer_origin, withdraw_answer
from streekwerk.origins.commands.recording import EffectText, add_origin, change_effect, put_back, take_back
from streekwerk.origins.models import Effect, Origin
from streekwerk.origins.queries.effects import waiting_for
from streekwerk.origins.queries.things import NoSuchThing, things_on
from streekwerk.outbox.models import Mail
from streekwerk.plans.models import Milestone, Node, Plan

SO, NOT_SO = Answer(True, TODAY), Answer(False, TODAY, "dat deden wij al")


def only(effect: Effect) -> Origin:
    return effect.origins.get()


def test_the_receiver_is_asked_and_confirms(people: Cast, tell: Told, ria: Person, session: Node) -> None:
    effect = tell()
    origin = only(effect)
    assert (origin.state, origin.node_id, origin.plan_id) == ("proposed", session.pk, session.plan_id)
    assert (effect.happened_on, effect.precision, effect.words) == (
        date(2026, 3, 1),
        "season",
        "voorjaar 2026",
    )
    mail = Mail.objects.get()
    assert (mail.to, "wilt u een doorwerking bevestigen" in mail.subject) == ("ria@example.org", True)
    assert effect.get_absolute_url() in mail.body
    assert [each.count for each in waiting_for(ria.actor)] == [1]
    confirmed = answer_origin(origin=origin, answer=SO, today=TODAY, by=ria.actor)
    assert (confirmed.state, confirmed.answered_by, confirmed.source) == ("confirmed", "Ria", "")
    assert waiting_for(ria.actor) == []
    assert waiting_for(people["gus"].actor) == []


def test_a_contact_records_and_confirms_in_one_go(tell: Told, ria: Person) -> None:
    assert only(tell(by="ria", confirmed=True)).state == "confirmed"
    assert only(tell("Gedeelde wachtlijst", by="ria")).state == "proposed"
    assert not Mail.objects.exists()  # nobody is asked what they just said


def test_somebody_else_never_confirms_by_recording(tell: Told, ria: Person) -> None:
    assert only(tell(by="bo", confirmed=True)).state == "proposed"


def test_who_keeps_the_cards_notes_on_whose_word(people: Cast, tell: Told) -> None:
    origin = only(tell())
    with pytest.raises(answering.NoSource, match="op wiens woord"):
        answer_origin(origin=origin, answer=SO, today=TODAY, by=people.bo.actor)
    said = Answer(True, TODAY, source="mail van Ria, 3 mei 2026")
    assert answer_origin(origin=origin, answer=said, today=TODAY, by=people.bo.actor).source == said.source


def test_not_so_says_why_and_who_recorded_it_hears_it(people: Cast, tell: Told, ria: Person) -> None:
    origin = only(tell())
    with pytest.raises(answering.NoReason, match="waarom"):
        answer_origin(origin=origin, answer=Answer(False, TODAY, "  "), today=TODAY, by=ria.actor)
    answer_origin(origin=origin, answer=NOT_SO, today=TODAY, by=ria.actor)
    mail = Mail.objects.get(to="an@example.org")
    assert "dat deden wij al" in mail.body
    with pytest.raises(answering.NotYetSaid):
        answer_origin(origin=origin, answer=Answer(True, TODAY + timedelta(1)), today=TODAY, by=ria.actor)


def test_an_answer_is_taken_back(tell: Told, ria: Person) -> None:
    origin = answer_origin(origin=only(tell()), answer=SO, today=TODAY, by=ria.actor)
    again = withdraw_answer(origin=origin, by=ria.actor)
    assert (again.state, again.answered_on, again.answered_by) == ("proposed", None, "")
    assert withdraw_answer(origin=again, by=ria.actor).state == "proposed"


def test_one_effect_grows_out_of_several_things_each_confirmed(
    people: Cast, tell: Told, ria: Person, other: Node
) -> None:
    effect = tell(by="ria", confirmed=True)
    add_origin(effect=effect, grew_out_of=f"node:{other.pk}", today=TODAY, by=people.an.actor)
    assert [each.state for each in effect.origins.all()] == ["confirmed", "proposed"]
    with pytest.raises(recording.OriginAlreadyThere):
        add_origin(effect=effect, grew_out_of=f"node:{other.pk}", today=TODAY, by=people.an.actor)
    second = effect.origins.get(node=other)
    take_back(origin=second, by=people.an.actor)
    back = add_origin(effect=effect, grew_out_of=f"node:{other.pk}", today=TODAY, by=people.an.actor)
    assert (back.pk, back.archived_at) == (second.pk, None)


def test_the_same_effect_is_not_told_twice(tell: Told, members: list[Party]) -> None:
    tell()
    with pytest.raises(recording.AlreadyRecorded, match="telt ze niet dubbel"):
        tell("  aangepaste INTAKEprocedure.")
    tell(party=members[1])
    tell(when="2025")
    assert Effect.objects.count() == 3


def test_changed_words_are_confirmed_anew(people: Cast, tell: Told, ria: Person, beek: Party) -> None:
    effect = tell(by="ria", confirmed=True)
    given = EffectText(beek.pk, EffectKind.PRACTICE, f"{INTAKE} voor jongeren", "maart 2026")
    by_bo = change_effect(effect=effect, given=given, version=1, today=TODAY, by=people.bo.actor)
    assert (by_bo.version, only(effect).state, Mail.objects.count()) == (2, "proposed", 1)
    same = change_effect(effect=effect, given=given, version=2, today=TODAY, by=people.bo.actor)
    assert same.version == 2
    answer_origin(origin=only(effect), answer=SO, today=TODAY, by=ria.actor)
    own = EffectText(beek.pk, EffectKind.POLICY, given.text, given.when)
    change_effect(effect=effect, given=own, version=2, today=TODAY, by=ria.actor)
    assert only(effect).state == "confirmed"
    with pytest.raises(recording.EffectChanged, match="Iemand anders"):
        change_effect(effect=effect, given=given, version=2, today=TODAY, by=people.bo.actor)


def test_what_is_taken_back_shows_nowhere_and_comes_back_as_it_stood(
    people: Cast, tell: Told, ria: Person, session: Node
) -> None:
    origin = only(tell(by="ria", confirmed=True))
    with pytest.raises(NotAllowed):  # confirmed: no longer up to who only records
        take_back(origin=origin, by=people.an.actor)
    gone = take_back(origin=origin, by=ria.actor)
    assert gone.archived_at is not None
    with pytest.raises(answering.TakenBack):
        answer_origin(origin=gone, answer=SO, today=TODAY, by=ria.actor)
    back = put_back(origin=gone, by=ria.actor)
    assert (back.archived_at, back.state) == (None, "confirmed")


@pytest.mark.parametrize(
    ("who", "may"),
    [("an", True), ("bo", True), ("fien", True), ("ria", True), ("dirk", False), ("eva", False), ("gus", False),
     ("cas", False)],
)  # fmt: skip
def test_who_may_record_at_beek(who: str, may: bool, tell: Told, ria: Person) -> None:
    if may:
        assert tell(by=who).pk
    else:
        with pytest.raises(NotAllowed):
            tell(by=who)


def test_a_contact_speaks_for_its_own_party_only(tell: Told, ria: Person, members: list[Party]) -> None:
    with pytest.raises(NotAllowed):
        tell(by="ria", party=members[1])
    origin = only(tell(party=members[1]))
    with pytest.raises(NotAllowed, match="eigen bestuur"):
        answer_origin(origin=origin, answer=SO, today=TODAY, by=ria.actor)
    with pytest.raises(NotAllowed):
        withdraw_answer(origin=origin, by=ria.actor)


@pytest.mark.parametrize("who", ["an", "dirk", "gus", "cas"])
def test_nobody_else_confirms(who: str, people: Cast, tell: Told) -> None:
    origin, said = only(tell()), Answer(True, TODAY, source="van horen zeggen")
    with pytest.raises(NotAllowed):
        answer_origin(origin=origin, answer=said, today=TODAY, by=people[who].actor)


def test_what_is_no_origin_here_is_refused(people: Cast, tell: Told, members: list[Party]) -> None:
    theirs = Node.objects.create(
        plan=Plan.objects.create(network=people.maanstad, title="Ver"), level="action", position=1
    )
    for key in (f"node:{theirs.pk}", "node:0", "node:x", "geheim:1", ""):
        with pytest.raises(NoSuchThing):
            tell(key=key)
    left = Party.objects.create(code="weg", name="Weg", kind="municipality")
    Membership.objects.create(network=people.zonnedorp, party=left, role="member", valid_to=date(2020, 1, 1))
    with pytest.raises(recording.NotAReceiver):
        tell(party=left)
    with pytest.raises(recording.NothingTold):
        tell("   ")


def test_everything_on_a_sheet_can_be_an_origin(people: Cast, session: Node, milestone: Milestone) -> None:
    indicator = make_indicator(session.plan, "Aantal deelnemers")
    Deliverable.objects.create(indicator=indicator, title="Draaiboek", by_label="An")
    found = things_on(people.an.actor, session)
    assert found[0].key == f"node:{session.pk}"
    assert {each.kind for each in found} >= {"node", "milestone", "deliverable", "indicator"}
    assert all(each.url and each.plan == session.plan_id and each.node == session.pk for each in found)
    assert "Intervisie over intake (12 maart 2026)" in [each.label for each in found]
    assert things_on(people.cas.actor, session) == []


def test_the_log_and_the_past_tell_it(people: Cast, tell: Told, ria: Person, session: Node) -> None:
    effect = tell()
    answer_origin(origin=only(effect), answer=SO, today=TODAY, by=ria.actor)
    verbs = [entry.verb for entry in Entry.objects.filter(verb__startswith="effect.").order_by("pk")]
    assert verbs == ["effect.recorded", "effect.confirmed"]
    assert set(verbs) <= set(VERBS)
    assert {each.who for each in history_of(effect)} == {"An", "Ria"}
    assert [each.href for each in history_of(session)] == ["#doorwerking", "#doorwerking"]
    Past.objects.filter(table_name__startswith="origins_", op="insert").update(at="2026-05-01T12:00Z")
    Past.objects.filter(table_name__startswith="origins_", op="update").update(at="2026-06-01T12:00Z")
    with shown_as_on(date(2026, 5, 20)):
        assert Origin.objects.get().state == "proposed"
    with shown_as_on(date(2026, 4, 20)):
        assert not Effect.objects.exists()


def test_the_database_keeps_an_answer_whole(tell: Told) -> None:
    origin = only(tell())
    for broken in (
        {"state": "confirmed"},
        {"answered_by": "Ria"},
        {"state": "refused", "answered_by": "Ria"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Origin.objects.filter(pk=origin.pk).update(**broken)


def test_the_operator_may(tell: Told, people: Cast) -> None:
    assert only(tell(**{"by": "an"})).state == "proposed"
    origin = Origin.objects.get()
    assert answer_origin(origin=origin, answer=SO, today=TODAY, by=operator("server")).state == "confirmed"
