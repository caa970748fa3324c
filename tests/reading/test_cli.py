"""`streekwerk read`."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from streekwerk import cli
from streekwerk.reading.models import Reading
from streekwerk.reading.queries import read_file
from streekwerk.reading.table_view import show

PLAN = Path(__file__).parent / "plans" / "werven.txt"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["streekwerk", *arguments])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    return int(stop.value.code or 0)


def test_json_is_a_reading_that_can_be_read_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "read", str(PLAN), "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["format"] == "streekwerk-reading/1"
    assert data["source"]["name"] == "werven.txt"
    assert data["source"]["lines"] == len(PLAN.read_text().split("\n"))
    assert json.loads(json.dumps(Reading.from_json(data).to_json())) == data


def test_a_table_is_for_people() -> None:
    out = StringIO()
    show(read_file(PLAN), Console(file=out, width=140))
    text = out.getvalue()
    assert "Actieplan kinderarmoede 2025-2030" in text
    assert "Actie 1.1 Huurloket voor jonge gezinnen" in text
    assert "4 acties" in text
    assert "1/1/2025 tot 31/12/2030" in text


def test_the_tray_and_the_questions_are_shown(tmp_path: Path) -> None:
    plan = tmp_path / "nota.txt"
    plan.write_text("losse zin zonder plaats, met 1.550 gezinnen en 5.9%.")
    out = StringIO()
    show(read_file(plan), Console(file=out, width=140))
    assert "Te plaatsen (1)" in out.getvalue()
    assert "Te beantwoorden (1)" in out.getvalue()


def test_a_refusal_is_one_sentence_and_status_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(monkeypatch, "read", str(tmp_path / "weg.txt")) == 2
    assert run(monkeypatch, "read", str(PLAN), "--dialect", "klingon") == 2
    missing, dialect = capsys.readouterr().err.splitlines()
    assert missing == "“weg.txt” kan niet worden geopend: het bestaat niet. Controleer het pad en de rechten."
    assert dialect.startswith("Er is geen dialect “klingon”. Kies uit ")
    assert "fiche" in dialect


def test_reading_does_not_import_django() -> None:
    code = (
        "import sys; from pathlib import Path; from streekwerk import cli;"
        "from streekwerk.reading.queries import read_file;"
        f"read_file(Path({str(PLAN)!r})); print('django' in sys.modules, 'docx' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["False", "False"]
