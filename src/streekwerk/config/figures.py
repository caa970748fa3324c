"""What the operator does with figures: publish them as files, and take totals out of those."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from streekwerk.kernel.errors import DomainError
from streekwerk.ui import dutch

MONTHS = (1, 3, 6, 12)


class NoSuchNetwork(DomainError):
    def __init__(self, code: str, codes: list[str]) -> None:
        super().__init__(f"Er is geen netwerk “{code}”. Kies uit: {', '.join(codes)}.")


class NoSuchScheme(DomainError):
    def __init__(self, scheme: str, schemes: list[str]) -> None:
        super().__init__(f"Er is geen indeling “{scheme}”. Kies uit: {', '.join(schemes)}.")


class NoSuchStretch(DomainError):
    def __init__(self, months: int) -> None:
        super().__init__(f"Een periode van {months} maanden kan niet. Kies 1, 3, 6 of 12.")


def folder() -> Path:
    """Where figures are published: beside the database, outside what is served."""
    from django.conf import settings

    return Path(settings.DATA) / "cijfers"


def publish() -> str:
    """Publish every figure that holds, and say what was done."""
    from streekwerk.indicators.publishing import publish_figures

    published, left_out = publish_figures(folder())
    said = f"{dutch.counted(published.rows, 'cijfer', 'cijfers')} klaargezet in {published.folder}."
    if left_out:
        said += f" {left_out} over geen hele maanden bleven achter."
    return said


def totals(code: str, scheme: str, year: int, years: int, months: int) -> tuple[str, str]:
    """The totals per zone and period as csv, and what is not in them.

    Raises:
        NoSuchNetwork, NoSuchScheme, NoSuchStretch: what was asked does not exist.
        NothingPublished: nothing was published yet.
    """
    from streekwerk.indicators.publishing import zone_totals
    from streekwerk.network.choices import PlaceKind
    from streekwerk.network.models import Network, Place
    from streekwerk.plans.exports import Column, Sheet, as_csv

    network = Network.objects.filter(code=code).first()
    if network is None:
        raise NoSuchNetwork(code, list(Network.objects.values_list("code", flat=True)))
    schemes = sorted(set(Place.objects.exclude(kind=PlaceKind.MUNICIPALITY).values_list("scheme", flat=True)))
    if scheme not in schemes:
        raise NoSuchScheme(scheme, schemes)
    if months not in MONTHS:
        raise NoSuchStretch(months)
    first, last = date(year - max(years, 1) + 1, 1, 1), date(year, 12, 31)
    rows, protected = zone_totals(folder(), network, scheme, first=first, last=last, months=months)
    heads = ("Indicator", "Zone", "Begin van de periode", "Cijfer", "Gemeenten met een cijfer", "Gemeenten")
    sheet = Sheet(
        [Column(head, 20) for head in heads],
        (
            [
                one.indicator,
                one.zone,
                one.period.isoformat(),
                "" if one.value is None else f"{one.value:.4f}".rstrip("0").rstrip(".").replace(".", ","),
                one.places_with_figure,
                one.places,
            ]
            for one in rows
        ),
    )
    remark = ""
    if protected:
        which = dutch.counted(protected, "indicator beschermt", "indicatoren beschermen")
        remark = f"{which} kleine getallen: die staan hier niet bij. Bekijk ze op hun eigen bladzijde."
    return as_csv(sheet).decode("utf-8-sig"), remark
