"""The tag structure of a PDF page: which marked content belongs to which heading, paragraph or cell.

pdfium gives per page only the branches that reach that page, but every element keeps its place among
its sisters. The path of those places names an element over all pages, which is how a table that runs
over three pages is one table again.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

Path = tuple[int, ...]
"""Places from the root of the structure down to one element."""

MAX_DEPTH = 60
MAX_SPAN = 200
"""Rows or columns that one cell takes."""
MAX_STEPS = 4_000_000
"""Elements looked at in one document before its tags are given up."""


@dataclass(frozen=True, slots=True)
class Element:
    """One step in the path of a marked content: its kind ("H1", "TD", …) and its merged size."""

    kind: str
    path: Path
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked content of a page and the elements around it, outermost first."""

    mark: int
    around: tuple[Element, ...]


class TooManyTags(Exception):
    """The structure is larger than any document's; the page is read without it."""


class TagReader:
    """Reads the tags page by page and keeps count of the work over the whole document."""

    def __init__(self) -> None:
        self._steps = 0

    def marked(self, page: Any) -> list[Marked]:
        """The marked contents of a page in reading order; empty for a page without tags.

        Raises:
            TooManyTags: more than `MAX_STEPS` elements over the pages so far.
        """
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        if not tree:
            return []
        try:
            found: list[Marked] = []
            for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                self._step()
                child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
                if child:
                    found += self._walk(child, (index,), ())
            return found
        finally:
            pdfium.FPDF_StructTree_Close(tree)

    def _walk(self, element: Any, path: Path, above: tuple[Element, ...]) -> Iterator[Marked]:
        if len(path) > MAX_DEPTH:
            raise TooManyTags
        kind = _text(pdfium.FPDF_StructElement_GetType, element)
        spans = _spans(element) if kind in ("TD", "TH") else (1, 1)
        around = (*above, Element(kind, path, *spans))
        for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
            self._step()
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                yield from self._walk(child, (*path, index), around)
                continue
            mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if mark >= 0:
                yield Marked(mark, around)

    def _step(self) -> None:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise TooManyTags


def _text(function: Any, element: Any) -> str:
    buffer = ctypes.create_string_buffer(64)
    length = function(element, buffer, 64)
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le", errors="replace") if length <= 64 else ""


def _spans(element: Any) -> tuple[int, int]:
    found = {b"RowSpan": 1, b"ColSpan": 1}
    number = ctypes.c_float()
    for index in range(pdfium.FPDF_StructElement_GetAttributeCount(element)):
        attributes = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, index)
        for name in found:
            value = pdfium.FPDF_StructElement_Attr_GetValue(attributes, name)
            if value and pdfium.FPDF_StructElement_Attr_GetNumberValue(value, number):
                found[name] = min(max(1, int(number.value)), MAX_SPAN)
    return found[b"RowSpan"], found[b"ColSpan"]
