"""Forms of a card: what a sentence measures, corrected before it is confirmed or changed after."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from streekwerk.accounts.models import User
from streekwerk.indicators import choices
from streekwerk.indicators.models import Definition, Indicator
from streekwerk.indicators.queries.cards import Cards
from streekwerk.indicators.rules.cards.drafts import CardDraft, TargetDraft, usual_addition
from streekwerk.indicators.rules.cards.questions import with_term
from streekwerk.indicators.rules.cards.words import MEASURES
from streekwerk.indicators.rules.figures.entries import Asked, Refused, read_cell
from streekwerk.indicators.rules.figures.plausibility import Limits, limits_from
from streekwerk.ui import dutch

Choices = list[tuple[str, str]]
DAY = "%Y-%m-%d"


class DutchNumber(forms.CharField):
    """A number as people here write it: 1.250,5."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**more)

    def prepare_value(self, value: Any) -> Any:
        return dutch.number(value.normalize() + 0) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        read = read_cell(text)
        if isinstance(read, Asked | Refused):
            raise forms.ValidationError(read.sentence)
        if read.value is None:
            if self.required:
                raise forms.ValidationError("Geef een getal.")
            return None
        if read.value.number is None:
            raise forms.ValidationError(f"“{text}” is geen getal. Schrijf bijvoorbeeld 1.250,5.")
        return read.value.number


