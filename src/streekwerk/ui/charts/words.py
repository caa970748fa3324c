"""What a chart shows, in Dutch sentences: the text alternative of the picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import singledispatch

from streekwerk.ui import dutch
from streekwerk.ui.charts.facts import BulletChart, Chart, LineChart, Point, SmallMultiples, State, TileMap

NAMED = 6
"""So many names are listed; more are counted."""


def listed(words: Sequence[str]) -> str:
    """Words as a Dutch list.

    >>> listed(["Geel", "Mol", "Balen"]), listed(["Geel"])
    ('Geel, Mol en Balen', 'Geel')
    """
    return " en ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


@singledispatch
def alternative_of(chart: Chart) -> str:
    """What the picture shows in a few Dutch sentences: span, latest, extremes, target, breaks, gaps."""
    raise TypeError(type(chart))


def _joined(sentences: Iterable[str]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _without_figure(cells: Iterable[tuple[str, State]], one: str, many: str) -> list[str]:
    """One sentence per reason why cells have no figure."""
    reasons: dict[State, list[str]] = {}
    for name, state in cells:
        reasons.setdefault(state, []).append(name)
    order = [State.MISSING, State.SUPPRESSED, State.NOT_APPLICABLE, State.NOT_ASKED]
    return [
        f"{state.words.capitalize()}: "
        + (listed(names) if len(names) <= NAMED else dutch.counted(len(names), one, many))
        + "."
        for state in order
        if (names := reasons.get(state))
    ]


def _extremes(chart: Chart, pairs: Sequence[tuple[str, Decimal]]) -> str:
    """Highest and lowest, each with its name."""
    if len({value for _, value in pairs}) < 2:
        return ""
    high, low = max(value for _, value in pairs), min(value for _, value in pairs)

    def where(wanted: Decimal) -> str:
        names = [name for name, value in pairs if value == wanted]
        return listed(names) if len(names) <= 3 else f"{len(names)} keer"

    return f"Hoogste: {chart.short(high)} ({where(high)}); laagste: {chart.short(low)} ({where(low)})."


@alternative_of.register
def _(chart: LineChart) -> str:
    points = chart.points
    if not points:
        return "Nog geen cijfers."
    known = [(p.label, p.value) for p in points if p.value is not None]
    newest = points[-1].definition
    comparable = [(p.label, p.value) for p in points if p.value is not None and p.definition == newest]
    since = "Sinds de breuk: " if len({p.definition for p in points}) > 1 else ""
    extremes = _extremes(chart, comparable)
    return _joined(
        [
            f"Lijn van {points[0].label} tot {points[-1].label}, in {_unit(chart)}.",
            f"Laatste: {chart.short(known[-1][1])} ({known[-1][0]})." if known else "Nog geen cijfers.",
            since + extremes[0].lower() + extremes[1:] if since and extremes else extremes,
            *(f"{t.said.capitalize()}: {t.words}." for t in chart.targets),
            *(
                f"Breuk op {dutch.day(b.day)}: {b.words}. Ervoor en erna zijn niet te vergelijken."
                for b in chart.breaks
            ),
            _estimates(points),
            *_without_figure(((p.label, p.state) for p in points if p.value is None), "periode", "periodes"),
        ]
    )


def _unit(chart: Chart) -> str:
    return "procent" if chart.unit == "%" else chart.unit


def _estimates(points: Sequence[Point]) -> str:
    labels = [p.label for p in points if p.state == State.ESTIMATE]
    return f"Schatting: {listed(labels[:NAMED])}." if labels else ""


@alternative_of.register
def _(chart: BulletChart) -> str:
    bars = chart.bars
    known = [(bar.name, bar.value) for bar in bars if bar.value is not None]
    with_target = [bar for bar in bars if bar.target is not None]
    targets = {bar.target for bar in with_target}
    aimed = ""
    if len(targets) == 1:
        [target] = targets
        assert target is not None
        aimed = f"Streefwaarde: {chart.short(target)}."
    elif targets:
        aimed = "Elk heeft een eigen streefwaarde; ze staat in de tabel."
    return _joined(
        [
            f"Balken van {dutch.counted(len(bars), 'rij', 'rijen')}, {chart.now_label}, in {_unit(chart)}.",
            _extremes(chart, known) if known else "Nog geen cijfers.",
            aimed,
            f"Ernaast het cijfer van {chart.before_label}." if chart.before_label else "",
            *_without_figure(((b.name, b.state) for b in bars if b.value is None), "rij", "rijen"),
        ]
    )


@alternative_of.register
def _(chart: TileMap) -> str:
    tiles = chart.tiles
    known = [(tile.name, tile.value) for tile in tiles if tile.value is not None]
    return _joined(
        [
            f"Kaart van {dutch.counted(len(tiles), 'gemeente', 'gemeenten')} als tegels, in {_unit(chart)}.",
            _extremes(chart, known) if known else "Nog geen cijfers.",
            *_without_figure(((t.name, t.state) for t in tiles if t.value is None), "gemeente", "gemeenten"),
        ]
    )


@alternative_of.register
def _(chart: SmallMultiples) -> str:
    lasts = []
    for panel in chart.panels:
        known = [point.value for point in panel.points if point.value is not None]
        lasts += [(panel.name, known[-1])] if known else []
    points = [point for panel in chart.panels for point in panel.points]
    if not points:
        return "Nog geen cijfers."
    first, last = min(points, key=lambda p: p.day), max(points, key=lambda p: p.day)
    extremes = _extremes(chart, lasts)
    return _joined(
        [
            f"{dutch.counted(len(chart.panels), 'kleine lijn', 'kleine lijnen')} op dezelfde schaal, "
            f"van {first.label} tot {last.label}, in {_unit(chart)}.",
            f"Laatste cijfers: {extremes[0].lower()}{extremes[1:]}" if extremes else "",
            f"Streefwaarde: {chart.target_words}." if chart.target is not None else "",
            *_without_figure(
                ((f"{panel.name} {p.label}", p.state) for panel in chart.panels for p in panel.points
                 if p.value is None),
                "cijfer", "cijfers",
            ),
        ]
    )  # fmt: skip
