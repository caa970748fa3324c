"""Copying a whole database to one file and putting such a copy in its place, for both engines."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from streekwerk.kernel.errors import DomainError

FILLED_BY_MIGRATING = frozenset({"django_migrations", "django_content_type", "auth_permission", "audit_past"})
"""Tables that hold rows in an installation nobody used yet."""


class DatabaseRefused(DomainError):
    """The database or one of its tools said no; the message carries its words."""


class Database(Protocol):
    """What a backup asks of a database."""

    @property
    def part(self) -> str:
        """Name of the copy inside a backup; it tells the engine."""

    def copy_to(self, target: Path) -> None:
        """Write one consistent copy, also while the site is in use."""

    def has_content(self) -> bool:
        """Whether any row is there that migrating an empty database does not make."""

    def replace(self, copy: Path, aside: Path, undo: ExitStack) -> None:
        """Put the copy in place; what was there is kept under the name of `aside`, `undo` brings it back."""

    def forget(self, aside: Path) -> None:
        """Throw away what `replace` kept inside the database itself."""


@dataclass(frozen=True)
class Sqlite:
    """A database that is one file."""

    path: Path
    part: str = "database.sqlite3"

    def copy_to(self, target: Path) -> None:
        if not self.path.exists():
            raise DatabaseRefused(f"Er is nog geen databank op {self.path}. Voer `streekwerk migrate` uit.")
        with closing(sqlite3.connect(self.path)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)

    def has_content(self) -> bool:
        if not self.path.exists():
            return False
        with closing(sqlite3.connect(self.path)) as database:
            tables = [
                name
                for (name,) in database.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                )
            ]
            return any(
                database.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")').fetchone()[0]  # noqa: S608 - own names
                for table in tables
                if table not in FILLED_BY_MIGRATING
            )

    def replace(self, copy: Path, aside: Path, undo: ExitStack) -> None:
        try:
            with closing(sqlite3.connect(copy)) as database:
                (said,) = database.execute("PRAGMA integrity_check").fetchone()
        except sqlite3.DatabaseError as error:
            said = str(error)
        if said != "ok":
            raise DatabaseRefused(f"De databank in deze back-up is beschadigd ({said}). Neem een andere.")
        for suffix in ("-wal", "-shm", ""):
            move(Path(f"{self.path}{suffix}"), aside / f"{self.path.name}{suffix}", undo)
        move(copy, self.path, undo)

    def forget(self, aside: Path) -> None:
        """Nothing: all of it was moved to the folder `aside`."""


def move(source: Path, target: Path, undo: ExitStack) -> None:
    """Move a file or folder if it exists; `undo` moves it back."""
    if source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)
        undo.callback(target.rename, source)


@dataclass(frozen=True)
class Postgres:
    """A database on a PostgreSQL server, of which we use the schema `public`."""

    settings: Mapping[str, Any]
    """As Django describes it: NAME, USER, PASSWORD, HOST, PORT."""
    part: str = "database.pgdump"

    def copy_to(self, target: Path) -> None:
        self._run("pg_dump", "--format=custom", "--schema=public", "--no-owner", "--no-privileges",
                  f"--file={target}")  # fmt: skip

    def has_content(self) -> bool:
        tables = [
            name
            for (name,) in self._ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            if name not in FILLED_BY_MIGRATING
        ]
        return any(self._ask(f'SELECT EXISTS (SELECT 1 FROM "{table}")')[0][0] for table in tables)  # noqa: S608

    def replace(self, copy: Path, aside: Path, undo: ExitStack) -> None:
        # A whole schema is put aside: a table of a newer version would else stay behind and be in the way.
        kept = _schema_name(aside)
        self._do(f'ALTER SCHEMA public RENAME TO "{kept}"', "CREATE SCHEMA public")
        undo.callback(self._do, "DROP SCHEMA public CASCADE", f'ALTER SCHEMA "{kept}" RENAME TO public')
        self._run("pg_restore", "--single-transaction", "--exit-on-error", "--schema=public", "--no-owner",
                  "--no-privileges", f"--dbname={self.settings['NAME']}", str(copy))  # fmt: skip

    def forget(self, aside: Path) -> None:
        self._do(f'DROP SCHEMA IF EXISTS "{_schema_name(aside)}" CASCADE')

    def _run(self, tool: str, *arguments: str) -> None:
        """Run a tool of PostgreSQL; the password travels in the environment, not on the command line."""
        found = shutil.which(tool)
        if found is None:
            raise DatabaseRefused(
                f"Het programma {tool} is niet geïnstalleerd op deze machine; zonder kan een "
                "PostgreSQL-databank niet bewaard of teruggezet worden. Installeer postgresql-client."
            )
        names = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD",
                 "PGHOST": "HOST", "PGPORT": "PORT"}  # fmt: skip
        given = {name: str(self.settings[key]) for name, key in names.items() if self.settings.get(key)}
        done = subprocess.run(  # noqa: S603 - a tool found on the path, no shell
            [found, *arguments], env={**os.environ, **given}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise DatabaseRefused(f"{tool} is niet gelukt: {done.stderr.strip() or done.returncode}")

    def _do(self, *statements: str) -> None:
        """Run statements in one transaction."""
        with self._connect() as connection:
            for statement in statements:
                connection.execute(statement)

    def _ask(self, query: str) -> list[tuple[Any, ...]]:
        with self._connect() as connection:
            return list(connection.execute(query).fetchall())

    def _connect(self) -> Any:
        import psycopg

        asked = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
        try:
            return psycopg.connect(
                **{name: self.settings[key] for name, key in asked.items() if self.settings.get(key)}
            )
        except psycopg.OperationalError as error:
            raise DatabaseRefused(f"De databank is niet bereikbaar: {error}") from error


def _schema_name(aside: Path) -> str:
    return aside.name.replace("-", "_")


def database_of(settings: Mapping[str, Any]) -> Database:
    """The database that Django's description `DATABASES["default"]` speaks of."""
    if settings["ENGINE"].endswith("sqlite3"):
        return Sqlite(Path(settings["NAME"]))
    return Postgres(settings)
