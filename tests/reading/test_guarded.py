"""Reading in a process of its own: the same answer, the same refusals, and an end to what goes too far."""

from __future__ import annotations

import json
from pathlib import Path

import psutil
import pytest

from reading.pdfs import shown, typeset, written
from streekwerk.kernel.errors import DomainError
from streekwerk.reading.extract import EmptyFile, FileUnreadable, UnknownFormat, extract_bytes
from streekwerk.reading.extract.guards import FileTooLarge
from streekwerk.reading.extract.pdf import OnlyImages
from streekwerk.reading.guarded import (
    MAX_MEGABYTES,
    ReadingBroke,
    ReadingTooLarge,
    ReadingTooSlow,
    document_from_json,
    document_to_json,
    read_guarded,
)  # fmt: skip
from streekwerk.reading.queries import read_with_lines

PLAN = """
= Samen wonen
Een eerste alinea over wonen in de wijk.
#table(columns: 2, table.header([Actie], [Jaar]), [Huizen bouwen], [2027], [Huren], [])
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.pdf"
    path.write_bytes(typeset(PLAN))
    return path


def children() -> list[psutil.Process]:
    """Readings that still run below this process; a browser of another test is not ours to count."""
    below = psutil.Process().children(recursive=True)
    return [child for child in below if "streekwerk.reading.guarded" in child.cmdline()]


def test_the_answer_is_the_one_of_a_plain_reading(plan: Path) -> None:
    reading, document = read_guarded(plan, name="ons plan.pdf")
    plain, lines = read_with_lines(plan, name="ons plan.pdf")
    assert document == lines
    assert json.dumps(reading.to_json()) == json.dumps(plain.to_json())
    assert not children()


def test_progress_names_the_stages_in_order(plan: Path) -> None:
    seen: list[tuple[str, float]] = []
    read_guarded(plan, on_progress=lambda stage, share: seen.append((stage, share)))
    assert [stage for stage, _ in seen] == ["uitpakken", "lezen", "bijsluiter"]
    shares = [share for _, share in seen]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] < 1


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (written([b"0 0 9 9 re f"]), OnlyImages),
        (b"", EmptyFile),
        (b"PK\x03\x04 niets", UnknownFormat),
    ],
)
def test_a_refusal_keeps_its_class_and_sentence(
    tmp_path: Path, content: bytes, refusal: type[DomainError]
) -> None:
    path = tmp_path / "bijlage.bin"
    path.write_bytes(content)
    with pytest.raises(refusal) as raised:
        read_guarded(path, name="bijlage")
    with pytest.raises(refusal) as plain:
        extract_bytes(content, "bijlage")
    assert str(raised.value) == str(plain.value)


def test_what_takes_too_long_is_ended(plan: Path) -> None:
    with pytest.raises(ReadingTooSlow, match=r"langer dan 0\.05 seconden"):
        read_guarded(plan, seconds=0.05)
    assert not children()


def test_what_asks_too_much_memory_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    # 80 MB of white space in one page.
    path.write_bytes(written([b" " * 80_000_000 + shown(60, 700, "tekst")], packed=True))
    with pytest.raises((ReadingTooLarge, ReadingBroke), match="geheugen"):
        read_guarded(path, megabytes=120)
    assert not children()


def test_memory_that_python_asks_is_bounded_too(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("een korte regel van het plan\n" * 400_000, encoding="utf-8")
    with pytest.raises(ReadingTooLarge, match="meer dan 100 MB geheugen"):
        read_guarded(path, megabytes=100)


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "groot.pdf"
    with path.open("wb") as file:
        file.truncate(MAX_MEGABYTES * 1_000_000 + 1)
    with pytest.raises(FileTooLarge, match=f"groter dan {MAX_MEGABYTES} MB"):
        read_guarded(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match=r"weg\.pdf"):
        read_guarded(tmp_path / "weg.pdf")


def test_nothing_is_left_on_disk(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "tijdelijk"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    read_guarded(plan)
    with pytest.raises(ReadingTooSlow):
        read_guarded(plan, seconds=0.05)
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("tags", [True, False])
def test_a_document_survives_json(tags: bool) -> None:
    source = "#set page(header: [Plan])\n" + PLAN + "#pagebreak()\n" * 3 + "fiets"
    document = extract_bytes(typeset(source, tags=tags), "plan.pdf")
    assert document.ignored
    assert document_from_json(json.loads(json.dumps(document_to_json(document)))) == document
