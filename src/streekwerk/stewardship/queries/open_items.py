"""Everything somebody has open in a network, so that nothing is left behind when it is handed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from streekwerk.access.models import MEMBER_CONTACT, ROLES, Permission
from streekwerk.accounts.models import User
from streekwerk.impact.models import Mitigation
from streekwerk.indicators.models import Deliverable, Indicator, RoundRequest
from streekwerk.indicators.queries.deliverables import Line as DeliverableLine
from streekwerk.indicators.queries.deliverables import facts_of, newest_of, with_everything
from streekwerk.network.models import Network, RoleHolding
from streekwerk.network.queries import colleagues_in, people_with
from streekwerk.plans.models import Node
from streekwerk.stewardship.models import (
    CalendarFeed,
    FunctionHolding,
    HandoverItem,
    QuarterDraft,
    Substitute,
)
from streekwerk.stewardship.rules.handover import KINDS, Kind, OpenItem
from streekwerk.ui import dutch

DONE = "done"


def open_items(network: Network, user: User, day: date) -> list[OpenItem]:
    """What this person has open in this network on that day; a fixed number of queries."""
    return [
        *_nodes(network, user),
        *_indicators(network, user),
        *_deliverables(network, user, day),
        *_mitigations(network, user),
        *_functions(network, user, day),
        *_substitutions(network, user, day),
        *_roles(network, user, day),
    ]


def _nodes(network: Network, user: User) -> list[OpenItem]:
    rows = Node.objects.filter(plan__network=network, steward=user).select_related("plan")
    drafts = set(
        QuarterDraft.objects.filter(user=user, node__plan__network=network).values_list("node_id", flat=True)
    )
    return [
        OpenItem(
            Kind.NODE,
            row.pk,
            str(row),
            "; ".join(
                filter(
                    None,
                    [
                        row.plan.title,
                        row.get_status_display(),
                        "met een melding die nog niet verstuurd is" if row.pk in drafts else "",
                    ],
                )
            ),
            row.get_absolute_url(),
        )
        for row in rows.order_by("plan__title", "plan_id", "position").defer("fields", "text", "search")
    ]


def _indicators(network: Network, user: User) -> list[OpenItem]:
    rows = Indicator.objects.filter(plan__network=network, steward=user, set_aside_reason="")
    rows = rows.filter(sentence__archived_at__isnull=True).select_related("sentence__node")
    return [
        OpenItem(
            Kind.INDICATOR, row.pk, row.sentence.text, str(row.sentence.node or ""), row.get_absolute_url()
        )
        for row in rows
    ]


def _deliverables(network: Network, user: User, day: date) -> list[OpenItem]:
    """Those that are not done and that this person carries, took over, or delivered last."""
    # Who delivered a version stays its author: whose turn it is after a hand-over stands there.
    handed = HandoverItem.objects.filter(kind=Kind.DELIVERABLE, handover__network=network).order_by("pk")
    taken = dict(handed.values_list("object_id", "to_id"))
    mine = [pk for pk, to in taken.items() if to == user.pk]
    of_node = Q(indicator__steward=None, indicator__sentence__node__steward=user)
    concerned = Q(indicator__steward=user) | of_node | Q(versions__author=user) | Q(pk__in=mine)
    rows = Deliverable.objects.filter(concerned, indicator__plan__network=network)
    rows = rows.filter(archived_at__isnull=True, indicator__sentence__archived_at__isnull=True).distinct()
    found = []
    for row in with_everything(rows.order_by("pk")):
        line, newest = DeliverableLine(row, facts_of(row), day), newest_of(row)
        node = row.indicator.sentence.node
        carrier = row.indicator.steward_id or (node.steward_id if node else None)
        turn = taken.get(row.pk, newest.author_id if newest else None)
        if line.stand != DONE and user.pk in (carrier, turn):
            said = "; ".join(filter(None, [line.words, line.late]))
            found.append(OpenItem(Kind.DELIVERABLE, row.pk, row.title, said, row.get_absolute_url()))
    return found


def _mitigations(network: Network, user: User) -> list[OpenItem]:
    """The measures of tests in this name; those without a name go along with their node."""
    rows = Mitigation.objects.live().filter(test__node__plan__network=network, steward=user, done_on=None)
    rows = rows.select_related("test__node", "test__version_of__template").order_by("due", "pk")
    return [
        OpenItem(
            Kind.MITIGATION,
            row.pk,
            row.text,
            "; ".join(filter(None, [f"{row.test.version_of.template} van {row.test.node}", row.due_words])),
            row.get_absolute_url(),
        )
        for row in rows
    ]


def _functions(network: Network, user: User, day: date) -> list[OpenItem]:
    rows = FunctionHolding.objects.filter(function__network=network, user=user)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day)).select_related("function")
    address = reverse("stewardship:functions", args=[network.code])
    return [
        OpenItem(
            Kind.FUNCTION, row.pk, row.function.name, dutch.period(row.valid_from, row.valid_to), address
        )
        for row in rows
    ]


def _substitutions(network: Network, user: User, day: date) -> list[OpenItem]:
    rows = Substitute.objects.filter(network=network, substitute=user).select_related("user")
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    address = reverse("stewardship:substitutes", args=[network.code])
    return [
        OpenItem(
            Kind.SUBSTITUTE,
            row.pk,
            f"vervangt {row.user}",
            dutch.period(row.valid_from, row.valid_to),
            address,
            row.user_id,
        )
        for row in rows.order_by("pk")
    ]


def _roles(network: Network, user: User, day: date) -> list[OpenItem]:
    """The roles that hold or will; of a contact, also whether nobody else answers for that member."""
    rows = RoleHolding.objects.filter(network=network, user=user)
    held = list(
        rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day)).select_related("party").order_by("pk")
    )
    parties = [row.party_id for row in held if row.role == MEMBER_CONTACT.code and row.party_id]
    others: set[int] = set()
    waiting: dict[int, int] = {}
    if parties:
        answering = RoleHolding.objects.filter(network=network, role=MEMBER_CONTACT.code, party__in=parties)
        others = set(answering.exclude(user=user).on(day).values_list("party_id", flat=True))
        asked = RoundRequest.objects.filter(
            round__plan__network=network, round__closed_at__isnull=True, party__in=parties,
            answered_at__isnull=True, declined_reason="",
        )  # fmt: skip
        waiting = dict(asked.values_list("party_id").annotate(Count("pk")))
    address = network.get_absolute_url()
    found = []
    for row in held:
        label = ROLES[row.role].label + (f" namens {row.party}" if row.party else "")
        said = dutch.period(row.valid_from, row.valid_to)
        if row.party_id in parties and row.party_id not in others:
            said += f"; niemand anders antwoordt namens {row.party}"
        if row.party_id in waiting:
            said += f"; {dutch.counted(waiting[row.party_id], 'vraag', 'vragen')} om cijfers open"
        found.append(OpenItem(Kind.ROLE, row.pk, label, said, address))
    return found


def able_to(network: Network, day: date, kinds: Iterable[Kind]) -> dict[Kind, list[User]]:
    """By kind who may take something of it over on that day; a query per right."""
    asked = {kind: KINDS[kind].needs for kind in kinds}
    found = {
        needed: colleagues_in(network.pk, day)
        if needed == Permission.NETWORK_READ
        else people_with(needed, network.pk, day)
        for needed in set(asked.values())
    }
    return {kind: found[needed] for kind, needed in asked.items()}


def stops_by_itself(network: Network, user: User, day: date) -> list[str]:
    """What nobody takes over when this person leaves, in words; two queries."""
    rows = Substitute.objects.filter(network=network, user=user).select_related("substitute")
    substituted = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    found = [f"{row.substitute} vervangt {user} niet meer" for row in substituted]
    if CalendarFeed.objects.filter(user=user).exists():
        found.append("de agenda van dit netwerk in een eigen kalender")
    return found


@dataclass(frozen=True)
class Colleague:
    """Somebody with a role in the network, with how much stands on this name."""

    user: User
    roles: str
    """In words; empty: no role in the network any more."""
    nodes: int
    indicators: int
    functions: int

    @property
    def holds(self) -> str:
        """What stands on this name, in words.

        >>> Colleague(User(name="An"), "Trekker", 2, 1, 0).holds
        'trekt 2 onderdelen, volgt 1 indicator op'
        """
        parts = []
        if self.nodes:
            parts.append(f"trekt {dutch.counted(self.nodes, 'onderdeel', 'onderdelen')}")
        if self.indicators:
            parts.append(f"volgt {dutch.counted(self.indicators, 'indicator', 'indicatoren')} op")
        if self.functions:
            parts.append(f"vervult {dutch.counted(self.functions, 'functie', 'functies')}")
        return ", ".join(parts)


def colleagues_with_work(network: Network, day: date) -> list[Colleague]:
    """Everybody with a role in the network that day, by name, then who has none and still keeps something.

    Six queries, however many they are.
    """
    people = colleagues_in(network.pk, day)
    nodes = dict(
        Node.objects.filter(plan__network=network, steward__isnull=False)
        .order_by()
        .values_list("steward_id")
        .annotate(Count("pk"))
    )
    indicators = dict(
        Indicator.objects.filter(plan__network=network, steward__isnull=False, set_aside_reason="")
        .order_by()
        .values_list("steward_id")
        .annotate(Count("pk"))
    )
    functions = dict(
        FunctionHolding.objects.filter(function__network=network)
        .on(day)
        .order_by()
        .values_list("user_id")
        .annotate(Count("pk"))
    )
    roles: dict[int, list[str]] = {}
    held = RoleHolding.objects.filter(network=network).on(day).select_related("party").order_by("pk")
    for row in held:
        said = ROLES[row.role].label + (f" namens {row.party}" if row.party else "")
        roles.setdefault(row.user_id, []).append(said)
    left = {*nodes, *indicators} - {person.pk for person in people}
    people += User.objects.filter(pk__in=left).order_by("name")
    return [
        Colleague(
            person,
            ", ".join(roles.get(person.pk, [])),
            nodes.get(person.pk, 0),
            indicators.get(person.pk, 0),
            functions.get(person.pk, 0),
        )
        for person in people
    ]
