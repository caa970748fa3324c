"""Files made to do harm are refused with a sentence, or read within 30 seconds and 500 MB."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reading.office import docx, paragraph, part_of, save, with_body, with_parts, xlsx
from streekwerk.kernel.errors import DomainError
from streekwerk.reading.extract import docx as word_reader
from streekwerk.reading.extract import guards
from streekwerk.reading.extract import xlsx as excel_reader

SHEET = "xl/worksheets/sheet1.xml"
MAX_SECONDS = 30
MAX_MEGABYTES = 500


def word() -> bytes:
    return docx(lambda document: document.add_paragraph("tekst"))


def workbook() -> bytes:
    return xlsx(lambda book: book.add_worksheet("Blad1").write("A1", "tekst"))


def sheet_of(cells: str) -> bytes:
    xml = part_of(workbook(), SHEET)
    before, _, rest = xml.partition("<sheetData>")
    return with_parts(workbook(), {SHEET: f"{before}<sheetData>{cells}{rest[rest.index('</sheetData>') :]}"})


def with_doctype(doctype: str, entity: str) -> bytes:
    xml = part_of(word(), "word/document.xml").replace("<w:document", f"{doctype}<w:document", 1)
    return with_parts(word(), {"word/document.xml": xml.replace("tekst", entity)})


LAUGHS = "<!DOCTYPE d [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{before};' * 50}'>" for before, name in zip("abcdefg", "bcdefgh", strict=True)
) + "]>"  # fmt: skip
CONTAINER = guards.OLD_OFFICE + b"\0" * 600


def encrypted_zip() -> bytes:
    data = bytearray(word())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


REFUSED: dict[str, tuple[Callable[[bytes, str], Any], Callable[[], bytes], type[DomainError], str]] = {
    "empty": (word_reader.extract, lambda: b"", guards.FileDamaged, "leeg"),
    "truncated Word": (word_reader.extract, lambda: word()[:-400], guards.FileDamaged, "afgebroken"),
    "truncated Excel": (excel_reader.extract, lambda: workbook()[:1000], guards.FileDamaged, "afgebroken"),
    "cut XML": (
        word_reader.extract,
        lambda: with_parts(word(), {"word/document.xml": part_of(word(), "word/document.xml")[:-30]}),
        guards.FileDamaged,
        "bewaar het opnieuw",
    ),
    "workbook named docx": (word_reader.extract, workbook, guards.FileDamaged, "."),
    "old .doc": (word_reader.extract, lambda: CONTAINER, guards.FormatTooOld, r"\.docx"),
    "old .xls": (excel_reader.extract, lambda: CONTAINER, guards.FormatTooOld, r"\.xlsx"),
    "password": (
        excel_reader.extract,
        lambda: CONTAINER + "EncryptedPackage".encode("utf-16-le"),
        guards.FileProtected,
        "wachtwoord",
    ),
    "encrypted zip": (word_reader.extract, encrypted_zip, guards.FileProtected, "wachtwoord"),
    "billion laughs": (
        word_reader.extract, lambda: with_doctype(LAUGHS, "&h;"), guards.FileUnsafe, "documenttype",
    ),
    "external entity": (
        word_reader.extract,
        lambda: with_doctype("<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "&x;"),
        guards.FileUnsafe,
        "documenttype",
    ),
    "external document type": (
        word_reader.extract,
        lambda: with_doctype("<!DOCTYPE d SYSTEM 'http://example.org/x.dtd'>", "tekst"),
        guards.FileUnsafe,
        "documenttype",
    ),
    "entities in a sheet": (
        excel_reader.extract,
        lambda: with_parts(workbook(), {SHEET: LAUGHS + part_of(workbook(), SHEET).split("?>", 1)[1]}),
        guards.FileUnsafe,
        "documenttype",
    ),
    "document type in UTF-16": (
        word_reader.extract,
        lambda: with_parts(
            word(),
            {"word/document.xml": "<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE d><d/>".encode("utf-16")},
        ),
        guards.FileUnsafe,
        "documenttype",
    ),
    "too many entries": (
        word_reader.extract,
        lambda: with_parts(word(), {f"word/media/{n}": b"" for n in range(guards.MAX_ENTRIES + 1)}),
        guards.FileTooLarge,
        "bestanden",
    ),
    "tables in tables": (
        word_reader.extract,
        lambda: with_body("<w:tbl><w:tr><w:tc>" * 20 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 20),
        guards.FileTooLarge,
        "in elkaar",
    ),
    "tables in cells of tables": (
        word_reader.extract,
        lambda: with_body(
            ("<w:tbl><w:tr><w:tc>" + paragraph("a") + "</w:tc><w:tc>") * 30 + "</w:tc></w:tr></w:tbl>" * 30
        ),
        guards.FileTooLarge,
        "in elkaar",
    ),
    "nested past what XML readers allow": (
        word_reader.extract,
        lambda: with_body("<w:tbl><w:tr><w:tc>" * 2000 + "</w:tc></w:tr></w:tbl>" * 2000),
        guards.FileTooLarge,
        "dieper",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_harmful_or_broken_file_is_refused_with_a_sentence(case: str) -> None:
    reader, make, error, words = REFUSED[case]
    with pytest.raises(error, match=words) as refusal:
        reader(make(), "plan.xyz")
    message = str(refusal.value)
    assert message.startswith("“plan.xyz”")
    assert message.endswith(".")


def test_nothing_outside_the_package_is_followed() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="x/officeDocument" Target="../../../etc/passwd"/>'
        '<Relationship Id="r2" Type="x/officeDocument" TargetMode="External" Target="http://example.org/"/>'
        "</Relationships>"
    )
    package = guards.Package(with_parts(word(), {"_rels/.rels": relations}), "a.docx", newer=".docx")
    assert package.main_part("word/document.xml") == "word/document.xml"
    assert "r2" not in package.relations("")


def test_an_ordinary_file_stays_far_within_the_limits() -> None:
    assert len(word_reader.extract(word(), "a.docx").lines) == 1
    assert len(excel_reader.extract(workbook(), "a.xlsx").lines) == 1


def test_two_cells_in_opposite_corners_are_read() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    document = excel_reader.extract(sheet_of(cells), "plan.xlsx")
    assert [(line.text, line.where) for line in document.lines] == [
        ("1", "Blad1!A1"),
        ("2", "Blad1!XFD1048576"),
    ]


# ------------------------------------------------------------------ heavy files, in a process of their own

CHILD = """
import json, resource, sys
from pathlib import Path
from streekwerk.kernel.errors import DomainError
from streekwerk.reading.extract import docx, xlsx
path = Path(sys.argv[1])
try:
    extract = docx.extract if path.suffix == ".docx" else xlsx.extract
    outcome = f"{len(extract(path.read_bytes(), path.name).lines)} regels"
