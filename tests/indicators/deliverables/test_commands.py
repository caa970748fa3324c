"""Delivering, validating, approving: who may, what is refused, what each mail and each log line says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from indicators.deliverables.region_of_27 import PDF, Region, deliver, make_region
from people import TODAY, Cast
from standing import stands
from streekwerk.access.models import Actor
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.audit.queries import VERBS
from streekwerk.indicators.choices import ValidationState
from streekwerk.indicators.commands import deliverables as commands
from streekwerk.indicators.commands import evidence, validations
from streekwerk.indicators.commands.deliverables import DeliverableText, Delivery
from streekwerk.indicators.commands.evidence import GivenFile
from streekwerk.indicators.models import (
    Deliverable,
    DeliverableVersion,
    EvidenceFile,
    Indicator,
    MeterReading,
)
from streekwerk.indicators.queries.deliverables import facts_of, party_lines, with_everything
from streekwerk.indicators.queries.validators import proposed
from streekwerk.indicators.queries.waiting import to_approve, to_deliver_again, to_validate
from streekwerk.indicators.rules.deliverables.states import sentence, stand_words
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import RoleHolding
from streekwerk.outbox.models import Mail
from streekwerk.plans.models import Plan


@stands
def region(people: Cast, plan: Plan) -> Region:
    return make_region(people, plan)


def words(deliverable: Deliverable) -> str:
    return stand_words(facts_of(with_everything(Deliverable.objects.all()).get(pk=deliverable.pk)))


def say(version: DeliverableVersion, by: Actor, *parties: int, state: str = "validated", **more: str) -> None:
    said = validations.Said(ValidationState(state), TODAY, more.get("note", ""), more.get("source", ""))
    validations.say_validation(version=version, parties=parties, said=said, today=TODAY, by=by)


def test_a_card_proposes_title_day_and_who_validates(region: Region) -> None:
    [proposal] = proposed([region.card()])
    assert proposal.title == "Bijgestuurde conceptnota"
    assert proposal.due == date(2027, 12, 31)  # the end of its action
    assert len(proposal.validators) == 29
    assert proposal.because == ("“lokale besturen”", "“partners”")


def test_every_card_begins_one_deliverable_once(region: Region) -> None:
    cards = [region.card(), region.card("Draaiboek", validated_by="")]
    begun = commands.begin_all(indicators=cards, by=region.people["an"].actor)
    assert [each.title for each in begun] == ["Bijgestuurde conceptnota", "Draaiboek"]
    assert [each.validators.count() for each in begun] == [29, 0]
    assert commands.begin_all(indicators=cards, by=region.people["an"].actor) == []


def test_19_of_27_reads_so_and_is_not_done(region: Region) -> None:
    version = region.delivered()
    boards = [party.pk for party in region.boards]
    say(version, region.people.bo.actor, *boards[:19], source="mails van oktober")
    assert words(version.deliverable) == "opgeleverd – 19/27 gevalideerd"
    commands.approve_version(version=version, by=region.people["dirk"].actor)
    assert words(version.deliverable) == "goedgekeurd – 19/27 gevalideerd"
    say(version, region.people.bo.actor, *boards[19:], source="mails van november")
    assert words(version.deliverable) == "klaar – 27/27 gevalideerd"


def test_without_validators_an_approval_suffices(region: Region) -> None:
    version = region.delivered(validators=[])
    assert words(version.deliverable) == "opgeleverd"
    commands.approve_version(version=version, by=region.people["dirk"].actor)
    assert words(version.deliverable) == "klaar"


def test_a_new_version_is_validated_anew_and_the_earlier_stays(region: Region) -> None:
    version = region.delivered(validators=region.boards[:2])
    say(version, region.ria.actor, region.boards[0].pk)
    deliver(version.deliverable, region.people["an"], after=1, today=TODAY)
    deliverable = with_everything(Deliverable.objects.all()).get(pk=version.deliverable_id)
    assert stand_words(facts_of(deliverable)) == "opgeleverd – 0/2 gevalideerd"
    assert [line.earlier for line in party_lines(deliverable)] == ["valideerde versie 1", ""]
    assert version.validations.get(party=region.boards[0]).state == "validated"
    with pytest.raises(commands.NotTheNewest):
        say(version, region.ria.actor, region.boards[0].pk)
    with pytest.raises(commands.NotTheNewest):
        commands.approve_version(version=version, by=region.people["dirk"].actor)


def test_the_author_never_approves_nor_sends_back(region: Region) -> None:
    mine = deliver(region.note(), region.people.bo, today=TODAY)
    for judge in (
        lambda: commands.approve_version(version=mine, by=region.people.bo.actor),
        lambda: commands.send_back(version=mine, reason="x", by=region.people.bo.actor),
    ):
        with pytest.raises(commands.OwnWork, match="iemand anders"):
            judge()
    commands.approve_version(version=mine, by=region.people["fien"].actor)


def test_an_approval_is_withdrawn_by_who_gave_it(region: Region) -> None:
    version = commands.approve_version(version=region.delivered(), by=region.people["dirk"].actor)
    with pytest.raises(NotAllowed):
        commands.withdraw_approval(version=version, by=region.people["fien"].actor)
    commands.withdraw_approval(version=version, by=region.people["dirk"].actor)
    assert words(version.deliverable) == "opgeleverd – 0/27 gevalideerd"


def test_sent_back_waits_for_a_new_version_and_tells_the_author(region: Region) -> None:
    version = region.delivered()
    with pytest.raises(commands.NoReason):
        commands.send_back(version=version, reason=" ", by=region.people["dirk"].actor)
    commands.send_back(version=version, reason="De cijfers ontbreken.", by=region.people["dirk"].actor)
    deliverable = with_everything(Deliverable.objects.all()).get(pk=version.deliverable_id)
    assert sentence(facts_of(deliverable)) == "Teruggestuurd; het wacht op een nieuwe versie."
    mail = Mail.objects.get(to="an@example.org")
    assert "De cijfers ontbreken." in mail.body
    assert [(each.count, each.plan_title) for each in to_deliver_again(region.people["an"].actor)] == [
        (1, "Samen wonen")
    ]
    # Who carries the indicator now is asked too: the author may be gone.
    assert to_deliver_again(region.people["fien"].actor) == []
    Indicator.objects.filter(pk=deliverable.indicator_id).update(steward=region.people["fien"].user)
    assert [each.count for each in to_deliver_again(region.people["fien"].actor)] == [1]
    with pytest.raises(commands.NotTheNewest):
        commands.approve_version(version=version, by=region.people["dirk"].actor)
    again = deliver(deliverable, region.people["an"], after=1, today=TODAY)
    assert to_deliver_again(region.people["an"].actor) == []
    commands.approve_version(version=again, by=region.people["dirk"].actor)


def test_asking_mails_each_contact_once_and_again_only_those_who_are_silent(region: Region) -> None:
    RoleHolding.objects.create(
        user=region.ria.user,
        network=region.people.zonnedorp,
        role="member_contact",
        party=region.boards[1],
        valid_from=date(2026, 1, 1),
    )
    version = region.delivered(validators=region.boards[:3])
    ask = lambda: validations.ask_validation(version=version, today=TODAY, by=region.people["an"].actor)  # noqa: E731
    assert len(ask()) == 3
    mail = Mail.objects.get(to="ria@example.org")
    assert "Bestuur 00, Bestuur 01" in mail.body
    say(version, region.ria.actor, region.boards[0].pk)
    assert len(ask()) == 2
    assert "Bestuur 00" not in Mail.objects.filter(to="ria@example.org").latest("pk").body
    say(version, region.people.bo.actor, *[party.pk for party in region.boards[1:3]], source="besluit")
    with pytest.raises(validations.NobodyToAsk):
        ask()


def test_a_contact_speaks_for_its_own_party_alone(region: Region) -> None:
    version = region.delivered()
    say(version, region.ria.actor, region.boards[0].pk)
    with pytest.raises(NotAllowed):
        say(version, region.ria.actor, region.boards[1].pk, source="ik weet het")
    with pytest.raises(NotAllowed):
        say(version, region.ria.actor, region.boards[0].pk, region.boards[1].pk)


def test_others_write_it_down_with_its_source(region: Region) -> None:
    version = region.delivered(validators=region.boards[:3])
    with pytest.raises(validations.NoSource):
        say(version, region.people.bo.actor, region.boards[1].pk)
    say(version, region.people.bo.actor, region.boards[1].pk, source="gemeenteraad van 3 november 2026")
    said = version.validations.get(party=region.boards[1])
    assert (said.by_label, said.source) == ("Bo", "gemeenteraad van 3 november 2026")
    with pytest.raises(validations.NotAsked):
        say(version, region.people.bo.actor, region.partners[0].pk, source="x")


@pytest.mark.parametrize("state", ["remarks", "advice", "refused"])
def test_what_is_not_a_yes_does_not_count_and_says_why(region: Region, state: str) -> None:
    """An advice of a body without competence or quorum is kept, and never makes it validated."""
    version = region.delivered(validators=region.boards[:2])
    with pytest.raises(validations.NoNote):
        say(version, region.ria.actor, region.boards[0].pk, state=state)
    say(version, region.ria.actor, region.boards[0].pk, state=state, note="44 van de 66 waren er")
    assert words(version.deliverable) == "opgeleverd – 0/2 gevalideerd"
    say(version, region.ria.actor, region.boards[0].pk)
    assert words(version.deliverable) == "opgeleverd – 1/2 gevalideerd"


def test_remarks_reach_the_author_by_mail(region: Region) -> None:
    version = region.delivered(validators=region.boards[:2])
    say(version, region.ria.actor, region.boards[0].pk, state="remarks", note="De tabel klopt niet.")
    mail = Mail.objects.get(to="an@example.org")
    assert mail.subject == "Bestuur 00: opmerkingen bij “Conceptnota”"
    assert "De tabel klopt niet." in mail.body


def test_what_is_out_of_the_list_is_not_judged(region: Region) -> None:
    version = region.delivered()
    commands.archive_deliverable(deliverable=version.deliverable, version=1, by=region.people.bo.actor)
    version = DeliverableVersion.objects.get(pk=version.pk)
    for judge in (
        lambda: commands.approve_version(version=version, by=region.people["dirk"].actor),
        lambda: say(version, region.ria.actor, region.boards[0].pk),
    ):
        with pytest.raises(commands.NotTheNewest):
            judge()


def test_who_validates_own_work_is_said(region: Region) -> None:
    RoleHolding.objects.create(
        user=region.people["an"].user,
        network=region.people.zonnedorp,
        role="member_contact",
        party=region.boards[2],
        valid_from=date(2026, 1, 1),
    )
    version = region.delivered()
    say(version, region.people["an"].actor, region.boards[2].pk)
    say(version, region.ria.actor, region.boards[0].pk)
    assert version.validations.get(party=region.boards[2]).of_own_work
    assert not version.validations.get(party=region.boards[0]).of_own_work


def test_once_delivered_its_author_no_longer_chooses_who_validates(region: Region) -> None:
    deliverable = region.note()
    given = DeliverableText("Nota", None, [region.boards[0].pk])
    commands.change_deliverable(deliverable=deliverable, given=given, version=1, by=region.people["an"].actor)
    version = deliver(deliverable, region.people["an"], today=TODAY)
    fewer = DeliverableText("Nota", None, [])
    with pytest.raises(NotAllowed):
        commands.change_deliverable(
            deliverable=deliverable, given=fewer, version=2, by=region.people["an"].actor
        )
    commands.change_deliverable(deliverable=deliverable, given=fewer, version=2, by=region.people.bo.actor)
    assert words(version.deliverable) == "opgeleverd"
    with pytest.raises(commands.DeliverableChanged):
        commands.change_deliverable(
            deliverable=deliverable, given=fewer, version=2, by=region.people.bo.actor
        )


REFUSED: dict[str, tuple[set[str], Callable[[Region, DeliverableVersion, Actor], object]]] = {
    "begin": (
        {"dirk", "eva", "gus", "cas"},
        lambda r, v, by: commands.begin_deliverable(
            indicator=v.deliverable.indicator, given=DeliverableText("x"), by=by
        ),
    ),
    "deliver": (
        {"dirk", "eva", "gus", "cas"},
        lambda r, v, by: commands.deliver_version(
            deliverable=v.deliverable, given=Delivery(TODAY, link="https://x.be"), after=1, today=TODAY, by=by
        ),
    ),
    "approve": ({"an", "eva", "gus", "cas"}, lambda r, v, by: commands.approve_version(version=v, by=by)),
    "send back": (
        {"an", "eva", "gus", "cas"},
        lambda r, v, by: commands.send_back(version=v, reason="x", by=by),
    ),
    "ask": (
        {"dirk", "eva", "gus", "cas"},
        lambda r, v, by: validations.ask_validation(version=v, today=TODAY, by=by),
    ),
    "validate": (
        {"an", "dirk", "eva", "gus", "cas"},
        lambda r, v, by: say(v, by, r.boards[0].pk, source="x"),
    ),
    "archive": (
        {"an", "dirk", "eva", "gus", "cas"},
        lambda r, v, by: commands.archive_deliverable(deliverable=v.deliverable, version=1, by=by),
    ),
    "evidence": (
        {"dirk", "eva", "gus", "cas"},
        lambda r, v, by: evidence.add_evidence(version=v, files=[GivenFile("a.pdf", PDF)], by=by),
    ),
    "take away": (
        {"dirk", "eva", "gus", "cas"},
        lambda r, v, by: evidence.archive_evidence(file=v.files.all()[0], by=by),
    ),
}


@pytest.mark.parametrize("what", list(REFUSED))
def test_who_may_and_who_may_not(region: Region, what: str) -> None:
    refused, do = REFUSED[what]
    version = region.delivered()
    for who in sorted(refused):
        with pytest.raises(NotAllowed):
            do(region, version, region.people[who].actor)
    do(region, version, region.people["fien"].actor)


@pytest.mark.parametrize(
    ("given", "after", "refusal"),
    [
        (Delivery(TODAY), 0, commands.NothingDelivered),
        (Delivery(TODAY + timedelta(days=1), link="https://x.be"), 0, commands.NotYet),
        (Delivery(TODAY, link="https://x.be"), 1, commands.NotTheNewest),
        (Delivery(TODAY, files=[GivenFile("nota.pdf", b"MZ\x00\x00")]), 0, DomainError),
    ],
)
def test_what_cannot_be_delivered(
    region: Region, given: Delivery, after: int, refusal: type[DomainError]
) -> None:
    deliverable = region.note()
    with pytest.raises(refusal):
        commands.deliver_version(
            deliverable=deliverable, given=given, after=after, today=TODAY, by=region.people["an"].actor
        )
    assert not deliverable.versions.exists()


def test_all_files_or_none(region: Region) -> None:
    files = [GivenFile("goed.pdf", PDF), GivenFile("slecht.pdf", b"MZ\x00")]
    with pytest.raises(DomainError, match="slecht"):
        commands.deliver_version(
            deliverable=region.note(), given=Delivery(TODAY, files=files), after=0, today=TODAY,
            by=region.people["an"].actor,
        )  # fmt: skip
    assert not EvidenceFile.objects.exists()


def test_the_same_bytes_are_kept_once(region: Region) -> None:
    version = region.delivered()
    [file] = version.files.all()
    with file.file.open("rb") as kept:
        same = [GivenFile("kopie.pdf", kept.read())] * 2
    by = region.people["an"].actor
    assert evidence.add_evidence(version=version, files=same, by=by) == []
    evidence.archive_evidence(file=file, by=by)
    assert [each.pk for each in evidence.add_evidence(version=version, files=same, by=by)] == [file.pk]
    later = commands.deliver_version(
        deliverable=version.deliverable, given=Delivery(TODAY, files=same), after=1, today=TODAY, by=by
    )
    assert [each.file.name for each in later.files.all()] == [file.file.name]
    assert "nota" not in file.file.name


def test_what_was_judged_gets_no_more_files(region: Region) -> None:
    version = region.delivered()
    say(version, region.ria.actor, region.boards[0].pk)
    with pytest.raises(evidence.VersionJudged):
        evidence.add_evidence(version=version, files=[GivenFile("a.pdf", PDF)], by=region.people["an"].actor)


def test_bytes_that_changed_are_not_handed_out(region: Region) -> None:
    [file] = region.delivered().files.all()
    assert evidence.bytes_of(file).startswith(PDF)
    with file.file.storage.open(file.file.name, "wb") as kept:
        kept.write(b"iets anders")
    with pytest.raises(evidence.NotTheSameBytes):
        evidence.bytes_of(file)
    file.file.storage.delete(file.file.name)
    with pytest.raises(evidence.NotTheSameBytes):
        evidence.bytes_of(file)


def test_what_waits_for_whom(region: Region) -> None:
    version = region.delivered()
    deliver(region.note(), region.people.bo, today=TODAY)
    region.note()
    count = lambda found: [(each.count, each.party) for each in found]  # noqa: E731
    assert count(to_approve(region.people["dirk"].actor)) == [(2, "")]
    assert count(to_approve(region.people.bo.actor)) == [(1, "")]  # not the own one
    assert count(to_approve(region.people["gus"].actor)) == []
    assert count(to_approve(region.people.cas.actor)) == []
    assert count(to_validate(region.ria.actor)) == [(2, "Bestuur 00")]
    say(version, region.ria.actor, region.boards[0].pk)
    assert count(to_validate(region.ria.actor)) == [(1, "Bestuur 00")]


def test_every_step_is_in_the_log_and_forgets_the_reading(region: Region) -> None:
    version = region.delivered()
    indicator = version.deliverable.indicator
    for step in (
        lambda: say(version, region.ria.actor, region.boards[0].pk),
        lambda: commands.approve_version(version=version, by=region.people["dirk"].actor),
        lambda: commands.archive_deliverable(
            deliverable=version.deliverable, version=1, by=region.people.bo.actor
        ),
        lambda: commands.restore_deliverable(
            deliverable=Deliverable.objects.get(pk=version.deliverable_id), by=region.people.bo.actor
        ),
    ):
        MeterReading.objects.create(indicator=indicator)
        step()
        assert not MeterReading.objects.exists()
    verbs = Entry.objects.filter(object_kind="indicators.deliverable").values_list("verb", flat=True)
    assert set(verbs) == {
        "deliverable.begun",
        "deliverable.delivered",
        "evidence.added",
        "validation.said",
        "deliverable.approved",
        "deliverable.archived",
        "deliverable.restored",
    }
    assert set(verbs) <= set(VERBS)
