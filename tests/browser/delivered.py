"""A plan whose promised things are in every state, and a rubric two people judged."""

from __future__ import annotations

from datetime import date, timedelta

from streekwerk.access.models import Actor
from streekwerk.accounts.models import User
from streekwerk.indicators.choices import ValidationState
from streekwerk.indicators.commands.deliverables import (
    DeliverableText,
    Delivery,
    approve_version,
    begin_deliverable,
    deliver_version,
    send_back,
)
from streekwerk.indicators.commands.evidence import GivenFile
from streekwerk.indicators.commands.ratings import Judgement, rate
from streekwerk.indicators.commands.validations import Said, ask_validation, say_validation
from streekwerk.indicators.models import Definition, Deliverable, DeliverableVersion, Indicator
from streekwerk.indicators.rules.figures.periods import period_of
from streekwerk.network.models import Membership, Party
from streekwerk.network.queries import actor_of
from streekwerk.plans.models import IndicatorSentence, Node, Plan

LEVELS = [
    "enkel bij ons bruikbaar",
    "met veel aanpassing",
    "met enkele aanpassingen",
    "bijna zoals het is",
    "overal",
]
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"


def give_deliverables(plan: Plan, *, by: Actor) -> dict[str, int]:
    """Promised things of this plan in every state; keys of what pages ask for."""
    today = date.today()
    tess, lieve = (
        actor_of(User.objects.get(email=email), today)
        for email in ("tess@heidebrug.example", "lieve@geel.example")
    )
    action = Node.objects.filter(plan=plan, level="action")[1]
    of_today = Membership.objects.filter(network=plan.network, role="member").on(today)
    boards = list(Party.objects.filter(memberships__in=of_today).order_by("name"))

    def card(text: str, **more: object) -> Indicator:
        last = IndicatorSentence.every.filter(plan=plan).count()
        sentence = IndicatorSentence.objects.create(plan=plan, node=action, position=last, text=text)
        made = Indicator.objects.create(
            plan=plan, sentence=sentence, confirmed_text=text, confirmed_by="Sofie"
        )
        asked = {"measure": "deliverable", "instrument": "milestone", "rhythm": "once", **more}
        Definition.objects.create(indicator=made, by_label="Sofie", **asked)
        return made

    def note(text: str, due: date | None, parties: list[Party]) -> Deliverable:
        given = DeliverableText(text, due, [party.pk for party in parties])
        return begin_deliverable(
            indicator=card(f"{text} gevalideerd door lokale besturen"), given=given, by=by
        )

    def version(of: Deliverable, after: int, days: int, said: str) -> DeliverableVersion:
        files = [GivenFile("conceptnota met bijlagen.pdf", PDF + str(of.pk * 10 + after).encode())]
        given = Delivery(today - timedelta(days=days), said, files=files)
        return deliver_version(deliverable=of, given=given, after=after, today=today, by=tess)

    def say(of: DeliverableVersion, parties: list[Party], state: str = "validated", why: str = "") -> None:
        said = Said(ValidationState(state), today - timedelta(days=4), why, "mail van 3 november")
        say_validation(version=of, parties=[party.pk for party in parties], said=said, today=today, by=by)

    late = note("Bijgestuurde conceptnota lokaal sociaal beleid", today - timedelta(days=12), boards)
    first = version(late, 0, 60, "Eerste tekst, voor het overleg van september.")
    say(first, boards[:6])
    newest = version(late, 1, 20, "Met de opmerkingen van het overleg verwerkt.")
    ask_validation(version=newest, today=today, by=tess)
    others = [party for party in boards if party.name not in ("Merksplas", "Geel")]
    say(newest, others[:18])
    say(newest, others[18:19], "remarks", "De taakverdeling bij onthaal ontbreekt nog.")
    say(newest, others[19:20], "advice", "Het vast bureau adviseerde; de raad beslist in december.")
    approval = version(note("Draaiboek onthaal", today + timedelta(days=90), []), 0, 3, "")
    done = version(note("Afsprakenkader huisbezoeken", today + timedelta(days=30), boards[:2]), 0, 40, "")
    say(done, boards[:2])
    approve_version(version=done, by=lieve)
    back = version(note("Visienota vrijwilligers", None, boards[:3]), 0, 8, "")
    send_back(version=back, reason="De cijfers van vorig jaar ontbreken.", by=lieve)
    concept = note("Communicatieplan", today + timedelta(days=200), boards[:1])
    card("Procedure voor warme doorverwijzing goedgekeurd door de partners", validated_by="de partners")
    rubric = card(
        "Mate van overdraagbaarheid", measure="rubric", rhythm="year", instrument="manual_assessment",
        rubric_levels=LEVELS,
    )  # fmt: skip
    bare = card("Mate van tevredenheid", measure="rubric", rhythm="year", instrument="manual_assessment")
    year = period_of(today, "year")
    rate(indicator=rubric, given=Judgement(year, 2), by=tess)
    rate(indicator=rubric, given=Judgement(year, 4, "Drie besturen werken er al mee."), by=lieve)
    return {
        "note": late.pk,
        "note_version": newest.pk,
        "note_file": newest.files.get().pk,
        "note_done": done.deliverable_id,
        "note_back": back.deliverable_id,
        "note_approval": approval.deliverable_id,
        "approval_version": approval.pk,
        "note_concept": concept.pk,
        "note_card": concept.indicator_id,
        "rubric": rubric.pk,
        "rubric_bare": bare.pk,
    }
