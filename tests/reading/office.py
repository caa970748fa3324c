"""Word and Excel files made on the spot, and taken apart again to put strange XML into them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx as python_docx
import xlsxwriter

from streekwerk.reading.models import Document, Paragraph, Table


def docx(build: Callable[[Any], None]) -> bytes:
    """The bytes of a Word document that `build` fills."""
    document = python_docx.Document()
    build(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def xlsx(build: Callable[[Any], None]) -> bytes:
    """The bytes of a workbook that `build` fills."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    build(workbook)
    workbook.close()
    return stream.getvalue()


def with_parts(data: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """The same package with some parts replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in parts:
                new.writestr(entry, old.read(entry.filename))
        for part, content in parts.items():
            new.writestr(part, content)
    return stream.getvalue()


def part_of(data: bytes, part: str) -> str:
    """The text of one part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(part).decode()


def with_body(body: str) -> bytes:
    """A Word document whose body is this XML (prefix `w`)."""
    data = docx(lambda document: None)
    whole = part_of(data, "word/document.xml")
    head, _, _ = whole.partition("<w:body>")
    return with_parts(data, {"word/document.xml": head + "<w:body>" + body + "</w:body></w:document>"})


def paragraph(text: str, properties: str = "") -> str:
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def texts(document: Document) -> list[str]:
    """The lines that are not set aside."""
    aside = {n for item in document.ignored for a, b in item.spans for n in range(a, b + 1)}
    return [line.text for line in document.lines if line.number not in aside]


def aside(document: Document) -> dict[str, list[str]]:
    """The lines set aside, by reason."""
    return {
        item.why: [document.lines[n - 1].text for a, b in item.spans for n in range(a, b + 1)]
        for item in document.ignored
    }


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def paragraphs(document: Document) -> list[Paragraph]:
    return [block for block in document.blocks if isinstance(block, Paragraph)]


def save(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
