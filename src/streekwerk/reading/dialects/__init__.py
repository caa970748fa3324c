"""Dialects: the declared shapes in which networks write their plans.

A dialect says how well a document fits it (`fit`, 0 to 1) and reads it (`read`). The registry tries
them all and takes the best; `outline` always fits a little, so no document is refused for its shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Protocol

from streekwerk.kernel.errors import DomainError
from streekwerk.reading.models import Document, Reading


class Dialect(Protocol):
    """One shape of plan document.

    Plain text and PDF without structure come as `document.lines`; Word, Excel and tables of PDF also as
    `document.blocks`, whose spans point into the same lines. `read` need not claim every line: what it
    leaves is put in the tray (`conserve.complete`). It must claim no line twice, and must leave the lines
    of `document.ignored` alone.
    """

    name: str

    def fit(self, document: Document) -> float:
        """How well the document has this shape: 0 not at all, 1 surely. Quick: no full reading."""

    def read(self, document: Document) -> Reading:
        """What the document says; `source`, the extractor's repairs and the findings are added later."""


# One line per dialect: the module that offers it as `DIALECT`, an instance of its class.
# On equal fit the first one reads.
DIALECTS: dict[str, str] = {
    "own_export": "streekwerk.reading.dialects.own_export",
    "fiche": "streekwerk.reading.dialects.fiche",
    "bbc_text": "streekwerk.reading.dialects.bbc_text",
    "bbc_table": "streekwerk.reading.dialects.bbc_table",
    "code_list": "streekwerk.reading.dialects.code_list",
    "sheet_table": "streekwerk.reading.dialects.sheet_table",
    "outline": "streekwerk.reading.dialects.outline",
}


class UnknownDialect(DomainError):
    """No dialect has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Er is geen dialect “{name}”. Kies uit {', '.join(DIALECTS)}.")


def dialect(name: str) -> Dialect:
    """The dialect with this name.

    Raises:
        UnknownDialect: there is none.
    """
    if name not in DIALECTS:
        raise UnknownDialect(name)
    found: Dialect = import_module(DIALECTS[name]).DIALECT
    return found


def dialects() -> Iterator[Dialect]:
    """Every dialect, in the order of the registry."""
    return map(dialect, DIALECTS)


def best_dialect(document: Document) -> Dialect:
    """The dialect that fits the document best."""
    return max(dialects(), key=lambda each: each.fit(document))
