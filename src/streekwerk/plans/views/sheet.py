"""One node of a plan: its sheet, and changing all of it at once."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.audit.queries import in_words
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans import pages, queries
from streekwerk.plans.commands.nodes import ChangedMeanwhile, change_texts
from streekwerk.plans.pages.sections import sections_of
from streekwerk.plans.pages.sheet import shown_conflict, shown_parts, shown_texts
from streekwerk.plans.queries.fields import by_field, entries_about, since, template_of, texts_of
from streekwerk.plans.queries.parts import KINDS
from streekwerk.plans.sheet_forms import TextsForm
from streekwerk.plans.views.shared import bare_plan_or_404, is_own, node_or_404, sheet_node_or_404

IN_HISTORY = 50


@login_required
@require_GET
def node(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    shown = sheet_node_or_404(request, plan_id, node_id)
    plan, own = shown.plan, is_own(request, shown.plan)
    may_edit = may(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    removed = _removed(request.GET.get("weg", "")) if may_edit else None
    sheet = queries.sheet_of(shown, removed=removed)
    # How a plan is worked on stays within its network; what it says is for everybody once adopted.
    entries = entries_about(sheet.node) if own else []
    return render(
        request,
        "plans/node.html",
        {
            "plan": plan,
            "sheet": sheet,
            "kind": queries.level_word(plan.network, sheet.node.level, sheet.node.level_label),
            "texts": shown_texts(sheet, by_field(entries, sheet.template), may_edit=may_edit),
            "parts": [
                shown_parts(sheet.node, kind, sheet.parts[kind], may_edit=may_edit)
                for kind in KINDS
                if sheet.parts[kind] or (may_edit and sheet.is_action)
            ],
            "findings": pages.finding_items(plan, sheet.findings if own else [], request.actor, where=False),
            "own": own,
            "history": in_words(entries[:IN_HISTORY]),
            "sections": sections_of(sheet.node, request.actor, own=own),
            "may_edit": may_edit,
            "may_arrange": may(request.actor, Permission.WORDS_MANAGE, at=plan.network_id),
            "source_url": pages.source_url(plan, sheet.node.spans) if own else "",
        },
    )


def _removed(said: str) -> tuple[str, int] | None:
    """The part in an address such as `?weg=indicatoren-12`."""
    found = re.fullmatch(r"(\w+)-(\d{1,18})", said)
    return (found[1], int(found[2])) if found and found[1] in KINDS else None


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    plan = bare_plan_or_404(request, plan_id)
    node = node_or_404(request, plan, node_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    template = template_of(plan.network_id)
    stored = texts_of(node, template)
    form = TextsForm(stored.values(), request.POST.dict() if request.method == "POST" else None)
    context: dict[str, Any] = {"plan": plan, "node": node, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            change_texts(node=node, texts=form.texts(), base=form.base(), reason=form.why(), by=request.actor)
        except ChangedMeanwhile as refusal:
            changes = by_field(entries_about(node), template)
            context["refusal"] = str(refusal)
            context["conflicts"] = [
                shown_conflict(
                    conflict, stored[conflict.name].slot, since(changes, conflict.name, conflict.base)
                )
                for conflict in refusal.conflicts
            ]
            form.begin_from(refusal.conflicts)
            return render(request, "plans/edit.html", context, status=409)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Bewaard. De bijsluiter is opnieuw nagekeken.")
            return redirect(node)
    return render(request, "plans/edit.html", context, status=422 if form.errors else 200)
