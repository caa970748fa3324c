"""How to open the addresses of deliverables and ratings, and what is sent there."""

from __future__ import annotations

from datetime import date

from people import Cast
from streekwerk.indicators.commands.deliverables import (
    DeliverableText,
    Delivery,
    begin_deliverable,
    deliver_version,
)
from streekwerk.indicators.commands.evidence import GivenFile
from streekwerk.indicators.models import Definition, Indicator
from streekwerk.network.models import Membership, Party
from streekwerk.plans.models import IndicatorSentence, Node, Plan


def deliverables_of(people: Cast, plan: Plan, node: Node) -> dict[str, list[object]]:
    """How to open each, with a note of Zonnedorp that An delivered, and a rubric."""
    sentence = IndicatorSentence.every.get_or_create(
        plan=plan, node=node, position=900, text="Nota voor de poort"
    )[0]
    indicator, fresh = Indicator.objects.get_or_create(
        plan=plan, sentence=sentence, defaults={"confirmed_text": sentence.text, "confirmed_by": "Bo"}
    )
    if fresh:
        Definition.objects.create(
            indicator=indicator, measure="rubric", instrument="manual_assessment", by_label="Bo",
            rubric_levels=["niet", "deels", "geheel"],
        )  # fmt: skip
        party = Party.objects.create(code="poort", name="Bestuur Poort", kind="municipality")
        Membership.objects.create(network=people.zonnedorp, party=party, role="member")
        note = begin_deliverable(
            indicator=indicator, given=DeliverableText("Nota", validators=[party.pk]), by=people.an.actor
        )
        files = [GivenFile("nota.pdf", b"%PDF-1.7 poort")]
        day = date(2026, 1, 5)
        deliver_version(
            deliverable=note, given=Delivery(day, files=files), after=0, today=day, by=people.an.actor
        )
    note = indicator.deliverables.get()
    version = note.versions.get()
    file = version.files.get()
    of_plan, of_note, of_version, of_file = [plan.pk], [note.pk], [version.pk], [file.pk]
    return {
        "indicators:deliver": of_note,
        "indicators:deliverable": of_note,
        "indicators:deliverable-archive": of_note,
        "indicators:deliverable-change": of_note,
        "indicators:deliverable-new": [indicator.pk],
        "indicators:deliverable-restore": of_note,
        "indicators:deliverables": of_plan,
        "indicators:deliverables-begin": of_plan,
        "indicators:deliverables-export": [plan.pk, "csv"],
        "indicators:evidence": of_file,
        "indicators:evidence-add": of_version,
        "indicators:evidence-archive": of_file,
        "indicators:evidence-restore": of_file,
        "indicators:rating": [indicator.pk],
        "indicators:validate": of_version,
        "indicators:validation-ask": of_version,
        "indicators:version-approve": of_version,
        "indicators:version-send-back": of_version,
        "indicators:version-withdraw": of_version,
    }


_DELIVER, _MANAGE, _APPROVE = {"dirk", "gus"}, {"an", "dirk", "gus"}, {"an", "gus"}

DELIVERABLES: dict[str, tuple[dict[str, str], set[str]]] = {
    "indicators:deliver": ({"delivered_on": "2026-01-06", "link": "https://x.be", "after": "1"}, _DELIVER),
    "indicators:deliverable-archive": ({"version": "1"}, _MANAGE),
    "indicators:deliverable-change": ({"title": "anders", "version": "1"}, _MANAGE),
    "indicators:deliverable-new": ({"title": "anders"}, _DELIVER),
    "indicators:deliverable-restore": ({}, _MANAGE),
    "indicators:deliverables-begin": ({}, _DELIVER),
    "indicators:evidence-add": ({}, _DELIVER),
    "indicators:evidence-archive": ({}, _DELIVER),
    "indicators:evidence-restore": ({}, _DELIVER),
    "indicators:rating": ({"level": "1"}, {"gus"}),
    "indicators:validate": ({"state": "validated", "on": "2026-01-06"}, _MANAGE),
    "indicators:validation-ask": ({}, _DELIVER),
    "indicators:version-approve": ({}, _APPROVE),
    "indicators:version-send-back": ({"reason": "anders"}, _APPROVE),
    "indicators:version-withdraw": ({}, _APPROVE),
}
"""What is sent to change a deliverable, and who sees it but may not."""
