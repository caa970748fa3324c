"""What came out of a recipe, in words: the figure with what it was made of, so that it cannot flatter."""

from __future__ import annotations

from decimal import Decimal

from streekwerk.indicators.rules.figures.periods import Period
from streekwerk.indicators.rules.recipes.language import Recipe, Related, Test
from streekwerk.indicators.rules.recipes.outcome import Outcome
from streekwerk.indicators.rules.recipes.phrases import Names
from streekwerk.indicators.rules.recipes.sentence import NO_NAMES, sentence
from streekwerk.indicators.rules.recipes.shapes import SetShape, Shapes
from streekwerk.ui import dutch

UNKNOWN = "nog niet te bepalen"
HIDDEN = "verborgen om kleine getallen te beschermen"
_FAR = 2
"""Ratings that lie so many levels apart or more ask for a reason."""


def result(recipe: Recipe, outcome: Outcome, shapes: Shapes) -> str:
    """The figure with its denominators, what is open and what was left out and why."""
    shape = shapes[recipe.over]
    said = [_figure(recipe, outcome, shape, shapes)]
    if outcome.open:
        inside = "nog binnen de termijn" if recipe.within else "nog open"
        said.append(f"{dutch.number(len(outcome.open))} {inside}")
    if outcome.overlapping:
        said.append("wat in meer dan één groep valt, telt in het geheel één keer")
    said += [f"{dutch.number(len(each.records))} {each.why}" for each in outcome.excluded]
    return "; ".join(said)


def told(
    recipe: Recipe,
    outcome: Outcome,
    shapes: Shapes,
    *,
    names: Names = NO_NAMES,
    period: Period | None = None,
) -> str:
    """The sentence under a figure: what is counted and what is still open."""
    said = sentence(recipe, shapes, names=names, period=period)
    if not outcome.open:
        return said
    inside = "nog binnen de termijn" if recipe.within else "nog open"
    return f"{said}; {dutch.number(len(outcome.open))} {inside}"


def value_words(recipe: Recipe, outcome: Outcome) -> str:
    """The figure alone, with its unit; never a figure where there is none.

    >>> value_words(Recipe("share", "signals"), Outcome(Decimal("0.25"))).replace(dutch.THIN_SPACE, " ")
    '25 %'
    """
    value = outcome.value
    if outcome.hidden:
        return HIDDEN
    if value is None:
        return "nulmeting ontbreekt" if outcome.state == "no_baseline" else UNKNOWN
    unit = f" {recipe.unit}" if recipe.unit else ""
    if recipe.against:
        of_share = recipe.aggregate == "share" and not recipe.against.relative
        percent = recipe.against.relative
        said = _rounded(value * 100 if of_share else value)
        sign = "+" if value > 0 else ""
        points = " procentpunten" if of_share else f"{dutch.THIN_SPACE}%" if percent else unit
        return f"{sign}{said}{points}"
    if is_share(recipe):
        return dutch.percent(_whole(value * 100), 0)
    if recipe.aggregate == "exists":
        return "ja" if value else "nee"
    if recipe.aggregate == "nps":
        return f"{'+' if value > 0 else ''}{_rounded(value)}"
    if recipe.aggregate == "duration":
        return dutch.counted(int(value), "dag", "dagen")
    return f"{_rounded(value)}{unit}"


def is_share(recipe: Recipe) -> bool:
    """Whether the figure is a part of a whole, and is shown as a percentage."""
    if recipe.aggregate in ("share", "delivered"):
        return True
    return recipe.of is not None and recipe.of.shown == "share"


