"""Which files are kept as proof: what they are themselves, not what they call themselves."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from streekwerk.indicators.rules.deliverables import files
from streekwerk.indicators.rules.deliverables.files import kind_of, safe_name
from streekwerk.indicators.rules.deliverables.photos import without_metadata
from streekwerk.kernel.errors import DomainError

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n"
CONTENT = '<Types><Override PartName="/word/document.xml" ContentType="{}"/></Types>'
PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def office(part: str = "word/document.xml", types: str = PLAIN, **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT.format(types))
        archive.writestr(part, "<w:document/>")
        for name, data in more.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*extra: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return PNG + header + b"".join(extra) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2, "big") + data


GPS = (
    b"Exif\x00\x00MM\x00*" + struct.pack(">IH", 8, 1) + struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) + b"51.16N"
)
SCAN = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd9"
JPG = (
    b"\xff\xd8"
    + segment(0xE0, b"JFIF\0")
    + segment(0xE1, GPS)
    + segment(0xDB, bytes(65))
    + SCAN
    + b"clip 51.16N"
)

MZ = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00" + bytes(50)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("nota.pdf", PDF, "pdf"),
        ("NOTA.PDF", PDF, "pdf"),
        ("nota.docx", office(), "docx"),
        ("lijst.xlsx", office("xl/workbook.xml"), "xlsx"),
        ("dia.pptx", office("ppt/presentation.xml"), "pptx"),
        ("foto.jpeg", JPG, "jpg"),
        ("beeld.png", png(), "png"),
        ("verslag.txt", "Geëvalueerd op 3 maart.".encode(), "txt"),
        ("verslag.txt", "Geëvalueerd".encode("cp1252"), "txt"),
    ],
    ids=lambda value: "bytes" if isinstance(value, bytes) else None,
)
def test_proof_is_known_by_its_bytes_and_its_name(name: str, data: bytes, kind: str) -> None:
    assert kind_of(name, data, megabytes=20).code == kind


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("nota.pdf", b"", files.EmptyFile),
        ("nota.pdf", MZ, files.OtherKind),
        ("nota.pdf", office(), files.OtherKind),
        ("nota.docx", PDF, files.OtherKind),
        ("nota.docx", office("xl/workbook.xml"), files.OtherKind),
        ("foto.png", JPG, files.OtherKind),
        ("nota.txt", MZ, files.OtherKind),
        ("nota.pdf", b"<html><script>alert(1)</script>", files.OtherKind),
        ("nota.exe", MZ, files.UnknownKind),
        ("nota.pdf.exe", PDF, files.UnknownKind),
        ("nota.svg", b"<svg onload=alert(1)>", files.UnknownKind),
        ("nota.html", b"<html>", files.UnknownKind),
        ("nota.docm", office(), files.UnknownKind),
        ("mail.eml", b"From: an@example.org", files.UnknownKind),
        ("nota", PDF, files.UnknownKind),
        ("nota.docx", office(word__vbaProject_dot_bin=b"x"), files.RunsCode),
        ("nota.docx", office(word__embeddings__oleObject1_dot_bin=b"x"), files.RunsCode),
        ("nota.docx", office(types="application/vnd.ms-word.document.macroEnabled.main+xml"), files.RunsCode),
        ("nota.pdf", PDF + b"<</S/JavaScript/JS(app.alert)>>", files.RunsCode),
        ("nota.pdf", PDF + b"<</S/Launch/F(cmd.exe)>>", files.RunsCode),
        ("nota.docx", office()[:60], files.OtherKind),
        ("nota.pdf", PDF + bytes(1_000_001), files.TooLarge),
    ],
    ids=lambda value: "bytes" if isinstance(value, bytes) else None,
)
def test_what_is_something_else_is_refused(name: str, data: bytes, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal) as said:
        kind_of(name, data, megabytes=1)
    assert name in str(said.value)
    assert str(said.value).endswith(".")


def test_a_zip_bomb_is_refused_by_what_it_says_and_never_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_UNPACKED", 1_000_000)
    with pytest.raises(files.PacksTooMuch):
        kind_of("nota.docx", office(word__media__a_dot_png=bytes(2_000_000)), megabytes=20)
    many = office(**{f"word__{n}": b"" for n in range(20)})
    monkeypatch.setattr(files, "_PIECES", 10)
    with pytest.raises(files.PacksTooMuch):
        kind_of("nota.docx", many, megabytes=20)


@given(some.binary(max_size=400), some.sampled_from(files.EXTENSIONS))
def test_any_bytes_are_kept_or_refused(data: bytes, extension: str) -> None:
    for begin in (b"", b"PK\x03\x04", b"%PDF-", PNG, b"\xff\xd8\xff"):
        with suppress(DomainError):
            kind = kind_of(f"x{extension}", begin + data, megabytes=1)
            assert extension in kind.extensions
            without_metadata(kind.code, begin + data)


@given(some.text(max_size=300))
def test_a_name_is_never_a_path_nor_a_header(given_name: str) -> None:
    name = safe_name(given_name)
    assert name
    assert not set(name) & set("/\\\r\n\t\x00\u202e\u2066")
    assert not name.startswith(".")
    assert len(name) <= 161


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\an\\nota.pdf", "nota.pdf"),
        ('nota".pdf\r\nX-Evil: 1', 'nota".pdf X-Evil'),
        ("nota\u202efdp.exe", "nota fdp.exe"),
        ("...", "bestand"),
        ("a" * 400 + ".pdf", "a" * 150 + ".pdf"),
    ],
)
def test_hostile_names_become_harmless(given_name: str, name: str) -> None:
    assert safe_name(given_name) == name


def test_a_photo_forgets_where_it_was_taken_and_stays_upright() -> None:
    bare = without_metadata("jpg", JPG)
    assert b"51.16N" not in bare
    assert bare.startswith(b"\xff\xd8\xff\xe1")
    assert struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) in bare
    assert bare.endswith(SCAN)
    assert without_metadata("jpg", bare) == bare
    assert without_metadata("png", png(chunk(b"tEXt", b"Author\0An"))) == png()
