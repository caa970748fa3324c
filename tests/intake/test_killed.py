"""A process killed with -9 while a document or a workbook is read, or its cells are taken over.

Whatever the moment, after a restart it is done once and whole: nothing half, nothing twice, nothing lost.
"""

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
from people import make_cast
from plan_texts import stored_plan
from intake.test_workbook_walk import twelve
from intake.workbooks import sent_out, worked_on
people = make_cast()
plan = stored_plan(people)
_, content = sent_out(plan, people.bo)
Path(operations.os.environ["STREEKWERK_DATA"], "back.xlsx").write_bytes(worked_on(content, twelve))
"""
PEOPLE = """
from streekwerk.access.models import Actor
from streekwerk.accounts.models import User
from streekwerk.network.queries import actor_of
from streekwerk.plans.models import Plan
from people import TODAY
plan = Plan.objects.select_related("network").get()
user = User.objects.get(email__startswith="bo")
by = actor_of(user, TODAY)
"""
HAND_IN = f"""{PEOPLE}
from django.core.files.uploadedfile import SimpleUploadedFile
from streekwerk.intake.commands.workbooks import hand_in_workbook
content = Path(operations.os.environ["STREEKWERK_DATA"], "back.xlsx").read_bytes()
hand_in_workbook(plan=plan, file=SimpleUploadedFile("terug.xlsx", content), user=user, by=by)
"""
UPLOAD = f"""{PEOPLE}
from django.core.files.uploadedfile import SimpleUploadedFile
from intake.test_uploads import TEXT
from streekwerk.intake.commands.uploads import hand_in
hand_in(network=plan.network, file=SimpleUploadedFile("nieuw.txt", TEXT.encode()), user=user, by=by)
"""
WORK = "\noperations.work(until_empty=True)\n"
WORKBOOKS, UPLOADS, JOB = (
    f"streekwerk.intake.commands.{name}" for name in ("workbooks", "uploads", "writing_job")
)
ARRIVING, HANDED = f"stop_before('{WORKBOOKS}.record')", "pass"
AS_PLAN = (
    "SELECT id, title, text, fields, status, end_words, external_code, version FROM plans_node ORDER BY id"
)
STATES = "SELECT state, batch, COUNT(*) FROM intake_workbookchange GROUP BY state, batch"
LOG = "SELECT COUNT(*) FROM audit_entry WHERE verb = '{}'"


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory, migrated: Path | str) -> Iterator[Callable[[], Site]]:
    """A site with a plan, and on its disk a workbook of it with twelve other cells."""
    with made(tmp_path_factory.mktemp("killed"), migrated, SETUP) as again:
        yield again


@pytest.fixture
def site(made_once: Callable[[], Site]) -> Site:
    return made_once()


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(ARRIVING, id="while it is handed in"),
        pytest.param(HANDED, id="once handed in"),
        pytest.param("stop_at_task()", id="taken and not begun"),
        pytest.param(f"stop_after('{WORKBOOKS}.grids_guarded')", id="once read"),
        pytest.param(f"stop_after('{WORKBOOKS}.compare_again')", id="compared and not committed"),
        pytest.param(f"stop_before('{WORKBOOKS}.let_go')", id="just after the commit"),
    ],
)
def test_a_workbook_is_read_once(moment: str, site: Site) -> None:
    site.kill(f"{moment}\n{HAND_IN}\nstop() if {moment == HANDED} else None{WORK}")
    if moment == ARRIVING:
        # The person sees no page, and hands it in again.
        assert site.rows("SELECT 1 FROM intake_workbookreturn") == []
        site.run(HAND_IN)
    site.work()
    assert site.rows("SELECT status, message, file FROM intake_workbookreturn") == [("open", "", "")]
    assert site.rows(STATES) == [("open", 0, 12)]
    assert site.rows(LOG.format("workbook.returned")) == [(1,)]
    # A file of which no row was ever written may stay behind; what was read does not.
    assert len(site.files("workbooks")) == (moment == ARRIVING)


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("stop_at_task()", id="taken and not begun"),
        pytest.param(f"stop_after('{UPLOADS}.read_within_limits')", id="once read"),
        pytest.param(f"stop_after('{UPLOADS}.keep_document')", id="kept and not committed"),
        pytest.param(f"stop_before('{UPLOADS}.let_go')", id="just after the commit"),
    ],
)
def test_a_document_is_read_once(moment: str, site: Site) -> None:
    documents = site.rows("SELECT COUNT(*) FROM plans_sourcedocument")[0][0]
    site.kill(f"{moment}\n{UPLOAD}{WORK}")
    site.work()
    assert site.rows(
        "SELECT status, message, progress, file FROM intake_upload WHERE name = 'nieuw.txt'"
    ) == [("done", "", 100, "")]
    assert site.rows("SELECT status FROM intake_review ORDER BY id DESC LIMIT 1") == [("open",)]
    assert site.rows("SELECT COUNT(*) FROM plans_sourcedocument") == [(documents + 1,)]
    assert site.files("uploads") == []


ACCEPT = f"""
from streekwerk.intake.commands import writing_job
from streekwerk.intake.models import WorkbookReturn
from people import TODAY
returned = WorkbookReturn.objects.select_related("plan").get()
user = returned.by
from streekwerk.network.queries import actor_of
by = actor_of(user, TODAY)
writing_job.queue_writing(returned=returned, what=WHAT, batch=1, user=user, by=by)
{WORK}"""
MANY = "streekwerk.plans.commands.many"
CHANGED = f"stop_after('{MANY}.change_nodes')"
DECIDED = "stop_before('streekwerk.intake.commands.deciding.settle')"
COMMITTED = "stop_before('streekwerk.intake.halfway.forget')"


@pytest.mark.parametrize(
    ("what", "moment"),
    [
        pytest.param("all", "stop_at_task()", id="taking over, not begun"),
        pytest.param("all", CHANGED, id="taking over, texts written"),
        pytest.param("all", DECIDED, id="taking over, all written and not committed"),
        pytest.param("all", COMMITTED, id="taking over, just after the commit"),
        pytest.param("undo", CHANGED, id="undoing, texts written"),
        pytest.param("undo", COMMITTED, id="undoing, just after the commit"),
    ],
)
def test_cells_are_taken_over_or_put_back_once(what: str, moment: str, site: Site) -> None:
    original = site.rows(AS_PLAN)
    site.run(HAND_IN + WORK)
    if what == "undo":
        site.run(ACCEPT.replace("WHAT", "'all'"))
    before, committed = site.rows(AS_PLAN), moment == COMMITTED
    site.kill(moment + ACCEPT.replace("WHAT", f"'{what}'"))
    ended = "done" if what == "all" else "open"
    assert (site.rows(AS_PLAN) == before) != committed
    assert site.rows("SELECT status FROM intake_workbookreturn") == [(ended if committed else "writing",)]

    site.work()

    after = site.rows(AS_PLAN)
    changed = [now[0] for now, then in zip(after, original, strict=True) if now[1:-1] != then[1:-1]]
    assert len(changed) == (2 if what == "all" else 0)
    # Each command raises the version of its node once, however often the job was begun.
    raised = sum(now[-1] - then[-1] for now, then in zip(after, original, strict=True))
    assert raised == (5 if what == "all" else 10)
    assert site.rows(STATES) == [("accepted", 1, 12) if what == "all" else ("open", 0, 12)]
    assert site.rows("SELECT status, message FROM intake_workbookreturn") == [(ended, "")]
    assert site.rows(LOG.format("workbook.taken")) == [(1,)]
    assert site.rows(LOG.format("workbook.undone")) == [(0 if what == "all" else 1,)]
    assert site.rows(LOG.format("progress.reported")) == [(1,)]
    assert site.rows("SELECT COUNT(*) FROM plans_progress") == [(1,)]
