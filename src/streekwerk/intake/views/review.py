"""Nakijken: the document beside the tree, step by step, until it is a plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.queries import NotAllowed
from streekwerk.intake import commands, pages, queries
from streekwerk.intake.choices import ReviewStatus
from streekwerk.intake.models import Review
from streekwerk.intake.pages import Look
from streekwerk.intake.rules.asking import spans_in, step_of
from streekwerk.intake.rules.steps import Dissolve, Merge, Place, Split, Step
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.reading.models import Reading

CONFLICTS = (commands.SomebodyElse, commands.ReviewClosed)
"""Refusals because of what somebody else did: 409."""


def review_or_404(request: Request, review_id: int) -> Review:
    """The review with its document, when the visitor may see it."""
    found = get_object_or_404(queries.reviews(request.actor), pk=review_id)
    request.network = found.network
    return found


@login_required
@require_GET
def review(request: Request, review_id: int) -> HttpResponse:
    found = review_or_404(request, review_id)
    if found.status == ReviewStatus.COMMITTED and found.plan:
        return redirect(found.plan)
    if found.status == ReviewStatus.OPEN and found.plan:
        return redirect("intake:changes", found.pk)
    if request.htmx and not request.htmx.history_restore_request:
        return _pieces(request, found, Look.of(request.GET))
    return _page(request, found, Look.of(request.GET))


@login_required
@require_GET
def lines(request: Request, review_id: int) -> HttpResponse:
    """More lines of the document, for the list that has the others."""
    found = review_or_404(request, review_id)
    desk = pages.Desk(found, Look.of(request.GET))
    end = request.GET.get("tot", "")
    first = max(1, min(desk.look.start, len(desk.texts)))
    last = min(int(end) if end.isdigit() and len(end) < 8 else first, len(desk.texts), first + 2000)
    before = request.GET.get("kant") == "voor"
    return HttpResponse(pages.text_rows(desk, first, last, before=before, behind=not before))


@login_required
@require_POST
def step(request: Request, review_id: int) -> HttpResponse:
    found = review_or_404(request, review_id)
    look = Look.of(request.GET)

    def take() -> tuple[Review, Look, str]:
        wanted = step_of(request.POST.dict(), queries.state_of(found))
        after = commands.take_step(
            review=found, step=wanted, seen_version=_version(request), by=request.actor
        )
        last = after.steps.get(number=after.done)
        return after, _look_after(look, wanted, queries.state_of(after)), f"{last.words}."

    return _answer(request, found, look, take)


@login_required
@require_POST
def undo(request: Request, review_id: int) -> HttpResponse:
    found = review_or_404(request, review_id)
    look = Look.of(request.GET)

    def back() -> tuple[Review, Look, str]:
        after = commands.undo(review=found, seen_version=_version(request), by=request.actor)
        return after, look, f"Ongedaan gemaakt: {after.steps.get(number=after.done + 1).words}."

    return _answer(request, found, look, back)


@login_required
@require_POST
def redo(request: Request, review_id: int) -> HttpResponse:
    found = review_or_404(request, review_id)
    look = Look.of(request.GET)

    def forth() -> tuple[Review, Look, str]:
        after = commands.redo(review=found, seen_version=_version(request), by=request.actor)
        return after, look, f"Opnieuw gedaan: {after.steps.get(number=after.done).words}."

    return _answer(request, found, look, forth)


@login_required
@require_POST
def commit(request: Request, review_id: int) -> HttpResponse:
    found = review_or_404(request, review_id)
    look = Look.of(request.GET)
    rest = queries.state_of(found).unplaced
    try:
        if rest and request.POST.get("rest") != "lade" and found.status == ReviewStatus.OPEN:
            raise DomainError(
                "Er liggen nog blokken zonder plaats. Plaats ze eerst, of vink onderaan aan dat ze in de "
                "lade van het plan mogen blijven."
            )
        plan = commands.commit(review=found, by=request.actor)
    except DomainError as refusal:
        return _refused(request, found, look, refusal)
    messages.success(request, "Het plan is vastgelegd. Elk onderdeel onthoudt waar het gedrukt stond.")
    return redirect(plan)


@login_required
@require_http_methods(["GET", "POST"])
def drop(request: Request, review_id: int) -> HttpResponse:
    found = review_or_404(request, review_id)
    if request.method == "POST":
        commands.drop(review=found, by=request.actor)
        messages.success(request, f"“{found}” is weggelegd. U kunt het hieronder weer opnemen.")
        return redirect("intake:new")
    context = {
        "form": forms.Form(),
        "title": "Wegleggen?",
        "question": f"“{found}” wordt geen plan.",
        "consequence": "Het document en uw stappen blijven bewaard; u kunt het later weer opnemen.",
        "button": "Wegleggen",
        "back_url": found.get_absolute_url(),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


@login_required
@require_POST
def take_up(request: Request, review_id: int) -> HttpResponse:
    found = review_or_404(request, review_id)
    return redirect(commands.take_up(review=found, by=request.actor))


Take = Callable[[], tuple[Review, Look, str]]


def _answer(request: Request, found: Review, look: Look, take: Take) -> HttpResponse:
    """Do it and show what changed; a refusal shows its sentence over the review as it is now."""
    try:
        after, look, said = take()
    except NotAllowed:
        raise
    except DomainError as refusal:
        return _refused(request, found, look, refusal)
    if request.htmx:
        response = _pieces(request, after, look, said)
        response["HX-Replace-Url"] = f"{after.get_absolute_url()}{look.query()}"
        return response
    messages.success(request, said)
    return redirect(f"{after.get_absolute_url()}{look.query()}")


def _refused(request: Request, found: Review, look: Look, refusal: DomainError) -> HttpResponse:
    status = 409 if isinstance(refusal, CONFLICTS) else 422
    now = review_or_404(request, found.pk)
    if now.status != ReviewStatus.OPEN:
        context = {"message": str(refusal), "status": status}
        return render(request, "ui/refusal.html", context, status=status)
    if request.htmx:
        response = _pieces(request, now, look, str(refusal), kind="error")
        response["HX-Replace-Url"] = f"{now.get_absolute_url()}{look.query()}"
    else:
        messages.error(request, str(refusal))
        response = _page(request, now, look)
    response.status_code = status
    return response


def _page(request: Request, found: Review, look: Look) -> HttpResponse:
    desk = pages.Desk(found, look)
    pieces = {name: pages.marked(html) for name, html in pages.pieces_of(desk, request).items()}
    context: dict[str, Any] = {"review": found, "look": look, "desk": desk, "pieces": pieces}
    return render(request, "intake/review.html", context)


def _pieces(request: Request, found: Review, look: Look, said: str = "", kind: str = "") -> HttpResponse:
    """The changed pieces, with what is said about it in the live region."""
    shown = spans_in(request.headers.get("X-Lines", ""))
    pieces = pages.pieces_of(pages.Desk(found, look), request, shown[0] if shown else None)
    body = pages.changed_pieces(pieces, request.headers.get("X-Pieces", ""))
    if said:
        body += format_html(
            '<div id="gezegd" hx-swap-oob="innerHTML"><span class="{}">{}</span></div>', kind or "done", said
        )
    return HttpResponse(
        body + format_html('<div id="versie" hx-swap-oob="innerHTML">{}</div>', found.version)
    )


def _version(request: Request) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() and len(text) < 10 else 0


def _look_after(look: Look, step: Step, reading: Reading) -> Look:
    """What to look at after a step: what it made, or what took it in."""
    node = getattr(step, "node", None) or look.node
    if isinstance(step, Merge):
        node = step.into
    elif isinstance(step, Dissolve):
        node = ""
    elif isinstance(step, Split) or (isinstance(step, Place) and step.to == "node"):
        line = step.line if isinstance(step, Split) else step.lines[0][0]
        made = (each.id for each in reading.nodes if each.id.startswith(f"r{line}"))
        node = next(made, node)
    return Look(node=node or "", attention=look.attention, side=look.side)
