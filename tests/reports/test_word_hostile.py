"""Templates that were made to do harm, or that would do it by accident: refused in a sentence that helps."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from functools import cache

import pytest

from reports.contents import report
from reports.templates import changed, house, with_parts, with_text
from streekwerk.kernel.errors import DomainError
from streekwerk.reports.renderers import word_guard
from streekwerk.reports.renderers.word import as_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def good() -> bytes:
    return house()


def related(kind: str, target: str) -> bytes:
    relation = (
        f'<Relationship Id="rX" Type="{R}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )
    return with_text(good(), "word/_rels/document.xml.rels", "</Relationships>", relation)


def fielded(instruction: str) -> bytes:
    middle = len(instruction) // 2
    runs = "".join(
        f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>'
        for piece in (instruction[:middle], instruction[middle:])
    )
    return with_text(good(), "word/document.xml", "<w:body>", f"<w:body><w:p>{runs}</w:p>")


def with_doctype(part: str) -> bytes:
    dtd = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

    def said(name: str, content: bytes) -> bytes:
        return content.replace(b"?>", b"?>" + dtd, 1) if name == part else content

    return changed(good(), said)


def bomb() -> bytes:
    return with_parts(good(), word__media__a_png=b"\0" * 60_000_000)


def many() -> bytes:
    return changed(good(), lambda _, content: content, {f"word/media/{at}.png": b"x" for at in range(500)})


def book() -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    made = xlsxwriter.Workbook(out)
    made.add_worksheet()
    made.close()
    return out.getvalue()


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def wide() -> bytes:
    return changed(good(), lambda name, content: content, {"../../etc/x.xml": b"<x/>"})


def strict() -> bytes:
    old, new = f"{W}".encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    return changed(
        good(), lambda name, content: content.replace(old, new) if name == "word/document.xml" else content
    )


MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty", lambda: b"", "leeg"),
    ("text", lambda: b"gewone tekst", "ander soort bestand"),
    ("a pdf", lambda: b"%PDF-1.7 ...", "ander soort bestand"),
    ("an old document", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "oud bestandsformaat"),
    ("cut off", lambda: good()[: len(good()) // 2], "beschadigd"),
    ("any zip", lambda: zipped(a=b"x"), "zip-bestand"),
    ("a workbook", book, "werkboek"),
    ("a zip bomb", bomb, "te groot"),
    ("too many parts", many, "500|5.. bestanden"),
    ("too large", lambda: b"PK\x03\x04" + b"\0" * 10_500_000, "10 MB"),
    ("a path upward", wide, "naam die Word nooit geeft"),
    ("the strict dialect", strict, "Strict Open XML"),
    ("a document type", lambda: with_doctype("word/document.xml"), "documenttype"),
    ("a document type elsewhere", lambda: with_doctype("word/theme/theme1.xml"), "documenttype"),
    (
        "not well-formed",
        lambda: with_text(good(), "word/styles.xml", "<w:docDefaults>", "<w:docDefault>"),
        "beschadigd",
    ),
    ("macros", lambda: with_parts(good(), word__vbaProject_bin=b"x"), "macro’s"),
    ("macros by type", lambda: with_text(good(), "[Content_Types].xml", MAIN, MACROS), "macro’s"),
    ("a control", lambda: with_parts(good(), word__activeX__activeX1_xml=b"<x/>"), "macro’s"),
    (
        "a program inside",
        lambda: with_parts(good(), word__embeddings__oleObject1_bin=b"x"),
        "macro’s|ingevoegd",
    ),
    ("a workbook inside", lambda: with_parts(good(), word__embeddings__Book_xlsx=b"x"), "ingevoegd bestand"),
    ("a page inside", lambda: with_parts(good(), word__afchunk_htm=b"x"), "ingevoegd bestand"),
    ("a linked picture", lambda: related("image", "https://evil.example/pixel.png"), "gekoppelde afbeelding"),
    ("a linked object", lambda: related("oleObject", "https://evil.example/a"), "oleObject"),
    ("a linked frame", lambda: related("frame", "file:///c:/x"), "frame"),
    ("a link to a file", lambda: related("hyperlink", "file:///c:/windows/x.exe"), "link naar"),
    ("a link to a script", lambda: related("hyperlink", "javascript:alert(1)"), "link naar"),
    ("DDE", lambda: fielded(' DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" '), "veld DDEAUTO"),
    (
        "a picture by a field",
        lambda: fielded(' INCLUDEPICTURE "https://evil.example/a.png" '),
        "INCLUDEPICTURE",
    ),
    ("a text by a field", lambda: fielded(' IncludeText "\\\\\\\\evil\\\\a.docx" '), "INCLUDETEXT"),
]


@pytest.mark.parametrize(
    ("make", "said"), [(make, said) for _, make, said in HOSTILE], ids=[name for name, *_ in HOSTILE]
)
def test_it_is_refused_in_a_sentence_that_says_what_to_do(make: Callable[[], bytes], said: str) -> None:
    with pytest.raises(DomainError, match=said) as refusal:
        as_docx(report(), template=make())
    assert str(refusal.value).endswith(".")
    assert any(
        word in str(refusal.value)
        for word in ("Bewaar", "bewaar", "Kies", "Open", "Voeg", "Vraag", "Verklein")
    )


def test_where_the_template_itself_lay_is_forgotten() -> None:
    settings = with_text(
        good(), "word/settings.xml", "<w:zoom", f'<w:attachedTemplate xmlns:r="{R}" r:id="rX"/><w:zoom'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rX" '
        f'Type="{R}/attachedTemplate" Target="file:///S:/Sjablonen/huis.dotx" TargetMode="External"/></Relationships>'
    )
    data = changed(
        settings, lambda name, content: content, {"word/_rels/settings.xml.rels": relations.encode()}
    )
    made = as_docx(report(), template=data)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Sjablonen" not in everything
    assert b"attachedTemplate" not in everything


def test_who_made_the_template_is_not_told() -> None:
    named = with_text(good(), "docProps/core.xml", "python-docx", "Geheime Secretaris")
    with zipfile.ZipFile(io.BytesIO(as_docx(report(), template=named))) as archive:
        assert b"Geheime" not in archive.read("docProps/core.xml")


def test_any_damage_is_refused_or_survived_but_never_an_accident() -> None:
    chance = random.Random(5)
    for _ in range(60):
        data = bytearray(good())
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            as_docx(report(), template=bytes(data))
        except DomainError:
            continue


def test_damage_inside_the_parts_is_no_accident_either() -> None:
    """Every element of the text and the styles left out in turn."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(good())) as archive:
        sources = {
            name: archive.read(name)
            for name in ("word/document.xml", "[Content_Types].xml", "word/numbering.xml")
        }
    chance = random.Random(7)
    for part, source in sources.items():
        size = len(list(etree.fromstring(source).iter()))
        for at in sorted(chance.sample(range(1, size), min(12, size - 1))):
            root = etree.fromstring(source)
            victim = list(root.iter())[at]
            victim.getparent().remove(victim)
            damaged = {part: etree.tostring(root)}
            broken = changed(good(), lambda name, old, damaged=damaged: damaged.get(name, old))
            try:
                as_docx(report(), template=broken)
            except DomainError:
                continue


def test_limits_leave_room_for_an_ordinary_office() -> None:
    assert word_guard.MAX_BYTES == 10_000_000
    assert word_guard.MAX_XML < word_guard.MAX_UNPACKED
