"""The house style of a network: what is in force, what was before, and how it looks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Network
from streekwerk.reports.models import HouseStyle
from streekwerk.reports.rules.house_styles import Found, sample_report


class StyleDamaged(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"Het sjabloon “{name}” is niet meer het bestand dat werd opgeladen. Kies bij Huisstijl een "
            "ander, of verwittig de beheerder, die het terugzet uit een back-up."
        )


@dataclass(frozen=True)
class HouseStyles:
    """What the page of house styles shows."""

    current: HouseStyle | None
    """None: the style of Streekwerk itself."""
    found: Found
    earlier: tuple[HouseStyle, ...]


def house_styles(network: Network) -> HouseStyles:
    """The one in force with what was found in it, and the earlier ones, the latest first."""
    rows = list(HouseStyle.objects.filter(network=network))
    current = next((row for row in rows if row.archived_at is None), None)
    earlier = tuple(row for row in rows if row.archived_at is not None)
    return HouseStyles(current, Found.from_json(current.found if current else {}), earlier)


def style_for(network: Network) -> bytes | None:
    """The template in which reports of this network are set; None: ours.

    Raises:
        StyleDamaged: its bytes are gone, or not those that were given.
    """
    current = HouseStyle.objects.filter(network=network, archived_at__isnull=True).first()
    return bytes_of(current) if current else None


def bytes_of(style: HouseStyle) -> bytes:
    """The template as it was given.

    Raises:
        StyleDamaged: its bytes are gone, or not those that were given.
    """
    try:
        with style.file.storage.open(str(style.file.name)) as kept:
            data: bytes = kept.read()
    except OSError as gone:
        raise StyleDamaged(style.name) from gone
    if hashlib.sha256(data).hexdigest() != style.sha256:
        raise StyleDamaged(style.name)
    return data


def sample_in(network: Network, template: bytes | None) -> bytes:
    """An invented report of this network as Word, in a template or in our style."""
    from streekwerk.reports.renderers.word import as_docx  # lxml and drawing: only who asks pays

    return as_docx(sample_report(network.name), template=template)
