"""The triggers with which the database itself keeps what a row was before it changed.

Not the program but the database does this: so a bulk change, a change by hand and a change of a command that
does not exist yet are kept as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from streekwerk.audit.ports import WATCHED, Watched

PAST = "audit_past"
Statement = str


def drop_all(using: str = "default") -> None:
    """Take every trigger away, so that a migration may rebuild tables and fill columns."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in list(_dropping(connection, cursor)):
            cursor.execute(statement)


def make_all(using: str = "default", *, only: Iterable[Watched] | None = None) -> None:
    """Make the triggers of every watched table anew, from the columns it has now; say since when."""
    from streekwerk.audit.models import Past

    drop_all(using)
    connection = connections[using]
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for watched in list(WATCHED.values() if only is None else only):
            if watched.table in there:
                for statement in _making(connection, cursor, watched):
                    cursor.execute(statement)
    if not Past.objects.using(using).filter(op="start").exists():
        Past.objects.using(using).create(table_name="", row_id=0, op="start")


def before_migrating(*, using: str, plan: Sequence[Any] = (), **_: Any) -> None:
    """A table is rebuilt without its triggers: what a migration changes is no change of what was known."""
    if plan and PAST in connections[using].introspection.table_names():
        drop_all(using)


def after_migrating(*, using: str, plan: Sequence[Any] | None = None, **_: Any) -> None:
    """Also after a migration of nothing: another version of the program may watch other tables."""
    # Emptying a database sends the same signal, without a plan, and leaves the triggers where they are.
    if plan is not None and PAST in connections[using].introspection.table_names():
        make_all(using)


def missing(using: str = "default") -> list[str]:
    """The watched tables that do not keep their past now; for the operator's check."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                           "WHERE t.tgname = 'past_update'")  # fmt: skip
        else:
            cursor.execute("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' "
                           "AND name LIKE 'past\\_update\\_%' ESCAPE '\\'")  # fmt: skip
        kept = {row[0] for row in cursor.fetchall()}
    labels = {watched.table for watched in WATCHED.values() if apps.is_installed(_room(watched))}
    return sorted(labels - kept)


def _room(watched: Watched) -> str:
    return watched.model._meta.app_config.name


def _dropping(connection: BaseDatabaseWrapper, cursor: Any) -> Iterator[Statement]:
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE t.tgname LIKE 'past\\_%' AND c.relnamespace = current_schema()::regnamespace"
        )
        for name, table in cursor.fetchall():
            yield f'DROP TRIGGER "{name}" ON "{table}"'
        cursor.execute(
            "SELECT proname FROM pg_proc "
            "WHERE proname LIKE 'past\\_%' AND pronamespace = current_schema()::regnamespace"
        )
        for (name,) in cursor.fetchall():
            yield f'DROP FUNCTION "{name}"()'
    else:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'past\\_%' ESCAPE '\\'"
        )
        for (name,) in cursor.fetchall():
            yield f'DROP TRIGGER "{name}"'


def _making(connection: BaseDatabaseWrapper, cursor: Any, watched: Watched) -> Iterator[Statement]:
    if connection.vendor == "postgresql":
        return _on_postgresql(cursor, watched)
    return _on_sqlite(cursor, watched)


def _on_sqlite(cursor: Any, watched: Watched) -> Iterator[Statement]:
    """One trigger per kind of change, which runs for every row: SQLite has no others."""
    table, key = watched.table, watched.key
    cursor.execute(f'PRAGMA table_info("{table}")')
    columns = [(row[1], _exact(row[1], row[2].lower())) for row in cursor.fetchall() if row[2] != "BLOB"]
    every = " || ".join(f"""',"{name}":' || {value}""" for name, value in columns)
    changed = " || ".join(
        f"""CASE WHEN {_differs(name, watched)} THEN ',"{name}":' || {value} ELSE '' END"""
        for name, value in columns
        if name != key
    )
    differs = " OR ".join(_differs(name, watched) for name, _ in columns if name != key)
    now = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
    into = f'INSERT INTO "{PAST}" (table_name, row_id, at, op, old) VALUES'
    if not watched.born:
        yield (
            f'CREATE TRIGGER "past_insert_{table}" AFTER INSERT ON "{table}" '
            f"BEGIN {into} ('{table}', NEW.\"{key}\", {now}, 'insert', NULL); END"
        )
    for op, when, said in (("update", f"WHEN {differs} ", changed), ("delete", "", every)):
        yield (
            f'CREATE TRIGGER "past_{op}_{table}" AFTER {op.upper()} ON "{table}" {when}BEGIN {into} '
            f"('{table}', OLD.\"{key}\", {now}, '{op}', '{{' || substr({said}, 2) || '}}'); END"
        )


def _differs(name: str, watched: Watched) -> str:
    other = f'OLD."{name}" IS NOT NEW."{name}"'
    return f'(OLD."{name}" IS NOT NULL AND {other})' if name in watched.ended else other


def _exact(name: str, kind: str) -> str:
    """The column as JSON keeps it; a broken number as text, for JSON would round it."""
    old = f'OLD."{name}"'
    if kind.startswith(("real", "decimal", "double", "float")):
        return f"json_quote(CASE typeof({old}) WHEN 'real' THEN printf('%!.17g', {old}) ELSE {old} END)"
    return f"json_quote({old})"


def _on_postgresql(cursor: Any, watched: Watched) -> Iterator[Statement]:
    """One trigger per statement, however many rows it changes: what changed is a table to the trigger."""
    cursor.execute("SELECT current_schema()")
    (schema,) = cursor.fetchone()
    table, key = watched.table, watched.key
    whole, its_past = f'"{schema}"."{table}"', f'"{schema}"."{PAST}"'
    into = f"INSERT INTO {its_past} (table_name, row_id, at, op, old) SELECT '{table}'"
    bytes_ = [field.column for field in watched.fields if field.get_internal_type() == "BinaryField"]
    left_out = " ".join(f"- '{name}'" for name in bytes_)
    ended = " ".join(f"OR (e.key = '{name}' AND e.value = 'null')" for name in watched.ended)
    # A plan that was made for one row is kept for thousands, where a nested loop compares each with each.
    yield f"""
        CREATE FUNCTION "past_of_{table}"() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = off AS $$
        BEGIN
          IF TG_OP = 'INSERT' THEN
            {into}, n."{key}", now(), 'insert', NULL FROM came n;
          ELSIF TG_OP = 'UPDATE' THEN
            {into}, c.id, now(), 'update', c.old FROM (
              SELECT o."{key}" AS id, (
                SELECT jsonb_object_agg(e.key, e.value) FROM jsonb_each(to_jsonb(o) {left_out}) e
                WHERE NOT (e.value IS NOT DISTINCT FROM to_jsonb(n) -> e.key {ended})
              ) AS old
              FROM gone o JOIN came n ON n."{key}" = o."{key}" WHERE o IS DISTINCT FROM n
            ) c WHERE c.old IS NOT NULL;
          ELSE
            {into}, o."{key}", now(), 'delete', to_jsonb(o) {left_out} FROM gone o;
          END IF;
          RETURN NULL;
        END $$"""
    tables = {
        "insert": "NEW TABLE AS came",
        "update": "OLD TABLE AS gone NEW TABLE AS came",
        "delete": "OLD TABLE AS gone",
    }
    for op, named in tables.items():
        if op != "insert" or not watched.born:
            yield (
                f'CREATE TRIGGER "past_{op}" AFTER {op.upper()} ON {whole} REFERENCING {named} '
                f'FOR EACH STATEMENT EXECUTE FUNCTION "{schema}"."past_of_{table}"()'
            )
