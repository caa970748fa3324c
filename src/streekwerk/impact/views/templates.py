"""The templates of a network."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.impact.commands import templates as commands
from streekwerk.impact.models import ImpactTemplate
from streekwerk.impact.queries.templates import offered, templates_of
from streekwerk.impact.template_forms import TemplateForm, question_forms, text_of
from streekwerk.impact.views.shared import own_network_or_404
from streekwerk.network.middleware import Request
from streekwerk.network.models import Network
from streekwerk.plans.pages.undo import done


@login_required
@require_GET
def listed(request: Request, code: str) -> HttpResponse:
    network = own_network_or_404(request, code)
    every = templates_of(network, request.actor)
    context = {
        "network": network,
        "templates": [each for each in every if each.archived_at is None],
        "archived": [each for each in every if each.archived_at is not None],
        "offered": offered(every),
        "may_keep": may(request.actor, Permission.WORDS_MANAGE, at=network.pk),
    }
    return render(request, "impact/templates.html", context)


@login_required
@require_POST
def take(request: Request, code: str, kind: str) -> HttpResponse:
    """Take over a template that we offer."""
    network = own_network_or_404(request, code)
    made = commands.take_starting(network=network, kind=kind, by=request.actor)
    messages.success(request, f"“{made}” staat in de lijst. Pas de vragen gerust aan.")
    back = request.POST.get("terug", "")
    if url_has_allowed_host_and_scheme(back, None):
        return redirect(back)
    return redirect("impact:templates", network.code)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request, code: str) -> HttpResponse:
    network = own_network_or_404(request, code)
    require(request.actor, Permission.WORDS_MANAGE, at=network.pk)
    return _write(request, network, None)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, code: str, template_pk: int) -> HttpResponse:
    network, template = _place(request, code, template_pk)
    require(request.actor, Permission.WORDS_MANAGE, at=network.pk)
    return _write(request, network, template)


@login_required
@require_POST
def archive(request: Request, code: str, template_pk: int) -> HttpResponse:
    network, template = _place(request, code, template_pk)
    commands.archive_template(template=template, by=request.actor)
    undo = reverse("impact:template-restore", args=[network.code, template.pk])
    done(
        request,
        f"“{template}” is uit de lijst. Toetsen die ermee gemaakt zijn, blijven.",
        undo_url=undo,
        fields={},
    )
    return redirect("impact:templates", network.code)


@login_required
@require_POST
def restore(request: Request, code: str, template_pk: int) -> HttpResponse:
    network, template = _place(request, code, template_pk)
    commands.restore_template(template=template, by=request.actor)
    messages.success(request, f"“{template}” staat weer in de lijst.")
    return redirect("impact:templates", network.code)


def _place(request: Request, code: str, template_pk: int) -> tuple[Network, ImpactTemplate]:
    network = own_network_or_404(request, code)
    rows = ImpactTemplate.objects.visible_to(request.actor)
    return network, get_object_or_404(rows, pk=template_pk, network=network)


def _write(request: Request, network: Network, template: ImpactTemplate | None) -> HttpResponse:
    """The form of a template; 422 when something is wrong, 409 when somebody was first."""
    data = request.POST if request.method == "POST" else None
    form = TemplateForm(data, initial=_initial(template))
    questions = question_forms(template, data)
    status = 200
    if data is not None:
        status = 422
        if all([form.is_valid(), questions.is_valid()]):
            try:
                saved = _save(request, network, template, form, questions)
            except commands.TemplateChanged as refusal:
                form.add_error(None, str(refusal))
                form.data = {**request.POST.dict(), "version": str(refusal.template.version)}
                status = 409
            except commands.TemplateRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"“{saved}” is bewaard.")
                return redirect("impact:templates", network.code)
    context = {"network": network, "template": template, "form": form, "questions": questions}
    return render(request, "impact/template_form.html", context, status=status)


def _save(
    request: Request, network: Network, template: ImpactTemplate | None, form: TemplateForm, questions: Any
) -> ImpactTemplate:
    given = text_of(form, questions)
    if template is None:
        return commands.add_template(network=network, given=given, by=request.actor)
    version = form.cleaned_data["version"] or 0
    return commands.change_template(template=template, given=given, version=version, by=request.actor)


def _initial(template: ImpactTemplate | None) -> dict[str, Any]:
    if template is None:
        return {}
    return {
        "name": template.name, "kind": template.kind, "purpose": template.purpose, "version": template.version
    }  # fmt: skip
