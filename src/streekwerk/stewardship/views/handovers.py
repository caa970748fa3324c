"""Handing over what somebody has open, and looking at what one took over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.accounts.models import User
from streekwerk.audit import clock
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.network.models import Network
from streekwerk.stewardship.commands.handovers import Leaving, hand_over, see
from streekwerk.stewardship.handover_forms import LeavingForm
from streekwerk.stewardship.models import Handover, HandoverItem
from streekwerk.stewardship.pages.handover import by_receiver, for_all, groups_of, kind_word, what_happens
from streekwerk.stewardship.queries.open_items import (
    able_to,
    colleagues_with_work,
    open_items,
    stops_by_itself,
)
from streekwerk.stewardship.queries.taken_over import handovers_in
from streekwerk.stewardship.rules.handover import Kind, assign, fingerprint
from streekwerk.stewardship.views.shared import network_or_404
from streekwerk.ui.dutch import counted

STAYING = "deel"
"""In the address: somebody stays and hands over a part."""


def _network(request: Request, code: str) -> Network:
    """The network, for who manages its members and may change its plans."""
    network = network_or_404(request, code, Permission.MEMBERS_MANAGE)
    require(request.actor, Permission.PLAN_EDIT, at=network.pk)
    return network


@login_required
@require_GET
def overview(request: Request, code: str) -> HttpResponse:
    network = _network(request, code)
    people = colleagues_with_work(network, clock.today())
    context = {
        "network": network,
        "people": [person for person in people if person.roles],
        "gone": [person for person in people if not person.roles],
        "handovers": list(handovers_in(network, request.actor)[:50]),
    }
    return render(request, "stewardship/handover/overview.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def person(request: Request, code: str, user_id: int) -> HttpResponse:
    """The open list with who takes over; then what will happen; then it happens."""
    network = _network(request, code)
    user = get_object_or_404(User.objects.visible_to(request.actor), pk=user_id)
    today, leaving = clock.today(), STAYING not in request.GET
    items = open_items(network, user, today)
    shown = [item for item in items if leaving or item.kind != Kind.ROLE]
    able = able_to(network, today, {item.kind for item in shown})
    said = {name: value.strip() for name, value in request.POST.dict().items()}
    posted = request.method == "POST"
    form = LeavingForm(request.POST if posted else None, today=today, leaving=leaving)
    able_pks = {kind: {one.pk for one in of} - {user.pk} for kind, of in able.items()}
    assignment = assign(shown, said, leaving=leaving, able=able_pks)
    if posted and form.is_valid():
        day = form.cleaned_data.get("on")
        if day and day < today:
            form.add_error("on", "Die dag is al voorbij. Kies vandaag of een latere dag.")
    problems: dict[str, str] = dict(assignment.problems) if posted else {}
    context: dict[str, Any] = {
        "network": network, "person": user, "leaving": leaving, "form": form, "note": said.get("note", ""),
        "seen": fingerprint(items), "stops": stops_by_itself(network, user, today) if leaving else [],
    }  # fmt: skip
    valid = posted and form.is_valid() and not problems
    if valid and said.get("step") == "do":
        day = form.cleaned_data.get("on")
        try:
            made = hand_over(
                network=network, user=user, leaving=Leaving(day) if day else None, assignment=assignment,
                seen=said.get("seen", ""), today=today, by=request.actor, note=form.cleaned_data["note"],
            )  # fmt: skip
        except DomainError as refusal:
            problems = {"all": str(refusal)}
        else:
            messages.success(
                request, f"{counted(made.items.count(), 'zaak', 'zaken')} van {user} overgedragen."
            )
            # Who handed over her own role has nothing to look at any more.
            allowed = may(request.actor, Permission.MEMBERS_MANAGE, at=network.pk) and user != request.user
            return redirect("stewardship:handover", made.pk) if allowed else redirect("portal:home")
    elif valid and said.get("step") != "back":
        people = {one.pk: one for of in able.values() for one in of}
        day = form.cleaned_data.get("on")
        context |= {
            "happens": what_happens(shown, assignment, people, leaving=day),
            "day": day,
            "today": today,
            "sent": [(name, value) for name, value in said.items() if _kept(name, value)],
        }
        return render(request, "stewardship/handover/confirm.html", context)
    context |= {
        "groups": groups_of(shown, able, said, problems, user=user, leaving=leaving),
        "everybody": for_all(able, user=user, leaving=leaving),
        "said": said,
        "problems": problems,
        "count": len(shown),
    }
    wrong = problems or form.errors
    return render(request, "stewardship/handover/person.html", context, status=422 if wrong else 200)


def _kept(name: str, value: str) -> bool:
    """Whether a field goes along to the confirmation."""
    return bool(value) and name not in ("csrfmiddlewaretoken", "step", "seen")


@login_required
@require_GET
def handover(request: Request, handover_id: int) -> HttpResponse:
    rows = Handover.objects.visible_to(request.actor).select_related("network")
    which = get_object_or_404(rows, pk=handover_id)
    request.network = which.network
    managing = may(request.actor, Permission.MEMBERS_MANAGE, at=which.network_id) and may(
        request.actor, Permission.PLAN_EDIT, at=which.network_id
    )
    items = HandoverItem.objects.visible_to(request.actor).filter(handover=which)
    if not managing:
        items = items.filter(to_id=request.actor.user_id)
    shown = list(items)
    for item in shown:
        item.word = kind_word(item.kind)
    mine = [item for item in shown if item.to_id == request.actor.user_id]
    context = {
        "handover": which,
        "network": which.network,
        "managing": managing,
        "groups": by_receiver(shown),
        "mine": len(mine),
        "waiting": sum(item.seen_at is None for item in mine),
    }
    return render(request, "stewardship/handover/handover.html", context)


@login_required
@require_POST
def seen(request: Request, handover_id: int) -> HttpResponse:
    which = get_object_or_404(Handover.objects.visible_to(request.actor), pk=handover_id)
    see(handover=which, by=request.actor)
    messages.success(request, "Genoteerd: u nam dit over.")
    return redirect("stewardship:handover", which.pk)
