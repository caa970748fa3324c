"""How a figure is counted from what the product keeps: the proposed recipe, another one, or none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_http_methods

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit import clock
from streekwerk.indicators.commands import definitions
from streekwerk.indicators.commands.cards import CardChanged
from streekwerk.indicators.commands.definitions import BadBegin, BreaksSeries
from streekwerk.indicators.counted import moment_of
from streekwerk.indicators.measuring import measure, names_for, values_of
from streekwerk.indicators.models import Definition, Indicator
from streekwerk.indicators.pages.records import RecordsPage
from streekwerk.indicators.ports import shapes_for
from streekwerk.indicators.recipe_forms import RecipeForm, filled_of
from streekwerk.indicators.recipe_rows import Values
from streekwerk.indicators.rules.proposal import propose
from streekwerk.indicators.rules.recipes import (
    Recipe,
    RecipeRefused,
    Shapes,
    from_json,
    result,
    sentence,
    to_json,
)
from streekwerk.indicators.rules.recipes.from_form import from_form
from streekwerk.indicators.rules.recipes.on_form import Filled, fitted, on_form
from streekwerk.indicators.rules.recipes.proposing import RecipeProposal, propose_recipe
from streekwerk.indicators.views.shared import indicator_or_404
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.network.models import Network


@dataclass(frozen=True, slots=True)
class Preview:
    """What the recipe says as it stands: its sentence and its figure of now, or what is still missing."""

    sentence: str = ""
    figure: str = ""
    url: str = ""
    """Where the records behind the figure are."""
    missing: str = ""


@login_required
@require_http_methods(["GET", "POST"])
def recipe(request: Request, indicator_pk: int) -> HttpResponse:
    indicator = _to_count(request, indicator_pk)
    last = definitions.current_definition(indicator)
    shapes = shapes_for(indicator.plan.network)
    proposal = propose_recipe(propose(indicator.sentence.text), shapes)
    which = request.POST.get("kies", "")
    filled = filled_of(request.POST)
    if "over" not in filled:
        filled |= _opened(last, proposal, shapes)
    saving = which in ("zelf", "voorstel", "mensen")
    if not saving:
        filled = fitted(filled, shapes)
    form = RecipeForm(
        shapes,
        filled,
        _values(request, indicator),
        request.POST if saving else None,
        measured=definitions.has_figures(last),
    )
    met, refused = "", ""
    if saving:
        try:
            chosen = _chosen(request, form, which, proposal.recipe)
            if chosen is not None:
                _save(request, indicator, chosen)
                said = (
                    "Streekwerk telt dit voortaan zelf."
                    if chosen
                    else "Dit cijfer vullen mensen voortaan in."
                )
                messages.success(request, said)
                return redirect("indicators:card", indicator.pk)
        except CardChanged as refusal:
            met = str(refusal)
        except (BreaksSeries, BadBegin) as refusal:
            form.add_error("begins" if "begins" in form.fields else None, str(refusal))
        except DomainError as refusal:
            refused = str(refusal)
    elif which == "toon":
        for name in ("begins", "reason"):
            form.initial[name] = request.POST.get(name, "")
    context = {
        "indicator": indicator,
        "form": form,
        "preview": _preview(request, indicator, filled, shapes),
    }
    if request.htmx and which == "toon":
        # Only another choice of what is asked changes the fields: what is being typed stays where it is.
        whole = bool(request.POST.get("vorm"))
        template = "indicators/cards/_recipe.html" if whole else "indicators/cards/_recipe_says.html"
        response = render(request, template, context)
        return response if whole else _retargeted(response)
    context |= {
        "plan": indicator.plan,
        "proposal": proposal,
        "proposed": sentence(proposal.recipe, shapes) if proposal.computed else "",
        "now": recipe_said(last, shapes, request.actor, indicator.plan.network),
        "term": request.POST.get("term_days", ""),
        "refused": refused or met,
        "first": definitions.first_begin(last, clock.today()) if "begins" in form.fields else None,
    }
    status = 409 if met else 422 if refused or (saving and form.errors) else 200
    return render(request, "indicators/cards/recipe.html", context, status=status)


@login_required
@require_GET
def recipe_records(request: Request, indicator_pk: int) -> HttpResponse:
    """The records that a recipe counts before it is saved, as far as the reader may see them."""
    indicator = _to_count(request, indicator_pk)
    filled = filled_of(request.GET)
    read = from_form(filled, shapes_for(indicator.plan.network))
    if read.recipe is None:
        messages.warning(request, next(iter(read.problems.values())))
        return redirect("indicators:card-recipe", indicator.pk)
    asked = {name: request.GET.get(name, "") for name in ("deel", "vanaf")}
    page = RecordsPage.counted(indicator, request.actor, read.recipe, asked, clock.today(), kept=filled)
    return render(request, "indicators/cards/recipe_records.html", {"indicator": indicator, "page": page})


def recipe_said(definition: Definition, shapes: Shapes, actor: Actor, network: Network) -> str:
    """The recipe of this definition as a sentence; empty when people give the figures."""
    if not definition.recipe:
        return ""
    try:
        recipe = from_json(definition.recipe, shapes)
        return sentence(recipe, shapes, names=names_for([recipe], actor=actor, network=network))
    except RecipeRefused as refusal:
        return str(refusal)


def offer(indicator: Indicator) -> str:
    """The recipe by which the product can count this itself, as a sentence; empty when it cannot."""
    shapes = shapes_for(indicator.plan.network)
    proposal = propose_recipe(propose(indicator.sentence.text), shapes)
    return sentence(proposal.recipe, shapes) if proposal.computed and not proposal.asks else ""


def _to_count(request: Request, indicator_pk: int) -> Indicator:
    indicator = indicator_or_404(request, indicator_pk)
    require(request.actor, Permission.INDICATOR_MANAGE, at=indicator.plan.network_id)
    return indicator


def _opened(last: Definition, proposal: RecipeProposal, shapes: Shapes) -> dict[str, list[str]]:
    """What stands in the form when it opens: the recipe that holds, else the proposed one."""
    try:
        if last.recipe:
            return on_form(from_json(last.recipe, shapes), shapes)
    except RecipeRefused:
        # It counts something that is gone; the page says so, and the proposal is there to begin from.
        pass
    if proposal.computed:
        return on_form(proposal.recipe, shapes)
    here = proposal.recipe.over
    return on_form(Recipe("count", here, proposal.recipe.where[: len(shapes[here].here)]), shapes)


def _values(request: Request, indicator: Indicator) -> Values:
    network, today = indicator.plan.network, clock.today()

    def values(over: str, name: str, chosen: list[int]) -> list[tuple[int, str]]:
        return values_of(over, name, actor=request.actor, network=network, day=today, chosen=chosen)

    return values


def _preview(request: Request, indicator: Indicator, filled: Filled, shapes: Shapes) -> Preview:
    read = from_form(filled, shapes)
    if read.recipe is None:
        return Preview(missing=next(iter(read.problems.values())))
    once, network = replace(read.recipe, per=None), indicator.plan.network
    names = names_for([once], actor=request.actor, network=network)
    outcome = measure(once, moment_of(indicator, clock.today()), actor=request.actor, network=network)
    address = reverse("indicators:card-recipe-records", args=[indicator.pk])
    return Preview(
        sentence(read.recipe, shapes, names=names),
        result(once, outcome, shapes),
        f"{address}?{urlencode(filled, doseq=True)}" if not outcome.hidden else "",
    )


def _chosen(request: Request, form: RecipeForm, which: str, proposed: Recipe) -> dict[str, Any] | None:
    """The recipe to keep; None when the form says at its fields what is missing."""
    if which == "voorstel":
        return to_json(_with_term(proposed, request.POST.get("term_days", "")))
    if which == "mensen":
        return {}
    return to_json(form.recipe) if form.recipe else None


def _save(request: Request, indicator: Indicator, chosen: dict[str, Any]) -> None:
    definitions.change_definition(
        indicator=indicator,
        version=_number(request.POST.get("version", "")),
        values={"recipe": chosen},
        begins=parse_date(request.POST.get("begins", "")),
        reason=request.POST.get("reason", ""),
        by=request.actor,
    )


def _retargeted(response: HttpResponse) -> HttpResponse:
    response["HX-Retarget"] = "#recept-zegt"
    response["HX-Reswap"] = "outerHTML"
    return response


def _with_term(proposed: Recipe, term: str) -> Recipe:
    """The proposal with the number of days that was agreed, where it asks for one."""
    if not proposed.parameters:
        return proposed
    days = _number(term.strip())
    if not days:
        raise RecipeRefused("Zeg welke termijn is afgesproken, in dagen. Schrijf bijvoorbeeld 30.")
    said = tuple(replace(each, values=((None, Decimal(days)),)) for each in proposed.parameters)
    return replace(proposed, parameters=said)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
