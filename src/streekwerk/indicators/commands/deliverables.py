"""A promised thing from its card to done: begin, deliver, approve or send back, put away."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import NotAllowed, require
from streekwerk.audit.commands import record
from streekwerk.indicators import readings
from streekwerk.indicators.commands.evidence import GivenFile, checked, keep_files
from streekwerk.indicators.models import Deliverable, DeliverableVersion, Indicator
from streekwerk.indicators.queries.validators import proposed
from streekwerk.indicators.rules.deliverables.states import may_approve
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Party
from streekwerk.outbox.commands import post
from streekwerk.outbox.queries import full_address


class NoTitle(DomainError):
    def __init__(self) -> None:
        super().__init__("Er staat geen titel. Zeg in enkele woorden wat opgeleverd wordt.")


class NoSuchValidator(DomainError):
    def __init__(self) -> None:
        super().__init__("Een van de gekozen partijen hoort niet bij dit netwerk. Kies uit de lijst.")


class DeliverableChanged(DomainError):
    """Somebody else changed it since; nothing was overwritten."""

    def __init__(self, deliverable: Deliverable) -> None:
        super().__init__(
            f"Iemand anders wijzigde “{deliverable}” intussen. "
            "Open de oplevering opnieuw en kijk wat er staat."
        )


class NothingDelivered(DomainError):
    def __init__(self) -> None:
        super().__init__("Er is niets om op te leveren. Voeg een bestand of een link toe.")


class NotTheNewest(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Er is intussen een andere versie, of ze werd al beoordeeld. Bekijk de nieuwste versie."
        )


class NotYet(DomainError):
    def __init__(self) -> None:
        super().__init__("Deze datum ligt in de toekomst. Geef de dag waarop er opgeleverd werd.")


class OwnWork(NotAllowed):
    def __init__(self, version: DeliverableVersion) -> None:
        DomainError.__init__(
            self,
            f"U leverde “{version.deliverable}” zelf op en kunt het dus niet goedkeuren. "
            "Vraag het aan iemand anders die mag goedkeuren.",
        )


class NoReason(DomainError):
    def __init__(self) -> None:
        super().__init__("Zeg in één zin waarom u het terugstuurt, zodat de auteur verder kan.")


@dataclass(frozen=True)
class DeliverableText:
    """What a person gave for it."""

    title: str
    due: date | None = None
    validators: Collection[int] = ()


@dataclass(frozen=True)
class Delivery:
    """A version as somebody hands it in."""

    delivered_on: date
    note: str = ""
    link: str = ""
    files: Sequence[GivenFile] = ()


@transaction.atomic
def begin_deliverable(*, indicator: Indicator, given: DeliverableText, by: Actor) -> Deliverable:
    """Return the new deliverable of this indicator; nothing was delivered yet.

    Raises:
        NotAllowed: the actor may not deliver in this network.
        NoTitle, NoSuchValidator: what was given cannot be kept.
    """
    require(by, Permission.DELIVERABLE_DELIVER, at=indicator.plan.network_id)
    parties = _checked(given, indicator)
    deliverable = Deliverable.objects.create(
        indicator=indicator, title=given.title.strip()[:300], due=given.due, by_label=by.label[:160]
    )
    deliverable.validators.set(parties)
    _finish(deliverable, "deliverable.begun", by, {"title": ["", deliverable.title]})
    return deliverable


@transaction.atomic
def begin_all(*, indicators: Sequence[Indicator], by: Actor) -> list[Deliverable]:
    """Return a new deliverable per indicator that has none, as its card and sentence propose.

    Every proposal can be corrected later.

    Raises:
        NotAllowed: the actor may not deliver in one of the networks.
    """
    begun = Deliverable.objects.filter(indicator__in=indicators, archived_at__isnull=True)
    has = set(begun.values_list("indicator_id", flat=True))
    without = [indicator for indicator in indicators if indicator.pk not in has]
    return [
        begin_deliverable(
            indicator=each.indicator,
            given=DeliverableText(each.title, each.due, each.validators),
            by=by,
        )
        for each in proposed(without)
    ]


@transaction.atomic
def change_deliverable(
    *, deliverable: Deliverable, given: DeliverableText, version: int, by: Actor
) -> Deliverable:
    """Return the deliverable as it is now.

    Once something was delivered, only who keeps the cards still says who has to validate it.

    Raises:
        NotAllowed: the actor may not deliver, or may not keep the cards once something was delivered.
        DeliverableChanged: `version` is not its version any more.
        NoTitle, NoSuchValidator: what was given cannot be kept.
    """
    deliverable = _for_change(deliverable, version, by)
    if deliverable.versions.exists():
        require(by, Permission.INDICATOR_MANAGE, at=deliverable.indicator.plan.network_id)
    parties = _checked(given, deliverable.indicator)
    before = sorted(party.name for party in deliverable.validators.all())
    after = sorted(party.name for party in parties)
    changes = {
        "title": [deliverable.title, given.title.strip()[:300]],
        "due": [str(deliverable.due or ""), str(given.due or "")],
        "validators": [", ".join(before), ", ".join(after)],
    }
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    if not changes:
        return deliverable
    deliverable.title, deliverable.due = given.title.strip()[:300], given.due
    deliverable.version += 1
    deliverable.save(update_fields=["title", "due", "version"])
    deliverable.validators.set(parties)
    _finish(deliverable, "deliverable.changed", by, changes)
    return deliverable


@transaction.atomic
def archive_deliverable(*, deliverable: Deliverable, version: int, by: Actor) -> Deliverable:
    """Return the deliverable, out of the list; it is kept with its versions.

    Raises:
        NotAllowed: the actor may not keep the cards of this network.
        DeliverableChanged: `version` is not its version any more.
    """
    require(by, Permission.INDICATOR_MANAGE, at=deliverable.indicator.plan.network_id)
    deliverable = _for_change(deliverable, version, by)
    deliverable.archived_at = timezone.now()
    deliverable.version += 1
    deliverable.save(update_fields=["archived_at", "version"])
    _finish(deliverable, "deliverable.archived", by)
    return deliverable


@transaction.atomic
def restore_deliverable(*, deliverable: Deliverable, by: Actor) -> Deliverable:
    """Return the deliverable, back in the list.

    Raises:
        NotAllowed: the actor may not keep the cards of this network.
    """
    require(by, Permission.INDICATOR_MANAGE, at=deliverable.indicator.plan.network_id)
    if deliverable.archived_at:
        deliverable.archived_at = None
        deliverable.version += 1
        deliverable.save(update_fields=["archived_at", "version"])
        _finish(deliverable, "deliverable.restored", by)
    return deliverable


@transaction.atomic
def deliver_version(
    *, deliverable: Deliverable, given: Delivery, after: int, today: date, by: Actor
) -> DeliverableVersion:
    """Return the new version with its files; validations begin anew, those of earlier versions stay readable.

    Raises:
        NotAllowed: the actor may not deliver in this network.
        NotTheNewest: `after` is not the number of the newest version any more (0: none).
        NothingDelivered: there is neither a file nor a link.
        NotYet: it would be delivered in the future.
        DomainError: one of the files is not kept; nothing is delivered then.
    """
    require(by, Permission.DELIVERABLE_DELIVER, at=deliverable.indicator.plan.network_id)
    if not given.link and not given.files:
        raise NothingDelivered
    if given.delivered_on > today:
        raise NotYet
    files = [checked(file) for file in given.files]
    rows = Deliverable.objects.select_for_update(of=("self",)).select_related("indicator__plan")
    deliverable = rows.get(pk=deliverable.pk)
    newest = deliverable.versions.order_by("-number").values_list("number", flat=True).first() or 0
    if newest != after or deliverable.archived_at:
        raise NotTheNewest
    version = DeliverableVersion.objects.create(
        deliverable=deliverable,
        number=newest + 1,
        note=given.note.strip(),
        link=given.link,
        delivered_on=given.delivered_on,
        author_id=by.user_id,
        author_label=by.label[:160],
    )
    keep_files(version, files, by)
    _finish(deliverable, "deliverable.delivered", by, {"version": ["", str(version.number)]})
    return version


@transaction.atomic
def approve_version(*, version: DeliverableVersion, by: Actor) -> DeliverableVersion:
    """Return the version, approved by somebody other than its author.

    Raises:
        NotAllowed: the actor may not approve in this network.
        OwnWork: the actor delivered it.
        NotTheNewest: it is not the newest version, or it was judged already.
    """
    version = _for_judging(version, by)
    version.approved_at = timezone.now()
    version.approved_by_id = by.user_id
    version.approved_label = by.label[:160]
    version.save(update_fields=["approved_at", "approved_by", "approved_label"])
    _finish(version.deliverable, "deliverable.approved", by, {"version": ["", str(version.number)]})
    return version


@transaction.atomic
def withdraw_approval(*, version: DeliverableVersion, by: Actor) -> DeliverableVersion:
    """Return the version, not approved any more: whoever approved it was mistaken.

    Raises:
        NotAllowed: the actor may not approve in this network, or somebody else approved it.
    """
    network = version.deliverable.indicator.plan.network_id
    require(by, Permission.DELIVERABLE_APPROVE, at=network)
    if version.approved_at is None:
        return version
    if by.kind != "operator" and version.approved_by_id != by.user_id:
        raise NotAllowed(by, Permission.DELIVERABLE_APPROVE)
    version.approved_at, version.approved_by, version.approved_label = None, None, ""
    version.save(update_fields=["approved_at", "approved_by", "approved_label"])
    _finish(version.deliverable, "deliverable.approval_withdrawn", by)
    return version


@transaction.atomic
def send_back(*, version: DeliverableVersion, reason: str, by: Actor) -> DeliverableVersion:
    """Return the version, sent back with a reason; its author gets a mail.

    Raises:
        NotAllowed: the actor may not approve in this network.
        OwnWork: the actor delivered it; a better version follows by delivering again.
        NotTheNewest: it is not the newest version, or it was judged already.
        NoReason: there is none.
    """
    if not reason.strip():
        require(by, Permission.DELIVERABLE_APPROVE, at=version.deliverable.indicator.plan.network_id)
        raise NoReason
    version = _for_judging(version, by)
    version.sent_back_at, version.sent_back_reason = timezone.now(), reason.strip()
    version.save(update_fields=["sent_back_at", "sent_back_reason"])
    _finish(version.deliverable, "deliverable.sent_back", by, {"reason": ["", reason.strip()]})
    if version.author:
        post(
            to=version.author.email,
            subject=f"“{version.deliverable}” komt terug",
            body=(
                f"Dag {version.author.name},\n\n"
                f"{by.label} stuurde versie {version.number} van “{version.deliverable}” terug:\n\n"
                f"{version.sent_back_reason}\n\n"
                f"Een nieuwe versie opleveren: {full_address(version.deliverable.get_absolute_url())}\n"
            ),
        )
    return version


def _checked(given: DeliverableText, indicator: Indicator) -> list[Party]:
    if not given.title.strip():
        raise NoTitle
    parties = list(
        Party.objects.filter(
            pk__in=given.validators, memberships__network=indicator.plan.network_id
        ).distinct()
    )
    if len(parties) != len(set(given.validators)):
        raise NoSuchValidator
    return parties


def _for_change(deliverable: Deliverable, version: int, by: Actor) -> Deliverable:
    require(by, Permission.DELIVERABLE_DELIVER, at=deliverable.indicator.plan.network_id)
    rows = Deliverable.objects.select_for_update(of=("self",)).select_related("indicator__plan")
    deliverable = rows.get(pk=deliverable.pk)
    if deliverable.version != version or deliverable.archived_at:
        raise DeliverableChanged(deliverable)
    return deliverable


def _for_judging(version: DeliverableVersion, by: Actor) -> DeliverableVersion:
    require(by, Permission.DELIVERABLE_APPROVE, at=version.deliverable.indicator.plan.network_id)
    rows = DeliverableVersion.objects.select_for_update(of=("self",))
    version = rows.select_related("deliverable__indicator__plan", "author").get(pk=version.pk)
    if not may_approve(
        author=version.author_id, author_label=version.author_label, by=by.user_id, by_label=by.label
    ):
        raise OwnWork(version)
    later = DeliverableVersion.objects.filter(deliverable=version.deliverable_id, number__gt=version.number)
    gone = version.deliverable.archived_at is not None
    if gone or version.approved_at or version.sent_back_at or later.exists():
        raise NotTheNewest
    return version


def _finish(
    deliverable: Deliverable, verb: str, by: Actor, changes: dict[str, list[str]] | None = None
) -> None:
    """What every change of a deliverable does: the log, and its meter is worked out anew."""
    indicator = deliverable.indicator
    record(verb, deliverable, by=by, network_id=indicator.plan.network_id, changes=changes)
    readings.forget(indicator)
