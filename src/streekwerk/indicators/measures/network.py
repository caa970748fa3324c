"""Who takes part in a network and where: members, partners, bodies, and the municipalities they lie in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from streekwerk.access.models import Actor
from streekwerk.indicators.measures.plans import options_of
from streekwerk.indicators.ports import Field, Measurable, Relation, SetShape, Source
from streekwerk.network.choices import MembershipRole, PartyKind, PlaceKind
from streekwerk.network.models import Composition, Membership, Network, Place, Population

_PARTY_KINDS = options_of(PartyKind)


def _participants(role: MembershipRole, one: str, many: str, also: tuple[str, ...]) -> Measurable:
    """The parties with one role in the network; a party counts once for each stretch that it took part."""

    def records(actor: Actor, network: Network, day: date) -> QuerySet[Any]:
        rows: QuerySet[Any] = Membership.objects.visible_to(actor)
        return rows.filter(network=network, role=role)

    return Measurable(
        shape=SetShape(
            f"{role.value}s" if role is not MembershipRole.BODY else "bodies",
            one,
            many,
            fields={
                "party": Field("organisatie", "party", plural="organisaties"),
                "kind": Field(
                    "soort", "choice", options=_PARTY_KINDS, plural="soorten", of="van de soort"
                ),
                "place": Field("gemeente", "place", plural="gemeenten", of="in"),
                "valid_from": Field("begin", "date"),
                "valid_to": Field("einde", "date"),
            },
            relations={
                "led": Relation(
                    "nodes", "lead", "onderdeel", "onderdelen", own="party", said="die {} dragen"
                ),
                "partnered": Relation(
                    "nodes", "partners", "onderdeel", "onderdelen", own="party",
                    said="die partner zijn van {}",
                ),
                "figures": Relation("measurements", "party", "cijfer", "cijfers", own="party"),
                "deliverables": Relation(
                    "deliverables", "validated_by", "oplevering", "opleveringen", own="party",
                    said="die {} valideerden",
                ),
            },
            valid=("valid_from", "valid_to"),
            also=also,
        ),
        records=records,
        sources={
            "party": Source("party_id"), "kind": Source("party__kind"), "place": Source("party__place_id"),
            "valid_from": Source("valid_from"), "valid_to": Source("valid_to"),
        },
        title=lambda each: str(each.party),
        url=lambda each: reverse("network:detail", args=[each.network.code]),
        entered="valid_from",
        related=("party", "network"),
        worded=_own_word if role is MembershipRole.MEMBER else None,
    )  # fmt: skip


def _own_word(shape: SetShape, network: Network) -> SetShape:
    """A network says its own words for its members."""
    return replace(shape, one=network.member_word, many=network.members_word)


def _places(actor: Actor, network: Network, day: date) -> QuerySet[Any]:
    """The municipalities of who takes part as a member on that day, with their newest inhabitants."""
    members = Membership.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=day),
        Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        party__place=OuterRef("pk"),
        network=network,
        role=MembershipRole.MEMBER,
    )
    newest = Population.objects.filter(place=OuterRef("pk"), year__lte=day.year).order_by("-year")
    rows: QuerySet[Any] = Place.objects.visible_to(actor)
    found: QuerySet[Any] = rows.filter(Exists(members), kind=PlaceKind.MUNICIPALITY).annotate(
        inhabitants=Subquery(newest.values("inhabitants")[:1])
    )
    return found


def _zones(places: QuerySet[Any], day: date) -> Iterable[tuple[int, int]]:
    """Each place with every zone and region it lies in on that day."""
    lies = Composition.objects.filter(part__in=places.values("pk")).on(day)
    return list(lies.values_list("part_id", "whole_id"))


PLACES = Measurable(
    shape=SetShape(
        "places",
        "gemeente",
        "gemeenten van de leden",
        fields={
            "place": Field("gemeente", "place", plural="gemeenten"),
            "zones": Field("zone", "place", many=True, plural="zones", of="in"),
            "inhabitants": Field("aantal inwoners", "number", plural="inwoners"),
            "name": Field("naam", "text"),
        },
        relations={"figures": Relation("measurements", "place", "cijfer", "cijfers")},
        also=("gemeenten", "steden", "lokale besturen"),
    ),
    records=_places,
    sources={
        "place": Source("pk"),
        "zones": Source("wholes__whole_id", many=True, pairs=_zones),
        "inhabitants": Source("inhabitants"),
        "name": Source("name"),
    },
    title=str,
    url=lambda each: reverse("network:overview"),
    entered="",
)

SETS = (
    _participants(
        MembershipRole.MEMBER, "lid", "leden", ("besturen", "lokale besturen", "vennoten", "deelgenoten")
    ),
    _participants(MembershipRole.PARTNER, "partner", "partners", ()),
    _participants(MembershipRole.BODY, "orgaan", "organen van het netwerk", ("organen", "overlegorganen")),
    PLACES,
)