def day_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    """A field for a day, with the calendar of the browser."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput({"type": "date"}, format=DAY),
    )


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class CardFilterForm(forms.Form):
    """Which cards are shown; a GET form, so the choice lives in the address."""

    zoek = forms.CharField(label="Woorden", required=False)
    maat = forms.ChoiceField(label="Maat", required=False)
    doel = forms.ChoiceField(label="Doel", required=False)
    volgorde = forms.ChoiceField(
        label="Volgorde", required=False, choices=[("", "van het plan"), ("twijfel", "twijfel eerst")]
    )
    stand = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, found: Cards, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["maat"].choices = [  # type: ignore[attr-defined]
            ("", "alle maten"),
            *(
                (code, f"{word} ({found.measures[code]})")
                for code, word in MEASURES.items()
                if found.measures.get(code)
            ),
        ]
        if len(found.goals) < 2:
            del self.fields["doel"]
        else:
            goals = [(str(pk), _short(said)) for pk, said in found.goals.items()]
            self.fields["doel"].choices = [("", "alle doelen"), *goals]  # type: ignore[attr-defined]
        if not self.data.get("stand"):
            del self.fields["stand"]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"


class MeasuredForm(forms.Form):
    """What is measured and how, as it can be corrected on the list itself."""

    measure = forms.ChoiceField(label="Maat", choices=choices.measures)
    counted = forms.CharField(label="Wat geteld of gemeten wordt", max_length=300, required=False)
    numerator = forms.CharField(label="Teller: wat telt mee", max_length=300, required=False)
    denominator = forms.CharField(label="Noemer: van welk geheel", max_length=300, required=False)
    term = forms.CharField(
        label="Welke termijn?", max_length=60, required=False, help_text="Bijvoorbeeld 30 dagen."
    )
    unit = forms.CharField(label="Eenheid", max_length=60, required=False)
    rhythm = forms.ChoiceField(label="Hoe vaak een cijfer", choices=choices.rhythms)
    dimension = forms.ChoiceField(label="Eén cijfer van", choices=choices.dimensions)
    channels = forms.CharField(
        label="Onderdelen", required=False, widget=_lines(3), help_text="Eén per lijn: Facebook, Instagram …"
    )
    instrument = forms.ChoiceField(label="Meetwijze", choices=choices.instruments)
    evidence = forms.CharField(label="Bewijsstuk", max_length=300, required=False)
    validated_by = forms.CharField(label="Te valideren door", max_length=300, required=False)

    FOR = {
        "counted": "deliverable count duration score amount rubric frequency",
        "numerator": "share",
        "denominator": "share",
        "unit": "count share duration score amount frequency",
        "evidence": "deliverable frequency",
        "validated_by": "deliverable",
    }
    """With which measures a field is asked; the script hides it with others."""

    def __init__(self, *args: Any, ask_term: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ask_term:
            del self.fields["term"]
        for name, measures in self.FOR.items():
            self.fields[name].widget.attrs["data-measures"] = measures
        self.fields["channels"].widget.attrs["data-dimension"] = "channel"

    def clean_channels(self) -> list[str]:
        """The parts, each once, in the order they were written."""
        said = (line.strip() for line in self.cleaned_data["channels"].replace(";", "\n").splitlines())
        parts = list(dict.fromkeys(line for line in said if line))
        if long := next((part for part in parts if len(part) > 120), None):
            raise forms.ValidationError(f"“{long[:40]}…” is te lang voor een onderdeel. Kort het in.")
        return parts

    def facts(self, before: str = "") -> dict[str, Any]:
        """What was entered, by field of the definition; `before`: the measure it had."""
        said = dict(self.cleaned_data)
        term = said.pop("term", "")
        for name in ("numerator", "counted"):
            said[name] = with_term(said[name], term)[:300]
        if said["measure"] != before:
            said["addition"] = usual_addition(said["measure"])
        return {name: said[name] for name in said if name in MeasuredForm.base_fields or name == "addition"}


class CardForm(MeasuredForm):
    """A proposal that is corrected and confirmed in one go, with its target."""

    comparator = forms.ChoiceField(label="Richting", required=False)
    number = DutchNumber(label="Getal", required=False)
    relative = forms.BooleanField(label="in procent van de nulmeting", required=False)
    per = forms.ChoiceField(label="Per", required=False)
    by = day_field("Tegen")
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, draft: CardDraft, *args: Any, seen: str, **kwargs: Any) -> None:
        target = draft.target or TargetDraft("")  # type: ignore[arg-type]
        initial = {name: getattr(draft, name, "") for name in MeasuredForm.base_fields} | {
            "comparator": target.comparator, "number": target.number, "relative": target.relative,
            "per": target.per, "by": target.by, "seen": seen,
        }  # fmt: skip
        kwargs.setdefault("initial", initial)
        super().__init__(*args, ask_term=any(each.code == "term" for each in draft.questions), **kwargs)
        self.draft = draft
        self.fields["comparator"].choices = [("", "geen"), *choices.comparators()]  # type: ignore[attr-defined]
        self.fields["per"].choices = [("", "op het einde"), *choices.target_pers()]  # type: ignore[attr-defined]
        self.fields["relative"].widget.attrs["data-comparators"] = "increase decrease"

    def target(self) -> TargetDraft | None:
        """The target as entered; None when there is none."""
        said = self.cleaned_data
        if not said["comparator"]:
            return None
        before = self.draft.target
        return TargetDraft(
            comparator=said["comparator"],
            number=said["number"],
            relative=said["relative"] and said["comparator"] in ("increase", "decrease"),
            per=said["per"],
            for_each=said["dimension"],
            by=said["by"],
            baseline=before.baseline if before else None,
        )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        needed = said.get("comparator") in (">=", ">", "<=", "<", "=")
        if needed and said.get("number") is None and "number" not in self.errors:
            self.add_error("number", "Geef het getal, of kies “geen” als er geen streefwaarde is.")
        return said


class DefinitionForm(MeasuredForm):
    """The whole definition of a confirmed card; from when and why, when figures exist."""

    addition = forms.ChoiceField(
        label="Samentellen",
        choices=choices.additions,
        help_text="Hoe cijfers van leden, plaatsen en periodes één cijfer worden.",
    )
    decimals = forms.TypedChoiceField(label="Decimalen", coerce=int, choices=[(n, str(n)) for n in range(4)])
    rubric_levels = forms.CharField(
        label="Niveaus van de rubriek",
        required=False,
        widget=_lines(5),
        help_text="Eén per lijn, het laagste eerst.",
    )
    minimum = DutchNumber(label="Minstens", required=False)
    maximum = DutchNumber(label="Hoogstens", required=False)
    jump = DutchNumber(
        label="Sprong",
        required=False,
        help_text="Waarschuw als het zoveel keer meer of minder is dan de vorige keer.",
    )
    whole = forms.BooleanField(label="altijd een geheel getal", required=False)
    smallest = forms.IntegerField(
        label="Klein getal verbergen onder",
        min_value=0,
        max_value=100,
        help_text="0: niets verbergen. Bij 5 zien anderen 1 tot 4 niet, zodat niemand herkend wordt.",
    )
    same = forms.BooleanField(label="Enkel anders verwoord: er wordt hetzelfde geteld", required=False)
    begins = day_field("Vanaf wanneer", help_text="De eerste dag van een periode.")
    reason = forms.CharField(label="Waarom", required=False, widget=_lines(2))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, definition: Definition, *args: Any, version: int, measured: bool, **kwargs: Any
    ) -> None:
        limits = limits_from(definition.plausibility)
        initial: dict[str, Any] = {
            name: getattr(definition, name) for name in self.base_fields if hasattr(definition, name)
        } | {
            "channels": "\n".join(definition.channels),
            "rubric_levels": "\n".join(definition.rubric_levels),
            "minimum": limits.minimum,
            "maximum": limits.maximum,
            "jump": limits.jump,
            "whole": limits.whole,
            "version": version,
            "reason": "",
        }
        kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        self.definition = definition
        self.fields["rubric_levels"].widget.attrs["data-measures"] = "rubric"
        if not measured:
            for name in ("same", "begins", "reason"):
                del self.fields[name]

    def clean_rubric_levels(self) -> list[str]:
        """What each level means, lowest first."""
        return [line.strip() for line in self.cleaned_data["rubric_levels"].splitlines() if line.strip()]

    def clean_jump(self) -> Decimal | None:
        jump: Decimal | None = self.cleaned_data["jump"]
        if jump is not None and jump <= 1:
            raise forms.ValidationError("Een sprong is meer dan 1 keer. Schrijf bijvoorbeeld 5.")
        return jump

    def values(self) -> dict[str, Any]:
        """What was entered, by field of the definition."""
        said = self.cleaned_data
        kept = limits_from(self.definition.plausibility)
        limits = Limits(
            minimum=said["minimum"],
            maximum=said["maximum"],
            whole=said["whole"],
            share=said["measure"] == "share",
            jump=said["jump"],
            sum_of=kept.sum_of,
        )
        own = {name: said[name] for name in ("decimals", "rubric_levels", "smallest")}
        facts = self.facts(before=self.definition.measure)
        chosen = said["addition"] != self.definition.addition
        addition = said["addition"] if chosen else facts.get("addition", said["addition"])
        return facts | own | {"addition": addition, "plausibility": limits.to_json()}


class KeepForm(forms.Form):
    """Where the indicator looks, and who keeps it alive."""

    level = forms.ChoiceField(label="Niveau", required=False)
    steward = forms.TypedChoiceField(label="Trekker", required=False, coerce=int, empty_value=None)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, indicator: Indicator, colleagues: Sequence[User], fallback: str, *args: Any, **kwargs: Any
    ) -> None:
        initial = {
            "level": indicator.level,
            "steward": indicator.steward_id or "",
            "version": indicator.version,
        }
        kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        self.people = {each.pk: each for each in colleagues}
        if indicator.steward:
            self.people.setdefault(indicator.steward.pk, indicator.steward)
        nobody = f"de trekker van de actie ({fallback})" if fallback else "de trekker van de actie"
        self.fields["level"].choices = [("", "niet gezegd"), *choices.indicator_levels()]  # type: ignore[attr-defined]
        self.fields["steward"].choices = [  # type: ignore[attr-defined]
            ("", nobody),
            *((pk, str(person)) for pk, person in self.people.items()),
        ]

    def steward_chosen(self) -> User | None:
        """The person, or None: the steward of the action."""
        chosen = self.cleaned_data["steward"]
        return self.people.get(chosen) if chosen else None


class AsideForm(forms.Form):
    """Why some sentences are not measured."""

    reason = forms.CharField(
        label="Waarom wordt dit niet gemeten?",
        help_text="Bijvoorbeeld: het project is gestopt, of een andere indicator zegt hetzelfde.",
        widget=_lines(3),
        error_messages={"required": "Schrijf waarom, zodat wie later komt het begrijpt."},
    )
