"""Confirming cards, alone or many at once; setting sentences aside; taking either back.

Whoever confirms says what was before them (`Seen`): what somebody else did meanwhile is told, never
overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.indicators.models import (
    CollectionRound,
    Definition,
    Deliverable,
    Indicator,
    Measurement,
    Rating,
    Target,
)
from streekwerk.indicators.ports import shapes_for
from streekwerk.indicators.queries.cards import Seen, cards_of
from streekwerk.indicators.rules.cards.drafts import CardDraft, TargetDraft, draft_of, level_of
from streekwerk.indicators.rules.figures.plausibility import usual_limits
from streekwerk.indicators.rules.proposal import propose
from streekwerk.indicators.rules.recipes import to_json
from streekwerk.indicators.rules.recipes.proposing import propose_recipe
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.models import IndicatorSentence, Plan
from streekwerk.ui import dutch

DEFINED = ("measure", "instrument", "rhythm", "dimension", "addition", "unit", "decimals", "counted",
           "numerator", "denominator", "evidence", "validated_by")  # fmt: skip
"""The fields that a draft and a definition share."""


class CardChanged(DomainError):
    """Somebody else did something with the same card since it was looked at; nothing was overwritten."""

    def __init__(self, said: str) -> None:
        super().__init__(f"{said} Er is niets overschreven: kijk na wat er nu staat, en bewaar dan opnieuw.")


class NoReason(DomainError):
    def __init__(self) -> None:
        super().__init__("Schrijf waarom dit niet gemeten wordt, zodat wie later komt het begrijpt.")


class HasFigures(DomainError):
    def __init__(self, text: str) -> None:
        super().__init__(
            f"Van “{text}” is al iets gemeten of opgeleverd: de kaart kan niet meer weg. "
            "Pas ze aan, of leg ze terzijde met een reden."
        )


@dataclass(frozen=True)
class Met:
    """A card that somebody else changed first."""

    sentence: int
    text: str
    said: str


@dataclass
class Confirmed:
    """What confirming did: the cards it made, and those that somebody else had changed."""

    done: list[Indicator] = field(default_factory=list)
    met: list[Met] = field(default_factory=list)


@transaction.atomic
def confirm_cards(*, plan: Plan, seen: Iterable[Seen], by: Actor) -> Confirmed:
    """Confirm the proposals of these sentences as they stand; a card whose sentence changed still holds.

    What somebody else did first is left as it is and told in `met`; the others are confirmed.

    Raises:
        NotAllowed: the actor does not keep the cards of this network.
    """
    require(by, Permission.INDICATOR_MANAGE, at=plan.network_id)
    wanted = {each.sentence: each for each in seen}
    rows = IndicatorSentence.objects.select_for_update().filter(plan=plan, pk__in=wanted)
    sentences = list(rows.order_by("position"))
    there = {
        row.sentence_id: row for row in Indicator.objects.select_for_update().filter(sentence__in=sentences)
    }
    outcome, fresh = Confirmed(), []
    for sentence in sentences:
        said = changed_since(wanted[sentence.pk], sentence, there.get(sentence.pk))
        indicator = there.get(sentence.pk)
        if said:
            outcome.met.append(Met(sentence.pk, sentence.text, said))
        elif indicator is None:
            fresh.append(sentence)
        elif not indicator.set_aside_reason and indicator.confirmed_text != sentence.text:
            outcome.done.append(_holds(indicator, sentence, by))
    outcome.done += make_cards(plan, [(each, draft_of(each.text)) for each in fresh], by)
    if outcome.done:
        tell_cards("card.confirmed", plan, outcome.done, by)
    return outcome


@transaction.atomic
def confirm_all(plan: Plan, by: Actor) -> list[Indicator]:
    """Confirm every card of a plan that nobody looked at yet, as it is proposed, recipe included.

    Raises:
        NotAllowed: the actor does not keep the cards of this network.
    """
    every = cards_of(plan).cards
    done = confirm_cards(plan=plan, seen=[each.seen for each in every if each.state == "open"], by=by).done
    shapes = shapes_for(plan.network)
    counted = []
    for definition in Definition.objects.filter(indicator__in=done).select_related("indicator"):
        proposal = propose_recipe(propose(definition.indicator.confirmed_text), shapes)
        # Deliverables and ratings are followed on pages of their own.
        if proposal.computed and not proposal.asks and definition.measure not in ("deliverable", "rubric"):
            definition.recipe = to_json(proposal.recipe)
            counted.append(definition)
    Definition.objects.bulk_update(counted, ["recipe"])
    return done


@transaction.atomic
def unconfirm_cards(*, plan: Plan, cards: Mapping[int, int], by: Actor) -> Confirmed:
    """Take confirmations back; `cards` has per indicator the version that was seen. They are proposals again.

    One of which something was measured or delivered stays, and so does one that changed since: `met`.

    Raises:
        NotAllowed: the actor does not keep the cards of this network.
    """
    require(by, Permission.INDICATOR_MANAGE, at=plan.network_id)
    rows = Indicator.objects.select_for_update().filter(plan=plan, pk__in=cards).select_related("sentence")
    outcome = Confirmed()
    for indicator in with_figures(rows):
        said = ""
        if indicator.has_figures:
            said = str(HasFigures(indicator.sentence.text))
        elif indicator.version != cards[indicator.pk]:
            said = "Iemand wijzigde deze kaart intussen."
        if said:
            outcome.met.append(Met(indicator.sentence_id, indicator.sentence.text, said))
        else:
            outcome.done.append(indicator)
    if outcome.done:
        tell_cards("card.taken_back", plan, outcome.done, by)
        Indicator.objects.filter(pk__in=[each.pk for each in outcome.done]).delete()
    return outcome


@transaction.atomic
def set_aside(*, plan: Plan, seen: Iterable[Seen], reason: str, by: Actor) -> Confirmed:
    """Sentences that are not measured (any more), with the reason; figures that exist stay.

    Raises:
        NotAllowed: the actor does not keep the cards of this network.
        NoReason: no reason is given.
    """
    require(by, Permission.INDICATOR_MANAGE, at=plan.network_id)
    why = " ".join(reason.split())
    if not why:
        raise NoReason
    wanted = {each.sentence: each for each in seen}
    rows = IndicatorSentence.objects.select_for_update().filter(plan=plan, pk__in=wanted)
    there = {
        row.sentence_id: row for row in Indicator.objects.select_for_update().filter(sentence__in=wanted)
    }
    outcome = Confirmed()
    for sentence in rows.order_by("position"):
        indicator = there.get(sentence.pk)
        if said := changed_since(wanted[sentence.pk], sentence, indicator):
            outcome.met.append(Met(sentence.pk, sentence.text, said))
            continue
        if indicator is None:
            indicator = Indicator(plan=plan, sentence=sentence, version=0)
        indicator.set_aside_reason = why
        outcome.done.append(_holds(indicator, sentence, by))
    if outcome.done:
        tell_cards("card.set_aside", plan, outcome.done, by, {"reason": [None, why]})
    return outcome


@transaction.atomic
def take_up(*, indicator: Indicator, version: int, by: Actor) -> Indicator | None:
    """Measure again what was set aside; one that never had a card is a proposal again, and None comes back.

    Raises:
        NotAllowed: the actor does not keep the cards of this network.
        CardChanged: somebody else changed it since.
    """
    require(by, Permission.INDICATOR_MANAGE, at=indicator.plan.network_id)
    row = locked(indicator, version)
    plan, reason = row.plan, row.set_aside_reason
    if not row.definitions.exists():
        tell_cards("card.taken_up", plan, [row], by, {"reason": [reason, None]})
        row.delete()
        return None
    row.set_aside_reason = ""
    raised(row, "set_aside_reason")
    tell_cards("card.taken_up", plan, [row], by, {"reason": [reason, None]})
    return row


def locked(indicator: Indicator, version: int) -> Indicator:
    """The indicator as it stands, to be changed by whoever saw this version.

    Raises:
        CardChanged: somebody else changed it since.
    """
    row = Indicator.objects.select_for_update().select_related("plan", "sentence").get(pk=indicator.pk)
    if row.version != version:
        raise CardChanged("Iemand wijzigde deze kaart terwijl u bezig was.")
    return row


def raised(indicator: Indicator, *names: str) -> Indicator:
    """Save these fields and raise the version: a form made for the old one is refused."""
    indicator.version += 1
    indicator.save(update_fields=[*names, "version"])
    return indicator


def with_figures(rows: Any) -> Any:
    """The indicators, each with `has_figures`: something was measured, rated, asked or delivered of it."""
    asked = CollectionRound.indicators.through.objects.filter(indicator=OuterRef("pk"))
    return rows.annotate(
        has_figures=Exists(Measurement.objects.filter(indicator=OuterRef("pk")))
        | Exists(Rating.objects.filter(indicator=OuterRef("pk")))
        | Exists(Deliverable.objects.filter(indicator=OuterRef("pk")))
        | Exists(asked)
    )


def changed_since(seen: Seen, sentence: IndicatorSentence, indicator: Indicator | None) -> str:
    """What somebody else did since this was seen, in a sentence; empty when it still stands so."""
    if indicator is not None and indicator.version != seen.version:
        local = timezone.localtime(indicator.confirmed_at)
        did = (
            "legde deze zin al terzijde"
            if indicator.set_aside_reason
            else "bevestigde of wijzigde deze kaart al"
        )
        return f"{indicator.confirmed_by} {did}, op {dutch.day(local.date())} om {local:%H:%M}."
    if indicator is None and seen.version:
        return "Iemand nam de bevestiging van deze kaart terug."
    if sentence.version != seen.sentence_version:
        return f"Iemand wijzigde de zin; er staat nu “{sentence.text}”."
    return ""


def _holds(indicator: Indicator, sentence: IndicatorSentence, by: Actor) -> Indicator:
    """This person looked at the card of the sentence as it reads now."""
    indicator.confirmed_text, indicator.confirmed_by = sentence.text, by.label[:160]
    indicator.confirmed_at = timezone.now()
    indicator.version += 1
    indicator.save()
    return indicator


def make_cards(
    plan: Plan,
    cards: Sequence[tuple[IndicatorSentence, CardDraft]],
    by: Actor,
    more: Mapping[str, Any] | None = None,
) -> list[Indicator]:
    """New cards with their definition and target: three queries however many there are."""
    label = by.label[:160]
    made = Indicator.objects.bulk_create(
        Indicator(
            plan=plan,
            sentence=sentence,
            level=level_of(sentence.label),
            confirmed_text=sentence.text,
            confirmed_by=label,
        )
        for sentence, _ in cards
    )
    drafts = [draft for _, draft in cards]
    Definition.objects.bulk_create(
        Definition(
            indicator=indicator,
            by_label=label,
            plausibility=usual_limits(draft.measure).to_json(),
            **{name: getattr(draft, name) for name in DEFINED},
            **(more or {}),
        )
        for indicator, draft in zip(made, drafts, strict=True)
    )
    Target.objects.bulk_create(
        Target(indicator=indicator, by_label=label, **target_fields(draft.target))
        for indicator, draft in zip(made, drafts, strict=True)
        if draft.target
    )
    return made


def target_fields(target: TargetDraft) -> dict[str, Any]:
    """The target as the model has it."""
    return {field.name: getattr(target, field.name) for field in fields(target)}


def tell_cards(
    verb: str, plan: Plan, cards: Sequence[Indicator], by: Actor, changes: dict[str, Any] | None = None
) -> None:
    """One line in the log: about the card, or about the plan when there are many."""
    if len(cards) == 1:
        record(verb, cards[0], by=by, network_id=plan.network_id, changes=changes)
        return
    count = {"cards": [None, dutch.counted(len(cards), "kaart", "kaarten")]}
    record(verb, plan, by=by, network_id=plan.network_id, changes=count | (changes or {}))
