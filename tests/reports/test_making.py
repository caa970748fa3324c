"""Making a report: gathered, drafted, frozen, and its files."""

from __future__ import annotations

from datetime import date

from people import Cast
from reports.reported import action, measure, report_of, tell
from streekwerk.plans.models import Plan
from streekwerk.reports.models import ReportSentence


def test_one_click_freezes_a_report_with_its_files(people: Cast, plan: Plan) -> None:
    tell(action(plan), "blocked", date(2026, 8, 1), reason="Er is geen huis.", narrative="Wij zochten.")
    measure(people, plan)
    report = report_of(people, plan)
    assert report.status == "frozen", report.message
    assert sorted(file.kind for file in report.files.all()) == ["docx", "pdf", "xlsx"]
    said = [row.text for row in ReportSentence.objects.filter(report=report)]
    assert said[0].startswith("Actie 1 Een huis voor starters is geblokkeerd sinds 1 augustus 2026")
