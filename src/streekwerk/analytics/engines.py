"""Where a roll-up runs: DuckDB inside this process, or a Spark cluster. Both take the same functions."""

from __future__ import annotations

import hashlib
import inspect
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import duckdb

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Row = tuple[Any, ...]
Measure = Callable[..., Any]
"""A function of `rollups`: the functions of the engine, then frames by name, then options."""


MOST_ASKED = 5000


@dataclass(frozen=True)
class Table:
    """A table a measure reads: of Parquet files, or of a few rows."""

    types: Mapping[str, str]
    paths: tuple[str, ...] = ()
    rows: Sequence[Row] = ()


@dataclass(frozen=True)
class Question:
    """A measure with what it reads; engine-free."""

    measure: Measure
    tables: Mapping[str, Table]
    options: tuple[tuple[str, Any], ...] = field(default=())
    """Hashable: the same measure with the same options is compiled once."""


class Engine(Protocol):
    """Answers questions."""

    def rows(self, question: Question) -> list[Row]:
        """The answer in memory: for what a page or a report shows."""
        ...

    def write(self, question: Question, target: Path) -> None:
        """The answer as Parquet: for what is too large to hold."""
        ...


class DuckEngine:
    """DuckDB in this process, within a limit of memory; past that it spills to disk. Threads may share it.

    `shelf` is a folder where the SQL of measures is kept, so that another process need not work it out.
    """

    def __init__(self, *, memory: str = "2GB", threads: int | None = None, shelf: Path | None = None) -> None:
        self._shelf = shelf
        self._known: dict[str, str] = {}
        self._database = duckdb.connect(
            config={
                "memory_limit": memory,
                "threads": threads or os.cpu_count() or 1,
                "autoinstall_known_extensions": False,
                "preserve_insertion_order": False,
                "temp_directory": tempfile.gettempdir(),
            }
        )
        # Of so many indicators asked, the file is read only where they are.
        self._database.execute(f"SET GLOBAL dynamic_or_filter_threshold = {MOST_ASKED}")
        # What is read once for two parts of a question needs no filter on what either of them takes.
        self._database.execute("SET GLOBAL disabled_optimizers = 'cte_filter_pusher'")

    def rows(self, question: Question) -> list[Row]:
        with self._asked(question) as (cursor, sql):
            return cursor.execute(sql).fetchall()

    def write(self, question: Question, target: Path) -> None:
        with self._asked(question) as (cursor, sql):
            cursor.execute(f"COPY ({sql}) TO {quoted(str(target))} (FORMAT parquet, COMPRESSION zstd)")

    def sql(self, question: Question) -> str:
        """What DuckDB is asked. Worked out once: then known here, and on the shelf."""
        name = shape(question)
        if name not in self._known:
            shelved = self._shelf / f"{name}.sql" if self._shelf else None
            if shelved and shelved.is_file():
                self._known[name] = shelved.read_text(encoding="utf-8")
            else:
                self._known[name] = compiled(question)
                if shelved:
                    put(shelved, self._known[name])
        return self._known[name]

    def close(self) -> None:
        self._database.close()

    @contextmanager
    def _asked(self, question: Question) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
        """A cursor of its own: its temporary tables are seen by nobody else."""
        with self._database.cursor() as cursor:
            for name, table in question.tables.items():
                lay_out(cursor, name, table)
            yield cursor, self.sql(question)


def lay_out(cursor: duckdb.DuckDBPyConnection, name: str, table: Table) -> None:
    """Make the table known under its name, for this cursor alone."""
    if table.paths:
        files = ", ".join(quoted(path) for path in table.paths)
        cursor.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM read_parquet([{files}])")
        return
    cursor.execute(f"CREATE TEMP TABLE {name} ({columns_of(table.types)})")
    if table.rows:
        # One list per column: a statement per row costs a millisecond each.
        values = [list(column) for column in zip(*table.rows, strict=True)]
        lists = ", ".join(f"unnest(?::{kind}[])" for kind in table.types.values())
        cursor.execute(f"INSERT INTO {name} SELECT {lists}", values)


def put(file: Path, text: str) -> None:
    """Write a file in one step: whoever reads it sees all of it, or what was there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}.{threading.get_ident()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


def columns_of(types: Mapping[str, str]) -> str:
    """Names and types as SQL and as the schema of a Spark frame: both write them alike."""
    return ", ".join(f"{name} {kind}" for name, kind in types.items())


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


# ------------------------------------------------------------------ from frames to DuckDB's SQL

_compiling = threading.Lock()


def compiled(question: Question) -> str:
    """The measure as SQL of DuckDB. SQLFrame takes a second or two to work it out."""
    from sqlframe.duckdb import DuckDBSession
    from sqlframe.duckdb import functions as F
    from sqlglot import exp, parse_one

    # SQLFrame keeps one session per process.
    with _compiling, duckdb.connect() as empty:
        for name, table in question.tables.items():
            empty.execute(f"CREATE TABLE {name} ({columns_of(table.types)})")
        session = DuckDBSession(conn=empty)
        try:
            frames = {name: session.table(name) for name in question.tables}
            sql = question.measure(F, **frames, **dict(question.options)).sql(dialect="duckdb")
        finally:
            session.stop()
    tree = parse_one(sql, dialect="duckdb")
    for step in tree.find_all(exp.CTE):
        # DuckDB holds on to what is read twice: of a whole file that costs more than reading it twice.
        if not any(step.this.args.get(part) for part in ("joins", "where", "group", "distinct")):
            step.set("materialized", False)
    return tree.sql(dialect="duckdb", pretty=True)


def shape(question: Question) -> str:
    """What the SQL of a question depends on, as a name: the measures, tables, options, versions."""
    asked = (
        made_of(question.measure.__module__),
        question.measure.__name__,
        [(name, tuple(table.types.items())) for name, table in question.tables.items()],
        question.options,
    )
    return f"{question.measure.__name__}-{hashlib.sha256(repr(asked).encode()).hexdigest()[:16]}"


@cache
def made_of(module: str) -> tuple[str, ...]:
    """The text of the measures, and the versions of what makes SQL of them."""
    packages = ("duckdb", "sqlframe", "sqlglot")
    return inspect.getsource(sys.modules[module]), *(version(package) for package in packages)


# ------------------------------------------------------------------ Spark


class SparkEngine:
    """A Spark session that was made elsewhere: local, or of a cluster that sees the same files."""

    def __init__(self, spark: SparkSession) -> None:
        self._spark = spark

    def rows(self, question: Question) -> list[Row]:
        return [tuple(row) for row in self._frame(question).collect()]

    def write(self, question: Question, target: Path) -> None:
        self._frame(question).write.parquet(str(target))

    def _frame(self, question: Question) -> DataFrame:
        from pyspark.sql import functions as F

        frames = {name: self._table(table) for name, table in question.tables.items()}
        frame: DataFrame = question.measure(F, **frames, **dict(question.options))
        return frame

    def _table(self, table: Table) -> DataFrame:
        if table.paths:
            return self._spark.read.parquet(*table.paths)
        return self._spark.createDataFrame(list(table.rows), columns_of(table.types))
