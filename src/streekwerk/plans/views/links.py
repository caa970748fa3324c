"""Links between actions, proposals for them, and continuing an action in the next plan."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import require
from streekwerk.audit import clock
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans import pages
from streekwerk.plans.choices import LinkKind
from streekwerk.plans.commands import links as commands
from streekwerk.plans.link_forms import CarryForm, LinkFilterForm, LinkForm
from streekwerk.plans.models import Node
from streekwerk.plans.queries import links as queries
from streekwerk.plans.views.shared import is_own, node_or_404, own_plan_or_404, plan_or_404

PER_PAGE = 100
UNDO_FOR = 24 * 3600
"""Seconds in which a link that was taken away can be put back."""
SALT = "plans.links"


@login_required
@require_GET
def links(request: Request, plan_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    lines = queries.links_in(plan, request.actor, clock.today())
    form = LinkFilterForm(lines, request.GET)
    kept = form.kept(lines)
    networks = Counter(line.other.plan.network.name for line in lines if not line.same_plan)
    return render(
        request,
        "plans/links/plan.html",
        {
            "plan": plan,
            "own": is_own(request, plan),
            "tabs": pages.tabs(plan, "links", own=is_own(request, plan)),
            "form": form,
            "total": len(lines),
            "networks": networks.most_common(),
            "warnings": [line for line in kept if line.warning],
            "page": Paginator(kept, PER_PAGE).get_page(request.GET.get("pagina")),
            "shown": len(kept),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def connect(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    """Link this action with another: search, choose, say how and why."""
    plan = own_plan_or_404(request, plan_id)
    node = node_or_404(request, plan, node_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    words = request.GET.get("zoek", "").strip()[:200]
    found = queries.linkable(node, request.actor, words)
    chosen = _chosen(request, node)
    context: dict[str, Any] = {
        "plan": plan,
        "node": node,
        "words": words,
        "chosen": chosen,
        "found": [row for row in found if chosen is None or row.pk != chosen.pk],
    }
    if request.htmx:
        return render(request, "plans/links/_found.html", context)
    kind = request.GET.get("soort", "")
    initial = {"kind": kind if kind in LinkKind.values else LinkKind.PREPARATION}
    form = LinkForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            if chosen is None:
                raise commands.NotLinkable
            commands.make_link(
                source=node, target=chosen, kind=data["kind"], rationale=data["rationale"], by=request.actor
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Het verband is gelegd; het staat nu op beide fiches.")
            return redirect(f"{node.get_absolute_url()}#verbonden")
    context["form"] = form
    return render(request, "plans/links/connect.html", context, status=422 if form.errors else 200)


def _chosen(request: Request, node: Node) -> Node | None:
    """The other action the address or the form names, when the actor may read it."""
    asked = request.POST.get("target") or request.GET.get("met") or ""
    if not asked.isdecimal():
        return None
    rows = Node.objects.visible_to(request.actor).select_related("plan__network").exclude(pk=node.pk)
    found: Node | None = rows.filter(pk=asked).first()
    return found


@login_required
@require_POST
def remove(request: Request, plan_id: int, node_id: int, link_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    node = node_or_404(request, plan, node_id)
    found = get_object_or_404(queries.live_links(request.actor), pk=link_id)
    if node.pk not in (found.source_id, found.target_id):
        raise Http404
    removed = commands.remove_link(link=found, by=request.actor)
    token = signing.dumps(removed.as_data(), salt=SALT, compress=True)
    context = {"plan": plan, "node": node, "token": token}
    template = "plans/links/_removed.html" if request.htmx else "plans/links/removed.html"
    return render(request, template, context)


@login_required
@require_POST
def restore(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    node = node_or_404(request, plan, node_id)
    try:
        data = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=UNDO_FOR)
    except signing.BadSignature as wrong:
        raise Http404 from wrong
    removed = commands.RemovedLink(**data)
    if node.pk not in (removed.source, removed.target):
        raise Http404
    commands.restore_link(removed=removed, by=request.actor)
    messages.success(request, "Het verband staat er weer.")
    return redirect(f"{node.get_absolute_url()}#verbonden")


@login_required
@require_GET
def alike(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    """Actions of other plans that are about the same: a page, or the piece of it that a sheet loads."""
    plan = own_plan_or_404(request, plan_id)
    node = node_or_404(request, plan, node_id)
    context = {
        "plan": plan,
        "node": node,
        "proposals": queries.proposals_for(node, request.actor),
        "may_edit": plan.network_id in request.actor.networks_with(Permission.PLAN_EDIT),
    }
    return render(request, f"plans/links/{'_alike' if request.htmx else 'alike'}.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def carry(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    """Continue this action in a draft of the same network."""
    plan = own_plan_or_404(request, plan_id)
    node = node_or_404(request, plan, node_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    drafts = queries.drafts_for(node, request.actor)
    parents = Node.objects.visible_to(request.actor).filter(plan__in=drafts).order_by("position")
    form = CarryForm(drafts, parents, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        draft, under = form.chosen()
        try:
            new = commands.carry_over(
                node=node,
                plan=next(one for one in drafts if one.pk == draft),
                under=next((one for one in parents if one.pk == under), None),
                by=request.actor,
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De actie staat nu in het volgende plan, met een verband naar deze.")
            return redirect(new)
    context = {"plan": plan, "node": node, "drafts": drafts, "form": form}
    return render(request, "plans/links/carry.html", context, status=422 if form.errors else 200)
