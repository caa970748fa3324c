"""Measurements leave by one door: whatever shows figures asks the gate."""

from __future__ import annotations

import ast
from pathlib import Path

ROOM = Path(__file__).resolve().parents[3] / "src" / "streekwerk"
GATE = {
    "indicators/queries/stored.py",  # what the gate reads
    "indicators/queries/entry.py",  # the entry grid: who gathers figures, and a contact its own row
    "config/region_past.py",  # the sample region says since when its figures are known
}
MAY_HIDE = {"indicators/measures/figures.py"}
"""Recipes: start at `visible_to`, and keep a figure back of which a record may not be seen."""


def raw_reads(path: Path) -> list[int]:
    """The lines on which `Measurement.objects` is read without `visible_to` right behind it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    safe = {
        node.func.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "visible_to"
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "objects"
        and isinstance(node.value, ast.Name)
        and node.value.id == "Measurement"
        and node not in safe
    ]


FILES = [path for path in sorted(ROOM.rglob("*.py")) if "migrations" not in path.parts]


def test_the_finder_finds(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text("Measurement.objects.filter()\nMeasurement.objects.visible_to(actor).live()\n")
    assert raw_reads(path) == [1]


def test_only_the_gate_and_commands_read_figures_as_they_were_given() -> None:
    found = {}
    for path in FILES:
        name = str(path.relative_to(ROOM))
        if name not in GATE | MAY_HIDE and "/commands/" not in name:
            found[name] = raw_reads(path)
    assert {name: reads for name, reads in found.items() if reads} == {}, (
        "ask queries.cells, or start at visible_to"
    )


def test_only_the_gate_uses_what_it_reads() -> None:
    uses = [
        str(path.relative_to(ROOM))
        for path in FILES
        if "queries.stored import" in path.read_text(encoding="utf-8")
    ]
    assert uses == ["indicators/queries/cells.py"]
