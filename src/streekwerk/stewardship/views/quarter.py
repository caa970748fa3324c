"""Mijn kwartaal: the page, one sheet of it, drafts, milestones, the file."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import require
from streekwerk.audit import clock
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans.commands.milestones import move_milestone, reach_milestone, reopen_milestone
from streekwerk.plans.commands.nodes import change_texts
from streekwerk.plans.commands.progress import ReportedMeanwhile
from streekwerk.plans.exports import MEDIA_TYPES, as_csv, as_xlsx
from streekwerk.plans.models import Milestone, Node, Progress
from streekwerk.plans.pages.undo import done
from streekwerk.plans.queries.texts import mark
from streekwerk.stewardship.commands import quarter as commands
from streekwerk.stewardship.pages.quarter import QuarterPage
from streekwerk.stewardship.pages.quarter_rows import Row
from streekwerk.stewardship.quarter_export import sheet_of_quarter
from streekwerk.stewardship.quarter_forms import QuarterForm, opened
from streekwerk.stewardship.queries.quarter_selection import QuarterSelection, colleagues

PER_PAGE = 60


@login_required
@require_GET
def overview(request: Request) -> HttpResponse:
    today = clock.today()
    selection = QuarterSelection.of(request.GET.dict(), request.actor, today)
    page = QuarterPage.of(selection, request.actor, today)
    numbered = Paginator(page.shown, PER_PAGE).get_page(request.GET.get("pagina"))
    groups = page.groups(numbered.object_list)
    for group in groups:
        for row in group.rows:
            if row.draft and row.may_edit:
                opened(row)
    context = {
        "quarter": page,
        "groups": groups,
        "page": numbered,
        "people": colleagues(request.actor, selection),
    }
    return render(request, "stewardship/quarter.html", context)


@login_required
@require_GET
def export(request: Request) -> HttpResponse:
    kind = "xlsx" if request.GET.get("als") == "xlsx" else "csv"
    today = clock.today()
    selection = QuarterSelection.of(request.GET.dict(), request.actor, today)
    file = sheet_of_quarter(QuarterPage.of(selection, request.actor, today))
    response = HttpResponse((as_csv if kind == "csv" else as_xlsx)(file), content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="kwartaal-{selection.quarter.key}.{kind}"'
    return response


@login_required
@require_http_methods(["GET", "POST"])
def sheet(request: Request, node_pk: int) -> HttpResponse:
    node = _node(request, node_pk)
    require(request.actor, Permission.PLAN_EDIT, at=node.plan.network_id)
    if request.method == "GET":
        page, row = _row(request, node)
        return _answer(request, page, row if "dicht" in request.GET else opened(row))
    page, row = _row(request, node)
    form = QuarterForm(row.due, request.POST)
    if form.is_valid():
        try:
            fact = commands.report_sheet(
                node=node,
                report=form.report(clock.today()),
                seen=form.cleaned_data["seen"],
                today=clock.today(),
                by=request.actor,
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            row.meanwhile = refusal.last if isinstance(refusal, ReportedMeanwhile) else None
        else:
            return _reported(request, node, fact)
    # What was typed survives the refusal, and a second save is deliberate: the other report was shown.
    typed = request.POST.dict() | {"seen": str(row.seen)}
    row.draft = commands.save_draft(node=node, typed=typed, base=row.mark, seen=row.seen, by=request.actor)
    form.data = typed
    row.form = form
    return _answer(request, page, row, status=422)


@login_required
@require_POST
def unchanged(request: Request, node_pk: int) -> HttpResponse:
    node = _node(request, node_pk)
    seen = _number(request.POST.get("seen"))
    try:
        fact = commands.report_same(node=node, seen=seen, today=clock.today(), by=request.actor)
    except ReportedMeanwhile as refusal:
        page, row = _row(request, node)
        opened(row).meanwhile = refusal.last
        return _answer(request, page, row, status=409)
    return _reported(request, node, fact)


@login_required
@require_POST
def back(request: Request, node_pk: int) -> HttpResponse:
    node = _node(request, node_pk)
    commands.take_back(
        node=node, report=_number(request.POST.get("report")), today=clock.today(), by=request.actor
    )
    page, row = _row(request, node)
    if request.htmx:
        return _answer(request, page, opened(row) if row.draft else row)
    messages.success(request, "De melding is teruggenomen. Wat u schreef staat er nog als concept.")
    return redirect(row.page_url)


@login_required
@require_POST
def draft(request: Request, node_pk: int) -> HttpResponse:
    node = _node(request, node_pk)
    typed = request.POST
    try:
        kept = commands.save_draft(
            node=node,
            typed=typed.dict(),
            base=typed.get("base", ""),
            seen=_number(typed.get("seen")),
            by=request.actor,
        )
    except commands.TypedElsewhere as refusal:
        other = {"refusal": str(refusal), "form": QuarterForm(_row(request, node)[1].due, refusal.draft.data)}
        html = render_to_string("stewardship/_quarter_other.html", other, request)
        return JsonResponse({"mark": commands.mark_of(refusal.draft), "html": html}, status=409)
    moment = timezone.localtime(kept.saved_at)
    return JsonResponse({"mark": commands.mark_of(kept), "said": f"Bewaard om {moment:%H:%M}"})


@login_required
@require_POST
def drop(request: Request, node_pk: int) -> HttpResponse:
    node = _node(request, node_pk)
    commands.drop_draft(node=node, by=request.actor)
    page, row = _row(request, node)
    return _answer(request, page, row) if request.htmx else redirect(row.page_url)


@login_required
@require_POST
def milestone(request: Request, milestone_pk: int) -> HttpResponse:
    rows = Milestone.objects.select_related("node__plan__network").filter(node__isnull=False)
    own = request.actor.networks_with(Permission.PLAN_READ)
    step: Milestone = get_object_or_404(rows.filter(plan__network__in=own), pk=milestone_pk)
    node, asked, today = _node(request, step.node_id or 0), request.POST, clock.today()
    try:
        if asked.get("stap") == "gehaald":
            reach_milestone(milestone=step, node=node, on=today, today=today, by=request.actor)
        elif asked.get("stap") == "open":
            reopen_milestone(milestone=step, node=node, by=request.actor)
        else:
            move_milestone(
                milestone=step,
                node=node,
                words=asked.get("words", ""),
                reason=asked.get("reason", ""),
                seen=asked.get("seen", "") if step.words else "",
                by=request.actor,
            )
    except DomainError as refusal:
        return _refused(request, node, refusal)
    return _opened(request, node)


@login_required
@require_POST
def end(request: Request, node_pk: int) -> HttpResponse:
    """The end of a sheet moves; why may be said with it."""
    node, asked = _node(request, node_pk), request.POST
    try:
        change_texts(
            node=node,
            texts={"end": asked.get("words", "")},
            base={"end": mark(asked.get("seen", ""))},
            reason=asked.get("reason", ""),
            by=request.actor,
        )
    except DomainError as refusal:
        return _refused(request, node, refusal)
    return _opened(request, node)


# ------------------------------------------------------------------ finding and answering


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0


def _node(request: Request, pk: int) -> Node:
    """The node, of a network in which the actor reads plans."""
    rows = Node.objects.filter(plan__network__in=request.actor.networks_with(Permission.PLAN_READ))
    node: Node = get_object_or_404(rows.select_related("plan__network"), pk=pk)
    request.network = node.plan.network
    return node


def _row(request: Request, node: Node) -> tuple[QuarterPage, Row]:
    """The row of this node in the choice of the address, else among those of its steward."""
    today = clock.today()
    selection = QuarterSelection.of(request.GET.dict(), request.actor, today)
    page = QuarterPage.of(selection, request.actor, today, node=node.pk)
    row = page.row_of(node.pk)
    if row is None and node.steward_id:
        wider = QuarterSelection.of(request.GET.dict() | {"van": str(node.steward_id)}, request.actor, today)
        page = QuarterPage.of(wider, request.actor, today, node=node.pk)
        row = page.row_of(node.pk)
    if row is None:
        raise Http404
    return page, row


def _answer(request: Request, page: QuarterPage, row: Row, *, status: int = 200) -> HttpResponse:
    """The row alone for htmx, with how far one is; else a page with this one sheet."""
    name = "stewardship/_quarter_answer.html" if request.htmx else "stewardship/quarter_sheet.html"
    return render(request, name, {"quarter": page, "row": row}, status=status)


def _refused(request: Request, node: Node, refusal: DomainError) -> HttpResponse:
    """The open row with why the step was refused."""
    if not request.htmx:
        raise refusal
    page, row = _row(request, node)
    opened(row).said = str(refusal)
    return _answer(request, page, row, status=422)


def _opened(request: Request, node: Node) -> HttpResponse:
    """The row after a step in it, still open."""
    page, row = _row(request, node)
    return _answer(request, page, opened(row)) if request.htmx else redirect(row.page_url)


def _reported(request: Request, node: Node, fact: Progress) -> HttpResponse:
    said = "Gemeld: niets veranderd." if fact.unchanged else f"Gemeld: {fact.get_status_display()}."
    page, row = _row(request, node)
    row.said, row.undo = said, fact
    if request.htmx:
        return _answer(request, page, row)
    done(request, f"{said} {page.words}.", undo_url=row.back_url, fields={"report": fact.pk})
    return redirect(row.page_url)
