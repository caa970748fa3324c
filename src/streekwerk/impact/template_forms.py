"""The form of a template: its name, what it is for, and its questions in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from streekwerk.impact.choices import ImpactKind
from streekwerk.impact.commands.templates import MOST, TemplateText
from streekwerk.impact.models import ImpactTemplate
from streekwerk.impact.rules import ImpactQuestion, QuestionKind

SPARE = 3
"""Empty questions that stand ready."""


class TemplateForm(forms.Form):
    """What the template is."""

    name = forms.CharField(
        label="Naam", max_length=120, error_messages={"required": "Geef het model een naam."}
    )
    kind = forms.ChoiceField(
        label="Waarnaar kijkt deze toets?", choices=ImpactKind.choices, initial=ImpactKind.OWN,
        help_text="Een indicator telt toetsen per soort, hoe u ze ook noemt.",
    )  # fmt: skip
    purpose = forms.CharField(
        label="Waarvoor dient ze?", required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class QuestionForm(forms.Form):
    """One question; without a text it is no question."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)
    text = forms.CharField(label="Vraag", required=False, max_length=400, widget=forms.Textarea({"rows": 2}))
    help = forms.CharField(label="Uitleg", required=False, max_length=400)
    levels = forms.CharField(
        label="Niveaus", required=False, max_length=600,
    )  # fmt: skip
    place = forms.IntegerField(label="Plaats", required=False, min_value=1, max_value=99)


QuestionFormSet = forms.formset_factory(
    QuestionForm, extra=0, max_num=MOST + SPARE, absolute_max=MOST + SPARE
)


def question_forms(template: ImpactTemplate | None, data: Mapping[str, Any] | None = None) -> Any:
    """The questions of the newest version, and a few empty ones."""
    asked = template.versions.latest("number").asked if template else ()
    rows = [
        {"key": each.key, "text": each.text, "help": each.help, "levels": "; ".join(each.levels), "place": at}
        for at, each in enumerate(asked, start=1)
    ]
    spare = [{"place": at} for at in range(len(rows) + 1, len(rows) + SPARE + 1)]
    return QuestionFormSet(data, initial=[*rows, *spare], prefix="vraag")


def text_of(form: TemplateForm, questions: Any) -> TemplateText:
    """What was filled in, its questions in the order of their places."""
    rows = [each.cleaned_data for each in questions if each.cleaned_data.get("text")]
    rows.sort(key=lambda row: row.get("place") or 99)
    said = form.cleaned_data
    return TemplateText(said["name"], said["purpose"], said["kind"], tuple(map(_question, rows)))


def _question(row: Mapping[str, Any]) -> ImpactQuestion:
    levels = tuple(" ".join(word.split()) for word in row["levels"].split(";") if word.strip())
    kind = QuestionKind.LEVELS if levels else QuestionKind.YES_NO
    return ImpactQuestion(row["key"], " ".join(row["text"].split()), row["help"].strip(), kind, levels)
