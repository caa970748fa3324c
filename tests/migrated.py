"""A database with every migration applied, made once and copied: applying them takes some twelve seconds.

It is kept beside the temporary folders of pytest, under a name made of the migrations themselves, so that
each process and each later run finds it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import django
import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

MOST = 8
"""How many are kept, for several branches of the code."""


def fingerprint() -> str:
    """Another one as soon as a migration, Django or the engine is another one."""
    said = hashlib.sha256(f"{django.__version__} {connection.vendor}".encode())
    for key, migration in sorted(MigrationLoader(None, ignore_no_migrations=True).disk_migrations.items()):
        source = sys.modules[type(migration).__module__].__file__
        said.update(repr(key).encode() + Path(str(source)).read_bytes())
    return said.hexdigest()[:20]


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Django's own connection goes to this database inside the block."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def migrated_file(folder: Path) -> Path:
    """The SQLite file in this folder; the first process that asks makes it, the others wait."""
    kept = folder / f"migrated-{fingerprint()}.sqlite3"
    with (folder / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            making = kept.with_suffix(".making")
            making.unlink(missing_ok=True)
            with connected_to(str(making)):
                call_command("migrate", verbosity=0)
            making.rename(kept)
            for old in sorted(folder.glob("migrated-*.sqlite3"), key=lambda path: path.stat().st_mtime)[
                :-MOST
            ]:
                old.unlink()
        kept.touch()
    return kept


def migrated_template(folder: Path) -> str:
    """The PostgreSQL database that test databases are copied of, made by the first process that asks."""
    name = f"streekwerk_migrated_{fingerprint()}"
    with (folder / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            known = cursor.fetchone()
            if not known:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}_making"')
                cursor.execute(f'CREATE DATABASE "{name}_making"')
        if not known:
            with connected_to(f"{name}_making"):
                call_command("migrate", verbosity=0)
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'ALTER DATABASE "{name}_making" RENAME TO "{name}"')
    return name


@pytest.fixture(scope="session")
def migrated(django_test_environment: None, django_db_blocker: Any, tmp_path_factory: Any) -> Path | str:
    """An SQLite file, or the name of a PostgreSQL database, with every migration applied; only to copy."""
    base = tmp_path_factory.getbasetemp()
    folder = base.parent.parent if "PYTEST_XDIST_WORKER" in os.environ else base.parent
    with django_db_blocker.unblock():
        return migrated_file(folder) if connection.vendor == "sqlite" else migrated_template(folder)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    migrated: Path | str, django_db_modify_db_settings_parallel_suffix: None
) -> Iterator[None]:
    """The test database begins as a copy of it, and needs no migration any more."""
    connection.settings_dict["TEST"]["MIGRATE"] = False
    if isinstance(migrated, str):
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated
        yield
        return
    in_memory = connection.creation._get_test_db_name()
    with closing(sqlite3.connect(in_memory, uri=True)) as held:  # it lives as long as somebody holds it
        with closing(sqlite3.connect(migrated)) as kept:
            kept.backup(held)
        yield
