"""Definitions of reports: choosing blocks and their order, looking how it will be, asking a report."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.audit import clock
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans.models import Plan
from streekwerk.plans.pages.undo import done
from streekwerk.reports.commands import definitions as commands
from streekwerk.reports.commands import reports as asking
from streekwerk.reports.forms import period_choices
from streekwerk.reports.models import ReportDefinition
from streekwerk.reports.pages.editor import block_forms, blocks_in
from streekwerk.reports.pages.reading import reading_of
from streekwerk.reports.queries.addresses import links_of
from streekwerk.reports.queries.gathering import gather
from streekwerk.reports.queries.members import some_member
from streekwerk.reports.rules.audiences import AUDIENCES
from streekwerk.reports.rules.blocks import BLOCKS, Surroundings
from streekwerk.reports.rules.composing import compose
from streekwerk.reports.rules.difference import difference
from streekwerk.reports.rules.periods import last_period, read_period
from streekwerk.reports.rules.sentences import draft
from streekwerk.reports.views.shared import definition_or_404, plan_or_404

RHYTHMS = {"quarter": "elk kwartaal", "semester": "elk semester", "year": "elk jaar"}


def _page(
    request: Request, plan: Plan, definition: ReportDefinition, *, error: str = "", status: int = 200
) -> HttpResponse:
    own = definition.kind != "per_member"
    context: dict[str, Any] = {
        "plan": plan,
        "definition": definition,
        "blocks": block_forms(definition.blocks),
        "more": list(BLOCKS.values()),
        "audiences": [one for one in AUDIENCES.values() if one.code != "member"] if own else [],
        "audience": AUDIENCES[definition.audience],
        "rhythms": RHYTHMS.items(),
        "periods": period_choices(clock.today(), definition.rhythm),
        "due": last_period(clock.today(), definition.rhythm),
        "error": error,
    }
    return render(request, "reports/definition.html", context, status=status)


def _given(request: Request) -> commands.DefinitionText:
    posted = request.POST.dict()
    return commands.DefinitionText(
        posted.get("title", ""), posted.get("audience", ""), posted.get("rhythm", ""), blocks_in(posted)
    )


@login_required
@require_http_methods(["GET", "POST"])
def definition(request: Request, plan_pk: int, code: str) -> HttpResponse:
    found = definition_or_404(request, plan_pk, code)
    if request.method == "GET":
        return _page(request, found.plan, found)
    return _save(request, found.plan, found, code)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request, plan_pk: int) -> HttpResponse:
    plan = plan_or_404(request, plan_pk)
    empty = ReportDefinition(plan=plan, kind="own", title="", audience="board", rhythm="quarter")
    empty.blocks = [{"kind": kind, "options": {}} for kind in ("own", "changed", "actions")]
    if request.method == "GET":
        return _page(request, plan, empty)
    return _save(request, plan, empty, "")


def _save(request: Request, plan: Plan, found: ReportDefinition, code: str) -> HttpResponse:
    given = _given(request)
    seen = request.POST.get("version", "")
    try:
        saved = commands.save_definition(
            plan=plan, code=code, given=given, seen=int(seen) if seen.isdecimal() else 0, by=request.actor
        )
    except DomainError as refusal:
        found.title, found.blocks = given.title, list(given.blocks)  # type: ignore[arg-type]
        clash = isinstance(refusal, commands.ChangedMeanwhile)
        return _page(request, plan, found, error=str(refusal), status=409 if clash else 422)
    if request.POST.get("move"):
        return redirect(f"{saved.get_absolute_url()}#bouwblokken")
    messages.success(request, f"“{saved.title}” is bewaard.")
    return redirect(saved)


@login_required
@require_POST
def archive(request: Request, plan_pk: int, code: str) -> HttpResponse:
    found = definition_or_404(request, plan_pk, code)
    commands.archive_definition(plan=found.plan, code=code, by=request.actor)
    undo = reverse("reports:definition-restore", args=[plan_pk, code])
    done(request, f"“{found.title}” is uit de lijst gehaald.", undo_url=undo, fields={})
    return redirect("reports:overview")


@login_required
@require_POST
def restore(request: Request, plan_pk: int, code: str) -> HttpResponse:
    found = definition_or_404(request, plan_pk, code)
    commands.restore_definition(plan=found.plan, code=code, by=request.actor)
    messages.success(request, f"“{found.title}” staat er weer.")
    return redirect("reports:overview")


@login_required
@require_GET
def preview(request: Request, plan_pk: int, code: str) -> HttpResponse:
    """The report as it would be now; nothing is kept."""
    found = definition_or_404(request, plan_pk, code)
    today = clock.today()
    period = last_period(today, found.rhythm)
    party = some_member(found.plan, today) if found.audience == "member" else None
    facts = gather(found.plan, audience=found.audience, period=period, day=today, party=party)
    before = asking.previous_of(found, period, party) if found.pk else None
    links = links_of(found.plan, today, inside=facts.inside)
    sentences = draft(difference(asking.facts_of(before), facts), links.to)
    around = Surroundings(links, sentences, read_period(before.period).label if before else "")
    reading = reading_of(compose(found.title, facts, found.blocks, around))
    return render(
        request, "reports/preview.html", {"definition": found, "plan": found.plan, "reading": reading}
    )


@login_required
@require_POST
def make(request: Request, plan_pk: int, code: str) -> HttpResponse:
    """Ask the report on a period; without one on the last that is over. Of a report per member, all."""
    found = definition_or_404(request, plan_pk, code)
    today = clock.today()
    given = request.POST.get("period", "")
    period = read_period(given) if given else last_period(today, found.rhythm)
    kept = commands.kept_definition(plan=found.plan, code=code, by=request.actor)
    kept.plan = found.plan
    common = {"definition": kept, "period": period, "by": request.actor, "user": request.user, "today": today}
    if kept.audience == "member":
        made = asking.ask_reports(**common)  # type: ignore[arg-type]
        messages.success(request, f"{len(made)} rapporten worden gemaakt. U mag deze pagina verlaten.")
        address = reverse("reports:overview")
        return redirect(f"{address}?soort=per_member&periode={period.key}&plan={found.plan.pk}#rapporten")
    return redirect(asking.ask_report(**common, look_first="eerst" in request.POST))  # type: ignore[arg-type]
