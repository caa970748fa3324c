"""The sample documents: made again from their content, and read as they were meant."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from streekwerk.reading.models import Reading
from streekwerk.reading.queries import read_file

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / "sample" / "documents"
PLAN = "welzijnsbond-heidebrug-meerjarenplan-2026-2031.txt"
SHEETS = "elz-vennenrand-beleids-en-actieplan-2025-2028.docx"
TABLE = "streekplatform-heide-en-nete-actietabel-2026-2030.xlsx"
ZONE = "zorgkring-netebogen-zoneplan-2025-2030.pdf"
ALL = (PLAN, SHEETS, TABLE, ZONE)


@pytest.fixture(scope="module")
def made_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    subprocess.run([sys.executable, "-m", "sample.make", str(folder)], cwd=ROOT, check=True)
    return folder


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {name: read_file(DOCUMENTS / name) for name in ALL}


def words_of(path: Path) -> list[str]:
    """Everything a person sees in the file, by a library that Streekwerk itself does not read with."""
    match path.suffix:
        case ".docx":
            word = docx.Document(str(path))
            cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
            return [*(paragraph.text for paragraph in word.paragraphs), *cells]
        case ".xlsx":
            page = openpyxl.load_workbook(path).active
            return [f"{cell.value} {cell.fill.fgColor.rgb}" for row in page.iter_rows() for cell in row]
        case ".pdf":
            return [page.extract_text() for page in PdfReader(path).pages]
        case _:
            return path.read_text(encoding="utf-8").splitlines()


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_a_document_is_what_its_content_makes_of_it(name: str, made_again: Path) -> None:
    assert words_of(DOCUMENTS / name) == words_of(made_again / name), "run: python -m sample.make"


@pytest.mark.slow
def test_nothing_else_lies_among_the_documents(made_again: Path) -> None:
    assert (
        {path.name for path in DOCUMENTS.iterdir()}
        == {path.name for path in made_again.iterdir()}
        == set(ALL)
    )


# What each document holds by hand count (see sample/README.md), not what a reader happens to find.
MEANT = {
    PLAN: {"goal": 6, "action_plan": 29, "action": 61, "indicators": 106},
    SHEETS: {
        "domain": 3,
        "strategic_objective": 5,
        "operational_objective": 8,
        "action": 18,
        "indicators": 48,
    },
    TABLE: {"domain": 6, "project": 12, "action": 48, "indicators": 66},
    ZONE: {"goal": 5, "action": 29, "indicators": 39},
}
PERIODS = {
    PLAN: ("2026-01-01", "2031-12-31"),
    SHEETS: ("2025-01-01", "2028-12-31"),
    TABLE: ("2026-01-01", "2030-12-31"),
    ZONE: ("2025-01-01", "2030-12-31"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_a_document_reads_as_it_was_meant(name: str, readings: dict[str, Reading]) -> None:
    reading = readings[name]
    counted = Counter(node.level for node in reading.nodes) | {"indicators": len(reading.indicators)}
    assert {kind: counted[kind] for kind in MEANT[name]} == MEANT[name]


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_the_period_of_a_plan_is_read(name: str, readings: dict[str, Reading]) -> None:
    assert readings[name].period == PERIODS[name]


@pytest.mark.slow
def test_the_name_in_the_title_above_a_table_is_taken_whole(readings: dict[str, Reading]) -> None:
    assert readings[TABLE].organisation == "Streekplatform Heide & Nete"


@pytest.mark.slow
def test_rows_away_from_their_heading_wait_for_a_person(readings: dict[str, Reading]) -> None:
    waiting = " ".join(item.text for item in readings[PLAN].unplaced)
    assert "Om de twee jaar een telling" in waiting
    assert "Een gedeelde woonbegeleider voor de kleinste gemeenten" in waiting


# Rule and words of the finding: the deliberate mistakes listed in sample/README.md.
MISTAKES = [
    (PLAN, "figures.share", "66,7 %"),
    (PLAN, "figures.growth", "34,6 %"),
    (PLAN, "text.cut_off", "waarin de afspraken met de"),
    (PLAN, "numbering.order", "“3)” ontbreekt"),
    (PLAN, "numbering.order", "twee keer"),
    (PLAN, "dates.target_after_plan", "31/12/2033"),
    (PLAN, "targets.baseline", "budgetmeters"),
    (PLAN, "targets.baseline", "websitebezoekers"),
    (PLAN, "terms.to_define", "energiearme gezinnen"),
    (PLAN, "placement.displaced", "Welzijnsbond Heidebrug zorgt samen"),
    (SHEETS, "figures.share", "4.584 / 38.200 = 12 %"),
    (SHEETS, "figures.direction", "55,1"),
    (SHEETS, "dates.milestone_after_action", "voorjaar 2026"),
    (SHEETS, "dates.milestone_after_action", "30/06/2028"),
    (SHEETS, "dates.milestone_after_action", "15/02/2027"),
    (SHEETS, "references.dangling", "ACTIE 19"),
    (SHEETS, "dates.decision_order", "22/02/2024"),
    (SHEETS, "missing.heading_text", "Onze waarden"),
    (SHEETS, "missing.end", "Actie 6"),
    (SHEETS, "missing.field_text", "“Out of scope” in Actie 4"),
    (SHEETS, "numbering.through_plan", "“Actie 12” ontbreekt"),
    (SHEETS, "numbering.same_number", "Actie 11"),
    (SHEETS, "terms.to_define", "zorgmijder"),
    (SHEETS, "targets.baseline", "stijgt het aantal mantelzorgers"),
    (SHEETS, "contradiction.means", "Geen extra budget voorzien"),
    (TABLE, "figures.growth", "50 %"),
    (TABLE, "dates.start_after_end", "Actie 2.5"),
    (TABLE, "dates.milestone_after_action", "Loopt tot eind 2029"),
    (TABLE, "numbering.order", "“2.4” ontbreekt"),
    (TABLE, "missing.field_text", "“Einde” in “Mentorwerking"),
    (TABLE, "targets.baseline", "vragen aan de balie"),
    (TABLE, "references.dangling", "geen 9.4"),
    (TABLE, "missing.indicator", "Opleiding omgaan met agressie"),
    (TABLE, "dates.action_outside_plan", "30/06/2032"),
    (ZONE, "figures.share", "35 %"),
    (ZONE, "totals.sum", "niet 2.240"),
    (ZONE, "missing.end", "Avondzitdag"),
    (ZONE, "dates.milestone_after_action", "15/03/2027"),
    (ZONE, "numbering.order", "“3.3” ontbreekt"),
    (ZONE, "targets.baseline", "Actie 2.6"),
    (ZONE, "terms.to_define", "kwetsbaar gezin"),
    (ZONE, "missing.heading_text", "Wat nog onderzocht wordt"),
    (ZONE, "references.dangling", "geen 6.3"),
    (ZONE, "dates.action_outside_plan", "2026 - 2031"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "rule", "words"), MISTAKES)
def test_a_deliberate_mistake_is_found(
    name: str, rule: str, words: str, readings: dict[str, Reading]
) -> None:
    messages = [finding.message for finding in readings[name].findings if finding.rule == rule]
    assert any(words in message for message in messages), messages
