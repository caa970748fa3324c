"""Rooms are entered by their doors; reading stays free of Django."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "streekwerk"

DOORS = {"commands", "queries", "models", "choices", "events", "ports"}

MORE_DOORS = {
    "kernel": {"errors", "numbers", "ooxml", "periods", "words"},
    "analytics": {"engines", "facts", "periods", "places", "publications", "questions"},
    "reading": {"cells", "findings", "guarded", "packages", "table_view"},
    "audit": {"clock"},  # the day a page is about
    "indicators": {
        "files",
        "pages",
        "rules",
    },  # a table out of a file; the picture of a meter; what figures mean, in plain Python
    "network": {"middleware"},  # the type of a request
    "plans": {"exports", "pages"},  # the head of a plan, offering to undo, tables on their way to a file
    "ui": {
        "addresses",
        "charts",
        "dutch",
        "glossary",
        "icons",
        "source",
        "tree",
    },  # words and components for pages
}

WIRING = {"config", "cli"}
"""The top of the house: may reach into any room."""


def imports(path: Path) -> list[tuple[str, str]]:
    """Rooms and modules of ours that a file imports."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = (
                [node.module]
                if len(node.module.split(".")) > 2
                else [f"{node.module}.{a.name}" for a in node.names]
            )
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "streekwerk" and len(parts) > 2:
                found.append((parts[1], parts[2]))
    return found


FILES = [
    path
    for path in sorted(SOURCE.rglob("*.py"))
    if "migrations" not in path.parts and path.relative_to(SOURCE).parts[0] not in WIRING | {"cli.py"}
]


def test_another_room_is_entered_by_its_door() -> None:
    through_walls = [
        f"{path.relative_to(SOURCE)}: {room}.{module}"
        for path in FILES
        for room, module in imports(path)
        if room != path.relative_to(SOURCE).parts[0] and module not in DOORS | MORE_DOORS.get(room, set())
    ]
    assert through_walls == []


def test_reading_loads_no_django() -> None:
    code = "import sys, streekwerk.reading.queries, streekwerk.reading.findings; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_files_stay_short() -> None:
    long = [path for path in FILES if len(path.read_text(encoding="utf-8").splitlines()) > 400]
    assert long == [], "split these files"
