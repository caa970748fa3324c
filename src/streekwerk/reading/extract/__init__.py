"""Extraction: from a file to a `Document` of numbered lines, whatever the file format.

Each format has a module with `extract(data, name) -> Document`, imported only when such a file comes.
The content decides; the extension only tells apart what looks the same inside.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from streekwerk.kernel.errors import DomainError
from streekwerk.reading.extract.guards import OLD_OFFICE
from streekwerk.reading.models import Document

EXTRACTORS = {
    "csv": "streekwerk.reading.extract.csv",
    "docx": "streekwerk.reading.extract.docx",
    "pdf": "streekwerk.reading.extract.pdf",
    "text": "streekwerk.reading.extract.text",
    "xlsx": "streekwerk.reading.extract.xlsx",
}


class FileUnreadable(DomainError):
    """The file is not there or may not be read."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"“{name}” kan niet worden geopend: {why}. Controleer het pad en de rechten.")


class UnknownFormat(DomainError):
    """No extractor reads this kind of file."""

    def __init__(self, name: str, seen: str) -> None:
        super().__init__(
            f"“{name}” is {seen}; dat kan Streekwerk niet lezen. "
            "Bewaar het als PDF, Word (.docx), Excel (.xlsx), CSV of platte tekst en probeer opnieuw."
        )


class EmptyFile(DomainError):
    """The file holds nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” is leeg. Kies een bestand waar tekst in staat.")


def extract(path: Path, name: str | None = None) -> Document:
    """The document in a file; `name` is what people call it when the path is a temporary one.

    Raises:
        FileUnreadable, EmptyFile, UnknownFormat: each with a Dutch sentence that says what to do.
        DomainError: what the extractor of the format refuses.
    """
    name = name or path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(name, _why(error)) from error
    return extract_bytes(data, name)


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "het bestaat niet"
    if isinstance(error, IsADirectoryError):
        return "het is een map"
    if isinstance(error, PermissionError):
        return "u hebt er geen leesrecht op"
    return error.strerror or "onbekende fout"


def extract_bytes(data: bytes, name: str) -> Document:
    """The document in these bytes; raises as `extract` does."""
    if not data.strip():
        raise EmptyFile(name)
    module = import_module(EXTRACTORS[kind_of(data, name)])
    document: Document = module.extract(data, name)
    return document


def kind_of(data: bytes, name: str) -> str:
    """Which extractor reads these bytes.

    Raises:
        UnknownFormat: none does.

    >>> kind_of(b"%PDF-1.7 ...", "plan.docx"), kind_of(b"Ons plan", "plan.txt")
    ('pdf', 'text')
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        # The names of the parts stand unpacked in the directory at the end of a zip file.
        for part, kind in ((b"word/document", "docx"), (b"xl/workbook", "xlsx")):
            if part in data:
                return kind
        raise UnknownFormat(name, "een zip-bestand dat geen Word- of Excelbestand is")
    if data.startswith(OLD_OFFICE):
        # The extractor of the new format tells an old file from one with a password.
        return "xlsx" if name.lower().rpartition(".")[2].startswith("xl") else "docx"
    if data.startswith(OLD_OFFICE[:4]):
        raise UnknownFormat(
            name, "een Office-bestand in het oude formaat (.doc of .xls) of met een wachtwoord"
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "csv" if name.lower().endswith((".csv", ".tsv")) else "text"
    if b"\0" in data:
        raise UnknownFormat(name, "geen tekst")
    return "csv" if name.lower().endswith((".csv", ".tsv")) else "text"
