"""The plan as a whole: all plans, and one as tree, table, line of time and list of indicators."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from streekwerk.access.models import Permission
from streekwerk.access.queries import may
from streekwerk.network.middleware import Request
from streekwerk.plans import pages, queries
from streekwerk.plans.forms import PlansForm, SelectionForm, WordsForm
from streekwerk.plans.models import Plan
from streekwerk.plans.pages import timeline as pictures
from streekwerk.plans.pages.history import plan_history
from streekwerk.plans.pages.selection import shown
from streekwerk.plans.views.shared import is_own, plan_or_404

PER_PAGE = 100


@login_required
@require_GET
def overview(request: Request) -> HttpResponse:
    choice = queries.PlanChoice.of(request.GET.dict())
    listed = queries.listed_plans(request.actor, choice)
    context = {
        "listed": listed,
        "choice": choice,
        "form": PlansForm(choice, listed),
        "may_import": pages.may_import_somewhere(request.actor),
    }
    return render(request, "plans/overview.html", context)


@login_required
@require_GET
def tree(request: Request, plan_id: int) -> HttpResponse:
    plan, selection, occurring, context = _selection(request, plan_id, "tree")
    chosen = None
    if selection.filters:
        chosen = set(queries.selected_nodes(plan, selection).values_list("pk", flat=True))
    items = queries.tree_items(
        plan, chosen=chosen, late=occurring.late, own=selection.own, query=selection.query()
    )
    count = sum(occurring.per_level.values()) if chosen is None else len(chosen)
    context |= {"items": items, "shown": shown(plan, selection, occurring, count)}
    if selection.own and chosen is None:
        context |= {"roadmap": queries.roadmap_of(plan), "history": plan_history(plan)}
    return render(request, "plans/tree.html", context)


@login_required
@require_GET
def table(request: Request, plan_id: int) -> HttpResponse:
    plan, selection, occurring, context = _selection(request, plan_id, "table")
    nodes = queries.selected_nodes(plan, selection).defer("text", "fields", "spans", "search")
    page = Paginator(nodes, PER_PAGE).get_page(request.GET.get("pagina"))
    priorities = queries.priorities_in(plan) if occurring.priority else {}
    context |= {
        "page": page,
        "rows": pages.table_rows(
            plan, page.object_list, priorities=priorities, standings=occurring.standings
        ),
        "stands": bool(occurring.stands),
        "shown": shown(plan, selection, occurring, page.paginator.count),
    }
    return render(request, "plans/table.html", context)


@login_required
@require_GET
def timeline(request: Request, plan_id: int) -> HttpResponse:
    plan, selection, occurring, context = _selection(request, plan_id, "timeline")
    line = queries.timeline_of(plan, selection, page=request.GET.get("pagina"), late=occurring.late)
    context |= {
        "line": line,
        "page": line.page,
        "axis": pictures.axis(line),
        "groups": [(group, [(row, pictures.bars(line, row)) for row in group.rows]) for group in line.groups],
        "shown": shown(plan, selection, occurring, line.count),
    }
    return render(request, "plans/timeline.html", context)


def _selection(
    request: Request, plan_id: int, view: str
) -> tuple[Plan, queries.Selection, queries.Occurring, dict[str, Any]]:
    """The plan, what of it is chosen, what can be chosen, and what every view of a selection shows."""
    plan = plan_or_404(request, plan_id)
    own = is_own(request, plan)
    selection = queries.Selection.of(request.GET.dict(), own=own)
    occurring = queries.occurring_in(plan, own=own)
    context = {
        "plan": plan,
        "own": own,
        "selection": selection,
        "tabs": pages.tabs(plan, view, own=own, query=selection.query()),
        "form": SelectionForm(selection, occurring),
        "query": selection.query(),
        "may_edit": may(request.actor, Permission.PLAN_EDIT, at=plan.network_id),
    }
    return plan, selection, occurring, context


@login_required
@require_GET
def indicators(request: Request, plan_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    own = is_own(request, plan)
    words = request.GET.get("zoek", "").strip()[:200]
    found = queries.selected_indicators(plan, words).defer(
        "node__text", "node__fields", "node__spans", "node__search"
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(
        request,
        "plans/indicators.html",
        {
            "plan": plan,
            "own": own,
            "tabs": pages.tabs(plan, "indicators", own=own),
            "form": WordsForm(request.GET),
            "page": page,
            "rows": pages.indicator_rows(plan, page.object_list, own=own),
        },
    )
