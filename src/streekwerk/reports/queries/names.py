"""What a file of a report is called when it is downloaded."""

from __future__ import annotations

from django.utils.text import slugify

from streekwerk.reports.models import Report


def file_name(report: Report, kind: str) -> str:
    """“kwartaalrapport-eerstelijnszone-2026-k3.docx”, of a member with its name."""
    member = f"-{report.party}" if report.party_id else ""
    return f"{slugify(f'{report.title}-{report.plan.network.code}-{report.period}{member}')}.{kind}"
