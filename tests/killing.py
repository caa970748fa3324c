"""Processes that are really killed: a site in a file, on SQLite or on the server that was given."""

from __future__ import annotations

import json
import os
import pkgutil
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import traceback
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
STOPPED = "STREEKWERK_STOPPED_AT"
READY = """
from streekwerk.config import operations
operations.prepare()
import streekwerk.config.urls
from killing import *
"""
"""What loads a site as it is served."""
COMMAND = """
import sys
sys.argv = ["streekwerk", *{given}]
from streekwerk.cli import main
main()
"""


class Site:
    """The data of a site, the address of its database ("" is a file), and a process that has it all loaded.

    What runs on the site is a child of that process, with its own memory and connections: the system ends it
    as it ends any other, and it began in milliseconds instead of seconds.
    """

    def __init__(self, data: Path, url: str = "", *, ready: str = READY) -> None:
        self.data, self.url = data, url
        own = ("STREEKWERK", "DJANGO")
        clean = {key: value for key, value in os.environ.items() if not key.startswith(own)}
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
        given = {"STREEKWERK_DATA": str(data), "PYTHONPATH": path}
        env = {**clean, **given, **({"STREEKWERK_DATABASE_URL": url} if url else {})}
        self._loaded = subprocess.Popen(
            [sys.executable, "-c", f"import killing\nkilling.serve({ready!r})"],
            env=env, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip

    def close(self) -> None:
        """End the process that has it all loaded."""
        try:
            self._loaded.communicate(timeout=20)
        except subprocess.TimeoutExpired:  # a test that failed left one that goes on
            os.killpg(self._loaded.pid, signal.SIGKILL)
            self._loaded.communicate()

    def run(self, code: str) -> str:
        """What a process of the site prints; it ends by itself."""
        process = self.start(code)
        assert process.wait() == 0, process.said()
        return process.said()

    def start(self, code: str) -> Process:
        """A process of the site that runs this."""
        assert self._loaded.stdin is not None
        process = Process(self._loaded, self.data.parent / f"process-{uuid.uuid4().hex}")
        order = {"code": code, "folder": str(process.folder)}
        self._loaded.stdin.write(json.dumps(order).encode() + b"\n")
        self._loaded.stdin.flush()
        return process

    def kill(self, code: str) -> None:
        """Run this until it stands still at the moment it chose, and end it with SIGKILL."""
        process = self.start(code)
        process.until((process.folder / STOPPED).exists)
        process.kill()

    def command(self, *given: str) -> Process:
        """The command `streekwerk`, as an operator types it."""
        return self.start(COMMAND.format(given=given))

    def work(self) -> None:
        """Wait until a worker did everything."""
        worker = self.command("worker", "--until-empty")
        assert worker.wait() == 0, worker.said()

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


class Process:
    """A child of the process that has the site loaded."""

    def __init__(self, loaded: subprocess.Popen[bytes], folder: Path) -> None:
        self.folder, self._loaded = folder, loaded
        folder.mkdir()

    def wait(self, seconds: float = 240) -> int:
        """How it ended: 0, or less than 0 when a signal ended it."""
        self.until(lambda: False, seconds)
        ended = self.folder / "ended"
        assert ended.exists(), "it did not end"
        return int(ended.read_text())

    def until(self, there: Callable[[], object], seconds: float = 240) -> None:
        """Comes back when this is there, or when the process ended."""
        last = time.monotonic() + seconds
        while not there() and not (self.folder / "ended").exists() and time.monotonic() < last:
            assert self._loaded.poll() is None, "the process that has it all loaded is gone"
            time.sleep(0.005)

    def kill(self) -> None:
        """End it with SIGKILL, at once."""
        began = self.folder / "pid"
        self.until(began.exists)
        os.kill(int(began.read_text()), signal.SIGKILL)
        assert self.wait() == -signal.SIGKILL, "it ended before it came to the moment"

    def said(self) -> str:
        """What it printed, its mistakes included."""
        return (self.folder / "said").read_text()


@contextmanager
def made(at: Path, migrated: Path | str, setup: str, *, ready: str = READY) -> Iterator[Callable[[], Site]]:
    """Make a site once; each call brings it back to how it was then, and gives it.

    Args:
        at: a folder of its own.
        migrated: the file or the database with every migration, see `migrated.py`.
        setup: what fills the site.
        ready: what loads it, before anything runs.
    """
    data, kept = at / "data", at / "kept"
    data.mkdir()
    with database() as url, database() as aside:
        site = Site(data, url, ready=ready)
        if url:
            _copy(str(migrated), url)
        else:
            shutil.copy(migrated, data / "streekwerk.sqlite3")
        try:
            site.run(setup)
            shutil.copytree(data, kept)
            if url:
                _copy(_name(url), aside)

            def again() -> Site:
                for path in data.iterdir():
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
                shutil.copytree(kept, data, dirs_exist_ok=True)
                if url:
                    _copy(_name(aside), url)
                return site

            yield again
        finally:
            site.close()


@contextmanager
def database() -> Iterator[str]:
    """The address of an empty database of its own; "" where tests run on SQLite."""
    server = os.environ.get("STREEKWERK_DATABASE_URL", "")
    if not server:
        yield ""
        return
    name = f"killed_{uuid.uuid4().hex[:12]}"
    _administer(server, f"CREATE DATABASE {name}")
    parts = urlsplit(server)
    try:
        # Put together by hand: `urlunsplit` drops the empty host of an address with a socket.
        yield f"{parts.scheme}://{parts.netloc}/{name}{'?' + parts.query if parts.query else ''}"
    finally:
        _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _copy(template: str, url: str) -> None:
    """Make the database at this address anew, as a copy."""
    _administer(url, f"DROP DATABASE {_name(url)} WITH (FORCE)")
    _administer(url, f'CREATE DATABASE {_name(url)} TEMPLATE "{template}"')


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


# ------------------------------------------------------------------ inside the process that has it all loaded


def serve(ready: str) -> None:
    """Load everything; then, for each line that comes in, run its code in a child and write how it ended."""
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(ready, names)
    from django.db import connections

    for line in sys.stdin:
        order = json.loads(line)
        folder = Path(order["folder"])
        connections.close_all()
        if not os.fork():
            # Waits for the one that may be killed, and says how it ended.
            pid = os.fork()
            if not pid:
                _run(order["code"], folder, names)
            _whole(folder / "ended", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
            os._exit(0)
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _run(code: str, folder: Path, names: dict[str, Any]) -> None:
    """Never comes back."""
    ended = 1
    try:
        os.environ[STOPPED] = str(folder)
        said = os.open(folder / "said", os.O_WRONLY | os.O_CREAT)
        os.dup2(said, 1)
        os.dup2(said, 2)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        _whole(folder / "pid", os.getpid())
        exec(code, names)
        ended = 0
    except SystemExit as leaving:
        ended = int(leaving.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(ended)


def _whole(path: Path, number: int) -> None:
    """A file that is there holds its number."""
    making = path.with_suffix(".making")
    making.write_text(str(number))
    making.rename(path)


# ------------------------------------------------------------------ inside the process that is killed


def stop(*_: Any, **__: Any) -> None:
    """Stand still here, and wait to be killed."""
    Path(os.environ[STOPPED], STOPPED).touch()
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
