"""From a sentence of a plan to a recipe: counted where the product has the records, asked where it does not know."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recipe_sets import SHAPES
from streekwerk.indicators.ports import SETS
from streekwerk.indicators.rules.proposal import propose
from streekwerk.indicators.rules.recipes import Recipe, Shapes, Test, check, sentence
from streekwerk.indicators.rules.recipes.proposing import RecipeProposal, propose_recipe

SENTENCES = [
    item["text"] for item in json.loads((Path(__file__).parents[1] / "sentences.json").read_text(encoding="utf-8"))["items"]
]  # fmt: skip


def registered() -> Shapes:
    return {name: each.shape for name, each in SETS.items()}


def proposed(text: str, shapes: Shapes | None = None) -> RecipeProposal:
    return propose_recipe(propose(text), shapes or registered())


def test_signals_within_a_term_ask_only_for_the_term() -> None:
    proposal = proposed(
        "Aandeel signalen dat binnen een afgesproken termijn leidt tot actie of respons", SHAPES
    )
    assert proposal.computed
    assert proposal.asks == ("Welke termijn is afgesproken? Geef het aantal dagen.",)
    assert sentence(proposal.recipe, SHAPES) == (
        "Aandeel signalen met ‘opgevolgd’ of ‘beantwoord’ binnen de afgesproken termijn (nog te bepalen) na ‘opgepikt’, "
        "van alle signalen"
    )


def test_the_days_between_two_facts_of_a_signal() -> None:
    proposal = proposed(
        "doorlooptijd tussen het oppikken van het signaal en het geven van het signaal", SHAPES
    )
    assert (proposal.computed, proposal.asks) == (True, ())
    assert (
        sentence(proposal.recipe, SHAPES)
        == "Mediaan aantal dagen tussen ‘opgepikt’ en ‘gegeven’ van signalen"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Aantal acties", "Aantal acties van dit plan"),
        ("Aantal afgeronde acties", "Aantal acties van dit plan met stand ‘klaar’"),
        ("% acties dat afgerond is", "Aandeel acties met stand ‘klaar’, van alle acties van dit plan"),
        ("Aantal slimme combinaties", "Aantal verbanden tussen onderdelen van dit plan die een slimme combinatie zijn"),
        ("Aantal acties per thema", "Aantal acties van dit plan, per thema of doelgroep"),
        ("Visienota", "Aandeel opleveringen dat goedgekeurd en gevalideerd is, van alle opleveringen van deze indicator"),
        ("Mate van overdraagbaarheid", "Laatste niveau per beoordelaar, uit de beoordelingen van deze indicator"),
        ("doorlooptijd tussen het opstarten en het afronden van een actie", "Mediaan aantal dagen tussen ‘gestart’ en ‘klaar gemeld’ van acties van dit plan"),
    ],
)  # fmt: skip
def test_what_the_product_keeps_is_counted(text: str, said: str) -> None:
    proposal = proposed(text)
    assert (proposal.computed, proposal.asks) == (True, ())
    assert sentence(proposal.recipe, registered()) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Aantal deelnemers", "Som van waarde over ingevulde cijfers van deze indicator"),
        ("Jaarlijks minimum 200 ton", "Som van waarde over ingevulde cijfers van deze indicator (in ton), per jaar"),
        ("Minstens 3 posts per sociaal mediakanaal per maand", "Som van waarde over ingevulde cijfers van deze indicator, per onderdeel, per maand"),
        ("% inwoners dat de dienst kent", "Aandeel teller in noemer, over alle ingevulde cijfers van deze indicator"),
        ("Tevredenheid van deelnemers op 10", "Gemiddelde van waarde over ingevulde cijfers van deze indicator"),
        ("Gemiddelde wachttijd in dagen per bestuur", "Mediaan van waarde over ingevulde cijfers van deze indicator, per organisatie"),
    ],
)  # fmt: skip
def test_what_the_product_does_not_keep_people_give(text: str, said: str) -> None:
    proposal = proposed(text)
    assert not proposal.computed
    assert sentence(proposal.recipe, registered()) == said


@pytest.mark.parametrize(
    ("text", "asked"),
    [("Aantal gemeenten dat deelneemt", "‘deelneemt’"), ("Aantal besturen dat een draaiboek heeft", "‘draaiboek’"), ("Aandeel acties dat binnen 90 dagen opgestart is", "Na welk feit begint ‘binnen 90 dagen’")],
)  # fmt: skip
def test_a_word_without_a_place_in_the_recipe_is_asked_about(text: str, asked: str) -> None:
    """All municipalities are not those that take part: the recipe may not pretend it is."""
    proposal = proposed(text)
    assert len(proposal.asks) == 1
    assert asked in proposal.asks[0]


def test_every_proposal_is_a_recipe_that_can_be_stored() -> None:
    for shapes in (registered(), SHAPES | {"measurements": registered()["measurements"]}):
        for text in SENTENCES:
            proposal = proposed(text, shapes)
            check(proposal.recipe, shapes, complete=False)
            assert proposal.why, text
            assert all(ask.endswith((".", "?", "…")) for ask in proposal.asks), text


def test_a_set_of_a_room_that_comes_later_is_proposed_at_once() -> None:
    assert proposed("Aantal bijeenkomsten", SHAPES).recipe == Recipe("count", "meetings")
    assert proposed("Aantal signalen", SHAPES).recipe == Recipe("count", "signals")
    assert Test("level", "is", "goal") in proposed("Aantal doelstellingen", SHAPES).recipe.where
