"""Entering figures: the grid, its cells one by one, and what stood in a cell."""

from __future__ import annotations

import json
import re
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may, require
from streekwerk.audit import clock
from streekwerk.indicators.choices import Origin
from streekwerk.indicators.commands.figures import Answer, NoSuchRow, enter_figures
from streekwerk.indicators.models import Indicator, Measurement
from streekwerk.indicators.pages.grid import BELOW, REASON, TEXT, GridPage
from streekwerk.indicators.queries import entry
from streekwerk.indicators.rules.entry.cells import text_of
from streekwerk.indicators.rules.entry.judging import Typed, shown
from streekwerk.indicators.rules.figures.values import value_of
from streekwerk.indicators.views.shared import indicator_or_404
from streekwerk.network.middleware import Request
from streekwerk.ui import dutch

_KEY = re.compile(r"\d{0,18}/\d{0,18}/.*")
MOST_CELLS = 2_000
"""Cells in one save: a block of 27 members by six years."""


def gathers(request: Request, indicator: Indicator) -> bool:
    """Whether the actor enters figures of anybody in this network; a contact only of its own member.

    Raises:
        NotAllowed: the actor gives no figures here at all.
    """
    at = indicator.plan.network_id
    if not any(network == at for network, _ in request.actor.parties_with(Permission.FIGURES_ANSWER)):
        require(request.actor, Permission.FIGURES_ENTER, at=at)
    return may(request.actor, Permission.FIGURES_ENTER, at=at)


