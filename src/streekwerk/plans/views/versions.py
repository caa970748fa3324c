"""What was decided about a plan, what changed since, and writing down a decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.audit import clock
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans import pages
from streekwerk.plans.choices import PlanStatus
from streekwerk.plans.commands import versions as commands
from streekwerk.plans.models import Plan
from streekwerk.plans.pages import versions as version_pages
from streekwerk.plans.queries import versions as queries
from streekwerk.plans.rules.changes import Change, counted
from streekwerk.plans.rules.differences import difference as differences
from streekwerk.plans.rules.versions import Snapshot
from streekwerk.plans.version_forms import CloseForm, DecisionForm, DifferenceForm, kind_in
from streekwerk.plans.views.shared import is_own, own_plan_or_404, plan_or_404

PER_PAGE = 50
FIRST = 8
"""Changes that the list of versions tells; the others stand on the page of the difference."""


@login_required
@require_GET
def versions(request: Request, plan_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    found = queries.versions_of(plan, request.actor)
    changes = _since(plan, found[0], request) if found else []
    return render(
        request,
        "plans/versions/list.html",
        {
            "plan": plan,
            "own": is_own(request, plan),
            "tabs": pages.tabs(plan, "versions", own=is_own(request, plan)),
            "items": version_pages.version_items(plan, found),
            "changes": changes,
            "counted": counted(changes),
            "first": [version_pages.change_item(change) for change in changes[:FIRST]],
            "difference_url": version_pages.difference_url(plan, found[0].number) if found else "",
            "may_adopt": may(request.actor, Permission.PLAN_ADOPT, at=plan.network_id),
        },
    )


@login_required
@require_GET
def version(request: Request, plan_id: int, number: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    found = _version(request, plan, number)
    (text,) = queries.seen_by(request.actor, queries.snapshot_in(found))
    return render(
        request,
        "plans/versions/text.html",
        {
            "plan": plan,
            "version": found,
            "unchanged": queries.is_unchanged(found),
            "decided": text["plan"],
            "rows": version_pages.text_rows(text),
            "loose": [part["text"] for part in text["loose"]["indicators"]],
            "difference_url": version_pages.difference_url(plan, number),
        },
    )


@login_required
@require_GET
def difference(request: Request, plan_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    found = queries.versions_of(plan, request.actor)
    if not found:
        raise Http404("dit plan heeft nog geen versies")
    asked = {"van": str(found[0].number), "tot": queries.NOW} | request.GET.dict()
    one, other = (_text(request, plan, asked[side]) for side in ("van", "tot"))
    changes = differences(*queries.seen_by(request.actor, one, other))
    form = DifferenceForm(found, changes, asked)
    kind = kind_in(asked.get("soort", ""))
    shown = [change for change in changes if kind in (None, change.kind)]
    groups = queries.by_node(plan, shown, newest_first=asked["tot"] == queries.NOW)
    page = Paginator(groups, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(
        request,
        "plans/versions/difference.html",
        {
            "plan": plan,
            "own": is_own(request, plan),
            "tabs": pages.tabs(plan, "versions", own=is_own(request, plan)),
            "form": form,
            "counted": counted(changes),
            "shown": len(shown),
            "narrowed": kind is not None,
            "page": page,
            "groups": version_pages.changed_nodes(page.object_list),
        },
    )


def _version(request: Request, plan: Plan, number: int) -> Any:
    for version in queries.versions_of(plan, request.actor):
        if version.number == number:
            return version
    raise Http404("deze versie bestaat niet")


def _text(request: Request, plan: Plan, asked: str) -> Snapshot:
    """The text an address names: "nu", or the number of a version."""
    if asked == queries.NOW:
        return queries.snapshot_of(plan)
    if not asked.isdecimal():
        raise Http404("deze versie bestaat niet")
    return queries.snapshot_in(_version(request, plan, int(asked)))


def _since(plan: Plan, last: Any, request: Request) -> list[Change]:
    """What changed since the last decision."""
    texts = queries.seen_by(request.actor, queries.snapshot_in(last), queries.snapshot_of(plan))
    return differences(*texts)


@login_required
@require_http_methods(["GET", "POST"])
def decide(request: Request, plan_id: int) -> HttpResponse:
    """Adopt a draft, or amend what was adopted."""
    plan = own_plan_or_404(request, plan_id)
    require(request.actor, Permission.PLAN_ADOPT, at=plan.network_id)
    amending = plan.status != PlanStatus.DRAFT
    form = DecisionForm(plan, request.POST if request.method == "POST" else None, amending=amending)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        given = {"body": data["body"], "on": data["on"], "revision": data["revision"], "today": clock.today()}
        try:
            if amending:
                commands.amend_plan(plan=plan, reason=data["reason"], by=request.actor, **given)
            else:
                commands.adopt_plan(plan=plan, note=data["reason"], by=request.actor, **given)
        except commands.ReadSomethingElse as refusal:
            form.add_error(None, str(refusal))
            form.data = {**request.POST.dict(), "revision": str(plan.revision)}
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "De wijziging is vastgesteld." if amending else "Het plan is vastgesteld."
            )
            return redirect("plans:versions", plan.pk)
    found = queries.versions_of(plan, request.actor)
    changes = _since(plan, found[0], request) if found else []
    context = {
        "plan": plan,
        "form": form,
        "amending": amending,
        "bodies": queries.bodies_of(plan.network_id, clock.today()),
        "changes": changes,
        "counted": counted(changes),
        "difference_url": version_pages.difference_url(plan, found[0].number) if found else "",
    }
    return render(request, "plans/versions/decide.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def close(request: Request, plan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    require(request.actor, Permission.PLAN_ADOPT, at=plan.network_id)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.close_plan(plan=plan, reason=form.cleaned_data["reason"], by=request.actor)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Het plan is afgesloten. U kunt het heropenen bij Versies.")
            return redirect("plans:versions", plan.pk)
    context = {
        "plan": plan,
        "title": "Plan afsluiten",
        "question": plan.title,
        "consequence": "Het plan blijft leesbaar, ook voor de andere netwerken. U kunt het later heropenen.",
        "button": "Afsluiten",
        "back_url": plan.get_absolute_url(),
        "form": form,
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def reopen(request: Request, plan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    commands.reopen_plan(plan=plan, by=request.actor)
    messages.success(request, "Het plan is heropend en weer vastgesteld zoals voordien.")
    return redirect("plans:versions", plan.pk)
