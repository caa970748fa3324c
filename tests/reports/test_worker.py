"""A worker that is killed with -9 at any moment: the report is made once, whole, by the next worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from killing import Site, made

# The database is the site's own; the mark has the tests run on PostgreSQL as well.
pytestmark = [pytest.mark.slow, pytest.mark.django_db]

SETUP = """
from django.conf import settings
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # seven people in no time
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
def asked(tmp_path_factory: pytest.TempPathFactory, migrated: Path | str) -> Iterator[Callable[[], Site]]:
    """A site where one report was asked and no worker ran."""
    with made(tmp_path_factory.mktemp("killed"), migrated, SETUP) as again:
        yield again


@pytest.mark.parametrize("moment", list(WHEN))
def test_killed_at_any_moment_it_is_made_once(moment: str, asked: Callable[[], Site]) -> None:
    site = asked()
    killed = site.command("worker")
    killed.until(lambda: site.rows(WHEN[moment]))
    assert site.rows(WHEN[moment])
    killed.kill()
    before = site.rows("SELECT sha256 FROM reports_report WHERE frozen_at IS NOT NULL")

    site.work()

    assert site.rows("SELECT status, progress FROM reports_report") == [("frozen", 100)]
    kinds = site.rows("SELECT kind, sha256 FROM reports_reportfile ORDER BY kind")
    assert [kind for kind, _ in kinds] == ["docx", "pdf", "xlsx"]
    assert len(site.rows("SELECT 1 FROM audit_entry WHERE verb = 'report.frozen'")) == 1
    assert len(site.files("reports")) == 3
    texts = site.rows("SELECT text FROM reports_reportsentence")
    assert len(texts) == len(set(texts))
    if before:
        assert site.rows("SELECT sha256 FROM reports_report") == before
