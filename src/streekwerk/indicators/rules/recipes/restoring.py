"""A recipe that was stored, read back and checked against the sets that exist now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from streekwerk.indicators.rules.figures.periods import Rhythm
from streekwerk.indicators.rules.recipes.allowed import AGGREGATES, OPERATOR_WORDS, refuse
from streekwerk.indicators.rules.recipes.checking import check
from streekwerk.indicators.rules.recipes.language import (
    Against,
    AnyOf,
    Between,
    Condition,
    Having,
    Here,
    OnePer,
    Order,
    Parameter,
    Recipe,
    Ref,
    Related,
    Scalar,
    Second,
    Test,
    Value,
    Within,
)
from streekwerk.indicators.rules.recipes.shapes import Shapes
from streekwerk.indicators.rules.recipes.storing import VERSION


def from_json(data: Any, shapes: Shapes, *, complete: bool = True) -> Recipe:
    """The recipe that was stored, checked against the sets that exist now.

    Raises:
        RecipeRefused: it holds something unknown, of the wrong type, or that its set cannot answer.
    """
    read = _Reader(data, "Het recept")
    version = read.get("version", int)
    if version != VERSION:
        raise refuse(f"Dit recept heeft versie {version}; hier wordt versie {VERSION} gelezen.")
    aggregate = read.get("aggregate", str)
    if aggregate not in AGGREGATES:
        raise refuse(f"‘{aggregate}’ is geen bewerking.", AGGREGATES)
    per = read.maybe("per", str)
    if per is not None and per not in get_args(Rhythm):
        raise refuse(f"Per ‘{per}’ kan niet.", get_args(Rhythm))
    as_of = read.maybe("as_of", str)
    divide_by = read.maybe("divide_by", int)
    recipe = Recipe(
        aggregate=aggregate,
        over=read.get("over", str),
        where=read.many("where", _read_condition),
        grouped_by=read.maybe("grouped_by", str),
        per=per,
        dated=read.maybe("dated", str),
        value=read.part("value", lambda each: each if isinstance(each, str) else _read_related(each)),
        whole=read.maybe("whole", str),
        part=read.many("part", _read_condition),
        judged=read.many("judged", _read_condition),
        within=read.part("within", _read_within),
        between=read.part("between", _read_between),
        one_per=read.part("one_per", _read_one_per),
        latest=read.maybe("latest", str),
        of=read.part("of", _read_second),
        against=read.part("against", _read_against),
        as_of="end" if as_of == "end" else _day(as_of) if as_of is not None else None,
        divide_by=1 if divide_by is None else divide_by,
        unit=read.maybe("unit", str) or "",
        parameters=read.many("parameters", _read_parameter),
    )
    read.done()
    check(recipe, shapes, complete=complete)
    return recipe


class _Reader:
    """A stored object whose keys are taken one by one; what is left over is refused."""

    def __init__(self, data: Any, name: str) -> None:
        if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
            raise refuse(f"{name} is onleesbaar: verwacht een object met sleutels.")
        self.data, self.name, self.left = data, name, dict(data)

    def get(self, key: str, kind: type) -> Any:
        if key not in self.data:
            raise refuse(f"{self.name} mist ‘{key}’.")
        return self.maybe(key, kind)

    def maybe(self, key: str, kind: type) -> Any:
        value = self.left.pop(key, None)
        if value is not None and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
            words = {str: "een tekst", int: "een getal", bool: "ja of nee", list: "een lijst"}[kind]
            raise refuse(f"‘{key}’ van {self.name[0].lower()}{self.name[1:]} is {words}.")
        return value

    def many(self, key: str, read: Callable[[Any], Any]) -> tuple[Any, ...]:
        return tuple(read(each) for each in self.maybe(key, list) or [])

    def part(self, key: str, read: Callable[[Any], Any]) -> Any:
        value = self.left.pop(key, None)
        return None if value is None else read(value)

    def done(self) -> None:
        if self.left:
            known = sorted(set(self.data) - set(self.left))
            raise refuse(f"{self.name} kent ‘{sorted(self.left)[0]}’ niet.", known)


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise refuse(f"‘{value}’ is geen dag. Schrijf ze als 2027-03-20.") from None


def _number(value: Any) -> Decimal:
    try:
        number = Decimal(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise refuse(f"‘{value}’ is geen getal. Schrijf het als 12 of 12.5.")
    return number


def _read_value(value: Any) -> Value:
    return tuple(_scalar(each) for each in value) if isinstance(value, list) else _scalar(value)


def _scalar(value: Any) -> Scalar:
    if isinstance(value, str | bool | int):
        return value
    read = _Reader(value, "Een waarde")
    if len(value) == 1:
        here, name = read.maybe("here", str), read.maybe("parameter", str)
        if here in [each.value for each in Here]:
            return Here(here)
        if name is not None:
            return Ref(name)
        if "date" in value:
            return _day(value["date"])
        if "number" in value:
            return _number(value["number"])
    raise refuse("Een waarde is onleesbaar: een tekst, een getal, of één van", [
        "here", "parameter", "date", "number",
    ])  # fmt: skip


def _read_condition(data: Any) -> Condition:
    read = _Reader(data, "Een voorwaarde")
    condition: Condition
    if "any_of" in data:
        condition = AnyOf(read.many("any_of", _read_test))
    elif "first" in data:
        condition = Order(read.get("first", str), read.get("then", str), bool(read.maybe("same_day", bool)))
    elif "having" in data:
        at_least = read.maybe("at_least", int)
        condition = Having(
            read.get("having", str),
            read.many("where", _read_flat),
            1 if at_least is None else at_least,
        )
    else:
        condition = _read_test(data)
        return condition
    read.done()
    return condition


def _read_flat(data: Any) -> Condition:
    condition = _read_condition(data)
    if not isinstance(condition, Test | AnyOf):
        raise refuse("Binnen een verband kan alleen een veld vergeleken worden.")
    return condition


def _read_test(data: Any) -> Test:
    read = _Reader(data, "Een voorwaarde")
    operator = read.get("operator", str)
    if operator not in OPERATOR_WORDS:
        raise refuse(f"‘{operator}’ is geen vergelijking.", OPERATOR_WORDS)
    test = Test(read.get("field", str), operator, read.part("value", _read_value))
    read.done()
    return test


def _read_related(data: Any) -> Related:
    read = _Reader(data, "Het getal per gegeven")
    related = Related(
        read.get("relation", str),
        read.many("where", _read_flat),
        read.maybe("unique", str),
        read.maybe("total", str),
    )
    read.done()
    return related


def _names(read: _Reader, key: str) -> tuple[str, ...]:
    names = tuple(read.get(key, list))
    if not all(isinstance(name, str) for name in names):
        raise refuse(f"‘{key}’ is een lijst van namen.")
    return names


def _read_within(data: Any) -> Within:
    read = _Reader(data, "De termijn")
    days = read.part("days", _scalar)
    if isinstance(days, bool) or not isinstance(days, int | Ref):
        raise refuse("De termijn is een aantal dagen of een afspraak.")
    within = Within(read.get("first", str), _names(read, "then"), days)
    read.done()
    return within


def _read_between(data: Any) -> Between:
    read = _Reader(data, "De duur")
    between = Between(read.get("first", str), _names(read, "then"))
    read.done()
    return between


def _read_one_per(data: Any) -> OnePer:
    read = _Reader(data, "Eén antwoord per organisatie")
    one = OnePer(read.get("field", str), read.get("answer", str), read.maybe("official", str))
    read.done()
    return one


def _read_second(data: Any) -> Second:
    read = _Reader(data, "De noemer")
    shown = read.maybe("shown", str) or "share"
    if shown not in ("share", "per"):
        raise refuse(f"Een noemer als ‘{shown}’ bestaat niet.", ["share", "per"])
    scale = read.maybe("scale", int)
    second = Second(
        over=read.get("over", str), where=read.many("where", _read_condition), shown=shown,  # type: ignore[arg-type]
        value=read.maybe("value", str), key=read.maybe("key", str), match=read.maybe("match", str),
        scale=1 if scale is None else scale,
    )  # fmt: skip
    read.done()
    return second


def _of_type(kind: type, words: str) -> Callable[[Any], Any]:
    def read(data: Any) -> Any:
        value = _scalar(data)
        if not isinstance(value, kind):
            raise refuse(f"De nulmeting heeft hier {words}.")
        return value

    return read


def _read_against(data: Any) -> Against:
    read = _Reader(data, "De nulmeting")
    against = Against(
        number=read.part("number", _of_type(Decimal, "een getal")),
        start=read.part("start", _of_type(date, "een dag")),
        end=read.part("end", _of_type(date, "een dag")),
        relative=bool(read.maybe("relative", bool)),
        same=read.maybe("same", str),
    )
    read.done()
    return against


def _read_parameter(data: Any) -> Parameter:
    read = _Reader(data, "Een afspraak")
    values = []
    for each in read.maybe("values", list) or []:
        if not isinstance(each, list) or len(each) != 2:
            raise refuse("Een afspraak is een lijst van paren: vanaf welke dag, hoeveel.")
        values.append((_day(each[0]) if each[0] is not None else None, _number(each[1])))
    parameter = Parameter(
        read.get("name", str), read.get("label", str), tuple(values), read.maybe("unit", str) or "dagen"
    )
    read.done()
    return parameter
