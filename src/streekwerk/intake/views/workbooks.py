"""Workbooks of a plan: making one, handing one in, and deciding about what it proposes."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from streekwerk.access.models import Permission
from streekwerk.access.queries import require
from streekwerk.intake import halfway
from streekwerk.intake.choices import ReturnStatus
from streekwerk.intake.commands import comparing, deciding, workbooks, writing_job
from streekwerk.intake.commands.deciding import Choice, Decided
from streekwerk.intake.forms import WorkbookForm
from streekwerk.intake.models import Workbook, WorkbookChange, WorkbookReturn
from streekwerk.intake.pages.workbooks import looked_at
from streekwerk.intake.queries.workbooks import returns, returns_of, workbooks_of
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans.models import Plan
from streekwerk.plans.pages.selection import shown
from streekwerk.plans.pages.undo import done
from streekwerk.plans.queries import Selection, occurring_in, plans_with_counts, selected_nodes
from streekwerk.ui.dutch import counted

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

TAKEN, REFUSED = "overgenomen", "geweigerd"


@login_required
@require_http_methods(["GET", "POST"])
def overview(request: Request, plan_id: int) -> HttpResponse:
    plan = _plan_or_404(request, plan_id)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            returned = workbooks.hand_in_workbook(
                plan=plan, file=form.cleaned_data["workbook"], user=request.user, by=request.actor
            )
        except DomainError as refusal:
            form.add_error("workbook", str(refusal))
        else:
            return redirect(returned)
    selection = Selection.of(request.GET.dict())
    context = {
        "plan": plan,
        "selection": selection,
        "said": _said(plan, selection),
        "query": selection.query(),
        "form": form,
        "returns": returns_of(plan, request.actor),
        "workbooks": workbooks_of(plan, request.actor),
    }
    return render(request, "intake/workbooks.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def make(request: Request, plan_id: int) -> HttpResponse:
    plan = _plan_or_404(request, plan_id)
    selection = Selection.of(request.GET.dict())
    address = request.build_absolute_uri(reverse("intake:workbooks", args=[plan.pk]))
    workbook, content = workbooks.make_workbook(
        plan=plan,
        selection=selection,
        said=_said(plan, selection),
        user=request.user,
        address=address,
        by=request.actor,
    )
    response = HttpResponse(content, content_type=XLSX)
    name = f"werkboek-{slugify(plan.title)[:40] or plan.pk}-{workbook.made_at:%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_GET
def show(request: Request, return_id: int) -> HttpResponse:
    returned = _return_or_404(request, return_id)
    address = returned.get_absolute_url()
    writing = returned.status == ReturnStatus.WRITING
    job = {
        "label": f"“{returned.name}” wordt {'verwerkt' if writing else 'teruggelezen'}",
        "said": "De voorstellen worden in het plan geschreven, alle samen of geen …"
        if writing
        else "Het werkboek wordt vergeleken met het plan …",
        "percent": (halfway.told(returned.pk) if writing else returned.progress) or None,
        "done": not returned.busy,
    }
    told = writing_job.take_done(returned, request.user)
    if "cells" in told:
        _say(request, returned, told["cells"], TAKEN, told["batch"])
    elif "undone" in told:
        _say_open(request, told["undone"])
    if request.htmx:
        if not returned.busy:
            return HttpResponseClientRedirect(address)
        return render(request, "ui/progress.html", {"job": job, "poll_url": address})
    context = {"returned": returned, "plan": returned.plan, "job": job, "poll_url": address}
    if returned.status == ReturnStatus.WHICH:
        context["workbooks"] = workbooks_of(returned.plan, request.actor)
    if returned.status in (ReturnStatus.OPEN, ReturnStatus.DONE):
        looked, pieces = looked_at(returned, request.GET.dict())
        context |= {"looked": looked, "page": looked.page, **pieces}
    return render(request, "intake/workbook_return.html", context)


@login_required
@require_POST
def decide(request: Request, return_id: int) -> HttpResponse:
    returned = _return_or_404(request, return_id)
    back = redirect(f"{returned.get_absolute_url()}{_kept(request)}")
    chosen, left = _choices(request)
    what, row = request.POST.get("wat", ""), request.POST.get("rij", "")
    today, by = localdate(), request.actor
    taken: list[tuple[Decided, str]] = []
    try:
        if what == "heropen":
            count = deciding.reopen(returned=returned, chosen=chosen, by=by)
            messages.success(request, f"{counted(count, 'voorstel', 'voorstellen')} opnieuw te beslissen.")
            return back
        scope: writing_job.What = "all" if what == "alles" else "row" if row else "chosen"
        if what != "weiger" and writing_job.is_much(returned, scope, row=row, chosen=len(chosen)):
            writing_job.queue_writing(
                returned=returned, what=scope, row=row, chosen=chosen, left=left, user=request.user, by=by
            )
            return redirect(returned)
        if scope != "chosen" and what != "weiger":
            taken = [(deciding.accept_all(returned=returned, row=row, today=today, by=by), TAKEN)]
        elif what == "weiger":
            taken = [(deciding.refuse(returned=returned, chosen={*chosen, *left}, by=by), REFUSED)]
        else:
            # Of a conflict of which the site's text was chosen, the workbook's is refused.
            if chosen or not left:
                taken = [(deciding.accept(returned=returned, chosen=chosen, today=today, by=by), TAKEN)]
            if left:
                taken.append((deciding.refuse(returned=returned, chosen=left, by=by), REFUSED))
    except (
        deciding.NothingChosen,
        deciding.StillWriting,
        deciding.ChangedSince,
        deciding.CannotTakeOver,
    ) as refusal:
        messages.error(request, str(refusal))
    for decided, verb in taken:
        _say(request, returned, decided.cells, verb, decided.batch)
    return back


def _say(request: Request, returned: WorkbookReturn, cells: int, verb: str, batch: int) -> None:
    undo_url = reverse("intake:workbook-undo", args=[returned.pk])
    said = f"{counted(cells, 'voorstel', 'voorstellen')} {verb}."
    done(request, said, undo_url=undo_url, fields={"keer": batch})


def _choices(request: Request) -> tuple[dict[int, Choice], set[int]]:
    """What was ticked with what stood beside it; and conflicts of which the site's text stays."""
    chosen: dict[int, Choice] = {}
    left: set[int] = set()
    for text in request.POST.getlist("neem"):
        if text.isdecimal():
            under, _, level = request.POST.get(f"waar-{text}", "").partition(":")
            chosen[int(text)] = Choice(under=int(under) or None if under.isdecimal() else None, level=level)
    for name, value in request.POST.items():
        number = name.removeprefix("kies-")
        if name.startswith("kies-") and number.isdecimal():
            if value == "site":
                left.add(int(number))
            elif value in ("werkboek", "samen"):
                seen = request.POST.get(f"gezien-{number}", "")
                chosen[int(number)] = Choice(seen=seen, merge=value == "samen")
    return chosen, left


