"""Confirming, correcting, setting aside; definitions that break; targets that stay in view."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from indicators.cards.build import SENTENCES, confirmed, measured, plan_with_sentences, seen_in, sentence
from people import Cast
from standing import stands
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.indicators.commands.cards import (
    CardChanged,
    NoReason,
    confirm_all,
    confirm_cards,
    set_aside,
    take_up,
    unconfirm_cards,
)
from streekwerk.indicators.commands.correcting import save_card
from streekwerk.indicators.commands.definitions import (
    BadBegin,
    BreaksSeries,
    change_definition,
    change_keeping,
    current_definition,
    first_begin,
)
from streekwerk.indicators.commands.targets import (
    BadTarget,
    end_target,
    live_target,
    set_baseline,
    set_target,
)
from streekwerk.indicators.models import Definition, Indicator, Target
from streekwerk.indicators.queries.card import card_page, changes_since
from streekwerk.indicators.queries.cards import cards_of
from streekwerk.indicators.rules.cards.drafts import TargetDraft, draft_of
from streekwerk.plans.models import Plan

TODAY = date(2026, 11, 22)


@stands
def promised(people: Cast) -> Plan:
    return plan_with_sentences(people)


def test_a_card_is_what_the_sentence_proposes(people: Cast, promised: Plan) -> None:
    indicator = confirmed(people, promised, SENTENCES[4])
    definition, target = current_definition(indicator), live_target(indicator)
    assert (definition.measure, definition.dimension, definition.rhythm) == ("frequency", "channel", "month")
    assert target
    assert (target.comparator, target.number, target.per, target.for_each) == (
        ">=",
        Decimal(3),
        "month",
        "channel",
    )
    page = card_page(indicator)
    assert page.target
    assert page.target.said == "minstens 3 per sociaal mediakanaal per maand"
    assert Entry.objects.get(verb="card.confirmed").object_label == SENTENCES[4]


@pytest.mark.parametrize("who", ["an", "dirk", "eva", "gus", "cas"])
def test_only_who_keeps_the_cards_confirms(people: Cast, promised: Plan, who: str) -> None:
    with pytest.raises(NotAllowed):
        confirm_cards(plan=promised, seen=seen_in(promised), by=people[who].actor)
    assert not Indicator.objects.exists()


def test_many_at_once_and_back_again(people: Cast, promised: Plan) -> None:
    outcome = confirm_cards(plan=promised, seen=seen_in(promised), by=people.bo.actor)
    assert len(outcome.done) == len(SENTENCES)
    assert Definition.objects.count() == len(SENTENCES)
    assert Entry.objects.filter(verb="card.confirmed").count() == 1, "one line for one act"
    back = unconfirm_cards(
        plan=promised, cards={each.pk: each.version for each in outcome.done}, by=people.bo.actor
    )
    assert len(back.done) == len(SENTENCES)
    assert not Indicator.objects.exists()
    assert not Target.objects.exists()


def test_confirming_all_of_a_plan_twice_changes_nothing_more(people: Cast, promised: Plan) -> None:
    assert len(confirm_all(promised, people.bo.actor)) == len(SENTENCES)
    assert confirm_all(promised, people.bo.actor) == []


def test_who_comes_second_hears_what_the_first_did(people: Cast, promised: Plan) -> None:
    seen = seen_in(promised)
    first = confirm_cards(plan=promised, seen=seen[:2], by=people["fien"].actor)
    second = confirm_cards(plan=promised, seen=seen, by=people.bo.actor)
    assert len(first.done) == 2
    assert len(second.done) == len(SENTENCES) - 2
    assert [met.text for met in second.met] == SENTENCES[:2]
    assert "Fien bevestigde" in second.met[0].said
    with pytest.raises(CardChanged, match="Fien"):
        save_card(plan=promised, seen=seen[0], facts={}, target=None, by=people.bo.actor, on=TODAY)


def test_a_changed_sentence_is_not_confirmed_unseen(people: Cast, promised: Plan) -> None:
    [seen] = seen_in(promised, SENTENCES[0])
    row = sentence(promised, SENTENCES[0])
    row.text, row.version = "Aantal gevonden woningen", row.version + 1
    row.save()
    outcome = confirm_cards(plan=promised, seen=[seen], by=people.bo.actor)
    assert not outcome.done
    assert "Aantal gevonden woningen" in outcome.met[0].said


def test_a_card_of_a_changed_sentence_has_to_be_looked_at(people: Cast, promised: Plan) -> None:
    indicator = confirmed(people, promised)
    row = sentence(promised, SENTENCES[0])
    row.text, row.version = "Aantal gevonden woningen", row.version + 1
    row.save()
    [card] = [each for each in cards_of(promised).cards if each.indicator == indicator.pk]
    assert (card.state, card.was) == ("changed", SENTENCES[0])
    confirm_cards(plan=promised, seen=[card.seen], by=people.bo.actor)
    [card] = [each for each in cards_of(promised).cards if each.indicator == indicator.pk]
    assert card.state == "confirmed"
    assert Definition.objects.filter(indicator=indicator).count() == 1, "the card itself is as it was"


def test_a_correction_is_confirmed_with_it(people: Cast, promised: Plan) -> None:
    [seen] = seen_in(promised, SENTENCES[1])
    indicator = save_card(
        plan=promised,
        seen=seen,
        facts={
            "numerator": "binnen 30 dagen leidt tot een antwoord",
            "rhythm": "quarter",
            "channels": ["a"],
        },
        target=TargetDraft(">=", Decimal(90), by=date(2028, 12, 31)),
        by=people.bo.actor,
        on=TODAY,
    )
    definition = current_definition(indicator)
    assert (definition.rhythm, definition.denominator) == ("quarter", "meldingen")
    assert definition.channels == ["a"]
    assert card_page(indicator).questions == (), "the term was said"


def test_a_card_with_figures_stays(people: Cast, promised: Plan) -> None:
    indicator = confirmed(people, promised)
    measured(indicator)
    outcome = unconfirm_cards(plan=promised, cards={indicator.pk: 1}, by=people.bo.actor)
    assert not outcome.done
    assert "al iets gemeten" in outcome.met[0].said
    assert Indicator.objects.filter(pk=indicator.pk).exists()


def test_a_sentence_is_set_aside_with_a_reason_and_taken_up_again(people: Cast, promised: Plan) -> None:
    seen = seen_in(promised, SENTENCES[0])
    with pytest.raises(NoReason):
        set_aside(plan=promised, seen=seen, reason="  ", by=people.bo.actor)
    [indicator] = set_aside(plan=promised, seen=seen, reason="Het project stopte.", by=people.bo.actor).done
    [card] = [each for each in cards_of(promised).cards if each.state == "aside"]
    assert card.reason == "Het project stopte."
    assert confirm_all(promised, people.bo.actor)
    assert not Definition.objects.filter(indicator=indicator).exists(), "what lies aside is left alone"
    with pytest.raises(CardChanged):
        take_up(indicator=indicator, version=9, by=people.bo.actor)
    assert take_up(indicator=indicator, version=indicator.version, by=people.bo.actor) is None
    assert [each.state for each in cards_of(promised).cards].count("open") == 1


def test_an_indicator_that_outlives_its_project_is_closed_with_its_figures(
    people: Cast, promised: Plan
) -> None:
    """Edge case 39: the action ends in 2027, the target runs to 2031."""
    indicator = confirmed(people, promised, SENTENCES[3])
    measured(indicator)
    assert card_page(indicator).outlives == date(2027, 12, 31)
    seen = seen_in(promised, SENTENCES[3])
    [closed] = set_aside(plan=promised, seen=seen, reason="Het project eindigde.", by=people.bo.actor).done
    assert closed.measurements.count() == 1
    again = take_up(indicator=closed, version=closed.version, by=people.bo.actor)
    assert again
    assert current_definition(again).measure == "count"


# ------------------------------------------------------------------ definitions


def test_without_figures_a_definition_is_corrected_in_place(people: Cast, promised: Plan) -> None:
    indicator = confirmed(people, promised)
    change_definition(
        indicator=indicator, version=1, values={"measure": "share", "unit": "%"}, by=people.bo.actor
    )
    [definition] = Definition.objects.filter(indicator=indicator)
    assert definition.measure == "share"
    with pytest.raises(CardChanged):
        change_definition(indicator=indicator, version=1, values={"unit": "x"}, by=people.bo.actor)
    indicator.refresh_from_db()
    [entry] = changes_since(indicator, 1)
    assert ("Maat", "count", "share") in entry.changes


def test_with_figures_another_measurement_breaks_the_series(people: Cast, promised: Plan) -> None:
    """C22, edge case 5: from “%” to “aantal” in 2028; the old figures keep their definition."""
    indicator = confirmed(people, promised, SENTENCES[1])
    figure = measured(indicator, 2027, 40)
    change = {"measure": "count", "unit": "", "counted": "meldingen"}
    with pytest.raises(BreaksSeries, match="de maat en de eenheid"):
        change_definition(indicator=indicator, version=1, values=change, by=people.bo.actor)

    def from_day(day: date) -> Definition:
        return change_definition(
            indicator=indicator,
            version=1,
            values=change,
            begins=day,
            reason="Het register telt enkel nog meldingen.",
            by=people.bo.actor,
        )

    with pytest.raises(BadBegin, match="1 januari 2029"):
        from_day(date(2028, 3, 1))
    with pytest.raises(BadBegin, match="vanaf 1 januari 2028"):
        from_day(date(2027, 1, 1))
    made = from_day(date(2028, 1, 1))
    assert (made.number, made.valid_from) == (2, date(2028, 1, 1))
    figure.refresh_from_db()
    assert figure.definition.number == 1
    assert figure.definition.measure == "share"


def test_other_words_for_the_same_break_nothing(people: Cast, promised: Plan) -> None:
    indicator = confirmed(people, promised)
    measured(indicator)
    values = {"counted": "huizen die gevonden zijn", "evidence": "jaarverslag"}
    with pytest.raises(BreaksSeries):
        change_definition(indicator=indicator, version=1, values=values, by=people.bo.actor)
    change_definition(indicator=indicator, version=1, values=values, same=True, by=people.bo.actor)
    assert Definition.objects.filter(indicator=indicator).count() == 1
    assert first_begin(current_definition(indicator), TODAY) == date(2027, 1, 1)


def test_a_break_asks_whether_the_target_still_holds(people: Cast, promised: Plan) -> None:
    indicator = confirmed(people, promised, SENTENCES[3])
    measured(indicator)
    change_definition(
        indicator=indicator,
        version=1,
        values={"measure": "share", "unit": "%", "denominator": "inwoners"},
        begins=date(2027, 1, 1),
        reason="Andere bron.",
        by=people.bo.actor,
    )
    assert "target" in [each.code for each in card_page(indicator).questions]


def test_level_and_steward_are_kept(people: Cast, promised: Plan) -> None:
    indicator = confirmed(people, promised)
    change_keeping(indicator=indicator, version=1, level="result", steward=people.an.user, by=people.bo.actor)
    indicator.refresh_from_db()
    assert (indicator.level, indicator.steward, indicator.version) == ("result", people.an.user, 2)
    for who in ("an", "gus", "cas"):
        with pytest.raises(NotAllowed):
            change_keeping(indicator=indicator, version=2, level="", steward=None, by=people[who].actor)


# ------------------------------------------------------------------ targets


def test_a_changed_target_keeps_the_old_one_in_view(people: Cast, promised: Plan) -> None:
    """Edge case 7: who, why and when; the report can show the original."""
    indicator = confirmed(people, promised)
    set_target(
        indicator=indicator,
        version=1,
        target=TargetDraft(">=", Decimal(12), per="year"),
        reason="",
        by=people.bo.actor,
        on=TODAY,
    )
    with pytest.raises(NoReason):
        set_target(
            indicator=indicator,
            version=2,
            target=TargetDraft(">=", Decimal(8), per="year"),
            reason=" ",
            by=people.bo.actor,
            on=TODAY,
        )
    set_target(
        indicator=indicator,
        version=2,
        target=TargetDraft(">=", Decimal(8), per="year"),
        reason="Het bestuur stelde bij op 20 november.",
        by=people["fien"].actor,
        on=TODAY,
    )
    page = card_page(Indicator.objects.get(pk=indicator.pk))
    assert page.target
    assert page.target.said == "minstens 8 per jaar"
    assert page.target.target.by_label == "Fien"
    [old] = page.earlier
    assert (old.said, old.target.ended_on) == ("minstens 12 per jaar", TODAY)


def test_the_same_target_again_is_no_change(people: Cast, promised: Plan) -> None:
    indicator = confirmed(people, promised, SENTENCES[4])
    draft = draft_of(SENTENCES[4]).target
    assert draft
    set_target(indicator=indicator, version=1, target=draft, reason="", by=people.bo.actor, on=TODAY)
    assert Target.objects.filter(indicator=indicator).count() == 1


def test_a_missing_baseline_is_said_and_added(people: Cast, promised: Plan) -> None:
    """Edge case 6: not 0 %, not green; a button to add it."""
    indicator = confirmed(people, promised, SENTENCES[3])
    assert [each.code for each in card_page(indicator).questions] == ["baseline"]
    set_baseline(
        indicator=indicator,
        version=1,
        number=Decimal("1250.5"),
        on=date(2025, 12, 31),
        source="Jaarverslag 2025",
        by=people.bo.actor,
    )
    assert card_page(indicator).questions == ()
    with pytest.raises(BadTarget, match="al een nulmeting"):
        set_baseline(
            indicator=indicator, version=2, number=Decimal(1), on=TODAY, source="x", by=people.bo.actor
        )


def test_a_target_that_is_let_go_stays_with_its_reason(people: Cast, promised: Plan) -> None:
    indicator = confirmed(people, promised, SENTENCES[4])
    end_target(indicator=indicator, version=1, reason="Niet meer zinvol.", by=people.bo.actor, on=TODAY)
    page = card_page(Indicator.objects.get(pk=indicator.pk))
    assert page.target is None
    assert "Niet meer zinvol." in page.earlier[0].target.reason


@pytest.mark.parametrize(
    "target",
    [
        TargetDraft(">="),
        TargetDraft("increase", starts=date(2028, 1, 1), by=date(2027, 1, 1)),
        TargetDraft("done", baseline_source="x"),
    ],
)
def test_what_is_no_target_is_refused(people: Cast, promised: Plan, target: TargetDraft) -> None:
    indicator = confirmed(people, promised)
    with pytest.raises(BadTarget):
        set_target(indicator=indicator, version=1, target=target, reason="", by=people.bo.actor, on=TODAY)
    for who in ("an", "dirk", "gus", "cas"):
        with pytest.raises(NotAllowed):
            set_target(
                indicator=indicator, version=1, target=target, reason="", by=people[who].actor, on=TODAY
            )
