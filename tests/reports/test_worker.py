"""A worker that is killed with -9 at any moment: the report is made once, whole, by the next worker."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow

SETUP = """
import sys
sys.path.insert(0, "tests")
from streekwerk.config import operations
operations.prepare()
from people import TODAY, make_cast
from plan_texts import stored_plan
from streekwerk.reports.commands.definitions import kept_definition
from streekwerk.reports.commands.reports import ask_report
from streekwerk.reports.rules.periods import read_period
people = make_cast()
plan = stored_plan(people)
fien = people["fien"]
definition = kept_definition(plan=plan, code="kwartaal", by=fien.actor)
ask_report(definition=definition, period=read_period("2026-K3"), by=fien.actor, user=fien.user, today=TODAY)
"""
WHEN = {
    "before it began": "SELECT 1",
    "while it gathers": "SELECT 1 FROM reports_report WHERE status = 'working'",
    "once it gathered": "SELECT 1 FROM reports_report WHERE facts IS NOT NULL",
    "once it is frozen": "SELECT 1 FROM reports_report WHERE frozen_at IS NOT NULL",
    "after the first file": "SELECT 1 FROM reports_reportfile",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    """The data of a site where one report was asked and no worker ran."""
    data = tmp_path_factory.mktemp("site")
    shutil.copy(migrated, data / "streekwerk.sqlite3")
    subprocess.run([sys.executable, "-c", SETUP], env=environment(data), cwd=ROOT, check=True)
    return data


def environment(data: Path) -> dict[str, str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("STREEKWERK", "DJANGO"))}
    return {**clean, "STREEKWERK_DATA": str(data), "PYTHONPATH": str(ROOT / "src")}


def worker(data: Path, *given: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "streekwerk.cli", "worker", *given]
    return subprocess.Popen(command, env=environment(data), cwd=ROOT, stdout=subprocess.DEVNULL)


def rows(data: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(data / "streekwerk.sqlite3", timeout=30) as database:
        return database.execute(query).fetchall()


@pytest.mark.parametrize("moment", list(WHEN))
def test_killed_at_any_moment_it_is_made_once(moment: str, site: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(site, data)
    killed = worker(data)
    until = time.monotonic() + 240
    while not rows(data, WHEN[moment]) and killed.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    assert rows(data, WHEN[moment])
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    before = rows(data, "SELECT sha256 FROM reports_report WHERE frozen_at IS NOT NULL")

    worker(data, "--until-empty").wait(timeout=120)

    assert rows(data, "SELECT status, progress FROM reports_report") == [("frozen", 100)]
    kinds = rows(data, "SELECT kind, sha256 FROM reports_reportfile ORDER BY kind")
    assert [kind for kind, _ in kinds] == ["docx", "pdf", "xlsx"]
    assert len(rows(data, "SELECT 1 FROM audit_entry WHERE verb = 'report.frozen'")) == 1
    assert len([path for path in (data / "files" / "reports").rglob("*") if path.is_file()]) == 3
    texts = rows(data, "SELECT text FROM reports_reportsentence")
    assert len(texts) == len(set(texts))
    if before:
        assert rows(data, "SELECT sha256 FROM reports_report") == before
