"""What an operator does: open the first network, see what goes wrong unseen, keep and put back."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from killing import Site
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


def told(site: Site, *arguments: str) -> tuple[int, str]:
    """How the command ended, and what it said."""
    process = site.command(*arguments)
    return process.wait(), process.said()


@pytest.mark.slow
def test_a_network_moves_to_another_machine(tmp_path: Path, migrated: Path) -> None:
    file, who = str(tmp_path / "b.tar.gz"), ("--email", "fien@example.org", "--person", "Fien")
    here, there = Site(tmp_path / "here"), Site(tmp_path / "there")
    with closing(here), closing(there):
        here.data.mkdir(exist_ok=True)
        shutil.copy(migrated, here.data / "streekwerk.sqlite3")
        assert told(here, "migrate")[0] == 0
        assert "Wachtwoord vergeten" in told(here, "network", "zonnedorp", "Welzijnsband Zonnedorp", *who)[1]
        assert "Bewaard in" in told(here, "backup", file)[1]
        ended, said = told(here, "backup", file)
        assert (ended, "bestaat al" in said) == (2, True)

        assert "Teruggezet" in told(there, "restore", file)[1]
        assert told(there, "doctor") == (0, "Alles in orde.\n")
        assert "is al van Welzijnsband Zonnedorp" in told(there, "network", "zonnedorp", "X", *who)[1]
        ended, said = told(there, "restore", file)
        assert (ended, "--force" in said) == (2, True)
