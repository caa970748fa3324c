"""The rows that recipes need: one query per set, and one per field with many values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from streekwerk.access.models import Actor
from streekwerk.indicators.measuring.compiling import Asked, narrowed
from streekwerk.indicators.ports import Measurable, Source, measurable
from streekwerk.indicators.rules.recipes import Rows, SetShape, Shapes
from streekwerk.network.models import Network


def read_tables(
    asked: Mapping[str, Sequence[Asked]], shapes: Shapes, actor: Actor, network: Network, day: date
) -> dict[str, Rows]:
    """By set the rows that the needs may look at, as far as the actor may see them."""
    found = {}
    for name, needs in asked.items():
        each = measurable(name)
        found[name] = _read(each.records(actor, network, day), each, shapes[name], needs, day)
    return found


def read_hidden(
    asked: Mapping[str, Sequence[Asked]], shapes: Shapes, actor: Actor, network: Network, day: date
) -> dict[str, Rows]:
    """The same of records that count and that the actor may not see; sets without any are left out."""
    found = {}
    for name, needs in asked.items():
        each = measurable(name)
        if each.hidden:
            rows = _read(each.hidden(actor, network, day), each, shapes[name], needs, day)
            if rows.ids:
                found[name] = rows
    return found


def _read(
    records: QuerySet[Any], each: Measurable, shape: SetShape, needs: Sequence[Asked], day: date
) -> Rows:
    chosen = narrowed(records, each, needs).order_by("pk")
    names = sorted(frozenset().union(*(need.columns for need, _ in needs)))
    one = [name for name in names if not _many(each.sources[name])]
    paths: list[tuple[str, tuple[str, ...]]] = [(name, _paths(each.sources[name])) for name in one]
    flat = [path for _, some in paths for path in some]
    read = list(zip(*chosen.values_list("pk", *flat), strict=True)) or [()] * (1 + len(flat))
    ids, values = list(read[0]), read[1:]
    columns: dict[str, Sequence[Any]] = {}
    at = 0
    for name, some in paths:
        columns[name] = _column(values[at : at + len(some)], each.sources[name], shape, name)
        at += len(some)
    for name in names:
        if name not in columns:
            columns[name] = _gathered(chosen, each.sources[name], name in shape.facts, ids, day)
    return Rows(shape, ids, columns)


def _many(source: Source) -> bool:
    return source.many or source.pairs is not None


def _paths(source: Source) -> tuple[str, ...]:
    return source.path if isinstance(source.path, tuple) else (source.path,)


def _column(values: Sequence[Sequence[Any]], source: Source, shape: SetShape, name: str) -> Sequence[Any]:
    if isinstance(source.path, tuple):
        return [tuple(each for each in some if each is not None) for some in zip(*values, strict=True)]
    if source.moment:
        return [_day(each) for each in values[0]]
    if name in shape.fields and shape.fields[name].kind == "number":
        return [_number(each) for each in values[0]]
    return values[0]


def _day(value: Any) -> Any:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def _number(value: Any) -> Decimal | None:
    if value is None or isinstance(value, Decimal):
        return value
    # A float is read as it is printed: 0.1 is a tenth.
    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)


def _gathered(
    records: QuerySet[Any], source: Source, is_fact: bool, ids: Sequence[int], day: date
) -> list[Any]:
    """Per record all its values, or of a fact the first day."""
    if source.pairs:
        pairs: Iterable[tuple[int, Any]] = source.pairs(records, day)
    else:
        # In one filter: a second one would join the rows again and read other ones than were chosen.
        chosen = (source.where or Q()) & Q(**{f"{source.path}__isnull": False})
        pairs = records.filter(chosen).values_list("pk", str(source.path))
    held: dict[int, list[Any]] = {}
    for number, value in pairs:
        held.setdefault(number, []).append(_day(value))
    if is_fact:
        return [min(held[number]) if number in held else None for number in ids]
    return [tuple(dict.fromkeys(held.get(number, ()))) for number in ids]
