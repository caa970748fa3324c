"""Keeping the templates of a network: a change of questions makes a next version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.impact.choices import ImpactKind
from streekwerk.impact.models import ImpactTemplate, TemplateVersion
from streekwerk.impact.rules import STARTING, ImpactQuestion, keyed, to_json
from streekwerk.impact.rules.questions import QuestionKind
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Network
from streekwerk.ui import dutch

MOST = 40
"""Questions in one template: nobody answers more."""


class TemplateRefused(DomainError):
    """What was given is no template that can be kept."""


class TemplateChanged(DomainError):
    """Somebody else changed it since; nothing was overwritten."""

    def __init__(self, template: ImpactTemplate) -> None:
        self.template = template
        super().__init__(
            f"Iemand anders wijzigde “{template.name}” intussen. Bekijk wat er nu staat, en bewaar opnieuw "
            "als wat u invulde dat mag vervangen."
        )


@dataclass(frozen=True)
class TemplateText:
    """What a person gave for a template."""

    name: str
    purpose: str
    kind: str
    questions: tuple[ImpactQuestion, ...]


@transaction.atomic
def add_template(*, network: Network, given: TemplateText, by: Actor) -> ImpactTemplate:
    """The new template of this network, with its first version.

    Raises:
        NotAllowed: the actor does not keep the words of this network.
        TemplateRefused: it has no name or questions, or its name is taken.
    """
    require(by, Permission.WORDS_MANAGE, at=network.pk)
    given = _checked(network, given)
    template = ImpactTemplate.objects.create(
        network=network, kind=given.kind, name=given.name, purpose=given.purpose
    )
    _version(template, 1, given.questions, by)
    record("impact_template.added", template, by=by, network_id=network.pk)
    return template


@transaction.atomic
def take_starting(*, network: Network, kind: str, by: Actor) -> ImpactTemplate:
    """The template that we offer under this kind, taken over by the network.

    Raises:
        NotAllowed, TemplateRefused: as `add_template`; or nothing is offered under this kind.
    """
    require(by, Permission.WORDS_MANAGE, at=network.pk)
    for each in STARTING:
        if each.kind == kind:
            given = TemplateText(each.name, each.purpose, each.kind, each.questions)
            return add_template(network=network, given=given, by=by)
    raise TemplateRefused("Dit model bestaat niet. Kies er een uit de lijst, of stel er zelf een op.")


@transaction.atomic
def change_template(
    *, template: ImpactTemplate, given: TemplateText, version: int, by: Actor
) -> ImpactTemplate:
    """The template as given; other questions make a next version, and tests made before keep theirs.

    Raises:
        NotAllowed: the actor does not keep the words of this network.
        TemplateChanged: `version` is not its version any more.
        TemplateRefused: as `add_template`.
    """
    require(by, Permission.WORDS_MANAGE, at=template.network_id)
    row: ImpactTemplate = ImpactTemplate.objects.select_for_update().get(pk=template.pk)
    if row.version != version:
        raise TemplateChanged(row)
    given = _checked(row.network, given, besides=row)
    last = row.versions.latest("number")
    changes = {
        name: [getattr(row, name), getattr(given, name)]
        for name in ("name", "purpose")
        if getattr(row, name) != getattr(given, name)
    }
    if row.kind != given.kind:
        changes["kind"] = [row.get_kind_display(), ImpactKind(given.kind).label]
    if last.asked != given.questions:
        made = _version(row, last.number + 1, given.questions, by)
        changes["version"] = [str(last.number), str(made.number)]
    if not changes:
        return row
    row.name, row.purpose, row.kind = given.name, given.purpose, given.kind
    row.version += 1
    row.save(update_fields=["name", "purpose", "kind", "version"])
    record("impact_template.changed", row, by=by, network_id=row.network_id, changes=changes)
    return row


@transaction.atomic
def archive_template(*, template: ImpactTemplate, by: Actor) -> ImpactTemplate:
    """The template, out of the list; tests made with it stay.

    Raises:
        NotAllowed: the actor does not keep the words of this network.
    """
    require(by, Permission.WORDS_MANAGE, at=template.network_id)
    row: ImpactTemplate = ImpactTemplate.objects.select_for_update().get(pk=template.pk)
    if row.archived_at is None:
        row.archived_at = timezone.now()
        row.save(update_fields=["archived_at"])
        record("impact_template.archived", row, by=by, network_id=row.network_id)
    return row


@transaction.atomic
def restore_template(*, template: ImpactTemplate, by: Actor) -> ImpactTemplate:
    """The template, back in the list.

    Raises:
        NotAllowed: the actor does not keep the words of this network.
    """
    require(by, Permission.WORDS_MANAGE, at=template.network_id)
    row: ImpactTemplate = ImpactTemplate.objects.select_for_update().get(pk=template.pk)
    if row.archived_at is not None:
        row.archived_at = None
        row.save(update_fields=["archived_at"])
        record("impact_template.restored", row, by=by, network_id=row.network_id)
    return row


def _version(
    template: ImpactTemplate, number: int, questions: Iterable[ImpactQuestion], by: Actor
) -> TemplateVersion:
    made: TemplateVersion = TemplateVersion.objects.create(
        template=template, number=number, questions=to_json(questions), by_label=by.label[:160]
    )
    return made


def _checked(network: Network, given: TemplateText, besides: ImpactTemplate | None = None) -> TemplateText:
    """What was given, tidied, its questions with keys that no version used for another question."""
    name = " ".join(given.name.split())[:120]
    if not name:
        raise TemplateRefused("Het model heeft geen naam. Schrijf bijvoorbeeld “Armoedetoets”.")
    if given.kind not in ImpactKind.values:
        raise TemplateRefused("Kies waarnaar deze toets kijkt.")
    others = ImpactTemplate.objects.filter(network=network, name__iexact=name)
    if (other := (others.exclude(pk=besides.pk) if besides else others).first()) is not None:
        said = "staat in het archief: zet het terug" if other.archived_at else "bestaat al"
        raise TemplateRefused(f"Het model “{other.name}” {said}. Of kies een andere naam.")
    if not given.questions:
        raise TemplateRefused("Het model heeft nog geen vraag. Schrijf er minstens één.")
    if len(given.questions) > MOST:
        raise TemplateRefused(f"Een model heeft hoogstens {MOST} vragen. Verdeel het over twee modellen.")
    for at, question in enumerate(given.questions, start=1):
        if question.kind == QuestionKind.LEVELS and not 2 <= len(question.levels) <= 7:
            count = dutch.counted(len(question.levels), "niveau", "niveaus")
            raise TemplateRefused(
                f"Vraag {at} heeft {count}. Geef er twee tot zeven, met een puntkomma ertussen."
            )
    known = {each.key for row in besides.versions.all() for each in row.asked} if besides else set[str]()
    asked = tuple(
        each if each.key in known else ImpactQuestion("", each.text, each.help, each.kind, each.levels)
        for each in given.questions
    )
    return TemplateText(name, given.purpose.strip(), given.kind, keyed(asked, known))
