"""Cards in every state of the list: waiting, confirmed, changed since, aside; one with a broken series."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from streekwerk.access.models import Actor
from streekwerk.indicators.commands.cards import confirm_cards, set_aside
from streekwerk.indicators.commands.definitions import change_definition
from streekwerk.indicators.commands.targets import set_target
from streekwerk.indicators.models import Measurement
from streekwerk.indicators.queries.cards import cards_of
from streekwerk.indicators.rules.cards.drafts import TargetDraft
from streekwerk.plans.models import Plan


def make_cards(plan: Plan, *, by: Actor) -> dict[str, int | str]:
    """The keys of a card with history, of a card that was set aside, and of a sentence that waits."""
    free = [card for card in cards_of(plan).cards if card.state == "open"]
    growth = next(card for card in free if card.target.startswith("daalt"))
    plain = [card for card in free if card.measure == "count" and card is not growth][:2]
    share = next(card for card in free if card.measure == "share" and card.sure)
    done = confirm_cards(plan=plan, seen=[card.seen for card in (growth, share, plain[0])], by=by).done
    by_text = {each.confirmed_text: each for each in done}
    broken, aimed, changed = (by_text[card.text] for card in (share, growth, plain[0]))
    definition = broken.definitions.get()
    Measurement.objects.create(
        indicator=broken,
        definition=definition,
        period_start=date(2026, 1, 1),
        period_end=date(2026, 12, 31),
        value=Decimal(40),
        by_label=by.label,
    )
    change_definition(
        indicator=broken,
        version=1,
        values={"measure": "count", "unit": "", "counted": share.text},
        begins=date(2027, 1, 1),
        reason="Het register telt enkel nog aantallen.",
        by=by,
    )
    set_target(
        indicator=aimed,
        version=1,
        target=TargetDraft("decrease", Decimal(15), relative=True, by=date(2031, 12, 31)),
        reason="Bijgesteld door het bestuur in maart.",
        by=by,
        on=date(2026, 3, 1),
    )
    row = changed.sentence
    row.text, row.version = f"{row.text} per jaar", row.version + 1
    row.save()
    [aside] = set_aside(
        plan=plan, seen=[plain[1].seen], reason="Een andere indicator zegt dit al.", by=by
    ).done
    waiting = next(card for card in cards_of(plan).cards if card.state == "open" and card.questions)
    return {
        "card_broken": broken.pk,
        "card_aimed": aimed.pk,
        "card_changed": changed.pk,
        "card_aside": aside.pk,
        "waiting_sentence": waiting.seen.sentence,
        "waiting_token": str(waiting.seen),
    }
