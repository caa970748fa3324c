"""One card: what is measured, what is aimed at, who keeps it; each changed on its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may, require
from streekwerk.audit import clock
from streekwerk.indicators.card_forms import DefinitionForm, KeepForm
from streekwerk.indicators.commands import definitions, targets
from streekwerk.indicators.commands.cards import CardChanged
from streekwerk.indicators.commands.definitions import BadBegin, BreaksSeries
from streekwerk.indicators.models import Indicator
from streekwerk.indicators.ports import shapes_for
from streekwerk.indicators.queries.card import CardPage, card_page, changes_since
from streekwerk.indicators.rules.cards.drafts import draft_of
from streekwerk.indicators.rules.cards.words import MEASURES, facts_said, number_words, subject_said
from streekwerk.indicators.rules.figures.plausibility import limits_from
from streekwerk.indicators.target_forms import BaselineForm, EndTargetForm, TargetForm
from streekwerk.indicators.views.recipe import offer, recipe_said
from streekwerk.indicators.views.shared import indicator_or_404
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.network.queries.members import colleagues_in
from streekwerk.ui import dutch


@login_required
@require_GET
def card(request: Request, indicator_pk: int) -> HttpResponse:
    indicator = indicator_or_404(request, indicator_pk)
    page = card_page(indicator)
    definition = page.definition
    about = _about(request, indicator)
    context = about | {
        "page": page,
        "definition": definition,
        "measure": MEASURES.get(definition.measure, "") if definition else "",
        "subject": subject_said(definition) if definition else "",
        "facts": facts_said(definition, part=page.part) if definition else [],
        "likely": _likely(page),
        "history": [(each, MEASURES.get(each.measure, ""), subject_said(each)) for each in page.definitions],
        "why": draft_of(indicator.confirmed_text).why,
        "parties": _parties(indicator),
        **_counting(page, request.actor, manages=bool(about["may"])),
    }
    return render(request, "indicators/cards/card.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def definition(request: Request, indicator_pk: int) -> HttpResponse:
    indicator = _to_change(request, indicator_pk)
    last = definitions.current_definition(indicator)
    measured = definitions.has_figures(last)
    draft = draft_of(indicator.sentence.text)
    form = DefinitionForm(
        last,
        request.POST or None,
        version=indicator.version,
        measured=measured,
        ask_term=any(each.code == "term" for each in card_page(indicator).questions),
    )

    def save(said: dict[str, Any]) -> str:
        made = definitions.change_definition(
            indicator=indicator,
            version=said["version"],
            values=form.values(),
            same=said.get("same", False),
            begins=said.get("begins"),
            reason=said.get("reason", ""),
            by=request.actor,
        )
        if made.number > last.number:
            return f"Bewaard. De nieuwe definitie geldt vanaf {dutch.day(made.valid_from or clock.today())}."
        return "Bewaard."

    more = {"measured": measured, "why": draft.why, "first": definitions.first_begin(last, clock.today())}
    return _answer(request, indicator, form, save, "definition", more)


@login_required
@require_http_methods(["GET", "POST"])
def keeping(request: Request, indicator_pk: int) -> HttpResponse:
    indicator = _to_change(request, indicator_pk)
    node = indicator.sentence.node
    steward = str(node.steward) if node and node.steward else ""
    form = KeepForm(
        indicator, colleagues_in(indicator.plan.network_id, clock.today()), steward, request.POST or None
    )

    def save(said: dict[str, Any]) -> str:
        definitions.change_keeping(
            indicator=indicator,
            version=said["version"],
            level=said["level"],
            steward=form.steward_chosen(),
            by=request.actor,
        )
        return "Bewaard."

    return _answer(request, indicator, form, save, "keeping")


@login_required
@require_http_methods(["GET", "POST"])
def target(request: Request, indicator_pk: int) -> HttpResponse:
    indicator = _to_change(request, indicator_pk)
    last = definitions.current_definition(indicator)
    before = targets.live_target(indicator)
    draft = draft_of(indicator.confirmed_text)
    form = TargetForm(last, before, request.POST or None, version=indicator.version, proposed=draft.target)

    def save(said: dict[str, Any]) -> str:
        targets.set_target(
            indicator=indicator,
            version=said["version"],
            target=form.target(),
            reason=said.get("reason", ""),
            by=request.actor,
            on=clock.today(),
        )
        return "De streefwaarde geldt vanaf nu."

    return _answer(request, indicator, form, save, "target", {"before": card_page(indicator).target})


@login_required
@require_http_methods(["GET", "POST"])
def baseline(request: Request, indicator_pk: int) -> HttpResponse:
    indicator = _to_change(request, indicator_pk)
    form = BaselineForm(request.POST or None, initial={"version": indicator.version})

    def save(said: dict[str, Any]) -> str:
        targets.set_baseline(
            indicator=indicator,
            version=said["version"],
            number=said["number"],
            on=said["on"],
            source=said["source"],
            by=request.actor,
        )
        return "De nulmeting staat erbij."

    return _answer(request, indicator, form, save, "baseline", {"before": card_page(indicator).target})


@login_required
@require_http_methods(["GET", "POST"])
def end_target(request: Request, indicator_pk: int) -> HttpResponse:
    indicator = _to_change(request, indicator_pk)
    form = EndTargetForm(request.POST or None, initial={"version": indicator.version})

    def save(said: dict[str, Any]) -> str:
        targets.end_target(
            indicator=indicator,
            version=said["version"],
            reason=said["reason"],
            by=request.actor,
            on=clock.today(),
        )
        return "De streefwaarde is losgelaten; ze blijft hieronder in beeld."

    return _answer(request, indicator, form, save, "end-target", {"before": card_page(indicator).target})


def _counting(page: CardPage, actor: Actor, *, manages: bool) -> dict[str, Any]:
    """How the figure is counted, and the recipe that could do so; a deliverable has its own page."""
    definition = page.definition
    if (
        definition is None
        or page.indicator.set_aside_reason
        or definition.measure in ("deliverable", "rubric")
    ):
        return {}
    network = page.indicator.plan.network
    now = recipe_said(definition, shapes_for(network), actor, network)
    return {"counting": True, "recipe": now, "offer": offer(page.indicator) if manages and not now else ""}


def _parties(indicator: Indicator) -> list[str]:
    """Who carries and shares the action: whose signature a deliverable needs is chosen among them."""
    node = indicator.sentence.node
    if node is None:
        return []
    lead = [str(node.lead)] if node.lead else []
    return [*lead, *(str(party) for party in node.partners.all())]


def _to_change(request: Request, indicator_pk: int) -> Indicator:
    indicator = indicator_or_404(request, indicator_pk)
    require(request.actor, Permission.INDICATOR_MANAGE, at=indicator.plan.network_id)
    return indicator


def _about(request: Request, indicator: Indicator) -> dict[str, Any]:
    return {
        "indicator": indicator,
        "plan": indicator.plan,
        "node": indicator.sentence.node,
        "may": may(request.actor, Permission.INDICATOR_MANAGE, at=indicator.plan.network_id),
        "back": f"{indicator.pk}-{indicator.version}",
    }


TITLES = {
    "definition": "Wat er gemeten wordt",
    "keeping": "Niveau en trekker",
    "target": "Streefwaarde",
    "baseline": "Nulmeting",
    "end-target": "Streefwaarde loslaten",
}


def _answer(
    request: Request,
    indicator: Indicator,
    form: forms.Form,
    save: Callable[[dict[str, Any]], str],
    which: str,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """The form of one part of a card: saved, or with what is wrong, or with what somebody else did."""
    status, met = 200, ""
    if request.method == "POST" and form.is_valid():
        try:
            said = save(form.cleaned_data)
        except CardChanged as refusal:
            met, status = str(refusal), 409
        except BreaksSeries as refusal:
            for name in ("begins", "reason"):
                if not form.cleaned_data.get(name):
                    form.add_error(name, "Dit is nodig nu er iets anders gemeten wordt.")
            form.add_error(None, str(refusal))
        except BadBegin as refusal:
            form.add_error("begins" if "begins" in form.fields else None, str(refusal))
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("indicators:card", indicator.pk)
    missed = []
    if met:
        seen = form.cleaned_data["version"]
        missed = changes_since(indicator, seen)
        # What was typed stays; saving again is done knowing what the other did.
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["version"] = indicator.version  # type: ignore[index]
    context = _about(request, indicator) | {
        "form": form,
        "which": which,
        "title": TITLES[which],
        "met": met,
        "missed": missed,
        **(more or {}),
    }
    return render(request, "indicators/cards/change.html", context, status=422 if form.errors else status)


def _likely(page: CardPage) -> list[str]:
    """The range rules of the definition in words."""
    if page.definition is None:
        return []
    limits = limits_from(page.definition.plausibility)
    said = []
    if limits.minimum is not None:
        said.append(f"minstens {number_words(limits.minimum)}")
    if limits.maximum is not None:
        said.append(f"hoogstens {number_words(limits.maximum)}")
    if limits.whole:
        said.append("een geheel getal")
    if limits.jump is not None:
        said.append(f"geen sprong van meer dan {number_words(limits.jump)} keer")
    return said
