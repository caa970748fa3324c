"""PDF files for tests: set by Typst, or written out by hand where Typst would write a proper file."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache

import typst

PAGE = '#set page(paper: "a4")\n#set text(lang: "nl", size: 11pt)\n'


@lru_cache(maxsize=64)
def typeset(source: str, *, tags: bool = True, start: str = PAGE) -> bytes:
    """The PDF that Typst makes of a source, tagged or not."""
    made = typst.compile((start + source).encode(), ignore_system_fonts=True, pdf_tags=tags)
    assert isinstance(made, bytes)
    return made


def written(
    pages: Sequence[bytes], *, rotate: int = 0, letters: str = "", packed: bool = False, extra: str = ""
) -> bytes:
    """A PDF of these drawing instructions, one page each, in Helvetica as /F1.

    Args:
        letters: what the codes 1, 2, … stand for according to the file.
        extra: entries for the catalogue.
    """
    objects: list[bytes] = [b"", b""]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding"
    if letters:
        rows = "".join(f"<{code:02X}> <{ord(letter):04X}>\n" for code, letter in enumerate(letters, 1))
        plain = "".join(f"<{code:02X}> <{code:04X}>\n" for code in range(32, 127))
        table = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "1 begincodespacerange <00> <FF> endcodespacerange\n"
            f"{len(letters) + 95} beginbfchar\n{rows}{plain}endbfchar\nendcmap end end"
        ).encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(table), table))
        font += b" /ToUnicode 3 0 R"
    objects.append(font + b" >>")
    fonts = len(objects)
    kids = []
    for page in pages:
        body = zlib.compress(page, 9) if packed else page
        how = b" /Filter /FlateDecode" if packed else b""
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(body), how, body))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Contents %d 0 R "
            b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (rotate, len(objects), fonts)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R %s >>" % extra.encode()
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return assembled(objects)


def assembled(objects: Sequence[bytes]) -> bytes:
    """A PDF file of these objects, the first of which is the catalogue."""
    parts, places, size = [b"%PDF-1.7\n"], [], 9
    for number, body in enumerate(objects, 1):
        places.append(size)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        size += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table))
    parts.append(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, size))
    return b"".join(parts)


def shown(x: float, y: float, text: str, *, size: float = 11, turned: bool = False) -> bytes:
    """Drawing instructions for a text at a place from the bottom left; turned reads upwards."""
    matrix = f"0 1 -1 0 {x} {y}" if turned else f"1 0 0 1 {x} {y}"
    inside = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {size} Tf {matrix} Tm ({inside}) Tj ET\n".encode("cp1252")
