"""Fixtures of the browser tests: a region in the database, people who sit behind a browser.

The tests run in the thread of the browser, so they see what a person sees and nothing of the database.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings

from browser.region import PASSWORD, Region, make_networks_and_people, make_states, sessions
from browsers import PATIENCE, Chromium
from streekwerk.accounts.models import User
from streekwerk.network.models import Network, RoleHolding

SECOND = 1000
SLOW_LINE = float(os.environ.get("STREEKWERK_SLOW_LINE", 0))  # milliseconds that each answer comes later
REFUSED = "Failed to load resource: the server responded with a status of 4"

Visit = Callable[..., Any]


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: Any) -> bool | None:
    """Run the test itself in the thread of the browser."""
    given = pyfuncitem.funcargs
    if "chromium" not in given:
        return None
    given["chromium"].run(pyfuncitem.obj, **{name: given[name] for name in pyfuncitem._fixtureinfo.argnames})
    return True


def read_region(to: Path, unblock: Any) -> None:
    """Read the region into this folder: its database, its originals, the keys of its places."""
    from django.conf import settings

    storage = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": to / "files"},
    }
    before, after = sqlite3.connect(":memory:"), sqlite3.connect(to / "region.sqlite3")
    with unblock(), override_settings(STORAGES={**settings.STORAGES, "default": storage}):
        connection.ensure_connection()
        connection.connection.backup(before)
        make_networks_and_people()
        places = make_states()
        connection.connection.backup(after)
        before.backup(connection.connection)
    before.close()
    after.close()
    (to / "places.json").write_text(json.dumps(places), encoding="utf-8")


@pytest.fixture(scope="session")
def _stored_region(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> tuple[sqlite3.Connection, Path, dict[str, int | str]]:
    """The region, read once for all processes and kept beside the test database.

    Copying it back takes milliseconds.
    """
    if connection.vendor != "sqlite":
        pytest.skip("the browser tests copy an SQLite database")
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "region"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "places.json").exists():
            read_region(shared, django_db_blocker.unblock)
    stored = sqlite3.connect(":memory:", check_same_thread=False)
    with closing(sqlite3.connect(shared / "region.sqlite3")) as kept:
        kept.backup(stored)
    return stored, shared / "files", json.loads((shared / "places.json").read_text(encoding="utf-8"))


@pytest.fixture
def region(transactional_db: None, _stored_region: Any, tmp_path: Path) -> Region:
    """The sample region in the test database, with its originals, and everybody signed in somewhere."""
    stored, files, places = _stored_region
    stored.backup(connection.connection)
    shutil.copytree(files, tmp_path / "files")
    return Region(places, sessions())


def be_slow(line: Any) -> None:
    """Let every answer come later, scripts too: who acts before the scripts are there is found out."""
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    none = {"offline": False, "downloadThroughput": -1, "uploadThroughput": -1}
    line.send("Network.emulateNetworkConditions", {**none, "latency": SLOW_LINE})


@pytest.fixture
def visit(live_server: Any, chromium: Chromium) -> Iterator[Visit]:
    """Opens a browser for one person: `visit(width=390, java_script_enabled=False)` gives its page.

    A console that complains, of the policy or of a script, fails the test; a refused request is no complaint.
    """
    contexts: list[Any] = []
    said: list[str] = []

    def hear(text: str) -> None:
        if not text.startswith(REFUSED):
            said.append(text)

    def open_page(*, session: str = "", width: int = 1280, height: int = 900, **options: Any) -> Any:
        options = {"base_url": live_server.url, "locale": "nl-BE", **options}
        context = chromium.browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if session:
            context.add_cookies([{"name": "sessionid", "value": session, "url": options["base_url"]}])
        page = context.new_page()
        if SLOW_LINE:
            be_slow(context.new_cdp_session(page))
        page.on("console", lambda m: hear(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: hear(str(error)))
        return page

    yield open_page
    for context in contexts:
        chromium.run(context.close)
    assert said == []


@pytest.fixture
def sign_in(visit: Visit) -> Visit:
    """Opens a browser and signs in through the form."""

    def signed_in(email: str, **options: Any) -> Any:
        page = visit(**options)
        page.goto("/")
        page.get_by_label("E-mailadres").fill(email)
        page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Aanmelden", exact=True).click()
        page.wait_for_url(lambda url: "/account/login/" not in url)
        return page

    return signed_in


@pytest.fixture
def newcomer(transactional_db: None) -> str:
    """The address of a plan editor whose network has no plans yet."""
    network = Network.objects.create(code="kring", name="Kring Wilgenhoek", kind="zone", levels=[])
    user = User.objects.create_user("wout@streek.example", PASSWORD, name="Wout Wilgen")
    RoleHolding.objects.create(user=user, network=network, role="plan_editor", valid_from=date(2026, 1, 1))
    return user.email
