"""The door of the reading room: read a file, get what it says and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from streekwerk.reading import conserve
from streekwerk.reading.dialects import best_dialect, dialect
from streekwerk.reading.extract import extract
from streekwerk.reading.findings import findings_of
from streekwerk.reading.models import Document, Reading


def read_file(path: Path, *, name: str | None = None, dialect: str | None = None) -> Reading:
    """What the document in this file says.

    `name` is what people call the file; `dialect` forces one by name instead of taking the best fit.

    Raises:
        DomainError: the file cannot be read, or no dialect has that name; the message says what to do.
    """
    return read_with_lines(path, name=name, dialect=dialect)[0]


def read_with_lines(
    path: Path, *, name: str | None = None, dialect: str | None = None
) -> tuple[Reading, Document]:
    """The reading, and the document with the lines its spans point at; raises as `read_file` does."""
    document = extract(path, name)
    return read_document(document, dialect_name=dialect), document


def read_document(
    document: Document, *, dialect_name: str | None = None, on_stage: Callable[[str], None] | None = None
) -> Reading:
    """Read an extracted document: by the best dialect, checked to lose nothing, with its findings.

    `on_stage` is told when the reading is done and the search for mistakes ("bijsluiter") begins.

    Raises:
        LineLost, LineClaimedTwice: a dialect broke the promise that nothing is lost.
    """
    chosen = dialect(dialect_name) if dialect_name else best_dialect(document)
    reading = chosen.read(document)
    reading.dialect = chosen.name
    reading.source = source_of(document)
    reading.ignored += document.ignored
    reading.repairs += document.repairs
    reading.questions += document.questions
    conserve.complete(reading, document)
    conserve.check(reading, document)
    if on_stage:
        on_stage("bijsluiter")
    reading.findings += findings_of(reading, lines=document.lines)
    return reading


def source_of(document: Document) -> dict[str, Any]:
    """Where the reading comes from; `map` has per line its place in a file that is not plain text."""
    source: dict[str, Any] = {
        "name": document.name,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "pages": document.pages,
        "lines": len(document.lines),
    }
    if any(line.where for line in document.lines):
        source["map"] = [line.where for line in document.lines]
    return source
