"""What an operator does: open the first network, see what goes wrong unseen, keep and put back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from people import TODAY
from streekwerk.access.models import operator
from streekwerk.accounts.models import User
from streekwerk.audit.models import Entry
from streekwerk.audit.queries import in_words
from streekwerk.cli import Kind
from streekwerk.config.health import TO_FILES, silent_failures
from streekwerk.config.opening import CodeTaken, NotOpened, open_network
from streekwerk.kernel.errors import DomainError
from streekwerk.network.choices import NetworkKind
from streekwerk.network.models import Network, RoleHolding
from streekwerk.outbox.models import Mail

ROOT = Path(__file__).resolve().parents[2]


def opened(code: str = "zonnedorp", email: str = "fien@example.org") -> Network:
    return open_network(
        code=code,
        name="Welzijnsband Zonnedorp",
        kind=NetworkKind.ASSOCIATION,
        email=email,
        person="Fien",
        by=operator("opdrachtregel"),
        on=TODAY,
    )


@pytest.mark.django_db
def test_an_opened_network_has_one_coordinator() -> None:
    network = opened()
    [holding] = RoleHolding.objects.filter(network=network)
    assert (holding.role, holding.user.email) == ("coordinator", "fien@example.org")
    said = {entry.what for entry in in_words(Entry.objects.filter(network_id=network.pk))}
    assert said == {"opende het netwerk", "gaf een rol"}


@pytest.mark.django_db
def test_the_coordinator_gets_in_through_a_forgotten_password(
    client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    opened()
    settings.EMAIL_BACKEND = "streekwerk.outbox.backend.OutboxBackend"
    client.post(reverse("account_reset_password"), {"email": "fien@example.org"})
    assert "/account/password/reset/key/" in Mail.objects.get(to="fien@example.org").body


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "email", "refusal"),
    [("zonnedorp", "cas@example.org", CodeTaken), ("met spatie", "x@example.org", NotOpened),
     ("maanstad", "geen adres", NotOpened)],
)  # fmt: skip
def test_what_cannot_be_opened_leaves_nothing(code: str, email: str, refusal: type[DomainError]) -> None:
    opened()
    with pytest.raises(refusal):
        opened(code, email)
    assert (Network.objects.count(), User.objects.count()) == (1, 1)


def test_the_command_line_knows_every_kind_of_network() -> None:
    assert {kind.value for kind in Kind} == set(NetworkKind.values)


def waiting_job(age: timedelta) -> None:
    job = DBTaskResult.objects.create(
        task_path="streekwerk.outbox.jobs.deliver",
        args_kwargs={"args": [1], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now() - age,
        status="READY",
    )
    DBTaskResult.objects.filter(pk=job.pk).update(enqueued_at=timezone.now() - age)


@pytest.mark.django_db
def test_work_that_waits_too_long_is_told() -> None:
    waiting_job(timedelta(minutes=4))
    assert silent_failures() == []
    waiting_job(timedelta(minutes=6))
    [said] = silent_failures()
    assert "vijf minuten wacht er werk (1)" in said


@pytest.mark.django_db
def test_mail_that_does_not_leave_is_told() -> None:
    mail = Mail.objects.create(to="an@example.org", subject="Dag", attempts=4, error="Connection refused")
    assert silent_failures() == []
    Mail.objects.filter(pk=mail.pk).update(attempts=5)
    [said] = silent_failures()
    assert "Connection refused" in said


@pytest.mark.django_db
def test_a_public_site_sends_mail_and_is_no_demo(settings: Any) -> None:
    settings.SECURE, settings.DEMO, settings.OUTBOX_TRANSPORT = True, True, TO_FILES
    assert [said.split()[0] for said in silent_failures()] == ["Post", "STREEKWERK_DEMO"]
    settings.SECURE = False
    assert silent_failures() == []


def streekwerk(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command on an installation of its own, on SQLite."""
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("STREEKWERK_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "streekwerk.cli", *arguments],
        env={**env, "STREEKWERK_DATA": str(data), "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_network_moves_to_another_machine(tmp_path: Path, migrated: Path) -> None:
    here, there, file = tmp_path / "here", tmp_path / "there", str(tmp_path / "b.tar.gz")
    here.mkdir()
    shutil.copy(migrated, here / "streekwerk.sqlite3")
    assert streekwerk(here, "migrate").returncode == 0
    done = streekwerk(
        here,
        "network",
        "zonnedorp",
        "Welzijnsband Zonnedorp",
        "--email",
        "fien@example.org",
        "--person",
        "Fien",
    )
    assert "Wachtwoord vergeten" in done.stdout, done.stderr
    assert "Bewaard in" in streekwerk(here, "backup", file).stdout
    again = streekwerk(here, "backup", file)
    assert (again.returncode, "bestaat al" in again.stderr) == (2, True)

    done = streekwerk(there, "restore", file)
    assert "Teruggezet" in done.stdout, done.stderr
    assert streekwerk(there, "doctor").stdout == "Alles in orde.\n"
    taken = streekwerk(there, "network", "zonnedorp", "X", "--email", "x@example.org", "--person", "X")
    assert "is al van Welzijnsband Zonnedorp" in taken.stderr
    refused = streekwerk(there, "restore", file)
    assert (refused.returncode, "--force" in refused.stderr) == (2, True)
