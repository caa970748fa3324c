"""What one can choose in the lists: it stays in the address."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from streekwerk.impact.choices import ImpactState
from streekwerk.impact.queries.overview import Overview
from streekwerk.impact.queries.selection import LOOK
from streekwerk.impact.rules import MOMENTS

ALL = ("", "alles")


class TestFilterForm(forms.Form):
    """Which tests are shown."""

    __test__ = False

    model = forms.ChoiceField(label="Toets", required=False)
    plan = forms.ChoiceField(label="Plan", required=False)
    stand = forms.ChoiceField(label="Stand", required=False, choices=[ALL, *ImpactState.choices])
    moment = forms.ChoiceField(label="Moment", required=False, choices=[ALL, *MOMENTS.items()])
    let = forms.ChoiceField(label="Enkel", required=False, choices=[ALL, *LOOK.items()])

    def __init__(self, data: Mapping[str, str], found: Overview) -> None:
        super().__init__(data)
        models = {
            str(each.test.version_of.template_id): each.test.version_of.template.name for each in found.every
        }
        plans = {str(each.test.node.plan_id): each.test.node.plan.title for each in found.every}
        self.fields["model"].choices = [ALL, *sorted(models.items(), key=lambda pair: pair[1])]  # type: ignore[attr-defined]
        if len(plans) < 2 and not data.get("plan"):
            del self.fields["plan"]
            return
        self.fields["plan"].choices = [ALL, *sorted(plans.items(), key=lambda pair: pair[1])]  # type: ignore[attr-defined]


STANDS = {"open": "open", "te-laat": "te laat", "klaar": "uitgevoerd"}


class MeasureFilterForm(forms.Form):
    """Which measures are shown."""

    stand = forms.ChoiceField(label="Stand", required=False, choices=[ALL, *STANDS.items()])
    van = forms.ChoiceField(label="Van", required=False, choices=[("", "iedereen"), ("mij", "mij")])
