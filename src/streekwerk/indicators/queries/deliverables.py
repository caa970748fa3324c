"""How the deliverables of a plan stand, and everything about one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.indicators.choices import Measure, ValidationState
from streekwerk.indicators.models import (
    Definition,
    Deliverable,
    DeliverableVersion,
    EvidenceFile,
    Indicator,
    Validation,
)
from streekwerk.indicators.rules.deliverables import states
from streekwerk.indicators.rules.deliverables.states import WORDS, Facts, Stand
from streekwerk.network.models import Party
from streekwerk.plans.models import Plan


def with_everything(rows: QuerySet[Deliverable]) -> QuerySet[Deliverable]:
    """The deliverables with what their state needs: three queries more, however many there are."""
    said = Validation.objects.select_related("party").order_by("party__name")
    files = EvidenceFile.objects.filter(archived_at__isnull=True)
    versions = DeliverableVersion.objects.order_by("-number").prefetch_related(Prefetch("validations", said))
    versions = versions.prefetch_related(Prefetch("files", files))
    rows = rows.select_related("indicator__plan__network", "indicator__sentence__node")
    rows = rows.prefetch_related(Prefetch("validators", Party.objects.order_by("name")))
    return rows.prefetch_related(Prefetch("versions", versions))


def facts_of(deliverable: Deliverable) -> Facts:
    """What the rules need to know, of a deliverable that was asked for `with_everything`."""
    asked = {party.pk for party in deliverable.validators.all()}
    newest = newest_of(deliverable)
    if newest is None:
        return Facts(asked=len(asked), due=deliverable.due)
    said = [each for each in newest.validations.all() if each.party_id in asked]
    yes = [each for each in said if each.state == ValidationState.VALIDATED]
    days = [each.said_on for each in yes if each.said_on]
    days += [timezone.localdate(newest.approved_at)] if newest.approved_at else []
    return Facts(
        version=newest.number,
        asked=len(asked),
        validated=len(yes),
        not_validated=sum(each.state == ValidationState.REFUSED for each in said),
        approved=newest.approved_at is not None,
        sent_back=newest.sent_back_at is not None,
        due=deliverable.due,
        finished_on=max(days, default=None),
    )


def newest_of(deliverable: Deliverable) -> DeliverableVersion | None:
    """The newest version, of a deliverable that was asked for `with_everything`."""
    return next(iter(deliverable.versions.all()), None)


@dataclass(frozen=True)
class Line:
    """A deliverable in the list: what it is, how it stands, how late."""

    deliverable: Deliverable
    facts: Facts
    today: date

    @property
    def stand(self) -> Stand:
        return states.stand_of(self.facts)

    @property
    def words(self) -> str:
        return states.stand_words(self.facts)

    @property
    def sentence(self) -> str:
        return states.sentence(self.facts)

    @property
    def late(self) -> str:
        return states.late_words(self.facts, self.today)

    @property
    def waits(self) -> bool:
        """Whether it is late and not done."""
        return bool(self.late) and self.stand != Stand.DONE

    @property
    def newest(self) -> DeliverableVersion | None:
        return newest_of(self.deliverable)


@dataclass(frozen=True)
class DeliverableSelection:
    """Which deliverables are shown and in which order; lives in the address."""

    words: str = ""
    stand: str = ""
    order: str = "klaar"

    STANDS: ClassVar[dict[str, str]] = {
        "": "alle",
        "te-laat": "te laat",
        "goedkeuren": "door mij goed te keuren",
        "valideren": "door ons te valideren",
        **{stand.value: words for stand, words in WORDS.items()},
        "archief": "uit de lijst gehaald",
    }
    ORDERS: ClassVar[tuple[str, ...]] = ("klaar", "-klaar", "titel", "-titel", "stand", "-stand")

    @classmethod
    def of(cls, query: Mapping[str, str]) -> DeliverableSelection:
        """The selection in an address; what makes no sense there is left out."""
        stand, order = query.get("stand", ""), query.get("volgorde", "klaar")
        return cls(
            query.get("zoek", "").strip()[:200],
            stand if stand in cls.STANDS else "",
            order if order in cls.ORDERS else "klaar",
        )


def selected_deliverables(
    plan: Plan, selection: DeliverableSelection, actor: Actor, today: date
) -> list[Line]:
    """The deliverables of the plan that the selection lets through, in its order; five queries."""
    rows = Deliverable.objects.visible_to(actor).filter(indicator__plan=plan)
    rows = rows.filter(archived_at__isnull=selection.stand != "archief")
    for word in selection.words.split()[:8]:
        rows = rows.filter(title__icontains=word)
    # Of the indicator and its action only what a list says: whole actions and plans cost more than the rest.
    listed = with_everything(rows).select_related(None).select_related("indicator__sentence__node")
    lines = [Line(row, facts_of(row), today) for row in listed.only(*_LISTED)]
    for line in lines:
        line.deliverable.indicator.plan = plan
    return _in_order([line for line in lines if _shown(line, selection.stand, actor)], selection.order)


_LISTED = (
    "title", "due", "archived_at", "version", "indicator__plan",
    "indicator__sentence__text", "indicator__sentence__node__code", "indicator__sentence__node__title",
)  # fmt: skip


def _shown(line: Line, stand: str, actor: Actor) -> bool:
    network = line.deliverable.indicator.plan.network_id
    if stand in ("", "archief"):
        return True
    if stand == "te-laat":
        return line.waits
    if stand == "goedkeuren":
        return may_be_approved_by(line, actor)
    if stand == "valideren":
        own = {pk for at, pk in actor.parties_with(Permission.DELIVERABLE_VALIDATE) if at == network}
        return bool(own & {party.pk for party in waited_for(line)})
    return line.stand == stand


def _in_order(lines: list[Line], order: str) -> list[Line]:
    stands = list(Stand)
    keys = {
        "klaar": lambda line: (line.deliverable.due or date.max, line.deliverable.title),
        "titel": lambda line: line.deliverable.title.casefold(),
        "stand": lambda line: (stands.index(line.stand), line.deliverable.title),
    }
    return sorted(lines, key=keys[order.lstrip("-")], reverse=order.startswith("-"))


def may_be_approved_by(line: Line, actor: Actor) -> bool:
    """Whether it waits for an approval that this actor may give."""
    newest = line.newest
    if newest is None or line.stand != Stand.DELIVERED or line.deliverable.archived_at:
        return False
    network = line.deliverable.indicator.plan.network_id
    return may(actor, Permission.DELIVERABLE_APPROVE, at=network) and states.may_approve(
        author=newest.author_id, author_label=newest.author_label, by=actor.user_id, by_label=actor.label
    )


def waited_for(line: Line) -> list[Party]:
    """The parties that have to validate the newest version and said nothing; none before it is there."""
    newest = line.newest
    if newest is None or newest.sent_back_at:
        return []
    said = {each.party_id for each in newest.validations.all() if each.state != ValidationState.ASKED}
    return [party for party in line.deliverable.validators.all() if party.pk not in said]


@dataclass(frozen=True)
class PartyLine:
    """What a party says of the newest version, and what it said of earlier ones."""

    party: Party
    now: Validation | None
    earlier: str
    """“valideerde versie 2”, or nothing."""

    @property
    def answered(self) -> bool:
        return self.now is not None and self.now.state != ValidationState.ASKED


def party_lines(deliverable: Deliverable) -> list[PartyLine]:
    """Every party that has to validate it, those that did not answer first."""
    versions: Sequence[DeliverableVersion] = list(deliverable.versions.all())
    lines = []
    for party in deliverable.validators.all():
        said = [
            (version, each)
            for version in versions
            for each in version.validations.all()
            if each.party_id == party.pk
        ]
        now = next((each for version, each in said if version == versions[0]), None)
        before = next(
            (
                version.number
                for version, each in said
                if version != versions[0] and each.state == "validated"
            ),
            None,
        )
        lines.append(PartyLine(party, now, f"valideerde versie {before}" if before else ""))
    return sorted(lines, key=lambda line: (line.answered, line.party.name))


def cards_without(plan: Plan, actor: Actor) -> list[Indicator]:
    """Indicators whose card says that they are a deliverable, and for which there is none yet; one query."""
    newest = Definition.objects.filter(indicator=OuterRef("pk")).order_by("-number").values("measure")[:1]
    begun = Deliverable.objects.filter(archived_at__isnull=True).values("indicator")
    rows = Indicator.objects.visible_to(actor).filter(plan=plan, set_aside_reason="").exclude(pk__in=begun)
    rows = rows.filter(sentence__archived_at__isnull=True)
    promised = rows.annotate(measure=Subquery(newest)).filter(measure=Measure.DELIVERABLE)
    return list(promised.select_related("plan__network", "sentence__node"))


def lines_of(indicators: Iterable[Indicator], today: date) -> dict[int, list[Line]]:
    """How the deliverables of each indicator stand, by its number; for meters, four queries."""
    rows = Deliverable.objects.filter(indicator__in=indicators, archived_at__isnull=True)
    found: dict[int, list[Line]] = {}
    for row in with_everything(rows):
        found.setdefault(row.indicator_id, []).append(Line(row, facts_of(row), today))
    return found
