"""Making and changing definitions of reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.models import Plan
from streekwerk.reports.models import ReportDefinition
from streekwerk.reports.queries.definitions import definition_of
from streekwerk.reports.rules.audiences import AUDIENCES
from streekwerk.reports.rules.blocks import checked
from streekwerk.reports.rules.periods import MONTHS


class ChangedMeanwhile(DomainError):
    def __init__(self, definition: ReportDefinition) -> None:
        super().__init__(
            f"Iemand wijzigde “{definition.title}” intussen. Hieronder staat wat u invulde; "
            "bewaar opnieuw als dat moet blijven."
        )


class NoTitle(DomainError):
    def __init__(self) -> None:
        super().__init__("Geef het rapport een titel, bijvoorbeeld “Rapport voor het dagelijks bestuur”.")


class NoBlocks(DomainError):
    def __init__(self) -> None:
        super().__init__("Een rapport heeft minstens één bouwblok. Kies er een.")


@dataclass(frozen=True)
class DefinitionText:
    """What somebody filled in."""

    title: str
    audience: str
    rhythm: str
    blocks: Sequence[Mapping[str, Any]]


@transaction.atomic
def kept_definition(*, plan: Plan, code: str, by: Actor) -> ReportDefinition:
    """The definition with this code; a ready one is kept from its first use on.

    Raises:
        NotAllowed: the actor makes no reports here.
        ReportDefinition.DoesNotExist: there is none.
    """
    require(by, Permission.REPORT_MAKE, at=plan.network_id)
    definition = definition_of(plan, code)
    if definition.pk is None:
        definition, _ = ReportDefinition.objects.get_or_create(
            plan=plan,
            code=code,
            defaults={
                name: getattr(definition, name) for name in ("kind", "title", "audience", "rhythm", "blocks")
            }
            | {"by_label": by.label[:160]},
        )
    return definition


@transaction.atomic
def save_definition(
    *, plan: Plan, code: str, given: DefinitionText, seen: int, by: Actor
) -> ReportDefinition:
    """The changed definition; with an empty code a new one. `seen` is the version the form was made for.

    Raises:
        NotAllowed: the actor makes no reports here.
        ChangedMeanwhile: somebody else changed it since.
        NoTitle, NoBlocks: something is missing.
    """
    require(by, Permission.REPORT_MAKE, at=plan.network_id)
    blocks = checked(given.blocks)
    if not given.title.strip():
        raise NoTitle
    if not blocks:
        raise NoBlocks
    if code:
        definition = kept_definition(plan=plan, code=code, by=by)
        definition = ReportDefinition.objects.select_for_update().get(pk=definition.pk)
        if definition.version != seen:
            raise ChangedMeanwhile(definition)
        definition.version += 1
    else:
        definition = ReportDefinition(plan=plan, kind="own", by_label=by.label[:160])
        many = ReportDefinition.objects.filter(plan=plan, kind="own").count()
        definition.code = f"eigen-{many + 1}"
    definition.title = given.title.strip()[:160]
    # For whom a ready report per member is, is what it is.
    if definition.kind != "per_member" and given.audience in AUDIENCES and given.audience != "member":
        definition.audience = given.audience
    if given.rhythm in MONTHS:
        definition.rhythm = given.rhythm
    definition.blocks = blocks
    definition.save()
    verb = "report.definition_changed" if code else "report.definition_made"
    record(verb, definition, by=by, network_id=plan.network_id)
    return definition


@transaction.atomic
def archive_definition(*, plan: Plan, code: str, by: Actor) -> ReportDefinition:
    """The definition, out of the list; its reports stay.

    Raises:
        NotAllowed: the actor makes no reports here.
    """
    definition = kept_definition(plan=plan, code=code, by=by)
    definition.archived_at = timezone.now()
    definition.save(update_fields=["archived_at"])
    record("report.definition_archived", definition, by=by, network_id=plan.network_id)
    return definition


@transaction.atomic
def restore_definition(*, plan: Plan, code: str, by: Actor) -> ReportDefinition:
    """The definition, in the list again.

    Raises:
        NotAllowed: the actor makes no reports here.
    """
    definition = kept_definition(plan=plan, code=code, by=by)
    definition.archived_at = None
    definition.save(update_fields=["archived_at"])
    record("report.definition_restored", definition, by=by, network_id=plan.network_id)
    return definition
