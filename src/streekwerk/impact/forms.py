"""The form of a test: a few fields per question, made of the questions of its template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.datastructures import MultiValueDict

from streekwerk.accounts.models import User
from streekwerk.impact.choices import ReviewOutcome
from streekwerk.impact.commands.measures import MeasureText
from streekwerk.impact.commands.testing import GivenTest
from streekwerk.impact.models import ImpactDraft, ImpactTest, Mitigation
from streekwerk.impact.rules import Answer, ImpactQuestion, Problem
from streekwerk.network.models import Term

FIELDS = {"answer": "antwoord", "note": "toelichting", "measure": "maatregel", "who": "wie",
          "carrier": "functie", "due": "tegen"}  # fmt: skip
"""The fields of a question and how their names begin in the form."""


def name_of(field: str, key: str) -> str:
    """The name of a field of a question in the form: `antwoord-q1`."""
    return f"{FIELDS[field]}-{key}"


@dataclass(frozen=True)
class Block:
    """A question with its fields, for the page."""

    number: int
    question: ImpactQuestion
    answer: BoundField
    note: BoundField
    measure: BoundField
    who: BoundField
    carrier: BoundField
    due: BoundField

    @property
    def weak(self) -> str:
        """The answers that ask for a measure, for the page: `no partly`."""
        return " ".join(code for code, _ in self.question.options if self.question.is_weak(code))

    @property
    def open(self) -> bool:
        """Whether the fields of the measure stand open."""
        said = str(self.answer.value() or "")
        filled = any(each.value() for each in (self.measure, self.who, self.carrier, self.due))
        return filled or self.question.is_weak(said) or bool(self.who.errors)


class ImpactTestForm(forms.Form):
    """Answers, measures, whom it touches and the conclusion; nothing is required of a concept."""

    def __init__(
        self,
        test: ImpactTest,
        people: Iterable[User],
        groups: Iterable[Term],
        data: Mapping[str, Any] | None = None,
        *,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.asked = test.version_of.asked
        colleagues = [("", "kies…"), *((str(each.pk), str(each)) for each in people)]
        for each in self.asked:
            self._ask(each, colleagues)
        terms = [(str(term.pk), term.label) for term in groups]
        self.fields["groups"] = forms.MultipleChoiceField(
            label="Welke doelgroepen raakt dit?", required=False, choices=terms,
            widget=forms.CheckboxSelectMultiple if terms else forms.MultipleHiddenInput,
        )  # fmt: skip
        self.fields["touched"] = forms.CharField(
            label="Wie nog?", required=False, max_length=300, help_text="Bijvoorbeeld: buren, vrijwilligers."
        )
        self.fields["conclusion"] = forms.CharField(
            label="Wat besluit u, in één zin?",
            required=False,
            max_length=1000,
            widget=forms.Textarea({"rows": 2}),
        )
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)

    def _ask(self, each: ImpactQuestion, colleagues: list[tuple[str, str]]) -> None:
        fields = {
            "answer": forms.ChoiceField(
                label=each.text, required=False, choices=each.options, widget=forms.RadioSelect
            ),
            "note": forms.CharField(
                label="Toelichting", required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
            ),
            "measure": forms.CharField(
                label="Wat doet u eraan?", required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
            ),
            "who": forms.ChoiceField(label="Wie doet het?", required=False, choices=colleagues),
            "carrier": forms.CharField(label="Of welke functie?", required=False, max_length=160),
            "due": forms.CharField(
                label="Tegen wanneer?", required=False, max_length=160,
                help_text="Een dag, of bijvoorbeeld: voorjaar 2027.",
            ),
        }  # fmt: skip
        for field, made in fields.items():
            self.fields[name_of(field, each.key)] = made

    @property
    def blocks(self) -> list[Block]:
        """The questions with their fields, in their order."""
        return [
            Block(number, each, *(self[name_of(field, each.key)] for field in FIELDS))
            for number, each in enumerate(self.asked, start=1)
        ]

    def given(self) -> GivenTest:
        """What was filled in."""
        said = self.cleaned_data
        return GivenTest(
            {
                each.key: Answer(said[name_of("answer", each.key)], said[name_of("note", each.key)])
                for each in self.asked
            },
            {
                each.key: MeasureText(
                    said[name_of("measure", each.key)],
                    int(said[name_of("who", each.key)] or 0) or None,
                    said[name_of("carrier", each.key)],
                    said[name_of("due", each.key)],
                )
                for each in self.asked
            },
            tuple(int(pk) for pk in said["groups"]),
            said["touched"],
            said["conclusion"],
        )

    def tell(self, problems: Iterable[Problem]) -> None:
        """Show what is missing where it is missing."""
        for each in problems:
            name = name_of(each.field, each.key) if each.key else each.field
            self.add_error(name if name in self.fields else None, each.said)


def initial_of(test: ImpactTest, measures: Iterable[Mitigation], draft: ImpactDraft | None) -> dict[str, Any]:
    """What the form begins with: what was typed and not saved, else what was saved."""
    if draft is not None:
        typed: dict[str, Any] = {name: values[0] for name, values in draft.data.items() if values}
        return typed | {"groups": draft.data.get("groups", []), "version": test.version}
    made: dict[str, Any] = {
        "groups": [str(term.pk) for term in test.groups.all()],
        "touched": test.touched,
        "conclusion": test.conclusion,
        "version": test.version,
    }
    for key, answer in test.given.items():
        made |= {name_of("answer", key): answer.code, name_of("note", key): answer.note}
    for each in measures:
        said = (each.text, str(each.steward_id or ""), each.carrier, each.due_words)
        made |= {
            name_of(field, each.question): value
            for field, value in zip(("measure", "who", "carrier", "due"), said, strict=True)
        }
    return made


def typed_in(data: MultiValueDict[str, str], test: ImpactTest) -> dict[str, list[str]]:
    """Of what was sent the fields of this form, as typed; what else was sent is left out."""
    known = {name_of(field, each.key) for each in test.version_of.asked for field in FIELDS}
    known |= {"groups", "touched", "conclusion"}
    return {name: values for name, values in data.lists() if name in known}


class ReviewForm(forms.Form):
    """What a colleague finds of a test."""

    outcome = forms.ChoiceField(
        label="Wat vindt u ervan?", choices=ReviewOutcome.choices, widget=forms.RadioSelect,
        error_messages={"required": "Kies wat u ervan vindt."},
    )  # fmt: skip
    note = forms.CharField(
        label="Opmerking", required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("outcome") == ReviewOutcome.AGAIN and not (said.get("note") or "").strip():
            self.add_error("note", "Schrijf wat er nog eens bekeken moet worden.")
        return said
