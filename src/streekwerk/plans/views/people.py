"""Who keeps an action going, and what the words of the sheets propose."""

from __future__ import annotations

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.audit import clock
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.network.models import Party
from streekwerk.network.queries import colleagues_in
from streekwerk.plans.commands.people import accept_people, name_people
from streekwerk.plans.queries.people import parties_for, proposals_in
from streekwerk.plans.upkeep_forms import PeopleForm
from streekwerk.plans.views.in_place import answer
from streekwerk.plans.views.shared import node_or_404, own_plan_or_404
from streekwerk.ui.dutch import counted

_CHOSEN = re.compile(r"(\d{1,9}):(lead|partner):(\d{1,9})")


@login_required
@require_http_methods(["GET", "POST"])
def node(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    which = node_or_404(request, plan, node_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    today = clock.today()
    own, others = parties_for(plan.network, today)
    colleagues = colleagues_in(plan.network_id, today)
    if which.steward and which.steward not in colleagues:
        colleagues = [*colleagues, which.steward]
    form = PeopleForm(
        colleagues,
        own,
        others,
        request.POST if request.method == "POST" else None,
        initial={
            "steward": which.steward_id,
            "lead": which.lead_id,
            "partners": list(which.partners.values_list("pk", flat=True)),
            "version": which.version,
        },
    )
    if form.is_valid():
        try:
            name_people(
                node=which,
                who=form.who(),
                version=form.cleaned_data["version"],
                today=today,
                by=request.actor,
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Bewaard.")
            return redirect(f"{which.get_absolute_url()}#wie")
    return answer(request, plan=plan, node=which, form=form, title="Wie", anchor="wie")


@login_required
@require_http_methods(["GET", "POST"])
def proposals(request: Request, plan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    if request.method == "POST":
        require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
        return _accept(request, plan_id)
    rows = proposals_in(plan, clock.today())
    context = {
        "plan": plan,
        "rows": rows,
        "count": sum(len(row.found) for row in rows),
        "may_edit": may(request.actor, Permission.PLAN_EDIT, at=plan.network_id),
    }
    return render(request, "plans/upkeep/proposals.html", context)


def _accept(request: Request, plan_id: int) -> HttpResponse:
    """Take over what was ticked; back to the sheet when it was asked there."""
    plan = own_plan_or_404(request, plan_id)
    ticked = [found.groups() for found in map(_CHOSEN.fullmatch, request.POST.getlist("chosen")) if found]
    parties = Party.objects.visible_to(request.actor).in_bulk([int(party) for _, _, party in ticked])
    leads: dict[int, Party] = {}
    partners: dict[int, list[Party]] = {}
    for number, part, party in ticked:
        if int(party) not in parties:
            continue
        if part == "lead":
            leads[int(number)] = parties[int(party)]
        else:
            partners.setdefault(int(number), []).append(parties[int(party)])
    accepted = accept_people(plan=plan, leads=leads, partners=partners, by=request.actor)
    if accepted:
        messages.success(request, f"{counted(accepted, 'voorstel', 'voorstellen')} overgenomen.")
    else:
        messages.info(request, "Niets overgenomen: er was niets aangevinkt, of een collega was u voor.")
    sheet = request.POST.get("sheet", "")
    if sheet.isdecimal():
        return redirect(f"{node_or_404(request, plan, int(sheet)).get_absolute_url()}#wie")
    return redirect("plans:people-proposals", plan.pk)
