"""The budget of a plan, its lines, and both as files."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from streekwerk.access.models import Permission
from streekwerk.access.queries import may
from streekwerk.budget.forms import BudgetFilterForm
from streekwerk.budget.models import BudgetImport, BudgetLine
from streekwerk.budget.pages.lines import listed_lines, sheet_of_lines
from streekwerk.budget.pages.overview import BudgetPage
from streekwerk.budget.pages.preview import imports_said
from streekwerk.budget.queries import lines_of
from streekwerk.budget.queries.exports import accounting_file
from streekwerk.budget.queries.overview import Overview, overview_of
from streekwerk.budget.queries.selection import BudgetSelection
from streekwerk.budget.views.shared import own_plan_or_404
from streekwerk.network.middleware import Request
from streekwerk.plans.exports import MEDIA_TYPES, as_csv, as_xlsx
from streekwerk.plans.models import Plan
from streekwerk.plans.pages import tabs

PER_PAGE = 60
EXPORTED = (
    "year", "direction", "kind", "source", "project", "project_until", "planned", "realised", "policy_field",
    "note", "node__code", "node__title",
)  # fmt: skip
"""What a file shows of a line."""
COLUMNS = {"gepland": "planned", "gerealiseerd": "realised"}


@login_required
@require_GET
def overview(request: Request, plan_pk: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_pk)
    asked = request.GET.dict()
    found = overview_of(request.actor, plan, BudgetSelection.of(asked))
    imports = BudgetImport.objects.visible_to(request.actor).filter(plan=plan, stored_at__isnull=False)
    return render(
        request,
        "budget/plan.html",
        {
            "plan": plan,
            "own": True,
            "tabs": tabs(plan, "budget"),
            "found": found,
            "page": BudgetPage(found),
            "form": BudgetFilterForm(asked, found),
            "query": found.selection.address(),
            "imports": imports_said(imports.defer("content")[:5]),
            "may_edit": may(request.actor, Permission.BUDGET_EDIT, at=plan.network_id),
        },
    )


@login_required
@require_GET
def lines(request: Request, plan_pk: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_pk)
    asked = request.GET.dict()
    found = overview_of(request.actor, plan, BudgetSelection.of(asked))
    editing = may(request.actor, Permission.BUDGET_EDIT, at=plan.network_id)
    page = Paginator(_rows(request, plan, found), PER_PAGE).get_page(request.GET.get("pagina"))
    return render(
        request,
        "budget/lines.html",
        {
            "plan": plan,
            "own": True,
            "tabs": tabs(plan, "budget"),
            "found": found,
            "shown": BudgetPage(found),
            "page": page,
            "rows": listed_lines(plan, page.object_list, may_edit=editing),
            "form": BudgetFilterForm(asked, found, directions=True),
            "query": found.selection.address(),
        },
    )


@login_required
@require_GET
def export(request: Request, plan_pk: int, kind: str) -> HttpResponse:
    """The lines of the selection as csv or Excel."""
    plan = own_plan_or_404(request, plan_pk)
    if kind not in ("csv", "xlsx"):
        raise Http404
    found = overview_of(request.actor, plan, BudgetSelection.of(request.GET.dict()))
    rows = _rows(request, plan, found).select_related(None).select_related("node").defer(None)
    sheet = sheet_of_lines(rows.only(*EXPORTED))
    made = (as_csv if kind == "csv" else as_xlsx)(sheet)
    return _file(made, MEDIA_TYPES[kind], f"plan-{plan.pk}-budget.{kind}")


@login_required
@require_GET
def accounting(request: Request, plan_pk: int, column: str) -> HttpResponse:
    """All amounts of a plan in the shape of the accounting package."""
    plan = own_plan_or_404(request, plan_pk)
    if column not in COLUMNS:
        raise Http404
    made = accounting_file(request.actor, plan, COLUMNS[column])
    return _file(made, MEDIA_TYPES["csv"], f"plan-{plan.pk}-{column}.csv")


def _rows(request: Request, plan: Plan, found: Overview) -> QuerySet[BudgetLine]:
    """The lines of the selection with their node and files, in order of the plan."""
    rows = lines_of(request.actor, plan).select_related("node", "planned_from", "realised_from")
    chosen = found.selection
    rows = rows.defer("planned_from__content", "realised_from__content", "node__text", "node__search")
    if found.branch is not None:
        rows = rows.filter(node__in=found.branch)
    for name in ("year", "source", "kind", "direction"):
        if value := getattr(chosen, name):
            rows = rows.filter(**{name: value})
    if chosen.policy_field:
        rows = rows.filter(policy_field="" if chosen.policy_field == "zonder" else chosen.policy_field)
    return rows.order_by("node__position", "year", "direction", "pk")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)
