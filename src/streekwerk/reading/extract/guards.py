"""Limits on what is opened, in one place, and the sentences that refuse what goes past them.

A plan of two hundred pages is 4 MB of Word text and some 10,000 lines; the limits leave room for ten
times that and keep a file made to do harm under 30 seconds and 500 MB.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from lxml import etree

from streekwerk.kernel.errors import DomainError

MEGABYTE = 1_000_000

MAX_FILE_BYTES = 25 * MEGABYTE
"""A file as it lies on disk, photographs included."""
MAX_ENTRIES = 5_000
"""Files inside a Word or Excel file."""
MAX_UNPACKED_BYTES = 300 * MEGABYTE
"""All those files together, as the file itself declares them."""
MAX_PART_BYTES = 40 * MEGABYTE
"""One part that is read (the text, one sheet), counted while unpacking."""
MAX_RATIO = 200
"""Unpacked against packed size of a part larger than `RATIO_FROM_BYTES`; ordinary XML reaches 10 to 40."""
RATIO_FROM_BYTES = 10 * MEGABYTE
MAX_MARKUP = 1_500_000
"""Tags and attributes in one part; each costs about 120 bytes of memory, twice that with its text."""
MAX_LINES = 50_000
"""Lines of text in one document."""
MAX_CHARACTERS = 20_000_000
"""Characters in one document; a workbook may repeat one long text in every cell."""
MAX_CELLS = 200_000
"""Cells in one table, the empty ones between filled rows and columns included."""
MAX_TABLE_DEPTH = 8
"""Tables inside tables."""

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of the container of .doc, .xls and of password-protected .docx and .xlsx."""


class FileTooLarge(DomainError):
    """The file, or what is packed inside it, goes past a limit."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            f"“{name}” is te groot om veilig te openen: {what}. "
            "Bewaar alleen het plan zelf in een nieuw bestand en bied dat aan."
        )


class FileDamaged(DomainError):
    """The file is cut off or is not what its name says."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            f"“{name}” kan niet worden gelezen: {what}. "
            "Open het bestand in Word, Excel of LibreOffice, bewaar het opnieuw en probeer nog eens."
        )


class FileUnsafe(DomainError):
    """The file contains something that a plan never needs and that can do harm."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            f"“{name}” wordt om veiligheidsredenen niet gelezen: {what}. "
            "Vraag na waar het bestand vandaan komt, of kopieer de tekst naar een nieuw document."
        )


class FileProtected(DomainError):
    """The file has a password."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” is beveiligd met een wachtwoord. Open het bestand, haal het wachtwoord weg "
            "(Bestand › Info › Beveiligen) en bied het opnieuw aan."
        )


class FormatTooOld(DomainError):
    """A .doc or .xls of before 2007."""

    def __init__(self, name: str, newer: str) -> None:
        super().__init__(
            f"“{name}” heeft een oud bestandsformaat dat niet wordt gelezen. "
            f"Open het en bewaar het als {newer}, en bied dat bestand aan."
        )


def check_size(data: bytes, name: str) -> None:
    """Refuse an empty file and one over `MAX_FILE_BYTES`.

    Raises:
        FileDamaged: nothing in it.
        FileTooLarge: over the limit.
    """
    if not data:
        raise FileDamaged(name, "het bestand is leeg")
    if len(data) > MAX_FILE_BYTES:
        raise FileTooLarge(name, f"het is groter dan {MAX_FILE_BYTES // MEGABYTE} MB")


