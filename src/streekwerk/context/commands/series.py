"""Keeping series: adding, changing, putting away and back."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.context.choices import Kind
from streekwerk.context.models import ContextSeries, Observation
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Network

LABELS = {
    "name": "naam", "says": "wat het zegt", "publisher": "uitgever", "address": "adres van de bron",
    "licence": "licentie", "kind": "soort", "numerator": "teller", "denominator": "noemer", "per": "per",
    "unit": "eenheid", "decimals": "cijfers na de komma", "fresh_years": "jaren vers",
    "invented": "voorbeeldcijfers",
}  # fmt: skip
_FIXED = ("kind", "numerator", "denominator", "per")


class SeriesExists(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(f"Er is al een omgevingscijfer “{name}” in dit netwerk. Kies een andere naam.")


class PartsNotNamed(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Een verhouding heeft een teller en een noemer. Schrijf wat er geteld wordt, en op wat."
        )


class SeriesHasFigures(DomainError):
    """What a series with figures counts is not changed: its figures would say something else."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"Dit omgevingscijfer heeft al cijfers: “{label}” verandert niet meer. "
            "Maak een nieuw omgevingscijfer."
        )


class SeriesChangedMeanwhile(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Iemand anders wijzigde dit sinds u het opende. Er is niets overschreven: "
            "bekijk het en bewaar opnieuw."
        )


@dataclass(frozen=True)
class SeriesText:
    """What a person says of a series."""

    name: str
    publisher: str
    kind: str = Kind.RATIO
    says: str = ""
    address: str = ""
    licence: str = ""
    numerator: str = ""
    denominator: str = ""
    per: int = 100
    unit: str = ""
    decimals: int = 1
    fresh_years: int = 2
    invented: bool = False


@transaction.atomic
def add_series(*, network: Network, said: SeriesText, by: Actor) -> ContextSeries:
    """Return the new series.

    Raises:
        NotAllowed: the actor keeps no indicators in this network.
        SeriesExists: the network has one of this name.
        PartsNotNamed: a ratio without numerator or denominator.
    """
    require(by, Permission.INDICATOR_MANAGE, at=network.pk)
    _check(network.pk, said)
    series = ContextSeries.objects.create(network=network, **asdict(said))
    record("context.series_added", series, by=by, network_id=network.pk)
    return series


@transaction.atomic
def change_series(*, series: ContextSeries, said: SeriesText, version: int, by: Actor) -> ContextSeries:
    """Return the series as it is now; what it counts changes only while it has no figures.

    Raises:
        NotAllowed: the actor keeps no indicators in this network.
        SeriesChangedMeanwhile: `version` is not the one that stands.
        SeriesHasFigures, SeriesExists, PartsNotNamed: see there.
    """
    require(by, Permission.INDICATOR_MANAGE, at=series.network_id)
    series = ContextSeries.objects.select_for_update().get(pk=series.pk)
    if series.version != version:
        raise SeriesChangedMeanwhile
    _check(series.network_id, said, but=series.pk)
    given = asdict(said)
    changes = {name: value for name, value in given.items() if getattr(series, name) != value}
    if not changes:
        return series
    fixed = [name for name in _FIXED if name in changes]
    if fixed and Observation.objects.filter(vintage__series=series).exists():
        raise SeriesHasFigures(LABELS[fixed[0]])
    told = {LABELS[name]: [str(getattr(series, name)), str(value)] for name, value in changes.items()}
    for name, value in changes.items():
        setattr(series, name, value)
    series.version += 1
    series.save(update_fields=[*changes, "version"])
    record("context.series_changed", series, by=by, network_id=series.network_id, changes=told)
    return series


@transaction.atomic
def archive_series(*, series: ContextSeries, by: Actor) -> None:
    """Put a series away; its figures and what they ground stay.

    Raises:
        NotAllowed: the actor keeps no indicators in this network.
    """
    require(by, Permission.INDICATOR_MANAGE, at=series.network_id)
    if series.archived_at is None:
        series.archived_at = timezone.now()
        series.save(update_fields=["archived_at"])
        record("context.series_archived", series, by=by, network_id=series.network_id)


@transaction.atomic
def restore_series(*, series: ContextSeries, by: Actor) -> None:
    """Put a series back.

    Raises:
        NotAllowed: the actor keeps no indicators in this network.
    """
    require(by, Permission.INDICATOR_MANAGE, at=series.network_id)
    if series.archived_at is not None:
        series.archived_at = None
        series.save(update_fields=["archived_at"])
        record("context.series_restored", series, by=by, network_id=series.network_id)


def _check(network_id: int, said: SeriesText, but: int = 0) -> None:
    if said.kind == Kind.RATIO and not (said.numerator and said.denominator):
        raise PartsNotNamed
    same = ContextSeries.objects.filter(network_id=network_id, name=said.name).exclude(pk=but)
    if same.exists():
        raise SeriesExists(said.name)
