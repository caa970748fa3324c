"""Loading what a region delivered: versions with their evidence, what parties said of it, who approved it."""

from __future__ import annotations

from datetime import date
from typing import Any

from streekwerk.access.models import Actor
from streekwerk.config.region_figures import Loading
from streekwerk.indicators.choices import ValidationState
from streekwerk.indicators.commands import deliverables, validations
from streekwerk.indicators.commands.evidence import GivenFile
from streekwerk.indicators.models import Deliverable
from streekwerk.indicators.queries.validators import proposed
from streekwerk.network.models import Party
from streekwerk.network.queries import members_on

Entry = dict[str, Any]


def load_deliverables(loading: Loading) -> None:
    """Begin each deliverable that the file names, and hand in its versions."""
    by = loading.actor(loading.said["cards_by"])
    for entry in loading.said.get("deliverables", []):
        indicator = loading.indicator(entry["key"])
        title = proposed([indicator])[0].title
        given = deliverables.DeliverableText(
            entry.get("title", title),
            date.fromisoformat(entry["due"]) if "due" in entry else None,
            [party.pk for party in _validators(loading, entry.get("validators", []))],
        )
        deliverable = deliverables.begin_deliverable(indicator=indicator, given=given, by=by)
        for number, version in enumerate(entry.get("versions", [])):
            _deliver(loading, deliverable, version, number)


def _validators(loading: Loading, said: str | list[str]) -> list[Party]:
    if said == "members":
        return list(members_on(loading.plan.network, loading.today))
    return list(Party.objects.filter(code__in=said))


def _deliver(loading: Loading, deliverable: Deliverable, said: Entry, after: int) -> None:
    delivered, today = date.fromisoformat(said["on"]), loading.today
    name = f"{deliverable.title[:60].rstrip(' .')} v{after + 1} (voorbeeld).pdf"
    version = deliverables.deliver_version(
        deliverable=deliverable,
        given=deliverables.Delivery(
            delivered, said["note"], files=[GivenFile(name, evidence(deliverable.title))]
        ),
        after=after,
        today=max(today, delivered),
        by=loading.actor(said["by"]),
    )
    keeper: Actor = loading.actor(loading.said["cards_by"])
    for words in said.get("said", []):
        on = date.fromisoformat(words["on"])
        validations.say_validation(
            version=version,
            parties=list(Party.objects.filter(code__in=words["parties"]).values_list("pk", flat=True)),
            said=validations.Said(
                ValidationState(words["state"]), on, words.get("note", ""), words["source"]
            ),
            today=max(today, on),
            by=keeper,
        )
    if approver := said.get("approved_by"):
        deliverables.approve_version(version=version, by=loading.actor(approver))
    if back := said.get("sent_back"):
        deliverables.send_back(version=version, reason=back["reason"], by=loading.actor(back["by"]))


def evidence(title: str) -> bytes:
    """A page of pdf that says what it stands for; the same bytes for the same title."""
    lines = ["Voorbeeldstreek", title[:90], "Dit bewijsstuk is verzonnen. Hier staat het echte document."]
    said = [line.encode("cp1252", "replace").translate(None, b"()\\") for line in lines]
    text = b"BT /F1 14 Tf 56 780 Td 0 -26 Td (" + b") Tj 0 -26 Td (".join(said) + b") Tj ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(text) + text + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(made))
    return made + head + table + tail
