"""Processes that are really killed: a site in a file, on SQLite or on the server that was given."""

from __future__ import annotations

import os
import pkgutil
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
STOPPED = "STREEKWERK_STOPPED_AT"


@dataclass(frozen=True)
class Site:
    """The data of a site on which no process runs, and the address of its database; "" is a file."""

    data: Path
    url: str = ""

    def run(self, code: str) -> str:
        """What a process of the site prints; it ends by itself."""
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, env=self._environment(), cwd=ROOT, check=True, stdout=subprocess.PIPE)
        return done.stdout.decode()

    def kill(self, code: str) -> None:
        """Run this until it stands still at the moment it chose, and end it with SIGKILL."""
        mark = self.data / f"stopped-{uuid.uuid4().hex}"
        env = {**self._environment(), STOPPED: str(mark)}
        child = subprocess.Popen([sys.executable, "-c", code], env=env, cwd=ROOT, stdout=subprocess.DEVNULL)
        until = time.monotonic() + 240
        while not mark.exists() and child.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        child.kill()
        assert child.wait() == -signal.SIGKILL, "it ended before it came to the moment"
        mark.unlink()

    def work(self) -> None:
        """Start the worker as an operator does, and wait until it did everything."""
        command = [sys.executable, "-m", "streekwerk.cli", "worker", "--until-empty"]
        subprocess.run(command, env=self._environment(), cwd=ROOT, check=True, timeout=240)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query finds, asked beside the site."""
        if not self.url:
            with closing(sqlite3.connect(self.data / "streekwerk.sqlite3", timeout=30)) as database:
                return database.execute(query).fetchall()
        with _connected(self.url) as database:
            return database.execute(query).fetchall()

    def files(self, *folders: str) -> list[str]:
        """What lies in these folders of files, without the folders of year and month."""
        found = (path for folder in folders for path in (self.data / "files" / folder).rglob("*"))
        return sorted(path.name for path in found if path.is_file())

    @contextmanager
    def copied(self, to: Path) -> Iterator[Site]:
        """The same site once more, with a database of its own."""
        shutil.copytree(self.data, to)
        with database(like=self.url) as url:
            yield Site(to, url)

    def _environment(self) -> dict[str, str]:
        own = ("STREEKWERK", "DJANGO")
        clean = {key: value for key, value in os.environ.items() if not key.startswith(own)}
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
        given = {"STREEKWERK_DATA": str(self.data), "PYTHONPATH": path}
        return {**clean, **given, **({"STREEKWERK_DATABASE_URL": self.url} if self.url else {})}


@contextmanager
def database(*, like: str = "") -> Iterator[str]:
    """The address of a database of its own: a copy of `like`, or empty; "" where tests run on SQLite."""
    server = os.environ.get("STREEKWERK_DATABASE_URL", "")
    if not server:
        yield ""
        return
    name = f"killed_{uuid.uuid4().hex[:12]}"
    template = f" TEMPLATE {_name(like)}" if like else ""
    _administer(server, f"CREATE DATABASE {name}{template}")
    parts = urlsplit(server)
    try:
        # Put together by hand: `urlunsplit` drops the empty host of an address with a socket.
        yield f"{parts.scheme}://{parts.netloc}/{name}{'?' + parts.query if parts.query else ''}"
    finally:
        _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _administer(server: str, statement: str) -> None:
    parts = urlsplit(server)
    admin = f"{parts.scheme}://{parts.netloc}/postgres{'?' + parts.query if parts.query else ''}"
    with _connected(admin) as connection:
        connection.execute(statement)


def _connected(url: str) -> Any:
    import psycopg

    return psycopg.connect(url, autocommit=True)


def _name(url: str) -> str:
    return urlsplit(url).path.strip("/")


# ------------------------------------------------------------------ inside the process that is killed


def stop(*_: Any, **__: Any) -> None:
    """Stand still here, and wait to be killed."""
    Path(os.environ[STOPPED]).touch()
    time.sleep(600)


def stop_before(name: str) -> None:
    """Stand still when this function is called."""
    mock.patch(name, stop).start()


def stop_after(name: str) -> None:
    """Stand still when this function has done its work."""
    real = pkgutil.resolve_name(name)

    def then_stop(*given: Any, **named: Any) -> None:
        real(*given, **named)
        stop()

    mock.patch(name, then_stop).start()


def stop_at_task() -> None:
    """Stand still when the worker has taken a job and not begun it."""
    from django_tasks.signals import task_started

    task_started.connect(stop, weak=False)