except DomainError as error:
    outcome = type(error).__name__
# What the kernel says of a process counts the copy of its parent it was for a moment; Linux also says what it
# became itself.
own = Path("/proc/self/status")
peak = [line for line in own.read_text().splitlines() if line.startswith("VmHWM")] if own.exists() else []
kilobytes = int(peak[0].split()[1]) if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
megabytes = kilobytes / 1024
print(json.dumps({"outcome": outcome, "megabytes": round(megabytes)}))
"""


def zipped(parts: dict[str, bytes], like: bytes, times: int = 1) -> bytes:
    """A package with large parts; written in pieces so that the test itself stays small."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(like)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, piece in parts.items():
            with new.open(name, "w", force_zip64=True) as part:
                for _ in range(times):
                    part.write(piece)
    return stream.getvalue()


def bomb(like: bytes, part: str, megabytes: int) -> bytes:
    return zipped({part: b" " * 1_000_000}, like, times=megabytes)


def lying_bomb() -> bytes:
    """A part of 200 MB that says it is small."""
    data = bytearray(zipped({"word/document.xml": b" " * 1_000_000}, word(), times=200))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


def many_paragraphs() -> bytes:
    return with_body("<w:p><w:r><w:t>een alinea</w:t></w:r></w:p>" * 200_000)


def many_runs() -> bytes:
    return with_body("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 100_000 + "</w:p>")


def many_small_elements() -> bytes:
    return with_body("<w:p/>" * 1_400_000)


def million_cells() -> bytes:
    return sheet_of("".join(f"<row>{'<c><v>1</v></c>' * 100}</row>" for _ in range(10_000)))


def one_long_text_everywhere() -> bytes:
    row = "<row>" + "<c t='s'><v>0</v></c>" * 100 + "</row>"
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + "lang " * 6000 + "</t></si></sst>"
    )  # fmt: skip
    return with_parts(sheet_of(row * 1000), {"xl/sharedStrings.xml": strings})


def whole_grid_merged() -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 20_001))
    merges = "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(1, 20_001))
    xml = part_of(sheet_of(rows), SHEET).replace(
        "</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>"
    )
    return with_parts(workbook(), {SHEET: xml})


def diagonal() -> bytes:
    rows = "".join(
        f'<row r="{n}"><c r="{excel_reader.letters_of(n)}{n}"><v>1</v></c></row>' for n in range(1, 16_001)
    )
    return sheet_of(rows)


HEAVY: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip bomb in Word": ("a.docx", lambda: bomb(word(), "word/document.xml", 400), "FileTooLarge"),
    "zip bomb in Excel": ("a.xlsx", lambda: bomb(workbook(), SHEET, 100), "FileTooLarge"),
    "zip bomb that lies": ("a.docx", lying_bomb, "FileDamaged"),
    "200,000 paragraphs": ("a.docx", many_paragraphs, "FileTooLarge"),
    "100,000 pieces in one paragraph": ("a.docx", many_runs, "1 regels"),
    "1.4 million empty paragraphs": ("a.docx", many_small_elements, "FileTooLarge"),
    "a million cells": ("a.xlsx", million_cells, "FileTooLarge"),
    "one long text in 100,000 cells": ("a.xlsx", one_long_text_everywhere, "FileTooLarge"),
    "20,000 merges over the whole grid": ("a.xlsx", whole_grid_merged, "FileTooLarge"),
    "a diagonal": ("a.xlsx", diagonal, "FileTooLarge"),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", HEAVY)
def test_a_heavy_file_costs_little_memory_and_ends(case: str, tmp_path: Path) -> None:
    name, make, outcome = HEAVY[case]
    path = save(tmp_path, name, make())
    command = [sys.executable, "-c", CHILD, str(path)]
    source = str(Path(guards.__file__).parents[3])
    run = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=2 * MAX_SECONDS,
        env={"PYTHONPATH": source},
        check=False,
    )
    assert run.returncode == 0, run.stderr
    measured = json.loads(run.stdout)
    print(case, f"{path.stat().st_size / 1e6:.1f} MB", measured)
    assert measured["outcome"] == outcome
    assert measured["megabytes"] < MAX_MEGABYTES
