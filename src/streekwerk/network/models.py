"""Networks and what they are made of. Every fact about membership, place or role is dated."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from streekwerk.network import choices, querysets


class Network(models.Model):
    """A network that works on this installation, with its own words."""

    code = models.SlugField(unique=True, help_text="korte naam voor adressen en de opdrachtregel")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=30, choices=choices.network_kinds)
    member_word = models.CharField("woord voor een lid", max_length=40, default="lid")
    members_word = models.CharField("woord voor de leden", max_length=40, default="leden")
    levels: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(default=list)
    """Own level names, highest first: [{"level": "goal", "label": "…", "plural": "…"}]."""

    objects: ClassVar[models.Manager[Network]] = querysets.NetworkQuerySet.as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("network:detail", args=[self.code])

    def level_label(self, level: str, *, plural: bool = False) -> str | None:
        """The network's own word for a level, or None when it has none."""
        for entry in self.levels:
            if entry["level"] == level:
                return entry.get("plural", entry["label"]) if plural else entry["label"]
        return None


class Place(models.Model):
    """A territory: a municipality, or a zone or region that groups them in some scheme."""

    kind = models.CharField(max_length=20, choices=choices.place_kinds)
    code = models.CharField(max_length=60, unique=True)
    """NIS code of a municipality; own code of a zone or region."""
    name = models.CharField(max_length=120)
    scheme = models.CharField(max_length=60, blank=True)
    """What divided the territory this way (eerstelijnszone, politiezone …); empty for a municipality."""
    tile_column = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(null=True, blank=True)
    """Where its tile lies on the tile map, from the north-west; None: it is listed beside the map."""

    objects: ClassVar[models.Manager[Place]] = querysets.PlaceQuerySet.as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        # Zones of different schemes share names: the scheme is always said.
        return f"{self.name} ({self.scheme})" if self.scheme else self.name


class Composition(models.Model):
    """A municipality lies in a zone, from a day until a day. Schemes overlap and do not nest."""

    whole = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="parts")
    part = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="wholes")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    uncertain = models.CharField(max_length=300, blank=True)
    """Why this is not sure; empty when it is."""

    objects: ClassVar[models.Manager[Composition]] = querysets.CompositionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["whole", "part", "valid_from"], name="composition_once_per_start"
            ),
            models.CheckConstraint(
                condition=~models.Q(whole=models.F("part")), name="composition_not_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} in {self.whole}"


class Succession(models.Model):
    """From a day on a place continues in another one: two municipalities that merge each have one row."""

    predecessor = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="origins")
    on = models.DateField()
    source = models.CharField(max_length=300, blank=True)

    objects: ClassVar[models.Manager[Any]] = querysets.PublicFactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="succession_not_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Population(models.Model):
    """Inhabitants of a municipality on 1 January of a year, with the source."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="populations")
    year = models.PositiveSmallIntegerField()
    inhabitants = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    derived = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[Any]] = querysets.PublicFactQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "year"], name="population_once_per_year")]

    def __str__(self) -> str:
        return f"{self.place}, {self.year}: {self.inhabitants}"


class Party(models.Model):
    """An organisation or a body of one."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=30, choices=choices.party_kinds)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="parties")

    objects: ClassVar[models.Manager[Party]] = querysets.PartyQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "parties"

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """A word of a network: a theme, a target group, a life domain, or a term or abbreviation to explain."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="terms")
    kind = models.CharField(max_length=20, choices=choices.term_kinds)
    label = models.CharField(max_length=120)
    definition = models.TextField(blank=True)
    """Empty: the word is used but still to be defined."""
    synonyms: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    abbreviation = models.CharField(max_length=30, blank=True)
    version = models.PositiveIntegerField(default=1)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Term]] = querysets.TermQuerySet.as_manager()

    class Meta:
        ordering = ("label",)
        constraints = [models.UniqueConstraint(fields=["network", "label"], name="term_once_per_network")]

    def __str__(self) -> str:
        return self.label


class Membership(models.Model):
    """A party takes part in a network, from a day until a day."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=choices.membership_roles)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager[Membership]] = querysets.MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "party", "role", "valid_from"], name="membership_once_per_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} in {self.network}"


class RoleHolding(models.Model):
    """A person holds a role in a network, from a day until a day, possibly on behalf of a party."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="holdings")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="holdings")
    role = models.CharField(max_length=30, choices=choices.role_codes)
    party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="holdings")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager[RoleHolding]] = querysets.RoleHoldingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "network"], name="role_holding_user")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="role_holding_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role} in {self.network}"
