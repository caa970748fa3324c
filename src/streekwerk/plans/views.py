"""Pages of a plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.audit.queries import history_of
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans import commands, exports, pages, queries
from streekwerk.plans.forms import NodeForm, SelectionForm, WordsForm
from streekwerk.plans.models import Node, Plan, PlanFinding, SourceDocument

PER_PAGE = 100


def _plan(request: Request, plan_id: int) -> Plan:
    plan = get_object_or_404(queries.plans_with_counts(request.actor), pk=plan_id)
    request.network = plan.network
    return plan


def _node(request: Request, plan: Plan, node_id: int) -> Node:
    node = get_object_or_404(Node.objects.visible_to(request.actor), pk=node_id, plan=plan)
    node.plan = plan
    return node


@login_required
@require_GET
def overview(request: Request) -> HttpResponse:
    plans = list(queries.plans_with_counts(request.actor))
    context = {"plans": plans, "may_import": pages.may_import_somewhere(request.actor)}
    return render(request, "plans/overview.html", context)


@login_required
@require_GET
def tree(request: Request, plan_id: int) -> HttpResponse:
    plan = _plan(request, plan_id)
    context = {"plan": plan, "tabs": pages.tabs(plan, "tree"), "items": queries.tree_items(plan)}
    return render(request, "plans/tree.html", context | {"roadmap": queries.roadmap_of(plan)})


@login_required
@require_GET
def table(request: Request, plan_id: int) -> HttpResponse:
    plan = _plan(request, plan_id)
    selection = queries.Selection.of(request.GET.dict())
    page = Paginator(queries.selected_nodes(plan, selection), PER_PAGE).get_page(request.GET.get("pagina"))
    return render(
        request,
        "plans/table.html",
        {
            "plan": plan,
            "tabs": pages.tabs(plan, "table"),
            "form": SelectionForm(plan, request.GET),
            "page": page,
            "rows": pages.table_rows(plan, page.object_list),
        },
    )


@login_required
@require_GET
def indicators(request: Request, plan_id: int) -> HttpResponse:
    plan = _plan(request, plan_id)
    words = request.GET.get("zoek", "").strip()[:200]
    found = queries.selected_indicators(plan, words)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(
        request,
        "plans/indicators.html",
        {
            "plan": plan,
            "tabs": pages.tabs(plan, "indicators"),
            "form": WordsForm(request.GET),
            "page": page,
            "rows": pages.indicator_rows(plan, page.object_list),
        },
    )


@login_required
@require_GET
def export(request: Request, plan_id: int, what: str, kind: str) -> HttpResponse:
    plan = _plan(request, plan_id)
    if what == "tabel":
        nodes = queries.selected_nodes(plan, queries.Selection.of(request.GET.dict()))
        sheet = exports.sheet_of_nodes(plan, nodes)
    else:
        found = queries.selected_indicators(plan, request.GET.get("zoek", ""))
        sheet = exports.sheet_of_indicators(found)
    make, media_type = {
        "csv": (exports.as_csv, "text/csv; charset=utf-8"),
        "xlsx": (exports.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    }[kind]
    response = HttpResponse(make(sheet), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="plan-{plan.pk}-{what}.{kind}"'
    return response


@login_required
@require_GET
def node(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    plan = _plan(request, plan_id)
    sheet = queries.sheet_of(_node(request, plan, node_id))
    return render(
        request,
        "plans/node.html",
        {
            "plan": plan,
            "sheet": sheet,
            "kind": queries.level_word(plan.network, sheet.node.level, sheet.node.level_label),
            "findings": pages.finding_items(
                plan, sheet.findings + sheet.accepted, request.actor, where=False
            ),
            "history": history_of(sheet.node),
            "may_edit": may(request.actor, Permission.PLAN_EDIT, at=plan.network_id),
            "source_url": pages.source_url(plan, sheet.node.spans),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    plan = _plan(request, plan_id)
    node = _node(request, plan, node_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    form = NodeForm(node, request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"plan": plan, "node": node, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_node(
                node=node, change=form.change(), version=form.cleaned_data["version"], by=request.actor
            )
        except commands.ChangedMeanwhile as refusal:
            # What was typed stays in the form; the hidden version moves on, so a second save is deliberate.
            form.add_error(None, str(refusal))
            form.data = {**request.POST.dict(), "version": str(refusal.node.version)}
            context["differences"] = pages.differences(refusal.node, form.change())
            return render(request, "plans/edit.html", context, status=409)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Bewaard. De bijsluiter is opnieuw nagekeken.")
            return redirect(node)
    return render(request, "plans/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def leaflet(request: Request, plan_id: int) -> HttpResponse:
    plan = _plan(request, plan_id)
    found = queries.leaflet_of(plan)
    return render(
        request,
        "plans/leaflet.html",
        {
            "plan": plan,
            "tabs": pages.tabs(plan, "leaflet"),
            "leaflet": found,
            "groups": [
                (group, pages.finding_items(plan, group.findings, request.actor, remedy=False))
                for group in found.groups
            ],
            "accepted": pages.finding_items(plan, found.accepted, request.actor),
        },
    )


def _finding(request: Request, plan_id: int, finding_id: int) -> PlanFinding:
    rows = PlanFinding.objects.visible_to(request.actor).select_related("plan")
    return get_object_or_404(rows, pk=finding_id, plan_id=plan_id)


def _after_finding(finding: PlanFinding) -> HttpResponse:
    return redirect(f"{reverse('plans:leaflet', args=[finding.plan_id])}#bevinding-{finding.pk}")


@login_required
@require_POST
def accept(request: Request, plan_id: int, finding_id: int) -> HttpResponse:
    finding = _finding(request, plan_id, finding_id)
    commands.accept_finding(finding=finding, reason=request.POST.get("reason", ""), by=request.actor)
    messages.success(request, "Aanvaard. Deze bevinding blijft stil zolang de tekst dezelfde blijft.")
    return _after_finding(finding)


@login_required
@require_POST
def reopen(request: Request, plan_id: int, finding_id: int) -> HttpResponse:
    finding = _finding(request, plan_id, finding_id)
    commands.reopen_finding(finding=finding, by=request.actor)
    messages.success(request, "De bevinding staat weer open.")
    return _after_finding(finding)


@login_required
@require_GET
def tray(request: Request, plan_id: int) -> HttpResponse:
    plan = _plan(request, plan_id)
    context = {"plan": plan, "tabs": pages.tabs(plan, "tray"), "items": pages.tray_items(plan)}
    return render(request, "plans/tray.html", context)


@login_required
@require_GET
def source(request: Request, plan_id: int) -> HttpResponse:
    plan = _plan(request, plan_id)
    if plan.document is None:
        raise Http404
    marked = pages.span_in(request.GET.get("regels", ""))
    return render(
        request,
        "plans/source.html",
        {
            "plan": plan,
            "tabs": pages.tabs(plan, "source"),
            "lines": queries.document_lines(plan, marked),
            "marked": marked,
        },
    )


@login_required
@require_GET
def original(request: Request, plan_id: int) -> HttpResponse | FileResponse:
    plan = _plan(request, plan_id)
    document = get_object_or_404(SourceDocument.objects.visible_to(request.actor), pk=plan.document_id)
    # Always a download: a document from outside never runs as a page of this site.
    return FileResponse(document.file.open("rb"), as_attachment=True, filename=document.name)