class Package:
    """The parts of a Word or Excel file, unpacked one by one under the limits.

    Args:
        newer: how to save an old file, such as "Word-document (.docx)".

    Raises:
        FormatTooOld, FileProtected, FileDamaged, FileTooLarge: the file is refused.
    """

    def __init__(self, data: bytes, name: str, *, newer: str) -> None:
        self.name = name
        check_size(data, name)
        if data.startswith(OLD_OFFICE):
            # An encrypted file is an old container holding a stream with this name in UTF-16.
            if "EncryptedPackage".encode("utf-16-le") in data:
                raise FileProtected(name)
            raise FormatTooOld(name, newer)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise FileDamaged(name, "het bestand is afgebroken of beschadigd") from error
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise FileTooLarge(name, f"er zitten {len(entries)} bestanden in")
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
            raise FileTooLarge(name, f"uitgepakt is het meer dan {MAX_UNPACKED_BYTES // MEGABYTE} MB")
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise FileProtected(name)
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    def parts(self) -> list[str]:
        """The names of everything in it, as written."""
        return list(self._entries)

    def read(self, part: str) -> bytes:
        """The unpacked bytes of a part; empty when the package lacks it.

        Raises:
            FileTooLarge: more than `MAX_PART_BYTES`, or packed beyond `MAX_RATIO`.
            FileDamaged: the part cannot be unpacked.
        """
        entry = self._entries.get(part)
        if entry is None:
            return b""
        if entry.file_size > RATIO_FROM_BYTES and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise FileTooLarge(self.name, "het is verdacht sterk samengeperst (een “zipbom”)")
        try:
            with self._zip.open(entry) as stream:
                # One byte more than allowed: the declared size may be a lie.
                content = stream.read(MAX_PART_BYTES + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise FileDamaged(self.name, "het bestand is afgebroken of beschadigd") from error
        if len(content) > MAX_PART_BYTES:
            raise FileTooLarge(
                self.name, f"een onderdeel is uitgepakt meer dan {MAX_PART_BYTES // MEGABYTE} MB"
            )
        return content

    def tree(self, part: str) -> Any | None:
        """The root element of an XML part; None when the package lacks it.

        Raises:
            FileTooLarge, FileDamaged, FileUnsafe: see `read` and `parse`.
        """
        content = self.read(part)
        return parse(content, self.name) if content else None

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part points at inside the package: id → (kind, part). Addresses outside are left out."""
        folder, base = posixpath.split(part)
        root = self.tree(f"{folder}/_rels/{base}.rels".lstrip("/"))
        found: dict[str, tuple[str, str]] = {}
        for item in root if root is not None else ():
            if not isinstance(item.tag, str) or item.get("TargetMode") == "External":
                continue
            target = unquote(item.get("Target") or "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            kind = (item.get("Type") or "").rsplit("/", 1)[-1]
            found[item.get("Id") or ""] = (kind, posixpath.normpath(path))
        return found

    def main_part(self, default: str) -> str:
        """Where the text itself is, from the package's own list.

        Raises:
            FileDamaged: there is no such part.
        """
        for kind, path in self.relations("").values():
            if kind == "officeDocument" and path in self:
                return path
        if default in self:
            return default
        raise FileDamaged(self.name, "de inhoud ontbreekt of is van een ander type dan de naam zegt")


def parse(content: bytes, name: str) -> Any:
    """The root of an XML text, without entities, document types or network.

    Raises:
        FileUnsafe: it declares a document type (where entities would be).
        FileTooLarge: more than `MAX_MARKUP` tags and attributes.
        FileDamaged: not well-formed.
    """
    refuse_doctype(content, name)
    check_markup(content, name)
    try:
        return etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        if "XML_PARSE_HUGE" in str(error):
            raise FileTooLarge(name, "het zit veel dieper in elkaar dan een plan ooit doet") from error
        raise FileDamaged(name, "de inhoud is afgebroken of beschadigd") from error


def elements(content: bytes, tags: tuple[str, ...], name: str) -> Iterator[Any]:
    """Elements with these tags, one at a time and emptied afterwards, so that size costs no memory.

    Raises:
        FileUnsafe: it declares a document type.
        FileTooLarge: more than `MAX_MARKUP` tags and attributes.
        FileDamaged: not well-formed.
    """
    refuse_doctype(content, name)
    check_markup(content, name)
    walk = etree.iterparse(
        io.BytesIO(content), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for _, element in walk:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise FileDamaged(name, "de inhoud is afgebroken of beschadigd") from error


def refuse_doctype(content: bytes, name: str) -> None:
    """Refuse XML with a document type: Word and Excel never write one.

    Raises:
        FileUnsafe: there is one, also when written in UTF-16.
    """
    for encoding in ("ascii", "utf-16-le", "utf-16-be"):
        if any(word.encode(encoding) in content for word in ("<!DOCTYPE", "<!ENTITY")):
            raise FileUnsafe(name, "het bevat een documenttype met mogelijk schadelijke verwijzingen")


def check_markup(content: bytes, name: str) -> None:
    """Refuse XML whose tree would not fit in memory, counted without reading it.

    Raises:
        FileTooLarge: more than `MAX_MARKUP` tags and attributes.
    """
    if content.count(b"<") + content.count(b'="') + content.count(b"='") > MAX_MARKUP:
        raise FileTooLarge(name, "het bevat veel meer alinea's of cellen dan een plan ooit heeft")


def _parser() -> Any:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
