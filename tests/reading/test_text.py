"""Plain text files: encoding, lines, pages, glyphs."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.reading.extract import EmptyFile, FileUnreadable, UnknownFormat, extract, extract_bytes
from streekwerk.reading.extract.text import number_lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    document = extract_bytes("Geïntegreerde zorg\nvoor één buurt – samen".encode(encoding), "plan.txt")
    assert [line.text for line in document.lines] == ["Geïntegreerde zorg", "voor één buurt – samen"]


def test_a_form_feed_opens_a_page_but_no_line() -> None:
    lines, _ = number_lines("een\n\f 2. twee\ndrie\r\n")
    assert [(line.number, line.text.strip(), line.page, line.starts_page) for line in lines] == [
        (1, "een", 1, False),
        (2, "2. twee", 2, True),
        (3, "drie", 2, False),
        (4, "", 2, False),
    ]


def test_without_form_feeds_there_are_no_pages() -> None:
    document = extract_bytes(b"een\ntwee\n", "plan.txt")
    assert document.pages is None
    assert {line.page for line in document.lines} == {None}


def test_broken_ligatures_are_mended_and_reported() -> None:
    document = extract_bytes("het plaƞorm voor parƟcipaƟe\n\uf0b7 punt".encode(), "plan.txt")
    assert document.lines[0].text == "het platform voor participatie"
    assert document.lines[0].raw == "het plaƞorm voor parƟcipaƟe"
    assert [(r.line, r.was, r.now) for r in document.repairs] == [
        (1, "plaƞorm", "platform"),
        (1, "parƟcipaƟe", "participatie"),
    ]
    assert document.lines[1].text == "• punt"


@given(st.text())
def test_lines_are_those_of_the_scorer(text: str) -> None:
    lines, _ = number_lines(text)
    assert [line.raw for line in lines] == text.split("\n")
    assert all(not line.blank for line in lines if line.raw.strip())


@pytest.mark.parametrize(
    ("data", "name", "refusal"),
    [
        (b"", "leeg.txt", EmptyFile),
        (b" \n ", "leeg.txt", EmptyFile),
        (b"PK\x03\x04zip", "archief.zip", UnknownFormat),
        (b"\xd0\xcf\x11\xe0oud", "plan.doc", UnknownFormat),
        (b"\x89PNG\x00\x01", "foto.png", UnknownFormat),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(
    data: bytes, name: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal, match=name):
        extract_bytes(data, name)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="het bestaat niet"):
        extract(tmp_path / "weg.txt")
