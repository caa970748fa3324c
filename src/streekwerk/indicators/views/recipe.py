"""How a figure is counted from what the product keeps: the proposed recipe, another one, or none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.html import escape
from django.views.decorators.http import require_http_methods

from streekwerk.access.models import Permission
from streekwerk.access.queries import require
from streekwerk.audit import clock
from streekwerk.indicators.commands import definitions
from streekwerk.indicators.commands.cards import CardChanged
from streekwerk.indicators.models import Definition, Indicator
from streekwerk.indicators.ports import shapes_for
from streekwerk.indicators.recipe_forms import RecipeForm
from streekwerk.indicators.rules.proposal import propose
from streekwerk.indicators.rules.recipes import Recipe, RecipeRefused, Shapes, from_json, sentence, to_json
from streekwerk.indicators.rules.recipes.proposing import propose_recipe
from streekwerk.indicators.views.shared import indicator_or_404
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request


@login_required
@require_http_methods(["GET", "POST"])
def recipe(request: Request, indicator_pk: int) -> HttpResponse:
    indicator = indicator_or_404(request, indicator_pk)
    require(request.actor, Permission.INDICATOR_MANAGE, at=indicator.plan.network_id)
    last = definitions.current_definition(indicator)
    shapes = shapes_for(indicator.plan.network)
    proposal = propose_recipe(propose(indicator.sentence.text), shapes)
    sent = request.POST if request.method == "POST" else request.GET
    over = sent.get("over", "")
    over = over if over in shapes else proposal.recipe.over
    bound = sent if "aggregate" in sent else None
    form = RecipeForm(shapes, over, bound)
    if "toon" in request.GET and request.htmx:
        return HttpResponse(escape(form.said()))
    refused, status = "", 200
    if request.method == "POST":
        try:
            chosen = _chosen(request, form, proposal.recipe)
            definitions.change_definition(
                indicator=indicator,
                version=_number(request.POST.get("version", "")),
                values={"recipe": chosen},
                begins=parse_date(request.POST.get("begins", "")),
                reason=request.POST.get("reason", ""),
                by=request.actor,
            )
        except CardChanged as refusal:
            refused, status = str(refusal), 409
        except DomainError as refusal:
            refused, status = str(refusal), 422
        else:
            counts = (
                "Streekwerk telt dit voortaan zelf." if chosen else "Dit cijfer vullen mensen voortaan in."
            )
            messages.success(request, counts)
            return redirect("indicators:card", indicator.pk)
    context = {
        "indicator": indicator,
        "plan": indicator.plan,
        "form": form,
        "proposal": proposal,
        "proposed": sentence(proposal.recipe, shapes) if proposal.computed else "",
        "now": recipe_said(last, shapes),
        "preview": form.said() if bound is not None else "",
        "term": request.POST.get("term", ""),
        "refused": refused,
        "measured": definitions.has_figures(last),
        "first": definitions.first_begin(last, clock.today()),
    }
    return render(request, "indicators/cards/recipe.html", context, status=status)


def recipe_said(definition: Definition, shapes: Shapes) -> str:
    """The recipe of this definition as a sentence; empty when people give the figures."""
    if not definition.recipe:
        return ""
    try:
        return sentence(from_json(definition.recipe, shapes), shapes)
    except RecipeRefused as refusal:
        return str(refusal)


def offer(indicator: Indicator) -> str:
    """The recipe by which the product can count this itself, as a sentence; empty when it cannot."""
    shapes = shapes_for(indicator.plan.network)
    proposal = propose_recipe(propose(indicator.sentence.text), shapes)
    return sentence(proposal.recipe, shapes) if proposal.computed and not proposal.asks else ""


def _chosen(request: Request, form: RecipeForm, proposed: Recipe) -> dict[str, Any]:
    which = request.POST.get("kies", "")
    if which == "voorstel":
        return to_json(_with_term(proposed, request.POST.get("term", "")))
    if which == "mensen":
        return {}
    if not form.is_valid():
        raise RecipeRefused("Kies wat geteld wordt en welk cijfer daarvan.")
    return to_json(form.recipe())


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
