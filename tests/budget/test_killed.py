"""The site killed with -9 while a file of the accounting package is taken in: all of it or nothing, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from killing import READY, Site, made

# The database is the site's own; the mark has the tests run on PostgreSQL as well.
pytestmark = [pytest.mark.slow, pytest.mark.django_db]

LOADED = f"""
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "streekwerk.config.settings_test"
{READY}
from django.test import Client
from django.test.utils import setup_test_environment
from streekwerk.accounts.models import User
from streekwerk.budget.models import BudgetImport
setup_test_environment()
"""
SETUP = """
from budget.test_importing import TWO, upload
from people import make_cast
from plan_texts import stored_plan
people = make_cast()
upload(people, stored_plan(people), TWO)
"""
SEND = """
person = Client()
person.force_login(User.objects.get(email__startswith="an@"))
address = f"/budget/inlezen/{BudgetImport.objects.get().pk}/"
page = person.get(address)
sent = {"stap": "inlezen", "base": page.context["found"].base}
# HERE
print(person.post(address, sent, follow=True).content.decode())
"""
LINES = (
    "SELECT node_id, year, direction, planned FROM budget_budgetline WHERE archived_at IS NULL ORDER BY id"
)
IMPORTING = "streekwerk.budget.commands.importing"


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory, migrated: Path | str) -> Iterator[Callable[[], Site]]:
    """A site on which a file was handed in and looked at."""
    with made(tmp_path_factory.mktemp("killed"), migrated, SETUP, ready=LOADED) as again:
        yield again


@pytest.mark.parametrize(
    ("moment", "committed"),
    [
        pytest.param(f"stop_after('{IMPORTING}._Storing._add')", False, id="after the first amount"),
        pytest.param(f"stop_before('{IMPORTING}.refresh_findings')", False, id="all amounts, not committed"),
        pytest.param(
            "stop_before('streekwerk.budget.views.importing.messages.success')", True, id="committed"
        ),
    ],
)
def test_a_file_is_taken_in_once(moment: str, committed: bool, made_once: Callable[[], Site]) -> None:
    site = made_once()
    site.kill(SEND.replace("# HERE", moment))
    assert len(site.rows(LINES)) == (2 if committed else 0)
    assert (site.rows("SELECT stored_at FROM budget_budgetimport") != [(None,)]) == committed

    # Nobody knows what became of it: the person opens the same page again and goes on.
    said = site.run(SEND)

    assert ("Er veranderde niets: elk bedrag stond er al." if committed else "2 bedragen ingelezen.") in said
    assert len(site.rows(LINES)) == 2
    assert len(set(site.rows(LINES))) == 2
    for verb, times in (("budget.imported", 1), ("budget.line_added", 2)):
        assert site.rows(f"SELECT COUNT(*) FROM audit_entry WHERE verb = '{verb}'") == [(times,)]
    assert site.rows("SELECT COUNT(*) FROM budget_budgetimport") == [(1,)]
