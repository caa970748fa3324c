"""Forms of the pages of reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django import forms

from streekwerk.reports.choices import ReportKind
from streekwerk.reports.rules.periods import ReportPeriod, last_period, read_period

EARLIER = 6


class ReportFilterForm(forms.Form):
    """The filters of the list of reports; a GET form, so they live in the address."""

    plan = forms.ChoiceField(label="Plan", required=False)
    soort = forms.ChoiceField(label="Soort", required=False)
    periode = forms.ChoiceField(label="Periode", required=False)

    def __init__(
        self, asked: Mapping[str, str], plans: Sequence[tuple[int, str]], periods: Sequence[str]
    ) -> None:
        super().__init__(initial=dict(asked))
        choices = {
            "plan": ("alle plannen", [(str(pk), title) for pk, title in plans]),
            "soort": ("alle soorten", list(ReportKind.choices)),
            "periode": ("alle periodes", [(key, read_period(key).label) for key in periods]),
        }
        for name, (nothing, values) in choices.items():
            self.fields[name].choices = [("", nothing), *values]  # type: ignore[attr-defined]
        if len(plans) < 2:
            del self.fields["plan"]


def period_choices(today: date, rhythm: str) -> list[ReportPeriod]:
    """The periods of which a report can be made: the running one and those before it, newest first."""
    found = [last_period(today, rhythm).next]
    while len(found) <= EARLIER:
        found.append(found[-1].previous)
    return found


class CorrectForm(forms.Form):
    """Why a frozen report is followed by another one."""

    reason = forms.CharField(
        label="Wat verbetert u?", max_length=300, help_text="Eén zin; ze staat op het nieuwe rapport."
    )
