"""A worker killed with -9 while a counting is published: after a restart it is there once, and whole."""

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
from counting import counted, make_territory
from people import make_cast
from streekwerk.campaigns.commands.making import ask_publication
people = make_cast()
campaign = counted(people, make_territory(people))
ask_publication(campaign=campaign, by=people.bo.actor, user=people.bo.user)
"""
PUBLISHING = "streekwerk.campaigns.commands.publishing"


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory, migrated: Path | str) -> Iterator[Callable[[], Site]]:
    """A site where a counting waits to be published and no worker ran."""
    with made(tmp_path_factory.mktemp("killed"), migrated, SETUP) as again:
        yield again


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(f"stop_before('{PUBLISHING}.record')", id="stored and not committed"),
        pytest.param(f"stop_after('{PUBLISHING}._store')", id="just after the commit"),
    ],
)
def test_a_counting_is_published_once(moment: str, waiting: Callable[[], Site]) -> None:
    site = waiting()
    site.kill(f"{moment}\noperations.work(until_empty=True)\n")
    committed = len(site.rows("SELECT 1 FROM campaigns_publication"))
    assert committed == len(site.rows("SELECT 1 FROM campaigns_campaign WHERE published_at IS NOT NULL"))
    assert committed == ("after" in moment)
    site.work()
    assert site.rows("SELECT number, total FROM campaigns_publication") == [(1, 138)]
    assert site.rows("SELECT 1 FROM campaigns_making") == []
    assert site.rows("SELECT COUNT(*) FROM campaigns_basis") == [(1,)]
    assert site.rows("SELECT COUNT(*) FROM audit_entry WHERE verb = 'counting.published'") == [(1,)]
