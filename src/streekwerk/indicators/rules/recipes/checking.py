"""Whether a recipe asks only what its sets can answer; what is wrong is said with what can be chosen."""

from __future__ import annotations

from streekwerk.indicators.rules.recipes.allowed import (
    AGGREGATES,
    GROUPS,
    LONGEST_TERM,
    check_condition,
    check_date,
    check_facts,
    check_ref,
    check_relation,
    dates_of,
    field_of,
    refuse,
    shape_of,
)
from streekwerk.indicators.rules.recipes.language import AnyOf, Recipe, Ref, Related, Second, Test
from streekwerk.indicators.rules.recipes.shapes import SetShape, Shapes

_NUMBERS = ("sum", "mean", "median", "min", "max", "nps")


def check(recipe: Recipe, shapes: Shapes, *, complete: bool = True) -> None:
    """Pass when the recipe can be computed; without `complete` a parameter may still lack its number.

    Raises:
        RecipeRefused: with what is wrong and what to choose.
    """
    shape = shape_of(recipe.over, shapes)
    _check_sources(recipe, shape, shapes)
    for condition in (*recipe.where, *recipe.part, *recipe.judged):
        check_condition(condition, shape, shapes, recipe)
    if recipe.grouped_by is not None:
        group = field_of(recipe.grouped_by, shape)
        if group.kind not in GROUPS:
            choose = [f"{name} ({each.label})" for name, each in shape.fields.items() if each.kind in GROUPS]
            raise refuse(f"Per ‘{group.label}’ kan niet gegroepeerd worden.", choose)
    if recipe.dated is not None:
        check_date(recipe.dated, shape)
    if recipe.per is not None and not (recipe.dated or shape.dated or shape.valid):
        raise refuse(f"Zeg volgens welke datum {shape.many} in een periode vallen.", dates_of(shape))
    if recipe.latest is not None:
        field_of(recipe.latest, shape)
        if not (recipe.dated or shape.dated):
            raise refuse(f"Zeg volgens welke datum de laatste {shape.one} gekozen wordt.", dates_of(shape))
    if recipe.of:
        _check_second(recipe.of, shape, shapes, recipe)
    if recipe.against:
        _check_against(recipe, shape)
    if recipe.divide_by < 1:
        raise refuse(f"Delen door {recipe.divide_by} kan niet. Kies een getal vanaf 1.")
    if complete:
        for each in recipe.parameters:
            if not each.values:
                raise refuse(f"De {each.label} is nog niet gezegd. Geef het aantal {each.unit}.")
            if any(not 0 <= number <= LONGEST_TERM for _, number in each.values):
                raise refuse(f"De {each.label} ligt tussen 0 en {LONGEST_TERM} {each.unit}.")


def _check_sources(recipe: Recipe, shape: SetShape, shapes: Shapes) -> None:
    """Whether the aggregate has what it is made of, and nothing that it leaves unused."""
    kind, value = recipe.aggregate, recipe.value
    if kind not in AGGREGATES:
        raise refuse(f"‘{kind}’ is geen bewerking.", AGGREGATES)
    if kind in _NUMBERS:
        if value is None:
            raise refuse(
                f"Zeg van welk getal de bewerking ‘{kind}’ is.",
                (f"{k} ({v.label})" for k, v in shape.fields.items() if v.kind == "number"),
            )
        _check_number(value, shape, shapes, recipe)
    elif kind == "count_unique":
        if not isinstance(value, str):
            raise refuse("Zeg waarvan de verschillende worden geteld.", shape.fields)
        field_of(value, shape)
    elif kind == "rubric_latest":
        if not isinstance(value, str):
            raise refuse("Zeg in welk veld de beoordeling staat.", shape.fields)
        field_of(value, shape, "number")
    elif kind == "share":
        _check_share(recipe, shape)
    elif kind == "duration":
        if not recipe.between or not recipe.between.then:
            raise refuse("Zeg tussen welke twee feiten de dagen worden geteld.", dates_of(shape))
        check_facts((recipe.between.first, *recipe.between.then), shape)
    elif kind == "delivered" and not shape.delivery:
        able = (name for name, each in shapes.items() if each.delivery)
        raise refuse(f"Van {shape.many} is niet bekend wie ze valideert.", able)
    if recipe.one_per:
        _check_one_per(recipe, shape)


