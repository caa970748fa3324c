"""Asking the members for figures, reminding them, and answering."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may, require, require_for
from streekwerk.accounts.models import User
from streekwerk.audit.commands import record
from streekwerk.indicators.commands.figures import Answer, enter_figures
from streekwerk.indicators.models import CollectionRound, Indicator, RoundRequest
from streekwerk.indicators.queries.rounds import askable, asked_in, period_of_round, questions_of
from streekwerk.indicators.readings import forget
from streekwerk.indicators.rules.entry.judging import Typed
from streekwerk.indicators.rules.entry.reminders import reminder_is_due
from streekwerk.indicators.rules.figures.periods import Period
from streekwerk.kernel.errors import DomainError
from streekwerk.network.queries import contacts_of, members_on
from streekwerk.outbox.commands import post
from streekwerk.outbox.queries import full_address
from streekwerk.plans.models import Plan
from streekwerk.ui import dutch


class NothingAsked(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Kies minstens één indicator waarvan elk lid een cijfer geeft. "
            "Op de kaart van een indicator zegt u of er een cijfer per lid is."
        )


class NobodyAsked(DomainError):
    def __init__(self, day: date) -> None:
        super().__init__(
            f"Op {dutch.day(day)} heeft het netwerk geen leden om iets aan te vragen. Vul eerst de leden aan."
        )


class DueTooSoon(DomainError):
    def __init__(self, due: date) -> None:
        super().__init__(f"{dutch.day(due).capitalize()} is al voorbij. Kies een dag die nog komt.")


class RoundClosed(DomainError):
    def __init__(self) -> None:
        super().__init__("Deze bevraging is gesloten. Vraag de planbeheerder om ze te heropenen.")


class NotComplete(DomainError):
    """Some questions have no answer yet."""

    def __init__(self, missing: Sequence[str]) -> None:
        said = dutch.counted(len(missing), "vraag heeft", "vragen hebben")
        super().__init__(
            f"{said} nog geen antwoord: {', '.join(missing[:3])}{' …' if len(missing) > 3 else ''}. "
            "Vul een cijfer in, of kies “niet van toepassing”."
        )


class ReasonNeeded(DomainError):
    def __init__(self) -> None:
        super().__init__("Zeg in een zin waarom u geen cijfers geeft.")


@dataclass(frozen=True, slots=True)
class Asking:
    """What a round asks."""

    title: str
    period: Period
    due: date
    indicators: Sequence[int]
    note: str = ""


@transaction.atomic
def open_round(*, plan: Plan, asking: Asking, by: Actor, on: date) -> CollectionRound:
    """The new round: every member of that day is asked, and those with a contact get a mail.

    Raises:
        NotAllowed: the actor does not keep the indicators of this network.
        NothingAsked, NobodyAsked, DueTooSoon: it cannot be asked like this.
    """
    require(by, Permission.INDICATOR_MANAGE, at=plan.network_id)
    if asking.due < on:
        raise DueTooSoon(asking.due)
    chosen = [
        one.indicator for one in askable(plan, asking.period.end) if one.indicator.pk in asking.indicators
    ]
    if not chosen:
        raise NothingAsked
    members = members_on(plan.network, on)
    if not members:
        raise NobodyAsked(on)
    made: CollectionRound = CollectionRound.objects.create(
        plan=plan,
        title=asking.title.strip(),
        note=asking.note.strip().replace("\r\n", "\n"),
        period_start=asking.period.start,
        period_end=asking.period.end,
        due=asking.due,
        by_label=by.label,
    )
    made.indicators.set(chosen)
    forget(*chosen)
    RoundRequest.objects.bulk_create(RoundRequest(round=made, party=party) for party in members)
    mailed = _mail(made, made.requests.select_related("party"), by=by, on=on, again=False)
    record(
        "figures.asked",
        made,
        by=by,
        network_id=plan.network_id,
        changes={"leden": ["", str(len(members))], "met contactpersoon": ["", str(mailed)]},
    )
    return made


@transaction.atomic
def remind(*, round_: CollectionRound, by: Actor, on: date) -> int:
    """How many members are reminded: those that did not answer and were not asked or reminded today.

    Raises:
        NotAllowed: the actor does not keep the indicators of this network.
        RoundClosed: it asks nothing any more.
    """
    require(by, Permission.INDICATOR_MANAGE, at=round_.plan.network_id)
    if round_.closed_at:
        raise RoundClosed
    waiting = [one for one in _waiting(round_) if one.asked_at is None or _last(one) < on]
    return _remind(round_, waiting, by=by, on=on)


def remind_due(*, by: Actor, on: date) -> int:
    """How many members of any round are reminded today; run twice on a day it reminds nobody twice."""
    count = 0
    rows = CollectionRound.objects.filter(closed_at__isnull=True).select_related("plan__network")
    for round_ in rows:
        with transaction.atomic():
            waiting = [
                one
                for one in _waiting(round_)
                if one.asked_at is not None and reminder_is_due(due=round_.due, last=_last(one), today=on)
            ]
            count += _remind(round_, waiting, by=by, on=on)
    return count


def _waiting(round_: CollectionRound) -> list[RoundRequest]:
    rows = RoundRequest.objects.select_for_update(of=("self",)).select_related("party")
    return list(rows.filter(round=round_, answered_at__isnull=True, declined_reason=""))


def _last(request: RoundRequest) -> date:
    """The day of the last mail."""
    last = request.reminded_at or request.asked_at
    return localtime(last).date() if last else date.min


def _remind(round_: CollectionRound, waiting: Sequence[RoundRequest], *, by: Actor, on: date) -> int:
    count = _mail(round_, waiting, by=by, on=on, again=True)
    if count:
        record(
            "round.reminded",
            round_,
            by=by,
            network_id=round_.plan.network_id,
            changes={"leden": ["", str(count)]},
        )
    return count


def _mail(
    round_: CollectionRound, requests: Iterable[RoundRequest], *, by: Actor, on: date, again: bool
) -> int:
    """Post the mails; how many members somebody could be written for. Who is a contact is looked up anew."""
    contacts = contacts_of(round_.plan.network_id, on)
    sender = User.objects.filter(pk=by.user_id).first() if by.user_id else None
    changed = []
    now = timezone.now()
    for request in requests:
        people = contacts.get(request.party_id, [])
        request.contact = people[0] if people else None
        if people:
            # A contact who came later is asked for the first time by a reminder.
            first = request.asked_at is None
            request.asked_at, request.reminded_at = (now, None) if first else (request.asked_at, now)
        changed.append(request)
        for person in people:
            subject, body = _letter(round_, request, person, by=by, again=again)
            post(to=person.email, subject=subject, body=body, reply_to=sender.email if sender else "")
    RoundRequest.objects.bulk_update(changed, ["contact", "asked_at", "reminded_at"])
    return sum(request.contact_id is not None for request in changed)


def _letter(
    round_: CollectionRound, request: RoundRequest, person: User, *, by: Actor, again: bool
) -> tuple[str, str]:
    period, due = period_of_round(round_).label, dutch.day(round_.due)
    address = full_address(reverse("indicators:answer", args=[request.pk]))
    asked = f"{round_.plan.network} vraagt cijfers van {request.party} over {period}, graag tegen {due}."
    lines = [
        f"Dag {person.name or person.email}",
        f"Een herinnering: wij kregen nog geen antwoord. {asked}" if again else asked,
        round_.note,
        f"Antwoorden vraagt een paar minuten en kan ook op een telefoon:\n{address}",
        "Kunt u geen cijfers geven? Zeg dan op dezelfde pagina waarom.",
        by.label if by.kind == "person" else str(round_.plan.network),
    ]
    head = f"{'Herinnering: ' if again else ''}{round_.title} – cijfers van {request.party} tegen {due}"
    return head, "\n\n".join(filter(None, lines)) + "\n"


@transaction.atomic
def close_round(*, round_: CollectionRound, by: Actor) -> CollectionRound:
    """The round, closed: what did not come stays missing.

    Raises:
        NotAllowed: the actor does not keep the indicators of this network.
    """
    require(by, Permission.INDICATOR_MANAGE, at=round_.plan.network_id)
    if round_.closed_at is None:
        round_.closed_at = timezone.now()
        round_.save(update_fields=["closed_at"])
        # Who was asked weighs in every coverage, and small figures come out when a round closes.
        forget(*round_.indicators.all())
        record("round.closed", round_, by=by, network_id=round_.plan.network_id)
    return round_


@transaction.atomic
def reopen_round(*, round_: CollectionRound, by: Actor) -> CollectionRound:
    """The round, open again.

    Raises:
        NotAllowed: the actor does not keep the indicators of this network.
    """
    require(by, Permission.INDICATOR_MANAGE, at=round_.plan.network_id)
    if round_.closed_at is not None:
        round_.closed_at = None
        round_.save(update_fields=["closed_at"])
        forget(*round_.indicators.all())
        record("round.reopened", round_, by=by, network_id=round_.plan.network_id)
    return round_


@transaction.atomic
def answer(
    *, request: RoundRequest, typed: Mapping[int, Sequence[Typed]], finish: bool, by: Actor, on: date
) -> list[Answer]:
    """What became of each figure, by the number of its indicator; the clear ones are stored.

    `finish`: the member says it is complete; that is kept only when everything is clear.

    Raises:
        NotAllowed: the actor does not answer for this party.
        RoundClosed: nothing is asked any more.
        NotComplete: some question has no answer; what was given is stored all the same by a first call.
    """
    _require_answering(request, by)
    indicators = {one.pk: one for one in asked_in(request.round)}
    answers: list[Answer] = []
    for number, cells in typed.items():
        answers += enter_figures(indicator=indicators[number], typed=cells, by=by, day=on)
    if finish and all(one.verdict.settled for one in answers):
        _finish(request, list(indicators.values()), by)
    return answers


def _finish(request: RoundRequest, indicators: Sequence[Indicator], by: Actor) -> None:
    missing = [str(one.indicator) for one in questions_of(request, indicators) if one.known is None]
    if missing:
        raise NotComplete(list(dict.fromkeys(missing)))
    request.answered_at, request.declined_reason = timezone.now(), ""
    request.save(update_fields=["answered_at", "declined_reason"])
    record("figures.answered", request, by=by, network_id=request.round.plan.network_id)


@transaction.atomic
def decline(*, request: RoundRequest, reason: str, by: Actor) -> RoundRequest:
    """The request, with why the member gives no figures.

    Raises:
        NotAllowed: the actor does not answer for this party.
        RoundClosed, ReasonNeeded: it cannot be said like this.
    """
    _require_answering(request, by)
    if not reason.strip():
        raise ReasonNeeded
    request.declined_reason, request.answered_at = reason.strip(), None
    request.save(update_fields=["declined_reason", "answered_at"])
    record(
        "figures.declined",
        request,
        by=by,
        network_id=request.round.plan.network_id,
        changes={"reason": ["", request.declined_reason]},
    )
    return request


def _require_answering(request: RoundRequest, by: Actor) -> None:
    network_id = request.round.plan.network_id
    if not may(by, Permission.FIGURES_ENTER, at=network_id):
        require_for(by, Permission.FIGURES_ANSWER, at=network_id, party=request.party_id)
    if request.round.closed_at:
        raise RoundClosed
