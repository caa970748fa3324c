"""Word lists of the room. Dutch labels, English codes."""

from __future__ import annotations

from django.db import models

from streekwerk.access.models import ROLES


class NetworkKind(models.TextChoices):
    ASSOCIATION = "association", "welzijnsvereniging"
    PRIMARY_CARE_ZONE = "primary_care_zone", "eerstelijnszone"
    PLATFORM = "platform", "regionaal platform"
    ZONE = "zone", "zone"


class PartyKind(models.TextChoices):
    MUNICIPALITY = "municipality", "gemeente"
    SOCIAL_SERVICE = "social_service", "OCMW"
    ASSOCIATION = "association", "vereniging"
    CARE_PROVIDER = "care_provider", "zorg- of welzijnsactor"
    BODY = "body", "orgaan"


class PlaceKind(models.TextChoices):
    MUNICIPALITY = "municipality", "gemeente"
    ZONE = "zone", "zone"
    REGION = "region", "regio"


class MembershipRole(models.TextChoices):
    MEMBER = "member", "lid"
    PARTNER = "partner", "partner"
    BODY = "body", "orgaan van het netwerk"


class TermKind(models.TextChoices):
    THEME = "theme", "thema"
    TARGET_GROUP = "target_group", "doelgroep"
    LIFE_DOMAIN = "life_domain", "levensdomein"
    WORD = "word", "begrip"


def network_kinds() -> list[tuple[str, str]]:
    return NetworkKind.choices


def party_kinds() -> list[tuple[str, str]]:
    return PartyKind.choices


def place_kinds() -> list[tuple[str, str]]:
    return PlaceKind.choices


def membership_roles() -> list[tuple[str, str]]:
    return MembershipRole.choices


def role_codes() -> list[tuple[str, str]]:
    return [(role.code, role.label) for role in ROLES.values()]


def term_kinds() -> list[tuple[str, str]]:
    return TermKind.choices
