"""The deliverables of a plan, and one of them: what it is, how it stands, delivering a version."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.audit import clock
from streekwerk.audit.queries import history_of
from streekwerk.indicators import deliverable_export
from streekwerk.indicators.commands import deliverables as commands
from streekwerk.indicators.commands.validations import NobodyToAsk, ask_validation
from streekwerk.indicators.deliverable_forms import (
    DeliverableFilterForm,
    DeliverableForm,
    DeliveryForm,
    EvidenceForm,
)
from streekwerk.indicators.models import Deliverable, Indicator
from streekwerk.indicators.pages import deliverables as pages
from streekwerk.indicators.queries import deliverables as queries
from streekwerk.indicators.queries.effects import fixings_of
from streekwerk.indicators.queries.validators import candidates_in, proposed
from streekwerk.indicators.views.shared import indicator_or_404, own_plan_or_404
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans.pages import tabs
from streekwerk.plans.pages.undo import done
from streekwerk.ui.dutch import counted

PER_PAGE = 100


def deliverable_or_404(request: Request, pk: int) -> Deliverable:
    """The deliverable with all that its page shows.

    Raises:
        Http404: there is none for this actor.
    """
    rows = queries.with_everything(Deliverable.objects.visible_to(request.actor))
    deliverable: Deliverable = get_object_or_404(rows, pk=pk)
    request.network = deliverable.indicator.plan.network
    return deliverable


@login_required
@require_GET
def overview(request: Request, plan_pk: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_pk)
    selection = queries.DeliverableSelection.of(request.GET.dict())
    lines = queries.selected_deliverables(plan, selection, request.actor, clock.today())
    without = queries.cards_without(plan, request.actor)
    return render(
        request,
        "indicators/deliverables/list.html",
        {
            "plan": plan,
            "tabs": tabs(plan, "indicators"),
            "form": DeliverableFilterForm(request.GET),
            "said": f"{counted(len(lines), 'oplevering', 'opleveringen')}{_late(lines)}",
            "page": Paginator(lines, PER_PAGE).get_page(request.GET.get("pagina")),
            "without": without,
            "may_begin": may(request.actor, Permission.DELIVERABLE_DELIVER, at=plan.network_id),
            "filtered": selection.stand or selection.words,
        },
    )


def _late(lines: list[queries.Line]) -> str:
    late = sum(line.waits for line in lines)
    return f", {late} te laat" if late else ""


@login_required
@require_GET
def export(request: Request, plan_pk: int, kind: str) -> HttpResponse:
    plan = own_plan_or_404(request, plan_pk)
    if kind not in deliverable_export.KINDS:
        raise Http404
    selection = queries.DeliverableSelection.of(request.GET.dict())
    lines = queries.selected_deliverables(plan, selection, request.actor, clock.today())
    made = deliverable_export.lines_as(kind, lines)
    response = HttpResponse(made, content_type=deliverable_export.KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="plan-{plan.pk}-opleveringen.{kind}"'
    return response


@login_required
@require_POST
def begin_all(request: Request, plan_pk: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_pk)
    require(request.actor, Permission.DELIVERABLE_DELIVER, at=plan.network_id)
    begun = commands.begin_all(indicators=queries.cards_without(plan, request.actor), by=request.actor)
    said = counted(len(begun), "oplevering", "opleveringen")
    messages.success(request, f"{said} gemaakt uit de kaarten. Kijk titel, datum en wie valideert na.")
    return redirect("indicators:deliverables", plan.pk)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request, indicator_pk: int) -> HttpResponse:
    indicator = indicator_or_404(request, indicator_pk)
    require(request.actor, Permission.DELIVERABLE_DELIVER, at=indicator.plan.network_id)
    [proposal] = proposed([indicator])
    initial = {
        "title": proposal.title,
        "due": proposal.due,
        "validators": [str(pk) for pk in proposal.validators],
    }
    form = _form(request, indicator, initial, because=proposal.because)
    if form.is_valid():
        try:
            made = commands.begin_deliverable(indicator=indicator, given=form.given(), by=request.actor)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De oplevering staat in de lijst. Lever op zodra er iets is.")
            return redirect(made)
    return _page_with_form(request, form, indicator, "Een oplevering", "Toevoegen")


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: int) -> HttpResponse:
    deliverable = deliverable_or_404(request, pk)
    indicator = deliverable.indicator
    needed = Permission.INDICATOR_MANAGE if deliverable.versions.all() else Permission.DELIVERABLE_DELIVER
    require(request.actor, needed, at=indicator.plan.network_id)
    initial = {
        "title": deliverable.title,
        "due": deliverable.due,
        "validators": [str(party.pk) for party in deliverable.validators.all()],
        "version": deliverable.version,
    }
    form = _form(request, indicator, initial, keep=deliverable)
    if form.is_valid():
        try:
            commands.change_deliverable(
                deliverable=deliverable,
                given=form.given(),
                version=form.cleaned_data["version"] or 0,
                by=request.actor,
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Bewaard.")
            return redirect(deliverable)
    return _page_with_form(request, form, indicator, "Oplevering wijzigen", "Bewaren", deliverable)


def _form(
    request: Request,
    indicator: Indicator,
    initial: dict[str, Any],
    *,
    because: tuple[str, ...] = (),
    keep: Deliverable | None = None,
) -> DeliverableForm:
    candidates = candidates_in(indicator.plan.network_id, clock.today())
    if keep:
        candidates = pages.with_kept(candidates, keep)
    return DeliverableForm(
        candidates,
        request.POST if request.method == "POST" else None,
        initial=initial,
        because=because,
        members=indicator.plan.network.members_word,
    )


def _page_with_form(
    request: Request,
    form: Any,
    indicator: Indicator,
    title: str,
    submit: str,
    deliverable: Deliverable | None = None,
) -> HttpResponse:
    back = deliverable.get_absolute_url() if deliverable else pages.list_url(indicator)
    context = {
        "form": form,
        "indicator": indicator,
        "plan": indicator.plan,
        "deliverable": deliverable,
        "title": title,
        "submit": submit,
        "back_url": back,
    }
    return render(request, "indicators/deliverables/form.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    deliverable = deliverable_or_404(request, pk)
    context = pages.page_of(deliverable, request.actor, clock.today())
    context["fixing"] = fixings_of([deliverable.indicator]).get(deliverable.indicator_id)
    context["history"] = history_of(deliverable, limit=30)
    context["evidence_form"] = EvidenceForm()
    return render(request, "indicators/deliverables/page.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def deliver(request: Request, pk: int) -> HttpResponse:
    deliverable = deliverable_or_404(request, pk)
    require(request.actor, Permission.DELIVERABLE_DELIVER, at=deliverable.indicator.plan.network_id)
    newest, today = queries.newest_of(deliverable), clock.today()
    initial = {"delivered_on": today, "after": newest.number if newest else 0, "ask": True}
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = DeliveryForm(len(deliverable.validators.all()), *sent, initial=initial)
    if form.is_valid():
        try:
            version = commands.deliver_version(
                deliverable=deliverable,
                given=form.given(),
                after=form.cleaned_data["after"],
                today=today,
                by=request.actor,
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Versie {version.number} is opgeleverd.")
            if form.cleaned_data.get("ask"):
                with suppress(NobodyToAsk):
                    ask_validation(version=version, today=today, by=request.actor)
            return redirect(deliverable)
    title = f"Versie {newest.number + 1} opleveren" if newest else "Opleveren"
    return _page_with_form(request, form, deliverable.indicator, title, "Opleveren", deliverable)


@login_required
@require_POST
def archive(request: Request, pk: int) -> HttpResponse:
    deliverable = deliverable_or_404(request, pk)
    given = request.POST.get("version", "")
    commands.archive_deliverable(
        deliverable=deliverable, version=int(given) if given.isdecimal() else 0, by=request.actor
    )
    undo = reverse("indicators:deliverable-restore", args=[pk])
    done(request, f"“{deliverable}” is uit de lijst gehaald.", undo_url=undo, fields={})
    return redirect(pages.list_url(deliverable.indicator))


@login_required
@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    deliverable = deliverable_or_404(request, pk)
    commands.restore_deliverable(deliverable=deliverable, by=request.actor)
    messages.success(request, "De oplevering staat weer in de lijst.")
    return redirect(deliverable)
