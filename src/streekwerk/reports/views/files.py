"""The files of a report: each one, and all of members together."""

from __future__ import annotations

import io
import zipfile

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from streekwerk.network.middleware import Request
from streekwerk.reports.choices import MEDIA_TYPES, FileKind
from streekwerk.reports.commands.making import bytes_of, make_file
from streekwerk.reports.models import Report, ReportFile
from streekwerk.reports.queries.names import file_name
from streekwerk.reports.views.shared import plan_or_404, report_or_404

SEALED = "sandbox; default-src 'none'; style-src 'unsafe-inline'"


def _download(data: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SEALED
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_GET
def download(request: Request, pk: int, kind: str) -> HttpResponse:
    found = report_or_404(request, pk)
    if kind not in FileKind.values or not found.is_frozen:
        raise Http404
    # One that is not there yet is made now: what it says was frozen, so it is the same file whenever that is.
    file = ReportFile.objects.filter(report=found, kind=kind).first() or make_file(found, kind)
    response = _download(bytes_of(file), file_name(found, kind), MEDIA_TYPES[kind])
    response["X-SHA256"] = file.sha256
    return response


@login_required
@require_GET
def bundle(request: Request, plan_pk: int, code: str, period: str) -> HttpResponse:
    """Every file of the reports of members on this period, in one zip."""
    plan = plan_or_404(request, plan_pk)
    reports = Report.objects.visible_to(request.actor).frozen().light()
    reports = reports.filter(plan=plan, definition__code=code, period=period, successors__isnull=True)
    files = ReportFile.objects.filter(report__in=reports.values("pk"))
    rows = list(
        files.select_related("report__party", "report__plan__network").order_by("report__party__name", "kind")
    )
    if not rows:
        raise Http404
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for file in rows:
            archive.writestr(file_name(file.report, file.kind), bytes_of(file))
    return _download(out.getvalue(), f"{code}-{plan.network.code}-{period.lower()}.zip", "application/zip")
