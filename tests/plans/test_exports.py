"""What leaves as a file comes back as it was: through the reader, as JSON, and in another office program."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from people import Cast
from plan_texts import store_reading, stored_plan
from streekwerk.plans.choices import LEVEL_LABELS
from streekwerk.plans.exports import as_csv, as_docx, as_json, as_xlsx, contents_of, sheet_of_nodes
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, Plan
from streekwerk.plans.queries import Selection
from streekwerk.reading.dialects.own_export import EXTRA, KINDS
from streekwerk.reading.extract import extract
from streekwerk.reading.models import Reading
from streekwerk.reading.queries import read_file, read_with_lines

SAMPLE = Path(__file__).resolve().parents[2] / "sample" / "documents"
DOCUMENTS = sorted(path for path in SAMPLE.iterdir() if path.suffix in (".txt", ".docx", ".xlsx", ".pdf"))


def written(plan: Plan, kind: str, folder: Path, **chosen: Any) -> Path:
    contents = contents_of(plan, Selection(**chosen))
    made = {
        "xlsx": lambda: as_xlsx(sheet_of_nodes(contents)),
        "csv": lambda: as_csv(sheet_of_nodes(contents)),
        "docx": lambda: as_docx(contents),
        "json": lambda: as_json(contents),
    }[kind]()
    path = folder / f"plan.{kind}"
    path.write_bytes(made)
    return path


def one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def outline(reading: Reading) -> list[tuple[Any, ...]]:
    """Every node with what hangs on it, by place in the text: ids differ from file to file."""
    at = {node.id: place for place, node in enumerate(reading.nodes)}
    hanging: dict[str | None, list[str]] = {}
    for item in reading.indicators:
        hanging.setdefault(item.node, []).append(one_line(item.text))
    return [
        (
            at.get(node.parent or ""),
            node.level,
            one_line(node.code),
            one_line(node.title),
            one_line(node.text),
            {
                one_line(label): one_line(text)
                for label, text in node.fields.items()
                if text and label not in EXTRA
            },
            (node.start.date, node.start.precision) if node.start else None,
            (node.end.date, node.end.precision) if node.end else None,
            hanging.get(node.id, []),
        )
        for node in reading.nodes
    ]


def sample_plan(people: Cast, document: Path) -> tuple[Plan, Reading]:
    reading, read = read_with_lines(document)
    plan = store_reading(
        what=reading,
        lines=[[line.text, line.where, line.page] for line in read.lines],
        original=b"x",
        name=document.name,
        network=people.zonnedorp,
        by=people.bo.actor,
    )
    return plan, Reading.from_json(json.loads(as_json(contents_of(plan, Selection()))))


@pytest.mark.one_engine
@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.suffix)
def test_a_plan_that_leaves_comes_back_as_it_was(people: Cast, tmp_path: Path, document: Path) -> None:
    """Nodes, parents, levels, codes, titles, texts, fields, dates and indicators; blank lines and runs of
    spaces are not kept, nor are the decisions and figures, which stand in the JSON only. What the product adds,
    such as "te laat", comes back as a field."""
    plan, before = sample_plan(people, document)
    for kind in ("docx", "xlsx", "csv"):
        after = read_file(written(plan, kind, tmp_path))
        assert after.dialect == "own_export", kind
        assert outline(after) == outline(before), kind


@pytest.mark.parametrize("kind", ["docx", "xlsx", "csv"])
def test_milestones_and_words_of_a_level_come_back(plan: Plan, tmp_path: Path, kind: str) -> None:
    reading = read_file(written(plan, kind, tmp_path))
    (milestone,) = reading.milestones
    assert milestone.text == "Opening voorjaar 2028"
    assert (milestone.when.date, milestone.when.precision) == ("2028-03-01", "season")
    assert [node.level_label for node in reading.nodes] == ["Beleidsdoelstelling", None, None]
    assert reading.title in ("Samen wonen", None)
    assert reading.unplaced == []


def test_labels_of_the_sheet_are_kept_apart_from_ours(plan: Plan, tmp_path: Path) -> None:
    node = Node.objects.get(plan=plan, code="Actie 1")
    node.fields = [{"label": "Indicatoren", "text": "zie onder"}, {"label": "Start", "text": "snel"}]
    node.save()
    reading = read_file(written(plan, "docx", tmp_path))
    assert reading.nodes[1].fields["Indicatoren"] == "zie onder"
    assert reading.nodes[1].fields["Start"] == "snel"
    assert [item.text for item in reading.indicators] == ["Aantal gevonden huizen"]


def test_the_words_for_levels_are_those_of_the_product() -> None:
    words = {label: level for level, (label, _) in LEVEL_LABELS.items()}
    assert words == KINDS


def test_json_is_a_reading_that_knows_more(plan: Plan, client: Client, people: Cast) -> None:
    Node.objects.filter(plan=plan, code="Actie 1").update(priority="priority", external_code="VL-1")
    client.force_login(people["gus"].user)
    answer = client.get(reverse("plans:export", args=[plan.pk, "tabel", "json"]))
    assert answer["Content-Type"] == "application/json"
    data = json.loads(answer.content)
    reading = Reading.from_json(data)
    assert [node.title for node in reading.nodes] == [node.title for node in Node.objects.filter(plan=plan)]
    assert reading.period == ("2026-01-01", "2028-12-31")
    assert len(reading.unplaced) == 1
    goal, action, _ = data["nodes"]
    assert goal["priority"] == {"own": "", "effective": True, "said": "prioritair, omdat Actie 1 het is"}
    assert action["externerapporteringscode"] == "VL-1"
    assert action["korteOmschrijving"] == "Een huis voor starters"
    assert action["url"].startswith("http://testserver/plannen/")


def test_the_stored_json_makes_the_same_plan_again(people: Cast, plan: Plan) -> None:
    reading = Reading.from_json(json.loads(as_json(contents_of(plan, Selection()))))
    again = stored_plan(people, reading=reading)
    for model in (Node, IndicatorSentence, Milestone):
        assert model.objects.filter(plan=again).count() == model.objects.filter(plan=plan).count()


def test_a_selection_stands_under_what_is_left(plan: Plan, tmp_path: Path) -> None:
    data = json.loads(written(plan, "json", tmp_path, level="action").read_text())
    assert [node["parent"] for node in data["nodes"]] == [None, None]
    assert data["selection"] == {"niveau": "action"}
    assert data["unplaced"] == []
    assert len(read_file(written(plan, "docx", tmp_path, level="action")).nodes) == 2


def test_word_is_a_document_of_its_own_kind(plan: Plan, tmp_path: Path) -> None:
    document = Document(str(written(plan, "docx", tmp_path)))
    assert document.core_properties.title == "Samen wonen"
    assert document.core_properties.language == "nl-BE"
    styles = [(each.style.name, each.text) for each in document.paragraphs if each.text]
    assert styles[0] == ("Title", "Samen wonen")
    assert ("Heading 1", "Doel 1 Iedereen een dak") in styles
    assert ("Heading 2", "Actie 2 Noodwoning delen") in styles
    xml = document.element.xml
    assert xml.count("<w:tblHeader/>") == len(document.tables)
    assert 'w:val="nl-BE"' in document.styles.element.xml
    assert "PAGE" in document.sections[0].footer._element.xml


def test_every_field_of_the_sheet_is_a_column(plan: Plan, tmp_path: Path) -> None:
    rows = list(openpyxl.load_workbook(written(plan, "xlsx", tmp_path)).active.values)  # type: ignore[union-attr]
    head = [str(cell) for cell in rows[0]]
    assert head[:3] == ["Niveau", "Code", "Titel"]
    assert {"Timing", "Partners", "Indicatoren", "Mijlpalen", "Prioriteit", "Nummer", "Onder"} <= set(head)
    assert rows[2][head.index("Timing")] == "Start in 2026 Einde 31/12/2027"


def test_a_title_that_xml_cannot_hold_leaves_clean(plan: Plan, tmp_path: Path) -> None:
    Node.objects.filter(plan=plan, code="Actie 1").update(title="Een <huis> & \x0btuin\x01 voor")
    reading = read_file(written(plan, "docx", tmp_path))
    assert reading.nodes[1].title == "Een <huis> & tuin voor"


@pytest.mark.one_engine
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_another_office_program_opens_it(people: Cast, tmp_path: Path, kind: str) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) staat hier niet")
    plan, _ = sample_plan(people, next(path for path in DOCUMENTS if path.suffix == ".docx"))
    path = written(plan, kind, tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pdf = (tmp_path / "plan.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    assert "Onthaalpunten" in " ".join(line.text for line in extract(tmp_path / "plan.pdf", "plan.pdf").lines)


def test_a_neighbour_takes_home_what_the_plan_says(
    plan: Plan, client: Client, people: Cast, tmp_path: Path
) -> None:
    """Not who keeps it going, how it goes, what is wrong with it or where it stood."""
    Plan.objects.filter(pk=plan.pk).update(status="adopted")
    Node.objects.filter(plan=plan, code="Actie 1").update(steward=people.an.user, status="blocked")
    client.force_login(people.cas.user)
    for kind in ("csv", "json", "docx", "xlsx"):
        answer = client.get(reverse("plans:export", args=[plan.pk, "tabel", kind]))
        assert answer.status_code == 200
        if kind == "xlsx":
            rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.values  # type: ignore[union-attr]
            said = " ".join(str(cell) for row in rows for cell in row)
        elif kind == "docx":
            said = Document(io.BytesIO(answer.content)).element.xml
        else:
            said = answer.content.decode()
        assert "Een huis voor starters" in said
        for hidden in (
            "Bevindingen",
            "Regels in de bron",
            "geblokkeerd",
            "blocked",
            people.an.user.name + '"',
        ):
            assert hidden not in said, (kind, hidden)
