"""A PostgreSQL of its own for bench/analytics.py, with the figures loaded by COPY and an index on them."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import psycopg
from analytics_peers import raw

from streekwerk.analytics.engines import Table, quoted
from streekwerk.analytics.publications import Published

SETTINGS = (
    "-c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off "
    "-c shared_buffers=1GB -c work_mem=512MB -c maintenance_work_mem=1GB -c max_wal_size=8GB -c jit=off"
)


class Absent(Exception):
    """Why PostgreSQL is left out."""


def postgres_answers(published: Published, folder: Path) -> dict[str, dict[str, Any]]:
    """Seconds and the file with the answer, per question. Raises Absent."""
    found = {}
    with server() as address, psycopg.connect(address, autocommit=True) as connection:
        began = time.perf_counter()
        for name, table in (("facts", published.facts([1])), ("parts", published.parts)):
            load(connection, name, table, folder)
        connection.execute("CREATE INDEX ON facts (indicator_id, place_id)")
        connection.execute("VACUUM ANALYZE facts")
        print(f"PostgreSQL: loaded and indexed in {time.perf_counter() - began:.0f} s")
        for question in ("roll-up", "dashboard", "profile"):
            sql = raw(question, "postgresql")
            best = float("inf")
            for _ in range(1 if question == "roll-up" else 3):
                connection.execute("DROP TABLE IF EXISTS answer")
                began = time.perf_counter()
                connection.execute(f"CREATE UNLOGGED TABLE answer AS {sql}")
                best = min(best, time.perf_counter() - began)
            found[question] = {"clock": best, "answer": str(written(connection, folder, question))}
    return found


def load(connection: psycopg.Connection[Any], name: str, table: Table, folder: Path) -> None:
    types = {"STRING": "text"}
    columns = ", ".join(f"{column} {types.get(kind, kind)}" for column, kind in table.types.items())
    connection.execute(f"CREATE UNLOGGED TABLE {name} ({columns})")
    sheet = folder / "load.csv"
    with duckdb.connect() as reader:
        rows = f"FROM read_parquet({list(table.paths)})"
        reader.execute(f"COPY ({rows}) TO {quoted(str(sheet))} (FORMAT csv, HEADER false)")
    with connection.cursor().copy(f"COPY {name} FROM STDIN (FORMAT csv)") as copy, sheet.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            copy.write(chunk)
    sheet.unlink()


def written(connection: psycopg.Connection[Any], folder: Path, question: str) -> Path:
    sheet, target = folder / "answer.csv", folder / f"postgresql-{question}.parquet"
    with (
        connection.cursor().copy("COPY answer TO STDOUT (FORMAT csv, HEADER)") as copy,
        sheet.open("wb") as stream,
    ):
        for chunk in copy:
            stream.write(chunk)
    with duckdb.connect() as writer:
        kinds = (
            "{'total': 'DECIMAL(38, 4)', 'denominator': 'DECIMAL(38, 4)', 'value': 'DOUBLE', 'shown': 'DATE'}"
        )
        writer.execute(
            f"COPY (FROM read_csv({quoted(str(sheet))}, header = true, types = {kinds})) "
            f"TO {quoted(str(target))} (FORMAT parquet)"
        )
    sheet.unlink()
    return target


@contextmanager
def server() -> Iterator[str]:
    """The address of a PostgreSQL that is gone afterwards. Raises Absent."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        raise Absent("PostgreSQL is not installed: it is left out.")
    folder = Path(tempfile.mkdtemp(prefix="streekwerk-bench-pg-"))
    owner: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root.
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
        owner = ["runuser", "-u", "postgres", "--"]
    control = [*owner, str(programs[-1].with_name("pg_ctl")), "-D", str(folder / "db")]

    def run(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, cwd=folder)

    try:
        run(*owner, str(programs[-1]), "-D", str(folder / "db"), "-A", "trust", "-U", "postgres")
        run(*control, "-w", "-l", str(folder / "log"), "-o", f"-k {folder} {SETTINGS}", "start")
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)
