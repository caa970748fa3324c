"""What a party says of an origin; taking an answer or an origin back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from streekwerk.audit import clock
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.origins.commands import answering, recording
from streekwerk.origins.forms import AnswerForm
from streekwerk.origins.models import Origin
from streekwerk.origins.pages.effects import said_of
from streekwerk.origins.queries import speaking
from streekwerk.origins.queries.things import url_of, word_of
from streekwerk.origins.views.shared import origin_or_404
from streekwerk.plans.pages.undo import done
from streekwerk.ui.dutch import counted


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    origin = origin_or_404(request, pk)
    found = origin.effect
    speaking.require_answer(request.actor, found.network_id, found.party_id)
    own = speaking.speaks_for(request.actor, found.network_id, found.party_id)
    posted = request.POST if request.method == "POST" else None
    today = clock.today()
    form = AnswerForm(posted, party=found.party.name, own=own, today=today)
    if form.is_valid():
        try:
            answering.answer_origin(origin=origin, answer=form.answer(), today=today, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _next(request, origin, own, so=form.answer().so)
    context = {
        "origin": origin,
        "effect": found,
        "network": found.network,
        "form": form,
        "own": own,
        "word": word_of(origin),
        "url": url_of(origin),
        "said": said_of(origin),
        "gone": origin.archived_at is not None,
    }
    return render(request, "origins/answer.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    origin = answering.withdraw_answer(origin=origin_or_404(request, pk), by=request.actor)
    messages.success(request, "Het antwoord is ingetrokken. Het telt weer niet mee tot het bevestigd is.")
    return redirect(origin.effect)


@login_required
@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    origin = recording.take_back(origin=origin_or_404(request, pk), by=request.actor)
    undo = reverse("origins:put-back", args=[pk])
    done(request, f"“{origin.label}” staat niet meer als oorsprong.", undo_url=undo, fields={})
    return redirect(origin.effect)


@login_required
@require_POST
def put_back(request: Request, pk: int) -> HttpResponse:
    origin = recording.put_back(origin=origin_or_404(request, pk), by=request.actor)
    messages.success(request, "De oorsprong staat er weer.")
    return redirect(origin.effect)


def _next(request: Request, origin: Origin, own: bool, *, so: bool) -> HttpResponse:
    """To what waits for the same party next; without that, back to the effect. With a way to take it back."""
    found = origin.effect
    said = (
        "Bevestigd: het telt mee."
        if so
        else "Genoteerd: het telt niet mee. Wie het optekende, krijgt uw uitleg."
    )
    waiting = Origin.objects.visible_to(request.actor).waiting().order_by("pk")
    rest = list(waiting.filter(effect__party=found.party_id, effect__network=found.network_id)) if own else []
    if rest:
        said = f"{said} Nog {counted(len(rest), 'vraag', 'vragen')}."
    undo = reverse("origins:withdraw", args=[origin.pk])
    done(request, said, undo_url=undo, fields={})
    return redirect("origins:answer", rest[0].pk) if rest else redirect(found)
