"""One text of the sheet, changed where it stands."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from streekwerk.access.models import Permission
from streekwerk.access.queries import require
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans import pages
from streekwerk.plans.commands.nodes import ChangedMeanwhile, change_texts
from streekwerk.plans.models import Node
from streekwerk.plans.pages.sheet import news_of, shown_conflict, shown_text
from streekwerk.plans.queries.fields import by_field, entries_about, since, template_of, text_at
from streekwerk.plans.queries.sheet import findings_of, indicators_of
from streekwerk.plans.sheet_forms import TextsForm
from streekwerk.plans.views.shared import bare_plan_or_404, node_or_404


@login_required
@require_http_methods(["GET", "POST"])
def field(request: Request, plan_id: int, node_id: int, key: str) -> HttpResponse:
    """The form of one text; `?stand=` says what the page showed, `?toon=1` gives the text back to htmx."""
    node = node_or_404(request, bare_plan_or_404(request, plan_id), node_id)
    require(request.actor, Permission.PLAN_EDIT, at=node.plan.network_id)
    template = template_of(node.plan.network_id)
    text = text_at(node, template, key)
    if text is None:
        raise Http404
    if request.method == "GET" and "toon" in request.GET:
        return _shown(request, node, key)
    form = TextsForm([text], request.POST.dict() if request.method == "POST" else None)
    context: dict[str, Any] = {"plan": node.plan, "node": node, "form": form, "text": text}
    changes = by_field(entries_about(node), template)
    status = 200
    if request.method == "GET":
        context["news"] = news_of(changes, text, request.GET.get("stand", ""), own_label=request.actor.label)
    elif form.is_valid():
        try:
            change_texts(node=node, texts=form.texts(), base=form.base(), reason=form.why(), by=request.actor)
        except ChangedMeanwhile as refusal:
            [conflict] = refusal.conflicts
            found = since(changes, conflict.name, conflict.base)
            context["conflicts"] = [shown_conflict(conflict, text.slot, found)]
            form.begin_from(refusal.conflicts)
            status = 409
        except DomainError as refusal:
            form.add_error(text.slot, str(refusal))
        else:
            return _shown(request, node, key, saved=True)
    context["shown"] = shown_text(node, text, changes.get(text.name, ()), [], may_edit=True)
    context["bound"] = form[text.slot]
    context["in_place"] = bool(request.htmx)
    page = "plans/sheet/_field_form.html" if request.htmx else "plans/sheet/field.html"
    response = render(request, page, context, status=422 if form.errors else status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _shown(request: Request, node: Node, key: str, *, saved: bool = False) -> HttpResponse:
    """The text as the sheet shows it, with the findings when it was saved."""
    node = node_or_404(request, node.plan, node.pk)
    template = template_of(node.plan.network_id)
    text = text_at(node, template, key)
    if text is None or not request.htmx:
        if saved:
            messages.success(request, "Bewaard. De bijsluiter is opnieuw nagekeken.")
        return redirect(f"{node.get_absolute_url()}{f'#veld-{text.key}' if text else ''}")
    changes = by_field(entries_about(node), template)
    context = {
        "plan": node.plan,
        "shown": shown_text(node, text, changes.get(text.name, ()), indicators_of(node), may_edit=True),
        "saved": saved,
        "focus": True,
    }
    if saved:
        context["findings"] = findings_items(request, node)
    response = render(request, "plans/sheet/_field_saved.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def findings_items(request: Request, node: Node) -> list[Any]:
    """The findings of a node for the section that goes along with every change."""
    return pages.finding_items(node.plan, findings_of(node), request.actor, where=False)
