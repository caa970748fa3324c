"""The house style of a network: looking at it, giving one, going back, and what can be downloaded."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.network.models import Network
from streekwerk.reports.choices import MEDIA_TYPES, FileKind
from streekwerk.reports.commands import house_styles as commands
from streekwerk.reports.house_style_forms import HouseStyleForm
from streekwerk.reports.models import HouseStyle
from streekwerk.reports.queries.house_styles import bytes_of, house_styles, sample_in, style_for


def _network_or_404(request: Request, code: str) -> Network:
    """The network, for who makes its reports.

    Raises:
        Http404: there is none of which this actor reads reports.
        NotAllowed: it is there, and the actor makes no reports.
    """
    network: Network = get_object_or_404(Network.objects.visible_to(request.actor), code=code)
    if not may(request.actor, Permission.REPORT_READ, at=network.pk):
        raise Http404
    require(request.actor, Permission.REPORT_MAKE, at=network.pk)
    request.network = network
    return network


def _style_or_404(request: Request, network: Network, pk: int) -> HouseStyle:
    style: HouseStyle = get_object_or_404(
        HouseStyle.objects.visible_to(request.actor), pk=pk, network=network
    )
    return style


def _download(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=MEDIA_TYPES[FileKind.DOCX])
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def house_style(request: Request, code: str) -> HttpResponse:
    network = _network_or_404(request, code)
    form = HouseStyleForm(*((request.POST, request.FILES) if request.method == "POST" else (None, None)))
    if form.is_valid():
        name, data = form.cleaned_data["template"]
        try:
            commands.take_up_style(network=network, name=name, data=data, by=request.actor)
        except DomainError as refusal:
            form.add_error("template", str(refusal))
        else:
            messages.success(request, "Nieuwe rapporten verschijnen voortaan in deze huisstijl.")
            return redirect("reports:house-style", code=network.code)
    context: dict[str, Any] = {"network": network, "page": house_styles(network), "form": form}
    return render(request, "reports/house_styles.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def start(request: Request, code: str) -> HttpResponse:
    from streekwerk.reports.renderers.word import own_template

    network = _network_or_404(request, code)
    return _download(own_template(), f"sjabloon-{network.code}.docx")


@login_required
@require_GET
def sample(request: Request, code: str) -> HttpResponse:
    network = _network_or_404(request, code)
    return _download(sample_in(network, style_for(network)), f"voorbeeld-{network.code}.docx")


@login_required
@require_GET
def template(request: Request, code: str, pk: int) -> HttpResponse:
    style = _style_or_404(request, _network_or_404(request, code), pk)
    return _download(bytes_of(style), f"huisstijl-{style.added_at:%Y-%m-%d}.docx")


@login_required
@require_POST
def use(request: Request, code: str, pk: int) -> HttpResponse:
    network = _network_or_404(request, code)
    style = commands.use_style(style=_style_or_404(request, network, pk), by=request.actor)
    messages.success(request, f"“{style.name}” is weer de huisstijl.")
    return redirect("reports:house-style", code=network.code)


@login_required
@require_POST
def ours(request: Request, code: str) -> HttpResponse:
    network = _network_or_404(request, code)
    commands.use_ours(network=network, by=request.actor)
    messages.success(request, "Nieuwe rapporten verschijnen weer in de stijl van Streekwerk.")
    return redirect("reports:house-style", code=network.code)
