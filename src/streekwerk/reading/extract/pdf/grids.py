"""The table grids that the ruling lines of a page make, with merged cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from streekwerk.reading.extract.pdf.drawing import Box, Drawing

Line = tuple[float, float, float]
"""Place across the line, and where along it starts and ends."""

MAX_LINES = 1_500
"""Ruling lines in one direction on one page after joining."""
MAX_BOXES = 20_000
"""Rows times columns of one grid."""

_SNAP = 3.0
"""Lines up to this many points apart are one line."""
_SHORTEST = 6.0
"""Length in points below which a line is a stroke of a letter or a dot."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid by its places in the rows and columns, and its box."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A table drawn with lines: its column and row edges in points, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]

    def edges_at(self, x: float, y: float) -> tuple[float, float] | None:
        """Left and right edge of the cell at a point; None outside the cells."""
        for cell in self.cells:
            left, top, right, bottom = cell.box
            if left <= x <= right and top <= y <= bottom:
                return left, right
        return None

    def places(self) -> dict[tuple[int, int], int]:
        """Which cell covers each row and column, as an index of `cells`."""
        return {
            (row, column): index
            for index, cell in enumerate(self.cells)
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }


def grids_of(drawing: Drawing) -> list[Grid]:
    """The grids of at least two columns and two cells, from top to bottom."""
    across = _joined([(y, x0, x1) for x0, y, x1, _ in drawing.horizontal])
    down = _joined([(x, y0, y1) for x, y0, _, y1 in drawing.vertical])
    if len(across) > MAX_LINES or len(down) > MAX_LINES:
        return []
    found = [_grid(rows, columns) for rows, columns in _touching(across, down)]
    return sorted((grid for grid in found if grid), key=lambda grid: (grid.top, grid.xs[0]))


def _joined(lines: list[Line]) -> list[Line]:
    """Lines at nearly the same place drawn as one, end to end and overlapping pieces joined.

    >>> _joined([(10, 0, 50), (10.5, 51, 90), (40, 0, 90), (80, 0, 2)])
    [(10.25, 0, 90), (40.0, 0, 90)]
    """
    result: list[Line] = []
    for group in _clusters(sorted(lines), _SNAP):
        place = sum(line[0] for line in group) / len(group)
        start, end = None, 0.0
        for _, low, high in sorted(group, key=lambda line: line[1]):
            if start is not None and low <= end + _SNAP:
                end = max(end, high)
                continue
            if start is not None and end - start >= _SHORTEST:
                result.append((place, start, end))
            start, end = low, high
        if start is not None and end - start >= _SHORTEST:
            result.append((place, start, end))
    return result


def _clusters(lines: list[Line], near: float) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        # Measured from the first line, so that a row of near lines does not drift into one.
        if group and line[0] - group[0][0] > near:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _touching(across: list[Line], down: list[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Horizontal and vertical lines in groups that cross or touch each other."""
    places = [line[0] for line in across]
    parent = list(range(len(across) + len(down)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for number, (x, top, bottom) in enumerate(down, len(across)):
        for index in range(bisect_left(places, top - _SNAP), bisect_right(places, bottom + _SNAP)):
            _, left, right = across[index]
            if left - _SNAP <= x <= right + _SNAP:
                parent[root(index)] = root(number)
    groups: dict[int, tuple[list[Line], list[Line]]] = {}
    for item, line in enumerate([*across, *down]):
        rows, columns = groups.setdefault(root(item), ([], []))
        (rows if item < len(across) else columns).append(line)
    return list(groups.values())


def _grid(across: list[Line], down: list[Line]) -> Grid | None:
    ys = _edges(across)
    if len(ys) < 2 or not down:
        return None
    # A table may be open at its sides: the lines across then reach further than the last line down.
    left, right = min(line[1] for line in across), max(line[2] for line in across)
    span = (ys[0], ys[-1])
    for side, beyond in ((left, down[0][0] - left), (right, right - down[-1][0])):
        if beyond > 2 * _SHORTEST:
            down = [*down, (side, *span)]
    xs = _edges(down)
    rows, columns = len(ys) - 1, len(xs) - 1
    if columns < 2 or rows * columns > MAX_BOXES:
        return None
    cells = tuple(_cells(xs, ys, across, down))
    return Grid(tuple(xs), tuple(ys), cells) if len(cells) > 1 else None


def _edges(lines: list[Line]) -> list[float]:
    return [sum(line[0] for line in group) / len(group) for group in _clusters(sorted(lines), _SNAP)]


def _cells(xs: list[float], ys: list[float], across: list[Line], down: list[Line]) -> Iterator[GridCell]:
    """Boxes of the grid, joined where no line stands between them; what leaks to the outside is no cell."""
    rows, columns = len(ys) - 1, len(xs) - 1
    walls_below = _walls(ys, xs, across)
    walls_right = _walls(xs, ys, down)
    outside = rows * columns
    parent = list(range(outside + 1))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for row in range(-1, rows):
        for column in range(-1, columns):
            here = row * columns + column if row >= 0 and column >= 0 else outside
            if column >= 0 and (row + 1, column) not in walls_below:
                below = (row + 1) * columns + column if row + 1 < rows else outside
                parent[root(here)] = root(below)
            if row >= 0 and (column + 1, row) not in walls_right:
                beside = row * columns + column + 1 if column + 1 < columns else outside
                parent[root(here)] = root(beside)
    regions: dict[int, list[tuple[int, int]]] = {}
    for row in range(rows):
        for column in range(columns):
            regions.setdefault(root(row * columns + column), []).append((row, column))
    for key, boxes in regions.items():
        if key == root(outside):
            continue
        top, left = min(b[0] for b in boxes), min(b[1] for b in boxes)
        high, wide = max(b[0] for b in boxes) - top + 1, max(b[1] for b in boxes) - left + 1
        if high * wide == len(boxes):
            yield GridCell(top, left, high, wide, (xs[left], ys[top], xs[left + wide], ys[top + high]))
            continue
        for row, column in boxes:
            yield GridCell(row, column, 1, 1, (xs[column], ys[row], xs[column + 1], ys[row + 1]))


def _walls(places: list[float], steps: list[float], lines: list[Line]) -> set[tuple[int, int]]:
    """(edge, step) pairs where a line at that edge closes that step, by the middle of the step."""
    walls: set[tuple[int, int]] = set()
    middles = [(a + b) / 2 for a, b in pairwise(steps)]
    for place, start, end in lines:
        edge = min(bisect_left(places, place - _SNAP), len(places) - 1)
        if edge + 1 < len(places) and abs(places[edge + 1] - place) < abs(places[edge] - place):
            edge += 1
        for step in range(bisect_left(middles, start), bisect_right(middles, end)):
            walls.add((edge, step))
    return walls
