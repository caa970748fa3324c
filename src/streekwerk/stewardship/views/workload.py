"""How much work the functions of a network carry: for its team, never for boards, members or neighbours."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from streekwerk.access.models import Permission
from streekwerk.access.queries import may
from streekwerk.audit import clock
from streekwerk.network.middleware import Request
from streekwerk.network.models import Network
from streekwerk.plans.exports import MEDIA_TYPES, as_csv, as_xlsx
from streekwerk.stewardship.models import JobFunction
from streekwerk.stewardship.pages.workload import heaviest, lines_of, picture_of, picture_of_all, rows_of
from streekwerk.stewardship.queries.workload import Workload, workload_of
from streekwerk.stewardship.rules.load_words import peak_words
from streekwerk.stewardship.rules.workload import MONTHS
from streekwerk.stewardship.views.shared import network_or_404
from streekwerk.stewardship.workload_export import sheet_of_workload

STEPS = {"kwartaal": "per kwartaal", "halfjaar": "per half jaar", "jaar": "per jaar"}
USUAL = "halfjaar"


@login_required
@require_GET
def overview(request: Request, code: str) -> HttpResponse:
    network = network_or_404(request, code, Permission.WORKLOAD_READ)
    found, chosen = _workload(request, network)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    context = chosen | {
        "found": found,
        "lines": lines_of(network, found, query),
        "heaviest": heaviest(found),
        "picture": picture_of_all(found),
        "query": query,
    }
    return render(request, "stewardship/workload/overview.html", context)


@login_required
@require_GET
def function(request: Request, code: str, function_id: int) -> HttpResponse:
    network = network_or_404(request, code, Permission.WORKLOAD_READ)
    rows = JobFunction.objects.visible_to(request.actor)
    which = get_object_or_404(rows, pk=function_id, network=network, archived_at__isnull=True)
    found, chosen = _workload(request, network)
    line = next(each for each in found.lines if each.function == which)
    context = chosen | {
        "found": found,
        "function": which,
        "line": line,
        "peak": peak_words(line.peak, which.capacity),
        "picture": picture_of(line),
        "rows": rows_of(line, found),
    }
    return render(request, "stewardship/workload/function.html", context)


@login_required
@require_GET
def export(request: Request, code: str, kind: str) -> HttpResponse:
    network = network_or_404(request, code, Permission.WORKLOAD_READ)
    if kind not in ("csv", "xlsx"):
        raise Http404
    sheet = sheet_of_workload(_workload(request, network)[0])
    response = HttpResponse((as_csv if kind == "csv" else as_xlsx)(sheet), content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="belasting-{network.code}.{kind}"'
    return response


def _workload(request: Request, network: Network) -> tuple[Workload, dict[str, Any]]:
    """The load as it was chosen in the address, and what its filters show."""
    step, plan = request.GET.get("stap", USUAL), request.GET.get("plan", "")
    step = step if step in MONTHS else USUAL
    number = int(plan) if plan.isdecimal() and len(plan) < 10 else None
    found = workload_of(network, request.actor, clock.today(), step=step, plan=number)
    chosen = {
        "network": network,
        "steps": STEPS,
        "step": step,
        "may_keep": may(request.actor, Permission.WORKLOAD_MANAGE, at=network.pk),
    }
    return found, chosen
