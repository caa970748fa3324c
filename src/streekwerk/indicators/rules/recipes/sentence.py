"""A recipe as one Dutch sentence: what is counted, of which, per what, until when."""

from __future__ import annotations

from types import MappingProxyType

from streekwerk.indicators.rules.figures.periods import Period, Rhythm, period_between
from streekwerk.indicators.rules.recipes.evaluating import dated_by
from streekwerk.indicators.rules.recipes.language import Against, Recipe, Ref, Related, Second
from streekwerk.indicators.rules.recipes.phrases import Names, Speaker, either, when
from streekwerk.indicators.rules.recipes.shapes import SetShape, Shapes
from streekwerk.ui import dutch

_PER: dict[Rhythm, str] = {
    "day": "per dag", "week": "per week", "month": "per maand", "quarter": "per kwartaal",
    "half_year": "per half jaar", "year": "per jaar", "once": "voor de hele periode",
}  # fmt: skip
_OF_NUMBERS = {
    "sum": "Som", "mean": "Gemiddelde", "median": "Mediaan", "min": "Laagste waarde", "max": "Hoogste waarde",
    "nps": "NPS",
}  # fmt: skip
NO_NAMES: Names = MappingProxyType({})


def sentence(recipe: Recipe, shapes: Shapes, *, names: Names = NO_NAMES, period: Period | None = None) -> str:
    """The recipe as it stands under its figure, without a full stop; with the period that is looked at.

    `names` says what parties, places, terms and records are called; without a name their number is said.
    """
    return _Sentence(recipe, shapes, names, period).said()


class _Sentence:
    """One recipe on its way to a sentence."""

    def __init__(self, recipe: Recipe, shapes: Shapes, names: Names, period: Period | None) -> None:
        self.recipe, self.shapes, self.period = recipe, shapes, period
        self.shape: SetShape = shapes[recipe.over]
        self.speaker = Speaker(recipe, shapes, names)

    def said(self) -> str:
        recipe = self.recipe
        parts = [self._head() + (f" (in {recipe.unit})" if recipe.unit else "")]
        if recipe.judged:
            judged = self.speaker.all_of(self.shape, recipe.judged)
            parts.append(f"alleen beoordeelbaar: {self._noun()} {judged}")
        if recipe.one_per:
            label = self.shape.fields[recipe.one_per.field].label
            rule = "het officiële, anders de meerderheid" if recipe.one_per.official else "de meerderheid"
            parts.append(f"één antwoord per {label} ({rule})")
        if recipe.latest and recipe.aggregate != "rubric_latest":
            parts.append(f"telkens de laatste per {self.shape.fields[recipe.latest].label}")
        if recipe.of:
            parts.append(self._second(recipe.of))
        if recipe.grouped_by:
            parts.append(f"per {self.shape.fields[recipe.grouped_by].label}")
        if recipe.per:
            parts.append(_PER[recipe.per])
        if recipe.as_of:
            day = "de laatste dag van de periode" if recipe.as_of == "end" else dutch.day(recipe.as_of)
            parts.append(f"zoals op {day}")
        if recipe.against:
            parts.append(self._against(recipe.against))
        return ", ".join(parts)

    def _noun(self) -> str:
        return self.speaker.noun(self.shape, self.recipe.where)[0]

    def _things(self) -> str:
        """What is counted, with everything that must hold of it and the period."""
        return self.speaker.things(self.shape, self.recipe.where, self._dated())

    def _dated(self) -> str:
        name = dated_by(self.recipe, self.shape.dated)
        if not self.period or name is None:
            return ""
        if name in self.shape.facts:
            return f"die {when(self.period)} zijn {self.shape.facts[name].label}"
        return f"met {self.shape.fields[name].label} {when(self.period)}"

    def _head(self) -> str:
        recipe, shape = self.recipe, self.shape
        match recipe.aggregate:
            case "count":
                return f"Aantal {self._things()}"
            case "exists":
                return f"Ja of nee: minstens één van de {self._things()}"
            case "count_unique":
                return f"Aantal verschillende {shape.fields[str(recipe.value)].labels} bij {self._things()}"
            case "share":
                return self._share()
            case "duration":
                assert recipe.between is not None
                first, then = shape.label_of(recipe.between.first), self._facts(recipe.between.then)
                return f"Mediaan aantal dagen tussen ‘{first}’ en {then} van {self._things()}"
            case "rubric_latest":
                by = f" per {shape.fields[recipe.latest].label}" if recipe.latest else ""
                return f"Laatste {shape.label_of(str(recipe.value))}{by}, uit de {self._things()}"
            case "delivered":
                return f"Aandeel {self._noun()} dat goedgekeurd en gevalideerd is, van alle {self._things()}"
        return self._of_numbers()

    def _facts(self, names: tuple[str, ...]) -> str:
        return either(f"‘{self.shape.label_of(name)}’" for name in names)

    def _share(self) -> str:
        recipe, shape, speaker = self.recipe, self.shape, self.speaker
        if recipe.whole is not None:
            part, whole = shape.label_of(str(recipe.value)), shape.label_of(recipe.whole)
            return f"Aandeel {part} in {whole}, over alle {self._things()}"
        if recipe.within:
            days = recipe.within.days
            term = speaker.agreed(days) if isinstance(days, Ref) else dutch.counted(days, "dag", "dagen")
            first = shape.label_of(recipe.within.first)
            part = f"met {self._facts(recipe.within.then)} binnen {term} na ‘{first}’"
        else:
            part = speaker.all_of(shape, recipe.part)
        return f"Aandeel {self._noun()} {part}, van alle {self._things()}"

    def _of_numbers(self) -> str:
        recipe = self.recipe
        head = _OF_NUMBERS[recipe.aggregate]
        if isinstance(recipe.value, Related):
            return (
                f"{head} per {self.shape.one} van {self._related(recipe.value)}, over alle {self._things()}"
            )
        return f"{head} van {self.shape.label_of(str(recipe.value))} over {self._things()}"

    def _related(self, related: Related) -> str:
        relation = self.shape.relations[related.relation]
        other = self.shapes[relation.to]
        where = self.speaker.all_of(other, related.where)
        things = f"{relation.many} {where}".strip()
        if related.unique is not None:
            return f"het aantal verschillende {other.fields[related.unique].labels} bij {things}"
        if related.total is not None:
            return f"de som van {other.fields[related.total].label} bij {things}"
        return f"het aantal {things}"

    def _second(self, of: Second) -> str:
        shape = self.shapes[of.over]
        noun, rest = self.speaker.noun(shape, of.where)
        where = self.speaker.all_of(shape, rest)
        things = f"{noun} {where}".strip()
        if of.shown == "share":
            return f"{'ook ' if self.recipe.aggregate == 'share' else 'als aandeel '}van alle {things}"
        number = f"{dutch.number(of.scale)} " if of.scale != 1 else ""
        if of.value is not None:
            return f"per {number}{shape.fields[of.value].labels} van {things}"
        return f"per {number or 'elk van de '}{things}" if number or where else f"per {shape.one}"

    def _against(self, against: Against) -> str:
        if against.number is not None:
            base = dutch.number(against.number)
        elif against.start and against.end:
            base = period_between(against.start, against.end).label
        else:
            base = "nog te meten"
        same = ""
        if against.same:
            same = f", alleen dezelfde {self.shape.fields[against.same].labels} in beide periodes"
        return f"verschil met de nulmeting ({base}){' in procent' if against.relative else ''}{same}"
