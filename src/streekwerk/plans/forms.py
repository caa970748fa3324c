"""Forms of the plan pages."""

from __future__ import annotations

from typing import Any

from django import forms

from streekwerk.plans.choices import ACTION_LEVELS
from streekwerk.plans.commands import NodeChange
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.queries import Selection, levels_in, sheet_fields


class SelectionForm(forms.Form):
    """The filters of the table; a GET form, so they live in the address."""

    zoek = forms.CharField(label="Zoeken", required=False)
    niveau = forms.ChoiceField(label="Niveau", required=False)
    jaar = forms.IntegerField(label="Loopt in", required=False, min_value=1901, max_value=2199)
    enkel = forms.ChoiceField(label="Enkel", required=False, choices=[("", "alles"), *Selection.ONLY.items()])
    volgorde = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, plan: Plan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["niveau"].choices = [("", "alle niveaus"), *levels_in(plan)]  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """Words to search for; a GET form."""

    zoek = forms.CharField(label="Zoeken", required=False)


class NodeForm(forms.Form):
    """The texts of one node: title, text, dates in words, and the fields of its sheet."""

    title = forms.CharField(label="Titel", widget=forms.Textarea({"rows": 2}))
    start_words = forms.CharField(
        label="Start",
        required=False,
        max_length=160,
        help_text="In uw woorden: 2026, voorjaar 2026, 1/03/2026.",
    )
    end_words = forms.CharField(label="Einde", required=False, max_length=160)
    text = forms.CharField(label="Tekst", required=False, widget=forms.Textarea({"rows": 4}))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, node: Node, *args: Any, **kwargs: Any) -> None:
        self.labels = dict(sheet_fields(node))
        kwargs.setdefault(
            "initial",
            {
                "title": node.title,
                "start_words": node.start_words,
                "end_words": node.end_words,
                "text": node.text,
                "version": node.version,
            },
        )
        super().__init__(*args, **kwargs)
        for number, (label, text) in enumerate(self.labels.items()):
            self.fields[f"field_{number}"] = forms.CharField(
                label=label,
                required=False,
                initial=text,
                widget=forms.Textarea({"rows": max(2, min(12, len(text) // 70 + 1))}),
            )
        if node.level not in ACTION_LEVELS and not node.start_words and not node.end_words:
            del self.fields["start_words"], self.fields["end_words"]

    def change(self) -> NodeChange:
        """What was entered, as the command takes it."""
        data = self.cleaned_data
        return NodeChange(
            title=data["title"],
            text=data["text"],
            start_words=data.get("start_words", ""),
            end_words=data.get("end_words", ""),
            fields={label: data[f"field_{number}"] for number, label in enumerate(self.labels)},
        )


class CommentForm(forms.Form):
    """What somebody writes about a node."""

    text = forms.CharField(
        label="Reactie",
        widget=forms.Textarea({"rows": 4}),
        help_text="Schrijf @ en een naam om iemand erbij te roepen; die krijgt een mail.",
    )
