"""Giving a network its own template, going back to an earlier one, or to ours. None is ever thrown away."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.network.models import Network
from streekwerk.reports.models import HouseStyle
from streekwerk.reports.rules.house_styles import Found, StyleFound, sample_report


def take_up_style(*, network: Network, name: str, data: bytes, by: Actor) -> HouseStyle:
    """Return the house style, which is in force from now on; the same file is kept once.

    Raises:
        NotAllowed: the actor makes no reports in this network.
        DomainError: the file cannot serve as a template; the message says why and what to do.
    """
    require(by, Permission.REPORT_MAKE, at=network.pk)
    found = judged(network, data)
    with transaction.atomic():
        sha256 = hashlib.sha256(data).hexdigest()
        rows = HouseStyle.objects.select_for_update().filter(network=network)
        given = rows.filter(sha256=sha256).first()
        if given is None:
            given = HouseStyle(
                network=network,
                name=shown_name(name),
                size=len(data),
                sha256=sha256,
                by_id=by.user_id,
                by_label=by.label[:160],
                archived_at=timezone.now(),
            )
            given.file.save("template", ContentFile(data), save=False)
        given.found = found.to_json()
        given.save()
        _put_in_force(given)
        record("house_style.taken_up", given, by=by, network_id=network.pk, changes=_named(given))
    return given


@transaction.atomic
def use_style(*, style: HouseStyle, by: Actor) -> HouseStyle:
    """Return the earlier house style, in force again.

    Raises:
        NotAllowed: the actor makes no reports in this network.
    """
    require(by, Permission.REPORT_MAKE, at=style.network_id)
    if style.archived_at is not None:
        _put_in_force(style)
        record("house_style.put_back", style, by=by, network_id=style.network_id, changes=_named(style))
    return style


@transaction.atomic
def use_ours(*, network: Network, by: Actor) -> HouseStyle | None:
    """Return the house style that was in force, archived: reports are set in the style of Streekwerk.

    Raises:
        NotAllowed: the actor makes no reports in this network.
    """
    require(by, Permission.REPORT_MAKE, at=network.pk)
    current = HouseStyle.objects.filter(network=network, archived_at__isnull=True).first()
    if current is not None:
        current.archived_at = timezone.now()
        current.save(update_fields=["archived_at"])
        record("house_style.left", current, by=by, network_id=network.pk, changes=_named(current))
    return current


def judged(network: Network, data: bytes) -> Found:
    """How a file serves as a template for this network.

    Raises:
        DomainError: it cannot; the message says why and what to do.
    """
    from streekwerk.reports.renderers.word import fitting_of

    fitting = fitting_of(data, sample_report(network.name))
    styles = tuple(StyleFound(use.wanted, use.found, use.custom) for use in fitting.uses)
    return Found(styles, fitting.words, fitting.blocks, fitting.warnings)


def shown_name(given: str) -> str:
    """The name of a file without folders or characters that hide something.

    >>> shown_name("C:\\\\sjablonen\\\\huis\\u202estijl.docx")
    'huisstijl.docx'
    """
    name = re.split(r"[\\/]", given)[-1]
    name = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    return " ".join(name.split())[:160] or "sjabloon.docx"


def _put_in_force(style: HouseStyle) -> None:
    others = HouseStyle.objects.filter(network_id=style.network_id, archived_at__isnull=True)
    others.exclude(pk=style.pk).update(archived_at=timezone.now())
    style.archived_at = None
    style.save(update_fields=["archived_at"])


def _named(style: HouseStyle) -> dict[str, list[str]]:
    return {"huisstijl": ["", f"{style.name} ({style.sha256[:12]})"]}
