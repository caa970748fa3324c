"""Forms of a target and of where it began."""

from __future__ import annotations

from typing import Any

from django import forms

from streekwerk.indicators import choices
from streekwerk.indicators.card_forms import DutchNumber, day_field
from streekwerk.indicators.models import Definition, Target
from streekwerk.indicators.rules.cards.drafts import TargetDraft

NUMBERED = (">=", ">", "<=", "<", "=")


class TargetForm(forms.Form):
    """What is aimed at; with the reason, when it takes the place of another target."""

    comparator = forms.ChoiceField(label="Richting", choices=choices.comparators)
    number = DutchNumber(label="Getal", required=False)
    relative = forms.BooleanField(label="in procent van de nulmeting", required=False)
    per = forms.ChoiceField(label="Per", required=False)
    for_each = forms.ChoiceField(label="Te halen door", choices=choices.dimensions)
    starts = day_field("Vanaf", help_text="Leeg: vanaf het begin van het plan.")
    by = day_field("Tegen")
    baseline = DutchNumber(label="Nulmeting", required=False, help_text="Het cijfer waar het begon.")
    baseline_on = day_field("Gemeten op")
    baseline_source = forms.CharField(label="Bron van de nulmeting", max_length=300, required=False)
    reason = forms.CharField(
        label="Waarom wijzigt ze, en wie besliste dat?",
        widget=forms.Textarea({"rows": 2}),
        help_text="De vorige streefwaarde blijft in beeld.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        definition: Definition,
        target: Target | None,
        *args: Any,
        version: int,
        proposed: TargetDraft | None = None,
        **kwargs: Any,
    ) -> None:
        known = target or proposed or TargetDraft(">=", for_each=definition.dimension)  # type: ignore[arg-type]
        names = (name for name in self.base_fields if name not in ("reason", "version"))
        kwargs.setdefault("initial", {name: getattr(known, name) for name in names} | {"version": version})
        super().__init__(*args, **kwargs)
        self.fields["per"].choices = [("", "op het einde"), *choices.target_pers()]  # type: ignore[attr-defined]
        self.fields["relative"].widget.attrs["data-comparators"] = "increase decrease"
        if definition.unit:
            self.fields["number"].help_text = f"In {definition.unit}, tenzij u het in procent zegt."
        if target is None:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("comparator") in NUMBERED and said.get("number") is None and "number" not in self.errors:
            self.add_error("number", "Geef het getal, of kies “stijgt”, “daalt” of “opgeleverd”.")
        starts, by = said.get("starts"), said.get("by")
        if starts and by and by < starts:
            self.add_error("by", "Dit ligt voor het begin. Verbeter een van beide datums.")
        if said.get("baseline") is None and (said.get("baseline_on") or said.get("baseline_source")):
            self.add_error("baseline", "Geef ook het cijfer, of laat datum en bron leeg.")
        return said

    def target(self) -> TargetDraft:
        """The target as entered."""
        said = self.cleaned_data
        own = TargetDraft.__dataclass_fields__
        values = {name: said[name] for name in own if name in said}
        growth = said["comparator"] in ("increase", "decrease")
        values["relative"] = bool(said["relative"]) and growth
        if said["comparator"] == "done":
            values |= {"number": None, "per": ""}
        return TargetDraft(**values)


class BaselineForm(forms.Form):
    """Where it began, from a source."""

    number = DutchNumber(label="Het cijfer bij het begin")
    on = day_field("Gemeten op", required=True)
    source = forms.CharField(
        label="Bron",
        max_length=300,
        help_text="Waar het cijfer staat: een jaarverslag, een register, een bevraging.",
        error_messages={"required": "Zeg waar dit cijfer vandaan komt."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class EndTargetForm(forms.Form):
    """Why there is no target any more."""

    reason = forms.CharField(
        label="Waarom is er geen streefwaarde meer?",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Schrijf waarom, zodat wie later komt het begrijpt."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