def _kept(request: Request) -> str:
    """The filter and page of the address that the form came from."""
    query = request.GET.urlencode()
    return f"?{query}" if query else ""


@login_required
@require_POST
def answer(request: Request, return_id: int) -> HttpResponse:
    returned = _return_or_404(request, return_id)
    number = request.POST.get("vraag", "")
    rows = WorkbookChange.objects.visible_to(request.actor).filter(returned=returned)
    change = get_object_or_404(rows, pk=int(number) if number.isdecimal() else 0)
    comparing.answer(change=change, value=request.POST.get("antwoord", ""), by=request.actor)
    messages.success(request, "Bewaard. De voorstellen zijn opnieuw vergeleken.")
    left = f"{returned.get_absolute_url()}?toon=vragen"
    more = returned.changes.filter(state="open").exclude(options=[]).exists()
    return redirect(left if more else returned.get_absolute_url())


@login_required
@require_POST
def undo(request: Request, return_id: int) -> HttpResponse:
    returned = _return_or_404(request, return_id)
    batch = request.POST.get("keer", "")
    number = int(batch) if batch.isdecimal() and len(batch) < 9 else 0
    if writing_job.is_much(returned, "undo", batch=number):
        writing_job.queue_writing(
            returned=returned, what="undo", batch=number, user=request.user, by=request.actor
        )
        return redirect(returned)
    count = deciding.undo(returned=returned, batch=number, today=localdate(), by=request.actor)
    _say_open(request, count)
    return redirect(returned)


def _say_open(request: Request, count: int) -> None:
    messages.success(request, f"{counted(count, 'voorstel staat', 'voorstellen staan')} weer open.")


@login_required
@require_POST
def which(request: Request, return_id: int) -> HttpResponse:
    returned = _return_or_404(request, return_id)
    number = request.POST.get("werkboek", "")
    rows = Workbook.objects.visible_to(request.actor).filter(plan=returned.plan)
    workbook = get_object_or_404(rows, pk=int(number) if number.isdecimal() else 0)
    workbooks.choose_workbook(returned=returned, workbook=workbook, by=request.actor)
    return redirect(returned)


@login_required
@require_POST
def again(request: Request, return_id: int) -> HttpResponse:
    returned = _return_or_404(request, return_id)
    workbooks.read_return_again(returned=returned, by=request.actor)
    return redirect(returned)


def _plan_or_404(request: Request, plan_id: int) -> Plan:
    """The plan, for who may change it: others have nothing to send back."""
    plan = get_object_or_404(plans_with_counts(request.actor), pk=plan_id)
    request.network = plan.network
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    return plan


def _return_or_404(request: Request, return_id: int) -> WorkbookReturn:
    returned = get_object_or_404(returns(request.actor), pk=return_id)
    request.network = returned.plan.network
    return returned


def _said(plan: Plan, selection: Selection) -> str:
    """The selection in words, as the pages of the plan say it."""
    count = selected_nodes(plan, selection).count()
    return shown(plan, selection, occurring_in(plan, own=True), count).sentence
