"""`streekwerk indicators propose`."""

from __future__ import annotations

import io
import json
import sys

import pytest

from streekwerk import cli


def run(monkeypatch: pytest.MonkeyPatch, data: bytes, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["streekwerk", "indicators", "propose", *arguments])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    with pytest.raises(SystemExit) as stop:
        cli.main()
    return int(stop.value.code or 0)


def test_json_is_a_list_with_one_object_per_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = "\ufeffAantal deelnemers\r\n\r\nDe ouderraad vergadert min. 2 x per jaar\nstijging van 15% abonnees tegen 2030\n"
    assert run(monkeypatch, data.encode(), "--format", "json") == 0
    out = capsys.readouterr().out
    count, rhythm, growth = json.loads(out)
    assert len(out.splitlines()) == 5
    assert list(count)[:2] == ["text", "measure"]
    assert (count["text"], count["measure"], count["target"]) == ("Aantal deelnemers", "count", None)
    assert rhythm["target"] == {"number": 2, "comparator": ">=", "per": "year"}
    assert (rhythm["frequency"]["times"], rhythm["frequency"]["per"]) == (2, "year")
    assert growth["target"] == {
        "number": 15, "comparator": "increase", "per": None, "unit": "percent", "by": "2030-12-31",
    }  # fmt: skip
    assert growth["instrument"] == "external_data"


def test_people_read_a_line_per_card(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, b"Minstens 2 spreekuren per week\nDraaiboek [b]crisis[/b]") == 0
    out = capsys.readouterr().out
    assert "ritme · minstens 2 per week · tellen in een register" in out
    assert "[b]crisis[/b]" in out
    assert "2 zinnen: 1 × ritme, 1 × oplevering" in out


def test_no_sentence_is_said_clearly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, b" \n\n", "--format", "json") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Geef één indicator per regel" in said.err


def test_a_long_line_is_said_clearly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, b"nota\n" + b"aantal " * 400, "--format", "json") == 0
    said = capsys.readouterr()
    assert len(json.loads(said.out)) == 2
    assert "Regel 2 telt 2.799 tekens" in said.err


def test_words_saved_by_excel_are_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "Eén regioplan geëvalueerd".encode("cp1252"), "-f", "json") == 0
    assert json.loads(capsys.readouterr().out)[0]["text"] == "Eén regioplan geëvalueerd"
