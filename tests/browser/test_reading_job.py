"""The site as `streekwerk serve` runs it: its own server, hashed style sheets, a worker that reads beside it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import SECOND, Visit
from browser.region import DOCUMENTS, PASSWORD
from browsers import MARKS

pytestmark = MARKS

ROOT = Path(__file__).resolve().parents[2]
TEXT = next(DOCUMENTS.glob("*.txt"))
EDITOR = """
from datetime import date
from streekwerk.config import operations
operations.prepare()
from streekwerk.accounts.models import User
from streekwerk.network.models import Network, RoleHolding
RoleHolding.objects.create(
    user=User.objects.create_user("bo@example.org", "een lang wachtwoord", name="Bo"),
    network=Network.objects.create(code="zonnedorp", name="Zonnedorp", kind="zone", levels=[]),
    role="plan_editor",
    valid_from=date(2026, 1, 1),
)
"""


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@pytest.fixture
def site(tmp_path: Path, migrated: Path) -> Iterator[str]:
    """The address of a running site with one plan editor in its database."""
    port = free_port()
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("STREEKWERK", "DJANGO"))}
    (tmp_path / "data").mkdir()
    shutil.copy(migrated, tmp_path / "data" / "streekwerk.sqlite3")
    environment = {**clean, "STREEKWERK_DATA": str(tmp_path / "data"), "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-c", EDITOR], env=environment, check=True, cwd=ROOT)
    command = [sys.executable, "-m", "streekwerk.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        for _ in range(1200):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None, "the site stopped by itself"
            time.sleep(0.1)
        yield f"http://localhost:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def test_a_worker_reads_while_the_page_tells_how_far(site: str, visit: Visit) -> None:
    page = visit(base_url=site)
    page.goto("/", timeout=60 * SECOND)  # the first page of a fresh process
    page.get_by_label("E-mailadres").fill("bo@example.org")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    page.get_by_role("heading", name="Wat verwacht men van mij?").wait_for()
    page.goto("/inlezen/")
    polled: list[Any] = []
    page.on("request", lambda request: polled.append(request) if "hx-request" in request.headers else None)
    page.get_by_label("Het plan").set_input_files(TEXT)
    page.get_by_role("button", name="Inlezen").click()
    page.wait_for_url(re.compile(r"/inlezen/\d+/$"))
    assert "…" in page.get_by_role("status").inner_text()
    page.wait_for_url(re.compile(r"/inlezen/nakijken/\d+/$"), timeout=60 * SECOND)
    assert polled, "the page never asked how far the reading was"
    page.locator("#boom .row").nth(30).wait_for(state="attached")
