"""The cards of a plan on one page: confirm, correct, set aside and take back, one or many."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.audit import clock
from streekwerk.indicators.card_export import cards_as_json, sheet_of_cards
from streekwerk.indicators.card_forms import AsideForm, CardFilterForm, CardForm
from streekwerk.indicators.commands import cards as commands
from streekwerk.indicators.commands.cards import CardChanged, Confirmed
from streekwerk.indicators.commands.correcting import save_card
from streekwerk.indicators.pages.card_html import card_html
from streekwerk.indicators.pages.cards import Addresses, CardRow, card_groups, card_rows, state_links
from streekwerk.indicators.queries.cards import Cards, CardSelection, Seen, cards_of
from streekwerk.indicators.rules.cards.drafts import draft_of
from streekwerk.indicators.views.shared import own_plan_or_404
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans.exports import MEDIA_TYPES, as_csv, as_xlsx
from streekwerk.plans.models import IndicatorSentence, Plan
from streekwerk.plans.pages import tabs
from streekwerk.plans.pages.undo import done
from streekwerk.ui import dutch

PER_PAGE = 300
"""A plan of the ordinary size is one page."""


@login_required
@require_GET
def overview(request: Request, plan_pk: int) -> HttpResponse:
    return _page(request, own_plan_or_404(request, plan_pk))


@login_required
@require_GET
def export(request: Request, plan_pk: int, kind: str) -> HttpResponse:
    plan = own_plan_or_404(request, plan_pk)
    found = cards_of(plan, CardSelection.of(request.GET.dict()))
    if kind == "json":
        made = cards_as_json(found, _rows(plan, found), address=request.build_absolute_uri("/"))
    elif kind in ("csv", "xlsx"):
        made = (as_csv if kind == "csv" else as_xlsx)(sheet_of_cards(found))
    else:
        raise Http404
    response = HttpResponse(made, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="plan-{plan.pk}-kaarten.{kind}"'
    return response


@login_required
@require_POST
def confirm(request: Request, plan_pk: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_pk)
    one = request.POST.get("een")
    outcome = commands.confirm_cards(
        plan=plan, seen=_seen([one] if one else request.POST.getlist("zin")), by=request.actor
    )
    if one and request.htmx:
        return _row(request, plan, _number(one), outcome)
    if outcome.done:
        said = f"{dutch.counted(len(outcome.done), 'kaart', 'kaarten')} bevestigd."
        fresh = ",".join(f"{each.pk}-{each.version}" for each in outcome.done if each.version == 1)
        if fresh:
            address = reverse("indicators:cards-undo", args=[plan.pk])
            done(request, said, undo_url=address, fields={"kaarten": fresh})
        else:
            messages.success(request, said)
    _tell_met(request, outcome)
    if one and outcome.met:
        return _page(request, plan, status=409)
    if not outcome.done and not outcome.met:
        messages.warning(request, "U koos nog niets. Vink aan wat u wilt bevestigen.")
    return _back(request, plan, _number(one) if one else None)


@login_required
@require_POST
def unconfirm(request: Request, plan_pk: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_pk)
    pairs = (token.partition("-") for token in request.POST.get("kaarten", "").split(","))
    cards = {int(pk): int(version) for pk, _, version in pairs if pk.isdecimal() and version.isdecimal()}
    outcome = commands.unconfirm_cards(plan=plan, cards=cards, by=request.actor)
    if request.htmx and len(cards) == 1:
        touched = [*(each.sentence_id for each in outcome.done), *(each.sentence for each in outcome.met)]
        if touched:
            return _row(request, plan, touched[0], outcome)
    if outcome.done:
        count = dutch.counted(len(outcome.done), "kaart wacht", "kaarten wachten")
        messages.success(request, f"Ongedaan gemaakt: {count} weer op bevestiging.")
    _tell_met(request, outcome)
    return _back(request, plan)


@login_required
@require_http_methods(["GET", "POST"])
def aside(request: Request, plan_pk: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_pk)
    require(request.actor, Permission.INDICATOR_MANAGE, at=plan.network_id)
    sent = request.POST if request.method == "POST" else request.GET
    seen = _seen(sent.getlist("zin"))
    form = AsideForm(request.POST if request.method == "POST" and "reason" in request.POST else None)
    if form.is_bound and form.is_valid():
        outcome = commands.set_aside(
            plan=plan, seen=seen, reason=form.cleaned_data["reason"], by=request.actor
        )
        if outcome.done:
            count = dutch.counted(len(outcome.done), "zin ligt", "zinnen liggen")
            messages.success(request, f"{count} terzijde. U kunt ze altijd weer opnemen.")
        _tell_met(request, outcome)
        return _back(request, plan)
    chosen = {each.sentence for each in seen}
    context = {
        "plan": plan,
        "form": form,
        "tokens": [str(each) for each in seen],
        "sentences": IndicatorSentence.objects.filter(plan=plan, pk__in=chosen).order_by("position"),
        "back_url": _address(request, plan),
    }
    return render(request, "indicators/cards/aside.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def take_up(request: Request, plan_pk: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_pk)
    require(request.actor, Permission.INDICATOR_MANAGE, at=plan.network_id)
    pk, _, version = request.POST.get("kaarten", "").partition("-")
    row = get_object_or_404(plan.meters.all(), pk=int(pk) if pk.isdecimal() else 0)
    sentence = row.sentence_id
    commands.take_up(indicator=row, version=int(version) if version.isdecimal() else 0, by=request.actor)
    if request.htmx:
        return _row(request, plan, sentence, Confirmed())
    return _back(request, plan, sentence)


@login_required
@require_http_methods(["GET", "POST"])
def draft(request: Request, plan_pk: int, sentence_pk: int) -> HttpResponse:
    """A proposal, corrected and confirmed: in its place on the list, or as a page without script."""
    plan = own_plan_or_404(request, plan_pk)
    require(request.actor, Permission.INDICATOR_MANAGE, at=plan.network_id)
    sentence = get_object_or_404(IndicatorSentence.objects.filter(plan=plan), pk=sentence_pk)
    if "toon" in request.GET and request.htmx:
        return _row(request, plan, sentence.pk, Confirmed())
    there = plan.meters.filter(sentence=sentence).first()
    if there and request.method == "GET":
        return redirect("indicators:card", there.pk)
    seen = Seen(sentence.pk, sentence.version, there.version if there else 0)
    proposed = draft_of(sentence.text)
    form = CardForm(proposed, request.POST or None, seen=str(seen))
    said, status = "", 200
    if request.method == "POST" and form.is_valid():
        try:
            save_card(
                plan=plan,
                seen=Seen.of(form.cleaned_data["seen"]) or seen,
                facts=form.facts(before=proposed.measure),
                target=form.target(),
                by=request.actor,
                on=clock.today(),
            )
        except CardChanged as refusal:
            # What was typed stays; saving again is done knowing what the other did.
            said, status = str(refusal), 409
            typed = request.POST.copy()
            typed["seen"] = str(seen)
            form = CardForm(proposed, typed, seen=str(seen))
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            if request.htmx:
                return _row(request, plan, sentence.pk, Confirmed())
            messages.success(request, "Bewaard en bevestigd.")
            return _back(request, plan, sentence.pk)
    context = {
        "plan": plan,
        "sentence": sentence,
        "draft": proposed,
        "form": form,
        "met": said,
        "now": _one(plan, sentence.pk) if said else None,
        "action": request.get_full_path(),
        "back_url": f"{_address(request, plan)}#kaart-{sentence.pk}",
    }
    name = "indicators/cards/_draft.html" if request.htmx else "indicators/cards/draft.html"
    return render(request, name, context, status=422 if form.errors else status)


def _page(request: Request, plan: Plan, *, status: int = 200) -> HttpResponse:
    selection = CardSelection.of(request.GET.dict())
    found = cards_of(plan, selection)
    page = Paginator(found.cards, PER_PAGE).get_page(request.GET.get("pagina"))
    rows = card_rows(plan, found, list(page.object_list), chosen="kies" in request.GET)
    query = request.GET.copy()
    query.pop("kies", None)
    manages = may(request.actor, Permission.INDICATOR_MANAGE, at=plan.network_id)
    to = Addresses.of(plan, f"?{query.urlencode()}" if query else "")
    groups = card_groups(found, rows, grouped=not selection.order)
    for group in groups:
        html = (card_html(row, to, may=manages, grouped=not selection.order) for row in group.rows)
        group.html = mark_safe("".join(html))  # noqa: S308 - rows of `card_html`
    context = {
        "plan": plan,
        "tabs": tabs(plan, "indicators"),
        "found": found,
        "selection": selection,
        "form": CardFilterForm(found, request.GET),
        "states": state_links(found, selection, request.GET.dict()),
        "groups": groups,
        "page": page,
        "sure": sum(row.card.state == "open" and row.card.sure for row in rows),
        "waiting": sum(row.waits for row in rows),
        "may": manages,
        "to": to,
    }
    return render(request, "indicators/cards/list.html", context, status=status)


def _row(request: Request, plan: Plan, sentence: int, outcome: Confirmed) -> HttpResponse:
    """The row as it stands now, with how far the plan is: the answer to one change on the list."""
    found = cards_of(plan)
    row = next((each for each in _rows(plan, found) if each.card.seen.sentence == sentence), None)
    if row is None:
        return HttpResponse(status=204)
    row.said = outcome.met[0].said if outcome.met else ""
    html = card_html(row, Addresses.of(plan), may=True)
    context = {"html": html, "found": found, "along": True}
    return render(request, "indicators/cards/_answer.html", context, status=409 if outcome.met else 200)


def _rows(plan: Plan, found: Cards) -> list[CardRow]:
    return card_rows(plan, found, found.cards)


def _one(plan: Plan, sentence: int) -> CardRow | None:
    return next((each for each in _rows(plan, cards_of(plan)) if each.card.seen.sentence == sentence), None)


def _seen(tokens: Iterable[str | None]) -> list[Seen]:
    return [seen for seen in (Seen.of(token or "") for token in tokens) if seen]


def _number(token: str) -> int:
    seen = Seen.of(token)
    return seen.sentence if seen else 0


def _tell_met(request: Request, outcome: Confirmed) -> None:
    for each in outcome.met[:5]:
        messages.warning(request, f"“{each.text}”: {each.said} Daar is niets aan gewijzigd.")
    if len(outcome.met) > 5:
        messages.warning(request, f"En nog {len(outcome.met) - 5} andere kaarten die iemand al wijzigde.")


def _address(request: Request, plan: Plan) -> str:
    query = request.GET.copy()
    for name in ("kies", "zin", "toon"):
        query.pop(name, None)
    address = reverse("indicators:cards", args=[plan.pk])
    return f"{address}?{query.urlencode()}" if query else address


def _back(request: Request, plan: Plan, sentence: int | None = None) -> HttpResponse:
    """To the list, as it was looked at."""
    return redirect(_address(request, plan) + (f"#kaart-{sentence}" if sentence else ""))