def _check_share(recipe: Recipe, shape: SetShape) -> None:
    ways = [bool(recipe.part), recipe.within is not None, recipe.whole is not None]
    if sum(ways) != 1:
        raise refuse(
            "Zeg op één manier wat het aandeel is: een voorwaarde, een feit binnen een termijn, "
            "of een getal en het geheel."
        )
    if recipe.whole is not None:
        if not isinstance(recipe.value, str):
            raise refuse("Zeg welk getal het deel is.", shape.fields)
        field_of(recipe.value, shape, "number")
        field_of(recipe.whole, shape, "number")
    if recipe.within:
        check_facts((recipe.within.first, *recipe.within.then), shape)
        days = recipe.within.days
        if not recipe.within.then:
            raise refuse("Zeg welk feit binnen de termijn moet vallen.", dates_of(shape))
        if isinstance(days, Ref):
            check_ref(days, recipe)
        elif not 0 <= days <= LONGEST_TERM:
            raise refuse(
                f"Een termijn van {days} dagen bestaat niet. Kies een getal van 0 tot {LONGEST_TERM}."
            )


def _check_one_per(recipe: Recipe, shape: SetShape) -> None:
    one = recipe.one_per
    if not one:
        return
    field_of(one.field, shape, "party")
    if field_of(one.answer, shape, "choice", "text", "boolean").many:
        raise refuse(f"‘{one.answer}’ heeft meer dan één waarde: er is geen meerderheid van te maken.")
    if one.official is not None:
        field_of(one.official, shape, "boolean")
    if recipe.aggregate != "share" or not recipe.part:
        raise refuse("Eén antwoord per organisatie hoort bij een aandeel met een voorwaarde.", ["share"])
    for condition in recipe.part:
        tests = condition.tests if isinstance(condition, AnyOf) else (condition,)
        if any(not isinstance(each, Test) or each.field != one.answer for each in tests):
            raise refuse(f"De voorwaarde gaat dan over het antwoord: ‘{shape.fields[one.answer].label}’.")


def _check_number(value: str | Related, shape: SetShape, shapes: Shapes, recipe: Recipe) -> None:
    if isinstance(value, str):
        if field_of(value, shape, "number").many:
            raise refuse(f"‘{shape.fields[value].label}’ heeft meer dan één getal per {shape.one}.")
        return
    other = check_relation(value.relation, shape, shapes)
    for condition in value.where:
        check_condition(condition, other, shapes, recipe)
    if value.unique is not None and value.total is not None:
        raise refuse("Tel verschillende waarden of tel een getal op, niet allebei.")
    if value.unique is not None:
        field_of(value.unique, other)
    if value.total is not None:
        field_of(value.total, other, "number")


def _check_second(second: Second, shape: SetShape, shapes: Shapes, recipe: Recipe) -> None:
    other = shape_of(second.over, shapes)
    if recipe.aggregate not in ("count", "count_unique", "sum", "share") or recipe.whole is not None:
        raise refuse(
            f"Een ‘{recipe.aggregate}’ per {other.one} heeft geen betekenis.",
            ["count", "count_unique", "sum", "share"],
        )
    for condition in second.where:
        check_condition(condition, other, shapes, recipe)
    if second.value is not None:
        field_of(second.value, other, "number")
    if (second.key is None) != (second.match is None):
        raise refuse("Zeg van beide verzamelingen welk veld gelijk moet zijn, of van geen van beide.")
    if second.key is not None and second.match is not None:
        mine, theirs = field_of(second.match, shape), field_of(second.key, other)
        if mine.kind != theirs.kind:
            raise refuse(f"‘{mine.label}’ en ‘{theirs.label}’ zijn niet van dezelfde soort.")
    if second.scale < 1:
        raise refuse(f"Per {second.scale} kan niet. Kies bijvoorbeeld 1, 100 of 1.000.")


def _check_against(recipe: Recipe, shape: SetShape) -> None:
    against = recipe.against
    if not against:
        return
    if recipe.aggregate in ("exists", "delivered"):
        raise refuse("Van ja of nee bestaat geen verschil met een nulmeting.", ["count", "share", "sum"])
    if against.same is not None:
        field_of(against.same, shape)
    if against.start and against.end and against.end < against.start:
        raise refuse("De nulmeting eindigt vóór ze begint. Wissel de twee datums om.")
    if against.number is not None and (against.start or against.end):
        raise refuse("De nulmeting is een getal of een periode, niet allebei.")
    if (against.start is None) != (against.end is None):
        raise refuse("Geef van de nulmeting de eerste en de laatste dag.")
    if against.start and not (recipe.dated or shape.dated or shape.valid):
        raise refuse(f"Zeg volgens welke datum {shape.many} in een periode vallen.", dates_of(shape))
