"""The effects of a network, one of them, recording and changing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from streekwerk.audit import clock
from streekwerk.audit.queries import history_of
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.origins.commands import recording
from streekwerk.origins.forms import AnotherOriginForm, EffectFilterForm, EffectForm
from streekwerk.origins.models import Effect
from streekwerk.origins.pages import effects as pages
from streekwerk.origins.pages.section import BADGES
from streekwerk.origins.queries import effects as queries
from streekwerk.origins.queries import speaking
from streekwerk.origins.views.shared import effect_or_404, network_or_404, node_asked, offered
from streekwerk.plans.exports import MEDIA_TYPES, as_csv, as_xlsx
from streekwerk.plans.models import Node

PER_PAGE = 60
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december",
)  # fmt: skip


@login_required
@require_GET
def effects(request: Request, code: str) -> HttpResponse:
    network = network_or_404(request, code)
    selection = queries.EffectSelection.of(request.GET.dict())
    lines = queries.lines_of(network, request.actor, selection)
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("pagina"))
    parties, years = queries.choices_in(network, request.actor)
    under = Node.objects.visible_to(request.actor).filter(pk=selection.under or 0, plan__network=network)
    context = {
        "network": network,
        "page": page,
        "rows": pages.rows_of(page.object_list),
        "sentence": pages.sentence_of(lines),
        "form": EffectFilterForm(selection, parties, years),
        "filtered": selection.narrows,
        "any": bool(parties),
        "under": under.first() if selection.under else None,
        "query": selection.address(),
        "may_record": speaking.may_record_somewhere(request.actor, network.pk),
    }
    return render(request, "origins/effects.html", context)


@login_required
@require_GET
def export(request: Request, code: str, kind: str) -> HttpResponse:
    """The effects of the selection as csv or Excel."""
    network = network_or_404(request, code)
    if kind not in ("csv", "xlsx"):
        raise Http404
    selection = queries.EffectSelection.of(request.GET.dict())
    sheet = pages.sheet_of(queries.lines_of(network, request.actor, selection))
    response = HttpResponse((as_csv if kind == "csv" else as_xlsx)(sheet), content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="doorwerking-{network.code}.{kind}"'
    return response


@login_required
@require_GET
def effect(request: Request, pk: int) -> HttpResponse:
    found = effect_or_404(request, pk)
    rows = Effect.objects.filter(pk=pk).select_related("party")
    line = next(iter(queries.with_origins(rows)), queries.Line(found, ()))
    changing = speaking.may_record(request.actor, found.network_id, found.party_id)
    waits = any(origin.state == "proposed" for origin in line.origins)
    context = {
        "effect": found,
        "network": found.network,
        "stand": pages.WORDS.get(line.stand or "", ""),
        "badge": BADGES.get(line.stand or "", ""),
        "origins": [pages.shown_of(origin, found, request.actor) for origin in line.origins],
        "may_change": changing,
        "nobody": waits and queries.without_contact(found.party, found.network, clock.today()),
        "history": history_of(found),
    }
    return render(request, "origins/effect.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request, code: str) -> HttpResponse:
    network = network_or_404(request, code)
    actor, today = request.actor, clock.today()
    speaking.require_record_somewhere(actor, network.pk)
    node = node_asked(request, network)
    parties = speaking.receivers_of(actor, network, today)
    own = speaking.own_parties(actor, network.pk)
    form = EffectForm(
        request.POST if request.method == "POST" else None,
        parties=parties,
        origins=offered(actor, network, node),
        speaks=bool(parties) and {pk for pk, _ in parties} <= own,
        initial={
            "when": f"{MONTHS[today.month - 1]} {today.year}",
            "origin": f"node:{node.pk}" if node else "",
        },
    )
    if form.is_valid():
        try:
            made = recording.record_effect(
                network=network,
                given=form.given(),
                grew_out_of=form.cleaned_data["origin"],
                confirmed=form.cleaned_data.get("confirmed", False),
                today=today,
                by=actor,
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _told(made))
            return redirect(f"{node.get_absolute_url()}#doorwerking" if node else made.get_absolute_url())
    back = f"{node.get_absolute_url()}#doorwerking" if node else reverse("origins:effects", args=[code])
    context = {
        "network": network,
        "form": form,
        "node": node,
        "back_url": back,
        "nobody": not parties,
        "asks": "confirmed" not in form.fields,
    }
    return render(request, "origins/new.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: int) -> HttpResponse:
    found = effect_or_404(request, pk)
    actor, today = request.actor, clock.today()
    speaking.require_record(actor, found.network_id, found.party_id)
    kept = [(found.party_id, found.party.name)]
    form = EffectForm(
        request.POST if request.method == "POST" else None,
        parties=speaking.receivers_of(actor, found.network, today, also=kept),
        initial={
            "text": found.text,
            "party": found.party_id,
            "kind": found.kind,
            "when": found.words,
            "version": found.version,
        },
    )
    status = 422 if form.errors else 200
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            recording.change_effect(effect=found, given=form.given(), version=version, today=today, by=actor)
        except recording.EffectChanged as refusal:
            form.add_error(None, str(refusal))
            # A second save is deliberate: what stands there now was shown.
            form.data = {**request.POST.dict(), "version": str(refusal.effect.version)}
            status = 409
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            status = 422
        else:
            messages.success(request, "Bewaard.")
            return redirect(found)
    own = speaking.speaks_for(actor, found.network_id, found.party_id)
    said = found.origins.live().exclude(state="proposed").exists()
    context = _context(found, form, "Doorwerking wijzigen", "Bewaren") | {"asks_again": said and not own}
    return render(request, "origins/form.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def another(request: Request, pk: int) -> HttpResponse:
    found = effect_or_404(request, pk)
    actor = request.actor
    speaking.require_record(actor, found.network_id, found.party_id)
    node = node_asked(request, found.network)
    speaks = speaking.speaks_for(actor, found.network_id, found.party_id)
    form = AnotherOriginForm(
        request.POST if request.method == "POST" else None,
        origins=offered(actor, found.network, node),
        speaks=found.party.name if speaks else "",
    )
    if form.is_valid():
        try:
            recording.add_origin(
                effect=found,
                grew_out_of=form.cleaned_data["origin"],
                confirmed=form.cleaned_data.get("confirmed", False),
                today=clock.today(),
                by=actor,
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De oorsprong is toegevoegd.")
            return redirect(found)
    context = _context(found, form, "Komt ook voort uit", "Toevoegen")
    return render(request, "origins/form.html", context, status=422 if form.errors else 200)


def _context(found: Effect, form: Any, title: str, submit: str) -> dict[str, Any]:
    return {"effect": found, "network": found.network, "form": form, "title": title, "submit": submit}


def _told(made: Effect) -> str:
    """What happens now with a new effect."""
    if made.origins.filter(state="confirmed").exists():
        return f"Opgetekend en bevestigd: “{made}” telt mee."
    return f"Opgetekend. “{made}” telt mee zodra {made.party} het bevestigt."
