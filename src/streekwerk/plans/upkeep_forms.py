"""Forms with which a plan is kept up: how it stands, who, and what it counts on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from streekwerk.accounts.models import User
from streekwerk.network.models import Party
from streekwerk.plans.choices import AssumptionKind, AssumptionStatus, Confidence, ProgressStatus
from streekwerk.plans.commands.assumptions import AssumptionText
from streekwerk.plans.commands.people import Who
from streekwerk.plans.commands.progress import Report


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ReportForm(forms.Form):
    """How it stands, since when and why."""

    status = forms.ChoiceField(label="Stand", choices=ProgressStatus.choices)
    since = forms.DateField(
        label="Sinds",
        widget=DayInput(),
        error_messages={
            "required": "Kies de dag waarop dit begon.",
            "invalid": "Dit is geen dag: kies er een.",
        },
    )
    until = forms.DateField(
        label="Tot en met",
        required=False,
        widget=DayInput(),
        help_text="Enkel voor een pauze waarvan u het einde kent.",
    )
    reason = forms.CharField(
        label="Waarom, en wat is nodig?",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Nodig bij geblokkeerd, gepauzeerd en stopgezet.",
    )
    narrative = forms.CharField(
        label="Wat gebeurde er?", required=False, widget=forms.Textarea({"rows": 3}), max_length=5000
    )
    next_step = forms.CharField(
        label="Volgende stap", required=False, widget=forms.Textarea({"rows": 2}), max_length=2000
    )
    confidence = forms.ChoiceField(
        label="Lukt het op tijd?", required=False, choices=[("", "zeg ik niet"), *Confidence.choices]
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, whole_plan: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if whole_plan:
            words = [
                (ProgressStatus.PAUSED.value, "gepauzeerd"),
                (ProgressStatus.RUNNING.value, "loopt (weer)"),
            ]
            self.fields["status"].choices = words  # type: ignore[attr-defined]
            for name in ("narrative", "next_step", "confidence"):
                del self.fields[name]

    def report(self) -> Report:
        data = self.cleaned_data
        sure = data.get("confidence")
        return Report(
            ProgressStatus(data["status"]),
            data["since"],
            data["until"],
            data["reason"],
            data.get("narrative", ""),
            data.get("next_step", ""),
            Confidence(sure) if sure else None,
        )


class PeopleForm(forms.Form):
    """Who keeps it going."""

    steward = forms.ChoiceField(label="Trekker", required=False, help_text="De collega die dit levend houdt.")
    lead = forms.ChoiceField(label="Organisatie die het draagt", required=False)
    partners = forms.MultipleChoiceField(
        label="Partners", required=False, widget=forms.CheckboxSelectMultiple({"class": "columns"})
    )
    other = forms.ChoiceField(
        label="Nog een partner", required=False, help_text="Een organisatie die geen lid is van het netwerk."
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        colleagues: Iterable[User],
        members: Iterable[Party],
        others: Iterable[Party],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in colleagues}
        own, rest = ({str(party.pk): party for party in parties} for parties in (members, others))
        self.parties = own | rest
        chosen = [str(pk) for pk in self.initial.get("partners", [])]
        listed = [(pk, party.name) for pk, party in self.parties.items() if pk in own or pk in chosen]
        fields = cast(dict[str, Any], self.fields)
        fields["steward"].choices = [("", "niemand"), *((pk, user.name) for pk, user in self.people.items())]
        fields["lead"].choices = [
            ("", "geen"),
            ("Leden van het netwerk", [(pk, party.name) for pk, party in own.items()]),
            ("Andere organisaties", [(pk, party.name) for pk, party in rest.items()]),
        ]
        fields["partners"].choices = listed
        fields["other"].choices = [
            ("", "geen"),
            *((pk, p.name) for pk, p in rest.items() if pk not in chosen),
        ]

    def who(self) -> Who:
        data = self.cleaned_data
        numbers = [*data["partners"], *([data["other"]] if data["other"] else [])]
        return Who(
            self.people.get(data["steward"]),
            self.parties.get(data["lead"]),
            [self.parties[number] for number in numbers],
        )


class AssumptionForm(forms.Form):
    """What the action counts on, leaves out or still asks."""

    kind = forms.ChoiceField(label="Soort", choices=AssumptionKind.choices)
    text = forms.CharField(
        label="Wat",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Schrijf in één zin waarop de actie rekent, of wat nog open is."},
    )
    status = forms.ChoiceField(label="Stand", choices=AssumptionStatus.choices, initial=AssumptionStatus.OPEN)
    effect = forms.CharField(
        label="Gevolg als het vervalt",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="In de woorden van het plan. Staat bovenaan de fiche zodra dit vervalt.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def given(self) -> AssumptionText:
        data = self.cleaned_data
        return AssumptionText(
            AssumptionKind(data["kind"]), data["text"], AssumptionStatus(data["status"]), data["effect"]
        )
