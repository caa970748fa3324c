"""A network of 27 boards and two partners, ria who answers for one of them, and a card that asks a note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from people import PASSWORD, TODAY, Cast, Person
from streekwerk.accounts.models import User
from streekwerk.indicators.commands.deliverables import (
    DeliverableText,
    Delivery,
    begin_deliverable,
    deliver_version,
)
from streekwerk.indicators.commands.evidence import GivenFile
from streekwerk.indicators.models import Definition, Deliverable, DeliverableVersion, Indicator
from streekwerk.network.models import Membership, Party, RoleHolding
from streekwerk.plans.models import IndicatorSentence, Node, Plan

SENTENCE = "Bijgestuurde conceptnota gevalideerd door lokale besturen en partners"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"


@dataclass
class Region:
    people: Cast
    plan: Plan
    boards: list[Party]
    partners: list[Party]
    ria: Person

    def card(self, text: str = SENTENCE, **more: object) -> Indicator:
        """A confirmed card of a deliverable, or of what `more` says."""
        node = Node.objects.filter(plan=self.plan, level="action")[0]
        last = IndicatorSentence.every.filter(plan=self.plan).count()
        sentence = IndicatorSentence.objects.create(plan=self.plan, node=node, position=last, text=text)
        indicator = Indicator.objects.create(
            plan=self.plan, sentence=sentence, confirmed_text=text, confirmed_by="Bo"
        )
        fields = {
            "measure": "deliverable",
            "instrument": "milestone",
            "rhythm": "once",
            "validated_by": "lokale besturen en partners",
            **more,
        }
        Definition.objects.create(indicator=indicator, by_label="Bo", **fields)
        return indicator

    def note(self, *, validators: list[Party] | None = None) -> Deliverable:
        """A note that the boards have to validate; nothing was delivered."""
        asked = self.boards if validators is None else validators
        given = DeliverableText("Conceptnota", date(2026, 11, 10), [party.pk for party in asked])
        return begin_deliverable(indicator=self.card(), given=given, by=self.people.bo.actor)

    def delivered(self, *, validators: list[Party] | None = None) -> DeliverableVersion:
        """The note, delivered by An."""
        return deliver(self.note(validators=validators), self.people["an"], today=TODAY)


def deliver(deliverable: Deliverable, who: Person, *, after: int = 0, today: date) -> DeliverableVersion:
    """A next version with one file, by this person."""
    data = PDF + f"\n% versie {after + 1}".encode()
    given = Delivery(today, "Eerste tekst", files=[GivenFile("nota.pdf", data)])
    return deliver_version(deliverable=deliverable, given=given, after=after, today=today, by=who.actor)


def make_region(people: Cast, plan: Plan) -> Region:
    """Everybody in it, stored."""
    boards, partners = [], []
    for number in range(29):
        party = Party.objects.create(code=f"p{number}", name=f"Bestuur {number:02}", kind="municipality")
        member = number < 27
        Membership.objects.create(
            network=people.zonnedorp, party=party, role="member" if member else "partner"
        )
        (boards if member else partners).append(party)
    user = User.objects.create_user("ria@example.org", PASSWORD, name="Ria")
    RoleHolding.objects.create(
        user=user,
        network=people.zonnedorp,
        role="member_contact",
        party=boards[0],
        valid_from=date(2026, 1, 1),
    )
    return Region(people, plan, boards, partners, Person(user))
