"""The short form with which a sheet is reported on the page of the quarter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from streekwerk.plans.choices import Confidence, ProgressStatus
from streekwerk.plans.commands.progress import Report
from streekwerk.stewardship.pages.quarter_rows import Row
from streekwerk.stewardship.queries.quarter import SheetDue

NO_DAY = {"invalid": "Dit is geen dag: kies er een, of laat leeg."}


class QuarterForm(forms.Form):
    """How a sheet stands, what happened and what comes next; a day only where it matters."""

    status = forms.ChoiceField(
        label="Stand",
        choices=ProgressStatus.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe het staat."},
    )
    reason = forms.CharField(
        label="Waarom, en wat is nodig?", required=False, widget=forms.Textarea({"rows": 2}), max_length=2000
    )
    until = forms.DateField(
        label="Pauze tot en met",
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        error_messages=NO_DAY,
    )
    narrative = forms.CharField(
        label="Wat gebeurde er?", required=False, widget=forms.Textarea({"rows": 3}), max_length=5000
    )
    next_step = forms.CharField(
        label="Volgende stap", required=False, widget=forms.Textarea({"rows": 1}), max_length=2000
    )
    confidence = forms.ChoiceField(
        label="Lukt het op tijd?", required=False, choices=Confidence.choices, widget=forms.RadioSelect
    )
    since = forms.DateField(
        label="Sinds",
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        error_messages=NO_DAY,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, due: SheetDue, data: Mapping[str, Any] | None = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        self.due = due
        # Several of these forms stand on one page.
        super().__init__(data, initial=initial, auto_id=f"f{due.sheet.pk}-%s")

    def report(self, today: date) -> Report:
        """What was said; without a day it goes on since when it did, or begins today."""
        data = self.cleaned_data
        status = ProgressStatus(data["status"])
        standing = self.due.sheet.standing
        goes_on = standing.since if standing.code == status and not standing.of_plan else None
        until = data["until"] if status == ProgressStatus.PAUSED else None
        reason = data["reason"] if status.value in NEEDS else ""
        return Report(
            status,
            data["since"] or goes_on or today,
            until,
            reason,
            data["narrative"],
            data["next_step"],
            Confidence(data["confidence"]) if data["confidence"] else None,
        )


NEEDS = frozenset({"blocked", "paused", "stopped"})
"""What asks a reason."""


def initial_of(due: SheetDue) -> dict[str, Any]:
    """A report that starts from how it stands."""
    last, standing = due.sheet.last, due.sheet.standing
    known = standing.code in ProgressStatus.values and not standing.of_plan
    status = standing.code if known else last.status if last and standing.code == "late" else ""
    return {
        "status": status,
        "reason": standing.reason if standing.code in NEEDS and known else "",
        "until": standing.until if standing.code == "paused" and known else None,
        "next_step": last.next_step if last else "",
        "confidence": last.confidence if last else "",
        "seen": last.pk if last else 0,
    }


def opened(row: Row) -> Row:
    """The row with its form, which starts from the draft or from how it stands."""
    initial = initial_of(row.due)
    if row.draft:
        initial |= {"reason": "", "until": None, "next_step": "", "confidence": ""} | row.draft.data
        last = row.due.sheet.last
        if last and last.pk != row.draft.seen:
            row.meanwhile = last
    row.form = QuarterForm(row.due, initial=initial)
    return row
