"""The action sheet of a network: which fields, in which order, under which names."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import require
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.network.models import Network
from streekwerk.plans.commands import sheet_fields as commands
from streekwerk.plans.models import SheetField
from streekwerk.plans.queries.template import template_view
from streekwerk.plans.sheet_forms import SheetFieldForm


def _network(request: Request, code: str) -> Network:
    network = get_object_or_404(Network.objects.visible_to(request.actor), code=code)
    require(request.actor, Permission.WORDS_MANAGE, at=network.pk)
    request.network = network
    return network


def _field(request: Request, network: Network, field_id: int) -> SheetField:
    rows = SheetField.objects.visible_to(request.actor)
    field: SheetField = get_object_or_404(rows, pk=field_id, network=network)
    return field


def _back(network: Network, place: str = "") -> HttpResponse:
    return redirect(f"{reverse('plans:template', args=[network.code])}{place}")


@login_required
@require_http_methods(["GET", "POST"])
def template(request: Request, code: str) -> HttpResponse:
    """The fields in their order; a new one is added at the end."""
    network = _network(request, code)
    form = SheetFieldForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            field = commands.add_sheet_field(
                network=network,
                label=form.cleaned_data["label"],
                synonyms=form.names(),
                explanation=form.cleaned_data["explanation"],
                by=request.actor,
            )
        except DomainError as refusal:
            form.add_error("label", str(refusal))
        else:
            messages.success(request, f"“{field.label}” staat op de fiche.")
            return _back(network, f"#veld-{field.pk}")
    context = {"network": network, "view": template_view(network.pk), "form": form}
    return render(request, "plans/template/fields.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def propose(request: Request, code: str) -> HttpResponse:
    """Take the whole proposal that was shown."""
    network = _network(request, code)
    commands.take_proposal(network=network, by=request.actor)
    messages.success(request, "De fiche van uw netwerk is gemaakt. Zet de velden in de volgorde die u wilt.")
    return _back(network)


@login_required
@require_http_methods(["GET", "POST"])
def field(request: Request, code: str, field_id: int) -> HttpResponse:
    network = _network(request, code)
    field = _field(request, network, field_id)
    initial = {
        "label": field.label,
        "synonyms": "\n".join(field.synonyms),
        "explanation": field.explanation,
    }
    form = SheetFieldForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_sheet_field(
                field=field,
                label=form.cleaned_data["label"],
                synonyms=form.names(),
                explanation=form.cleaned_data["explanation"],
                by=request.actor,
            )
        except DomainError as refusal:
            form.add_error("label", str(refusal))
        else:
            messages.success(request, "Bewaard. Alle fiches van het netwerk tonen het veld nu zo.")
            return _back(network, f"#veld-{field.pk}")
    context = {"network": network, "field": field, "form": form}
    return render(request, "plans/template/field.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def join(request: Request, code: str, field_id: int) -> HttpResponse:
    """Take a label that sheets use for another name of this field."""
    network = _network(request, code)
    field = _field(request, network, field_id)
    label = request.POST.get("label", "")
    commands.join_label(field=field, label=label, by=request.actor)
    messages.success(request, f"“{label}” komt voortaan in “{field.label}”.")
    return _back(network, f"#veld-{field.pk}")


@login_required
@require_POST
def move(request: Request, code: str, field_id: int) -> HttpResponse:
    network = _network(request, code)
    field = _field(request, network, field_id)
    commands.move_sheet_field(field=field, up=request.POST.get("richting") == "op", by=request.actor)
    return _back(network, f"#veld-{field.pk}")


@login_required
@require_POST
def remove(request: Request, code: str, field_id: int) -> HttpResponse:
    network = _network(request, code)
    field = _field(request, network, field_id)
    commands.remove_sheet_field(field=field, by=request.actor)
    messages.success(
        request, f"“{field.label}” is van de fiche gehaald. Wat erin stond, blijft op de fiches staan."
    )
    return _back(network)
