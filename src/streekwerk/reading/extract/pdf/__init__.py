"""PDF to a document: by its tags, else by its ruling lines, else by the place of its words.

Pages are read one by one by pdfium and let go; what stays are printed lines. Each page is read in the
best way it allows, so a document may mix tagged and untagged pages.
"""

from __future__ import annotations

from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from streekwerk.kernel.errors import DomainError
from streekwerk.reading.extract.guards import (
    MAX_CHARACTERS,
    FileProtected,
    FileTooLarge,
    check_size,
)
from streekwerk.reading.extract.pdf.drawing import drawing_of
from streekwerk.reading.extract.pdf.grids import grids_of
from streekwerk.reading.extract.pdf.joining import joined
from streekwerk.reading.extract.pdf.layout import find_headings, read_layout
from streekwerk.reading.extract.pdf.numbering import document_of
from streekwerk.reading.extract.pdf.pieces import PagePieces
from streekwerk.reading.extract.pdf.running import mark_running
from streekwerk.reading.extract.pdf.tagged import read_tagged, trusted
from streekwerk.reading.extract.pdf.tags import TagReader, TooManyTags
from streekwerk.reading.extract.pdf.words import Frame, read_words
from streekwerk.reading.models import Document

MAX_PAGES = 2_000


class PdfDamaged(DomainError):
    """The file, or a page of it, cannot be opened."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            f"“{name}” kan niet worden gelezen: {what}. Open het in een pdf-lezer, druk het af naar een "
            "nieuw pdf-bestand en probeer het daarmee opnieuw."
        )


class OnlyImages(DomainError):
    """The pages are pictures of text, such as a scan."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” bevat alleen beelden, geen tekst die te lezen is. Vraag het originele bestand op, "
            "of laat er tekstherkenning (OCR) op los en bied het resultaat aan."
        )


def extract(data: bytes, name: str) -> Document:
    """The document in the bytes of a PDF file.

    Raises:
        FileProtected, PdfDamaged, FileTooLarge, OnlyImages: each with a Dutch sentence that says what to do.
    """
    check_size(data, name)
    opened = _open(data, name)
    try:
        pages = _read_pages(opened, name)
    finally:
        opened.close()
    mark_running(pages)
    find_headings([page.pieces for page in pages])
    return document_of(joined(pages, name), data=data, name=name, pages=len(pages))


def _open(data: bytes, name: str) -> Any:
    try:
        opened = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise FileProtected(name) from error
        raise PdfDamaged(name, "het is geen geldig pdf-bestand of het is beschadigd") from error
    if not len(opened):
        raise PdfDamaged(name, "er staat geen enkele bladzijde in")
    if len(opened) > MAX_PAGES:
        raise FileTooLarge(name, f"het heeft {len(opened)} bladzijden; het meeste is {MAX_PAGES}")
    return opened


def _read_pages(opened: Any, name: str) -> list[PagePieces]:
    tags: TagReader | None = TagReader()
    pages: list[PagePieces] = []
    damaged = letters = 0
    for index in range(len(opened)):
        try:
            page = opened[index]
        except pypdfium2.PdfiumError:
            damaged += 1
            continue
        try:
            frame = Frame.of(page)
            words = read_words(page, frame, name=name)
            letters += sum(len(word.text) for word in words)
            if letters > MAX_CHARACTERS:
                raise FileTooLarge(name, f"het heeft meer dan {MAX_CHARACTERS // 1_000_000} miljoen tekens")
            drawing = drawing_of(page, frame)
            try:
                marked = tags.marked(page) if tags else []
            except TooManyTags:
                tags, marked = None, []
            number = index + 1
            grids = grids_of(drawing) if marked else []
            if marked and trusted(words, marked, grids):
                pieces = read_tagged(words, marked, grids, number)
            else:
                pieces = read_layout(words, drawing, number)
            pages.append(PagePieces(number, frame.shown_width, frame.shown_height, pieces))
        finally:
            page.close()
    if damaged:
        raise PdfDamaged(name, f"van de {len(opened)} bladzijden zijn er {damaged} beschadigd")
    if not letters:
        raise OnlyImages(name)
    return pages
