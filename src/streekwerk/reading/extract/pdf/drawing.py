"""The straight lines and coloured areas drawn on a PDF page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from streekwerk.reading.extract.pdf.words import Frame

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the top left of the page."""

MAX_OBJECTS = 20_000
"""Drawn objects looked at on one page; a map or a drawing has more, and is no table."""
MAX_SEGMENTS = 60
"""Segments of one drawn path; longer ones are curves of a drawing."""

_THIN = 3.0
"""A filled area up to this many points thick is a line."""
_DEEPEST_FORM = 4


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page besides letters: lines as (place, from, to), and coloured areas."""

    horizontal: list[Box]
    vertical: list[Box]
    fills: list[tuple[Box, str]]

    def fill_at(self, x: float, y: float) -> str | None:
        """Colour (RRGGBB) of the area drawn last over a point, None where it is white or bare."""
        for (left, top, right, bottom), colour in reversed(self.fills):
            if left <= x <= right and top <= y <= bottom:
                return colour if colour != "FFFFFF" else None
        return None


def drawing_of(page: Any, frame: Frame) -> Drawing:
    """The lines and coloured areas of a page; without lines when it holds more than a table would."""
    drawing = Drawing([], [], [])
    for count, (drawn, matrix) in enumerate(_paths(page)):
        if count >= MAX_OBJECTS:
            return Drawing([], [], [])
        _add_path(drawing, drawn, matrix, frame)
    return drawing


def _paths(page: Any) -> Iterator[tuple[Any, Matrix]]:
    seen = 0
    total = pdfium.FPDFPage_CountObjects(page.raw)
    if total > 20 * MAX_OBJECTS:
        return
    pending = [(pdfium.FPDFPage_GetObject(page.raw, index), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)
               for index in range(total)]  # fmt: skip
    pending.reverse()
    while pending:
        drawn, outer, depth = pending.pop()
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield drawn, outer
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            matrix = _times(_matrix(drawn), outer)
            inside = min(pdfium.FPDFFormObj_CountObjects(drawn), MAX_OBJECTS - seen)
            seen += max(0, inside)
            for index in range(inside - 1, -1, -1):
                pending.append((pdfium.FPDFFormObj_GetObject(drawn, index), matrix, depth + 1))


def _add_path(drawing: Drawing, drawn: Any, outer: Matrix, frame: Frame) -> None:
    count = pdfium.FPDFPath_CountSegments(drawn)
    if not 2 <= count <= MAX_SEGMENTS:
        return
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn, mode, stroked)
    if not mode.value and not stroked.value:
        return
    matrix = _times(_matrix(drawn), outer)
    pieces = list(_pieces(drawn, count, matrix, frame))
    if not pieces:
        return
    left, top = min(p[0] for p in pieces), min(p[1] for p in pieces)
    right, bottom = max(p[2] for p in pieces), max(p[3] for p in pieces)
    if mode.value and min(right - left, bottom - top) <= _THIN:
        pieces = [(left, top, right, bottom)]
    elif mode.value and count <= 6:
        drawing.fills.append(((left, top, right, bottom), _colour(drawn)))
        if drawing.fills[-1][1] == "FFFFFF" and not stroked.value:
            return
    elif not stroked.value:
        return
    for x0, y0, x1, y1 in pieces:
        if y1 - y0 <= _THIN < x1 - x0:
            middle = (y0 + y1) / 2
            drawing.horizontal.append((x0, middle, x1, middle))
        elif x1 - x0 <= _THIN < y1 - y0:
            middle = (x0 + x1) / 2
            drawing.vertical.append((middle, y0, middle, y1))


def _pieces(drawn: Any, count: int, matrix: Matrix, frame: Frame) -> Iterator[Box]:
    """The straight pieces of a path as boxes; nothing when it has a curve."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float, bool]] = []
    start = (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        moves = kind == pdfium.FPDF_SEGMENT_MOVETO
        if moves:
            start = point
        points.append((*point, moves))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append((*start, False))
    for (x0, y0, _), (x1, y1, moves) in pairwise(points):
        if not moves:
            yield frame.box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _matrix(drawn: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, found):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _colour(drawn: Any) -> str:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha) or not alpha.value:
        return "FFFFFF"
    return f"{red.value:02X}{green.value:02X}{blue.value:02X}"
