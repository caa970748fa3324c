"""Confirming and changing cards, definitions and targets."""

from __future__ import annotations

from django.urls import URLPattern, path

from streekwerk.indicators.views import card, cards, recipe

_PLAN, _INDICATOR = "plannen/<int:plan_pk>/kaarten/", "<int:indicator_pk>/kaart/"

urlpatterns: list[URLPattern] = [
    path(_PLAN, cards.overview, name="cards"),
    path(f"{_PLAN}kaarten.<str:kind>", cards.export, name="cards-export"),
    path(f"{_PLAN}bevestigen/", cards.confirm, name="cards-confirm"),
    path(f"{_PLAN}ongedaan/", cards.unconfirm, name="cards-undo"),
    path(f"{_PLAN}terzijde/", cards.aside, name="cards-aside"),
    path(f"{_PLAN}weer-opnemen/", cards.take_up, name="cards-take-up"),
    path(f"{_PLAN}<int:sentence_pk>/", cards.draft, name="card-draft"),
    path(_INDICATOR, card.card, name="card"),
    path(f"{_INDICATOR}wat/", card.definition, name="card-definition"),
    path(f"{_INDICATOR}wie/", card.keeping, name="card-keeping"),
    path(f"{_INDICATOR}streefwaarde/", card.target, name="card-target"),
    path(f"{_INDICATOR}nulmeting/", card.baseline, name="card-baseline"),
    path(f"{_INDICATOR}loslaten/", card.end_target, name="card-target-end"),
    path(f"{_INDICATOR}recept/", recipe.recipe, name="card-recipe"),
    path(f"{_INDICATOR}recept/gegevens/", recipe.recipe_records, name="card-recipe-records"),
]