def _figure(recipe: Recipe, outcome: Outcome, shape: SetShape, shapes: Shapes) -> str:
    value = value_words(recipe, outcome)
    if outcome.hidden:
        return value
    if outcome.baseline is not None and recipe.against:
        if outcome.baseline.value is None or outcome.value is None:
            return value
        return f"{value} tegenover de nulmeting {_rounded(outcome.baseline.value)}"
    if recipe.aggregate == "delivered":
        return _standings(outcome, value)
    if outcome.medians:
        return _medians(outcome, value)
    if outcome.of_all and recipe.of:
        return _two_shares(recipe, outcome, value, shapes)
    if outcome.levels and outcome.spread is not None and outcome.spread >= _FAR:
        given = " en ".join(_rounded(level) for level in sorted({level for _, level in outcome.levels}))
        return f"{value}; de beoordelaars lopen uiteen ({given}): een motivering is nodig"
    if is_share(recipe) or (recipe.of and outcome.denominator is not None):
        numerator, denominator = outcome.numerator or Decimal(0), outcome.denominator or Decimal(0)
        return f"{value} ({_rounded(numerator)} van {_rounded(denominator)})"
    if outcome.denominator is not None:
        zeros = ", nullen inbegrepen" if isinstance(recipe.value, Related) else ""
        return f"{value} (n={_rounded(outcome.denominator)}{zeros})"
    if recipe.aggregate == "count":
        return value if recipe.unit else f"{value} {_noun(recipe, shape, one=outcome.value == 1)}"
    if recipe.aggregate == "count_unique" and len(outcome.records) != outcome.value:
        return f"{value} (uit {dutch.counted(len(outcome.records), shape.one, shape.many)})"
    return value


def _noun(recipe: Recipe, shape: SetShape, *, one: bool) -> str:
    """What is counted, by the kind of record that the recipe chooses: “1 actie”, “3 acties”."""
    for each in recipe.where:
        field = shape.fields.get(each.field) if isinstance(each, Test) else None
        if isinstance(each, Test) and field and each.operator == "is" and each.value in dict(field.nouns):
            return field.option(each.value) if one else dict(field.nouns)[str(each.value)]
    return shape.one if one else shape.many


def _medians(outcome: Outcome, value: str) -> str:
    medians = outcome.medians
    assert medians is not None
    if not medians.closed:
        return UNKNOWN
    if not medians.ages:
        return f"{value} (alle {medians.closed} afgehandeld)"
    closed = dutch.counted(medians.closed_only or 0, "dag", "dagen")
    with_open = (
        f"{value} met de open gevallen meegerekend (Kaplan-Meier)" if outcome.value is not None else value
    )
    return f"{with_open}; {closed} voor de {dutch.number(medians.closed)} afgehandelde alleen"


def _two_shares(recipe: Recipe, outcome: Outcome, value: str, shapes: Shapes) -> str:
    assert outcome.of_all is not None
    assert recipe.of is not None
    part, everybody = outcome.of_all
    answered = _rounded(outcome.denominator or Decimal(0))
    whole = dutch.percent(_whole(Decimal(part * 100) / everybody), 0) if everybody else UNKNOWN
    said = f"{value} van de antwoordende (n={answered}), {whole} van alle {shapes[recipe.of.over].many}"
    divided = len(outcome.divided)
    return f"{said} (n={dutch.number(everybody)})" + (f"; {divided} antwoorden verdeeld" if divided else "")


def _standings(outcome: Outcome, value: str) -> str:
    if len(outcome.standings) == 1:
        return outcome.standings[0].words
    if not outcome.standings:
        return UNKNOWN
    ready, delivered = outcome.numerator or 0, sum(each.delivered for each in outcome.standings)
    validated = sum(len(each.validated) for each in outcome.standings)
    asked = validated + sum(len(each.not_yet) for each in outcome.standings)
    return f"{ready}/{len(outcome.standings)} klaar, {delivered} opgeleverd, {validated}/{asked} gevalideerd"


def _whole(value: Decimal) -> Decimal:
    """A percentage without decimals that is only 0 or 100 when it is exactly that."""
    rounded = value.quantize(Decimal(1))
    if rounded == 0 and value > 0:
        return Decimal(1)
    return Decimal(99) if rounded == 100 and value < 100 else rounded


def _rounded(value: Decimal) -> str:
    return dutch.number(
        value.quantize(Decimal("0.01")).normalize() if abs(value) < Decimal(10) ** 20 else value
    )