@login_required
@require_http_methods(["GET", "POST"])
def grid(request: Request, indicator_pk: int) -> HttpResponse:
    """The grid; sent as a form it stores every changed cell, or none and says which are not clear."""
    indicator = indicator_or_404(request, indicator_pk)
    gathers(request, indicator)
    until, size = _chosen(request.GET)
    today = clock.today()
    here = entry.grid_of(indicator, request.actor, until=until, size=size, today=today)
    page = GridPage(here)
    if request.method == "POST":
        typed = _written(request.POST, indicator, request.actor)
        answers = _entered(indicator, typed, request, whole=True)
        unsettled = [answer for answer in answers if not answer.verdict.settled]
        if not unsettled:
            stored = sum(answer.verdict.kind in ("saved", "emptied") for answer in answers)
            said = (
                f"{dutch.counted(stored, 'cijfer', 'cijfers')} bewaard."
                if stored
                else "Er is niets gewijzigd."
            )
            messages.success(request, said)
            return redirect(request.get_full_path())
        written = {(one.subject, one.period): one for one in typed}
        page = GridPage(here, written, unsettled)
    context = {
        "indicator": indicator,
        "page": page,
        "grid": here,
        "earlier": _address(request, here, -1),
        "later": _address(request, here, +1) if here.periods[-1].end < today else "",
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    return render(request, "indicators/figures/grid.html", context, status=422 if page.unsettled else 200)


def _chosen(query: QueryDict) -> tuple[str, int]:
    size = query.get("aantal", "")
    return query.get("tot", "")[:30], int(size) if size.isdecimal() and len(size) < 4 else 0


def _address(request: Request, here: entry.Grid, way: int) -> str:
    """The grid a page earlier or later; empty when there is none."""
    until = here.periods[0].previous if way < 0 else here.periods[-1]
    for _ in here.periods if way > 0 else ():
        until = until.next if until else None
    if until is None:
        return ""
    query = request.GET.copy()
    query["tot"] = until.key
    return f"?{query.urlencode()}"


def _written(sent: QueryDict, indicator: Indicator, actor: Actor) -> list[Typed]:
    """The cells of the form that were changed, against what stood there when it was opened."""
    try:
        base = json.loads(sent.get("base", "") or "{}")
        base = {str(key): int(number) for key, number in base.items()}
    except (ValueError, TypeError, AttributeError):
        base = {}
    stood = {
        row.pk: value_of(row.state, row.value, row.numerator, row.denominator)
        # Only what this person sees: who may compare a guess with any figure can find it by trying.
        for row in Measurement.objects.visible_to(actor).filter(indicator=indicator, pk__in=base.values())
    }
    found = []
    for name in sent:
        # The name of a channel may hold the sign that parts row and period: the last one counts.
        cell = name.removeprefix(TEXT)
        subject, _, period = cell.rpartition("|")
        if not name.startswith(TEXT) or not period:
            continue
        text, below = str(sent[name]), str(sent.get(f"{BELOW}{cell}", ""))
        was = stood.get(base.get(cell, 0))
        pair = f"{BELOW}{cell}" in sent
        if (text.strip(), below.strip()) == text_of(was, pair=pair):
            continue
        reason = str(sent.get(f"{REASON}{cell}", ""))
        found.append(Typed(subject, period, text, below, reason=reason, base=base.get(cell)))
    return found[:MOST_CELLS]


def _entered(indicator: Indicator, typed: list[Typed], request: Request, **options: Any) -> list[Answer]:
    """What became of the cells.

    Raises:
        Http404: a row is not there for this person.
    """
    try:
        return enter_figures(indicator=indicator, typed=typed, by=request.actor, **options)
    except NoSuchRow as refusal:
        raise Http404(str(refusal)) from refusal


@login_required
@require_POST
def save_cells(request: Request, indicator_pk: int) -> HttpResponse:
    """Store cells of the grid as they are left; the answer says of each what became of it."""
    indicator = indicator_or_404(request, indicator_pk)
    gathers(request, indicator)
    try:
        sent = json.loads(request.body)
        typed = [_typed(cell) for cell in sent["cells"]]
        origin = Origin.PASTED if sent.get("origin") == "pasted" else Origin.ENTERED
    except (ValueError, TypeError, KeyError, AttributeError):
        return JsonResponse({"refusal": "Dit kon niet gelezen worden. Laad de pagina opnieuw."}, status=400)
    if len(typed) > MOST_CELLS:
        said = f"Meer dan {dutch.number(MOST_CELLS)} cellen in één keer gaat niet. Plak in delen."
        return JsonResponse({"refusal": said}, status=422)
    answers = _entered(indicator, typed, request, origin=origin)
    return JsonResponse({"cells": [_said(answer) for answer in answers]})


def _typed(cell: dict[str, Any]) -> Typed:
    def text(name: str) -> str | None:
        said = cell.get(name)
        return str(said)[:4000] if said is not None else None

    base = cell.get("base")
    return Typed(
        subject=str(cell["subject"])[:160],
        period=str(cell["period"])[:40],
        text=text("text") or "",
        denominator=text("denominator") or "",
        comment=text("comment"),
        source=text("source"),
        reason=text("reason") or "",
        base=int(base) if base is not None else None,
    )


def _said(answer: Answer) -> dict[str, Any]:
    known = answer.known
    pair = bool(answer.typed.denominator) or bool(known and known.value.numerator is not None)
    text, below = text_of(known.value if known else None, pair=pair)
    return {
        "subject": answer.typed.subject,
        "period": answer.typed.period,
        "kind": answer.verdict.kind,
        "sentence": answer.verdict.sentence,
        "options": answer.verdict.options,
        "text": text,
        "denominator": below,
        "base": known.pk if known else None,
    }


@login_required
@require_GET
def cell(request: Request, indicator_pk: int) -> HttpResponse:
    """Everything that stood in one cell: who, when, with which comment and source."""
    indicator = indicator_or_404(request, indicator_pk)
    gathers(request, indicator)
    today = clock.today()
    definitions = entry.definitions_of(indicator)
    key, subject = request.GET.get("periode", ""), request.GET.get("rij", "")
    for definition in reversed(definitions):
        period = entry.period_in(indicator, definition, key, today)
        if period:
            break
    else:
        raise Http404("no such period")
    used = [subject] if _KEY.fullmatch(subject) else []
    rows = entry.rows_of(indicator, definition, [period], request.actor, used=used)
    row = next((one for one in rows if one.key == subject), None)
    if row is None:
        raise Http404("no such row")
    shape = entry.shape_of(definition)
    figures = [
        (one, shown(value_of(one.state, one.value, one.numerator, one.denominator), shape))
        for one in entry.history_of_cell(indicator, subject, period)
    ]
    context = {"indicator": indicator, "row": row, "period": period, "figures": figures}
    return render(request, "indicators/figures/cell.html", context)
