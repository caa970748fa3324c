"""The plan as a whole: all plans, its tree, its table, its indicators, and those as files."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from streekwerk.network.middleware import Request
from streekwerk.plans import exports, pages, queries
from streekwerk.plans.forms import SelectionForm, WordsForm
from streekwerk.plans.views.shared import plan_or_404

PER_PAGE = 100


@login_required
@require_GET
def overview(request: Request) -> HttpResponse:
    plans = list(queries.plans_with_counts(request.actor))
    context = {"plans": plans, "may_import": pages.may_import_somewhere(request.actor)}
    return render(request, "plans/overview.html", context)


@login_required
@require_GET
def tree(request: Request, plan_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    context = {"plan": plan, "tabs": pages.tabs(plan, "tree"), "items": queries.tree_items(plan)}
    return render(request, "plans/tree.html", context | {"roadmap": queries.roadmap_of(plan)})


@login_required
@require_GET
def table(request: Request, plan_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
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
    plan = plan_or_404(request, plan_id)
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
    plan = plan_or_404(request, plan_id)
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
