"""Judging a version: asking the parties, what they say, approving it or sending it back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.audit import clock
from streekwerk.indicators.commands import deliverables as commands
from streekwerk.indicators.commands import validations
from streekwerk.indicators.deliverable_forms import SendBackForm, ValidationForm
from streekwerk.indicators.models import DeliverableVersion
from streekwerk.indicators.pages.deliverables import own_parties
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans.pages.undo import done
from streekwerk.ui.dutch import counted


def version_or_404(request: Request, pk: int) -> DeliverableVersion:
    """The version with its deliverable, indicator and network.

    Raises:
        Http404: there is none for this actor.
    """
    rows = DeliverableVersion.objects.visible_to(request.actor)
    rows = rows.select_related("deliverable__indicator__plan__network", "deliverable__indicator__sentence")
    version: DeliverableVersion = get_object_or_404(rows, pk=pk)
    request.network = version.deliverable.indicator.plan.network
    return version


@login_required
@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    version = version_or_404(request, pk)
    commands.approve_version(version=version, by=request.actor)
    undo = reverse("indicators:version-withdraw", args=[pk])
    done(request, f"Versie {version.number} is goedgekeurd.", undo_url=undo, fields={})
    return redirect(version.deliverable)


@login_required
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    version = version_or_404(request, pk)
    commands.withdraw_approval(version=version, by=request.actor)
    messages.success(request, "De goedkeuring is ingetrokken.")
    return redirect(version.deliverable)


@login_required
@require_http_methods(["GET", "POST"])
def send_back(request: Request, pk: int) -> HttpResponse:
    version = version_or_404(request, pk)
    deliverable = version.deliverable
    require(request.actor, Permission.DELIVERABLE_APPROVE, at=deliverable.indicator.plan.network_id)
    form = SendBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        commands.send_back(version=version, reason=form.cleaned_data["reason"], by=request.actor)
        messages.success(
            request, f"Versie {version.number} is teruggestuurd; {version.author_label} krijgt uw uitleg."
        )
        return redirect(deliverable)
    context = {
        "form": form,
        "deliverable": deliverable,
        "indicator": deliverable.indicator,
        "plan": deliverable.indicator.plan,
        "title": f"Versie {version.number} terugsturen",
        "submit": "Terugsturen",
        "back_url": deliverable.get_absolute_url(),
    }
    return render(request, "indicators/deliverables/form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def ask(request: Request, pk: int) -> HttpResponse:
    version = version_or_404(request, pk)
    asked = validations.ask_validation(version=version, today=clock.today(), by=request.actor)
    messages.success(request, f"De vraag vertrok naar {counted(len(asked), 'partij', 'partijen')}.")
    return redirect(version.deliverable)


@login_required
@require_http_methods(["GET", "POST"])
def validate(request: Request, pk: int) -> HttpResponse:
    version = version_or_404(request, pk)
    deliverable = version.deliverable
    network = deliverable.indicator.plan.network_id
    validations.require_some_voice(request.actor, network)
    own = own_parties(deliverable, request.actor)
    # Who answers for a party and keeps the cards as well, first answers for the own party.
    keeps = may(request.actor, Permission.INDICATOR_MANAGE, at=network)
    for_others = keeps and (not own or request.GET.get("voor") == "anderen")
    offered = [(party.pk, party.name) for party in (deliverable.validators.all() if for_others else own)]
    form = ValidationForm(
        offered,
        request.POST if request.method == "POST" else None,
        own=not for_others,
        initial={"on": clock.today()},
    )
    if form.is_valid():
        try:
            said = validations.say_validation(
                version=version,
                parties=form.chosen(),
                said=form.said(),
                today=clock.today(),
                by=request.actor,
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            names = ", ".join(each.party.name for each in said[:3]) + (" …" if len(said) > 3 else "")
            messages.success(request, f"Genoteerd voor {names}: {said[0].get_state_display()}.")
            return redirect(deliverable)
    context = {
        "form": form,
        "version": version,
        "deliverable": deliverable,
        "indicator": deliverable.indicator,
        "plan": deliverable.indicator.plan,
        "for_others": for_others,
        "offered": offered,
        "files": version.files.filter(archived_at__isnull=True),
        "own_work": version.author_id == request.actor.user_id and not for_others,
    }
    return render(
        request, "indicators/deliverables/validate.html", context, status=422 if form.errors else 200
    )
