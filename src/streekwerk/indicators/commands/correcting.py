"""Confirming a proposal with what a person corrected in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from django.db import transaction

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.indicators.commands.cards import CardChanged, changed_since, make_cards, tell_cards
from streekwerk.indicators.commands.definitions import change_definition
from streekwerk.indicators.commands.targets import set_target
from streekwerk.indicators.models import Indicator
from streekwerk.indicators.queries.cards import Seen
from streekwerk.indicators.rules.cards.drafts import CardDraft, TargetDraft, draft_of
from streekwerk.plans.models import IndicatorSentence, Plan


@transaction.atomic
def save_card(
    *,
    plan: Plan,
    seen: Seen,
    facts: Mapping[str, Any],
    target: TargetDraft | None,
    by: Actor,
    on: date,
) -> Indicator:
    """The card of this sentence, confirmed with what was corrected; `facts` by field of a definition.

    Whoever saw that somebody else confirmed it meanwhile, and saves all the same, changes that card.

    Raises:
        NotAllowed: the actor does not keep the cards of this network.
        CardChanged: somebody else confirmed it, set it aside or changed the sentence since it was seen.
        BreaksSeries: there are figures already; the change is made on the page of the card.
    """
    require(by, Permission.INDICATOR_MANAGE, at=plan.network_id)
    sentence = IndicatorSentence.objects.select_for_update().get(plan=plan, pk=seen.sentence)
    there = Indicator.objects.filter(sentence=sentence).select_related("plan").first()
    if said := changed_since(seen, sentence, there):
        raise CardChanged(said)
    if there and there.set_aside_reason:
        raise CardChanged(f"{there.confirmed_by} legde deze zin terzijde. Neem hem eerst weer op.")
    if there:
        change_definition(indicator=there, version=seen.version, values=facts, by=by)
        there.refresh_from_db()
        if target:
            why = f"{by.label} vulde een andere streefwaarde in dan {there.confirmed_by}."
            set_target(indicator=there, version=there.version, target=target, reason=why, by=by, on=on)
        return there
    own = {field.name for field in fields(CardDraft)}
    known = {name: facts[name] for name in facts if name in own}
    draft = replace(draft_of(sentence.text), target=target, **known)
    more = {name: value for name, value in facts.items() if name not in own}
    [indicator] = make_cards(plan, [(sentence, draft)], by, more)
    tell_cards("card.confirmed", plan, [indicator], by)
    return indicator
