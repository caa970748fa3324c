"""Published figures out of a table: what each cell would change, and doing it all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.context.models import ContextSeries, Observation, Vintage
from streekwerk.context.queries.territory import Territory, territory_of
from streekwerk.context.rules import tables
from streekwerk.context.rules.cells import Cell, read_figure
from streekwerk.context.rules.values import Value
from streekwerk.indicators.rules.entry.cells import writes_dots
from streekwerk.indicators.rules.entry.names import Names
from streekwerk.indicators.rules.entry.tables import TableCell, read_table
from streekwerk.kernel.errors import DomainError

NOBODY = "-"
"""What is chosen for a name whose figures are not taken in."""
Known = Mapping[tuple[int, int], Observation]


class TableNotClear(DomainError):
    def __init__(self, cells: int, names: int) -> None:
        super().__init__(
            f"Er is niets ingelezen: {cells} cellen zijn niet begrepen en {names} namen niet gekend. "
            "Verbeter het bestand of kies de namen, en probeer opnieuw."
        )


class FiguresChangedMeanwhile(DomainError):
    def __init__(self) -> None:
        super().__init__("Intussen wijzigde iemand deze cijfers. Er is niets ingelezen; kijk opnieuw.")


class HalfATable(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Dit bestand heeft een kolom “teller” en geen kolom “noemer”. "
            "Voeg de noemer toe en probeer opnieuw."
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of the table: whose, of when, what stands there and what comes."""

    kind: str
    """new, changed, unchanged or unclear."""
    named: str
    """What the file calls the place."""
    place: int
    year: int
    where: str
    before: Value | None = None
    after: Value | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name that is not surely a place of ours; `likely` is proposed, never taken by itself."""

    name: str
    likely: int | None


@dataclass
class Import:
    """What a table would change."""

    territory: Territory
    changes: list[Change] = field(default_factory=list)
    names: list[OpenName] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    base: str = ""
    """Names the figures that stood there when this was looked at."""

    def of(self, *kinds: str) -> list[Change]:
        """The cells that become this."""
        return [change for change in self.changes if change.kind in kinds]

    @property
    def clear(self) -> bool:
        """Whether all of it can be taken in."""
        return not self.names and not self.of("unclear")


def look_at(
    *,
    series: ContextSeries,
    table: Sequence[Sequence[str]],
    today: date,
    names: Mapping[str, str] | None = None,
) -> Import:
    """What this table would change; nothing is stored. `names`: which place was chosen for an unsure name.

    Raises:
        HalfATable: it has numerators without denominators.
    """
    territory = territory_of(series.network, today)
    if tables.half_of_it(table):
        raise HalfATable
    known = {str(pk): str(place) for pk, place in territory.places.items()}
    codes = {place.code: str(place) for place in territory.places.values()}
    rows = tables.whole_figures(tables.by_name(table, codes))
    found = read_table(rows, rhythm="year", known=known)
    looked = Import(territory, left_out=found.left_out)
    places = _places(found.cells, known, names or {}, looked)
    cells = [cell for cell in found.cells if cell.row in places]
    looked.left_out += [
        f"{cell.where}: hier staat geen code of naam bij." for cell in found.cells if not cell.row
    ]
    years = {cell.period.start.year for cell in cells}
    stands = _stands(series, years)
    looked.base = _mark(stands)
    seen: dict[tuple[int, int], Cell] = {}
    dots = writes_dots(cell.text for cell in cells)
    for cell in cells:
        key = (places[cell.row], cell.period.start.year)
        read = read_figure(cell.text, cell.denominator, series.described, dots=dots)
        if key in seen and seen[key] != read:
            read = Cell(None, "Staat tweemaal in het bestand, met een ander cijfer.")
        elif key in seen:
            continue
        seen[key] = read
        if read.value is not None or read.refused:
            looked.changes.append(_change(cell, key, read, stands.get(key)))
    return looked


def _places(
    cells: Sequence[TableCell], known: Mapping[str, str], chosen: Mapping[str, str], looked: Import
) -> dict[str, int]:
    """By name in the file its place; names that are not sure are left open."""
    ours = Names(known)
    found: dict[str, int] = {}
    for name in dict.fromkeys(cell.row for cell in cells if cell.row):
        likely = ours.match(name)
        if likely.sure and likely.key:
            found[name] = int(likely.key)
        elif chosen.get(name, "") in known:
            found[name] = int(chosen[name])
        elif chosen.get(name) != NOBODY:
            looked.names.append(OpenName(name, int(likely.key) if likely.key else None))
    return found


def _change(cell: TableCell, key: tuple[int, int], read: Cell, stands: Observation | None) -> Change:
    before = stands.value if stands else None
    if read.refused:
        kind = "unclear"
    elif before is None:
        kind = "new"
    else:
        kind = "unchanged" if _same(before, read.value) else "changed"
    return Change(kind, cell.row, *key, cell.where, before, read.value, read.refused)


def _same(one: Value, other: Value | None) -> bool:
    return other is not None and (one.state, one.number, one.numerator, one.denominator) == (
        other.state, other.number, other.numerator, other.denominator,
    )  # fmt: skip


def _stands(series: ContextSeries, years: set[int]) -> dict[tuple[int, int], Observation]:
    rows = Observation.objects.holding().filter(vintage__series=series, vintage__year__in=years)
    return {(row.place_id, row.vintage.year): row for row in rows.select_related("vintage")}


def _mark(stands: Known) -> str:
    """What stands there, as one word: another figure makes another word."""
    return sha256(",".join(str(row.pk) for _, row in sorted(stands.items())).encode()).hexdigest()[:16]


@transaction.atomic
def import_figures(
    *,
    series: ContextSeries,
    table: Sequence[Sequence[str]],
    base: str,
    by: Actor,
    today: date,
    names: Mapping[str, str] | None = None,
    published_on: date | None = None,
    file_name: str = "",
) -> int:
    """Take a table in, whole or not at all, and return how many figures are new or changed.

    Figures that were there are succeeded and stay. `published_on` is said of every year in the table.

    Raises:
        NotAllowed: the actor keeps no indicators in this network.
        FiguresChangedMeanwhile: `base` is not what stands there now.
        TableNotClear: a cell is not understood or a name not known.
        HalfATable: it has numerators without denominators.
    """
    require(by, Permission.INDICATOR_MANAGE, at=series.network_id)
    series = ContextSeries.objects.select_for_update(of=("self",)).select_related("network").get(pk=series.pk)
    looked = look_at(series=series, table=table, today=today, names=names)
    if looked.base != base:
        raise FiguresChangedMeanwhile
    if not looked.clear:
        raise TableNotClear(len(looked.of("unclear")), len(looked.names))
    changes = looked.of("new", "changed")
    vintages = _vintages(series, {change.year for change in looked.changes}, published_on)
    now = timezone.now()
    gone = [(change.place, change.year) for change in looked.of("changed")]
    stands = _stands(series, {year for _, year in gone})
    Observation.objects.filter(pk__in=[stands[key].pk for key in gone]).update(succeeded_at=now)
    Observation.objects.bulk_create(
        [_made(change, vintages[change.year], by, file_name, now) for change in changes], batch_size=500
    )
    if changes:
        counts = {"nieuw": len(looked.of("new")), "gewijzigd": len(gone)}
        told = {word: ["", str(count)] for word, count in counts.items() if count}
        record("context.imported", series, by=by, network_id=series.network_id, changes=told)
    return len(changes)


def _vintages(series: ContextSeries, years: set[int], published_on: date | None) -> dict[int, Vintage]:
    found = {vintage.year: vintage for vintage in Vintage.objects.filter(series=series, year__in=years)}
    for year in sorted(years - set(found)):
        found[year] = Vintage.objects.create(series=series, year=year, published_on=published_on)
    for vintage in found.values():
        if published_on and vintage.published_on != published_on:
            vintage.published_on = published_on
            vintage.save(update_fields=["published_on"])
    return found


def _made(change: Change, vintage: Vintage, by: Actor, file_name: str, now: datetime) -> Observation:
    value = change.after
    assert value is not None
    return Observation(
        vintage=vintage,
        place_id=change.place,
        state="final" if value.state.value == "zero" else value.state.value,
        number=value.number,
        numerator=value.numerator,
        denominator=value.denominator,
        entered_at=now,
        by_label=by.label[:160],
        file_name=file_name[:200],
    )
