"""Which files may be proof: a document, a picture or plain text, known by its own bytes and by its name."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass

from streekwerk.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that may be proof."""

    code: str
    word: str
    media_type: str
    extensions: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("pdf", "pdf", "application/pdf", (".pdf",)),
        Kind("docx", "Word", f"{_OFFICE}.wordprocessingml.document", (".docx",)),
        Kind("xlsx", "Excel", f"{_OFFICE}.spreadsheetml.sheet", (".xlsx",)),
        Kind("pptx", "PowerPoint", f"{_OFFICE}.presentationml.presentation", (".pptx",)),
        Kind("odt", "OpenDocument", f"{_OPEN}.text", (".odt",)),
        Kind("png", "beeld", "image/png", (".png",)),
        Kind("jpg", "foto", "image/jpeg", (".jpg", ".jpeg")),
        Kind("txt", "tekst", "text/plain; charset=utf-8", (".txt",)),
    )
}
EXTENSIONS = tuple(extension for kind in KINDS.values() for extension in kind.extensions)

_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_UNPACKED = 300_000_000
_PIECES = 5_000
_RUNS_IN_OFFICE = re.compile(
    r"vbaproject|vbadata|activex|oleobject|/scripts/|^basic/|^scripts/|\.(exe|dll|js|vbs)$"
)
_RUNS_IN_PDF = re.compile(rb"/(?:JavaScript|Launch)\b")


class EmptyFile(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” is leeg. Kies een ander bestand.")


class TooLarge(DomainError):
    def __init__(self, name: str, megabytes: int) -> None:
        super().__init__(
            f"“{name}” is groter dan {megabytes} MB. Verklein het, of bewaar het elders en geef de link."
        )


class UnknownKind(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” is geen bestand dat wij als bewijs bewaren. Kies een van deze soorten: "
            f"{', '.join(EXTENSIONS)}. Een mail bewaart u eerst als pdf."
        )


class OtherKind(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” is vanbinnen niet wat de naam zegt. "
            "Open het bestand, bewaar het opnieuw en probeer dan."
        )


class RunsCode(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” bevat macro’s of iets dat zichzelf uitvoert. Bewaar het als pdf of zonder macro’s."
        )


class PacksTooMuch(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” wordt onredelijk groot als men het opent. Bewaar het als pdf en probeer dan."
        )


def safe_name(given: str) -> str:
    """The name without folders, control or direction characters, short enough to keep.

    >>> safe_name("..\\\\..\\\\etc/nota\\r\\n v2.pdf")
    'nota v2.pdf'
    """
    name = re.split(r"[\\/]", given)[-1]
    name = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in name)
    name = " ".join(name.split()).lstrip(". ")
    stem, dot, extension = name.rpartition(".")
    return f"{stem[:150]}{dot}{extension[:10]}" if stem else (name[:150] or "bestand")


def kind_of(name: str, data: bytes, *, megabytes: int) -> Kind:
    """The kind of this file, when its bytes and its name agree and nothing in it runs.

    Raises:
        EmptyFile, TooLarge, UnknownKind, OtherKind, RunsCode, PacksTooMuch: it is not kept, with the
            sentence that says why.
    """
    if not data:
        raise EmptyFile(name)
    if len(data) > megabytes * 1_000_000:
        raise TooLarge(name, megabytes)
    extension = "." + name.rpartition(".")[2].lower()
    named = next((kind for kind in KINDS.values() if extension in kind.extensions), None)
    if named is None:
        raise UnknownKind(name)
    if _code_of(name, data) != named.code:
        raise OtherKind(name)
    return named


def _code_of(name: str, data: bytes) -> str:
    """What the bytes say it is; empty when they say nothing we know."""
    if data.startswith(b"%PDF-"):
        if _RUNS_IN_PDF.search(data):
            raise RunsCode(name)
        return "pdf"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith(b"PK\x03\x04"):
        return _packed(name, data)
    return "txt" if _is_text(data) else ""


def _packed(name: str, data: bytes) -> str:
    """The kind of an office document; its pieces are listed, never unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            pieces = archive.infolist()
            if len(pieces) > _PIECES or sum(piece.file_size for piece in pieces) > _UNPACKED:
                raise PacksTooMuch(name)
            names = {piece.filename for piece in pieces}
            if any(_RUNS_IN_OFFICE.search(piece.lower()) for piece in names):
                raise RunsCode(name)
            types = _head(archive, "[Content_Types].xml") if "[Content_Types].xml" in names else b""
            if b"macroEnabled" in types:
                raise RunsCode(name)
            for code, part in _PARTS.items():
                if part in names and types:
                    return code
            if "mimetype" in names and _head(archive, "mimetype").strip() == f"{_OPEN}.text".encode():
                return "odt"
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return ""
    return ""


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as piece:
        return piece.read(200_000)


def _is_text(data: bytes) -> bool:
    if b"\x00" in data:
        return False
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return not any(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f" for c in text[:100_000])
