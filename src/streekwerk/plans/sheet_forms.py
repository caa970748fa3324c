"""Forms of the sheet: texts of a node, an indicator or a milestone, and a field of the template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.html import escape

from streekwerk.plans.commands.nodes import LONGEST_REASON, Conflict
from streekwerk.plans.queries.fields import FieldText
from streekwerk.plans.rules.three_way import mark

BASE = "stand-"
"""Before the name of a text: the mark of the text that the typing began from."""
TAKE = "neem-"
"""Before the name of a text, after a conflict: whose text to keep."""
BOTH = "samen-"
"""Before the name of a text, after a conflict: the two texts as one."""
DATES = ("start", "end", "words")
MOVES = ("end", "words")
"""Of a moved end and a moved milestone a reason may be given: the report tells it."""
DATE_HELP = "In uw woorden: 31/12/2027, oktober 2026, voorjaar 2026, uiterlijk 2027."


class TextsForm(forms.Form):
    """These texts, each with the mark of what stood there when the form was made."""

    def __init__(self, texts: Iterable[FieldText], data: Mapping[str, str] | None = None) -> None:
        self.slots = {text.slot: text for text in texts}
        super().__init__(data)
        for slot, text in self.slots.items():
            self.fields[slot] = forms.CharField(
                label=text.label,
                required=slot == "title",
                strip=False,
                initial=text.text,
                # A page shows help as it is: what a person wrote goes in as text.
                help_text=DATE_HELP if slot in DATES else escape(text.explanation),
                widget=_widget(slot, text.text),
                error_messages={"required": "De titel is leeg. Geef minstens enkele woorden."},
            )
            self.fields[f"{BASE}{slot}"] = forms.CharField(
                required=False, initial=text.mark, widget=forms.HiddenInput
            )
            if slot in MOVES and text.text:
                self.fields["reason"] = _reason(slot, text.text)

    def texts(self) -> dict[str, str]:
        """What was entered, by name; without the texts of which somebody chose another's version."""
        return {
            text.name: self.data.get(f"{BOTH}{slot}", "")
            if self._taken(slot) == "samen"
            else self._said(slot)
            for slot, text in self.slots.items()
            if slot in self.data and self._taken(slot) != "hunne"
        }

    def base(self) -> dict[str, str]:
        """The marks of the texts that the typing began from, by name."""
        return {text.name: self.data.get(f"{BASE}{slot}", "") for slot, text in self.slots.items()}

    def why(self) -> str:
        """Why a date moves, when somebody said so."""
        return self._said("reason")

    def begin_from(self, conflicts: Iterable[Conflict]) -> None:
        """Keep what was typed, and let the next save begin from what stands there now."""
        slots = {text.name: slot for slot, text in self.slots.items()}
        self.data = {**self.data}
        for conflict in conflicts:
            slot = slots[conflict.name]
            self.data |= {f"{BASE}{slot}": mark(conflict.now), slot: conflict.mine, f"{TAKE}{slot}": ""}

    def _taken(self, slot: str) -> str:
        return str(self.data.get(f"{TAKE}{slot}", ""))

    def _said(self, slot: str) -> str:
        return str(self.cleaned_data.get(slot, "")) if hasattr(self, "cleaned_data") else ""


def _reason(slot: str, was: str) -> forms.CharField:
    """Asked once the date differs from what stood there; without the script it is always there."""
    return forms.CharField(
        label="Waarom verschuift dit?",
        required=False,
        max_length=LONGEST_REASON,
        help_text="In één zin. Ze staat in de geschiedenis en in het rapport.",
        widget=forms.TextInput({"autocomplete": "off", "data-moves": slot, "data-was": was}),
    )


def _widget(slot: str, text: str) -> forms.Widget:
    if slot in DATES:
        return forms.TextInput({"autocomplete": "off"})
    if slot == "title":
        return forms.Textarea({"rows": 2})
    lines = sum(len(line) // 70 + 1 for line in text.splitlines())
    return forms.Textarea({"rows": max(3, min(20, lines + 1))})


class SheetFieldForm(forms.Form):
    """A field of the action sheet of a network."""

    label = forms.CharField(label="Naam van het veld", max_length=120)
    synonyms = forms.CharField(
        label="Andere namen in documenten",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Eén per regel. Wat een document zo noemt, komt in dit veld.",
    )
    explanation = forms.CharField(
        label="Wat hoort erin?",
        required=False,
        max_length=300,
        help_text="Eén zin. Ze staat bij het veld zolang het leeg is.",
    )

    def names(self) -> list[str]:
        """The other names that were entered, each once."""
        lines = (line.strip() for line in self.cleaned_data["synonyms"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))
