"""The SQL that puts a table of then before the table of now: a view, or a small table as a whole.

What is named `touched_…` holds the rows that changed since, each with what first stood in the columns that
changed; nothing of a row that came since.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models

from streekwerk.audit.ports import WATCHED, Watched
from streekwerk.audit.triggers import PAST

WHOLE = 5_000
"""A table of so many rows is copied with its keys: a few milliseconds, and no join has to read a view."""

Field = models.Field[Any, Any]


def literal(moment: datetime) -> str:
    """The moment as SQL: views take no parameters."""
    if connection.vendor == "postgresql":
        return f"'{moment.isoformat()}'::timestamptz"
    return f"'{moment.astimezone(UTC).replace(tzinfo=None).isoformat(sep=' ')}'"


def home(cursor: Any) -> str:
    """The schema of the tables of now, as SQL."""
    if connection.vendor == "postgresql":
        cursor.execute("SELECT current_schema()")
        return f'"{cursor.fetchone()[0]}"'
    return "main"


def shadow(cursor: Any, home: str, watched: Watched, moment: str, changed: bool) -> Iterator[str]:
    """The statements that put the table of then before the table of now, to be run one after another.

    `home` and `moment` as SQL; `changed`: whether anything is kept of the table since.
    """
    table, now = watched.table, f'{home}."{watched.table}"'
    columns = ", ".join(_column(str(field.column), watched, moment) for field in watched.fields)
    born = f'"{watched.born}" < {moment}' if watched.born else ""
    if not changed:
        yield f'CREATE TEMP VIEW "{table}" AS SELECT {columns} FROM {now} WHERE {born}'
        return
    rebuilt, touched = f'"then_{table}"', f'"touched_{table}"'
    events = f"{home}.\"{PAST}\" p WHERE p.table_name = '{table}' AND p.at >= {moment}"
    untouched = f'{now} WHERE "{watched.key}" NOT IN (SELECT row_id FROM {touched})'
    if connection.vendor == "postgresql":
        yield _touched_on_postgresql(touched, events)
        yield _rebuilt_on_postgresql(cursor, watched, now, rebuilt, touched)
    else:
        yield from _touched_on_sqlite(touched, events)
        cursor.execute(f"SELECT COUNT(*) FROM (SELECT 1 FROM {now} LIMIT {WHOLE + 1})")
        if cursor.fetchone()[0] <= WHOLE and not watched.born and not watched.ended:
            yield from _rebuilt_on_sqlite(cursor, watched, now, f'temp."{table}"', touched)
            yield f'INSERT INTO temp."{table}" SELECT {columns} FROM {untouched}'
            yield from _keys(watched)
            return
        yield from _rebuilt_on_sqlite(cursor, watched, now, f"temp.{rebuilt}", touched)
    yield (
        f'CREATE TEMP VIEW "{table}" AS SELECT {columns} FROM {untouched}{" AND " + born if born else ""} '
        f"UNION ALL SELECT {columns} FROM {rebuilt}{' WHERE ' + born if born else ''}"
    )


def _column(name: str, watched: Watched, moment: str) -> str:
    if name in watched.ended:
        return f'CASE WHEN "{name}" < {moment} THEN "{name}" END AS "{name}"'
    return f'"{name}"'


# ---------------------------------------------------------------- SQLite


def _touched_on_sqlite(touched: str, events: str) -> Iterator[str]:
    yield f"CREATE TEMP TABLE {touched} (row_id INTEGER PRIMARY KEY, old TEXT)"
    # Of a name that stands twice in an object, `json_extract` reads the first: what is later goes behind.
    yield (
        f"INSERT INTO {touched} SELECT row_id, old FROM {events} AND p.old IS NOT '{{}}' ORDER BY p.id "
        "ON CONFLICT (row_id) DO UPDATE SET "
        "old = substr(old, 1, length(old) - 1) || ',' || substr(excluded.old, 2) "
        "WHERE excluded.old IS NOT NULL"
    )


def _rebuilt_on_sqlite(cursor: Any, watched: Watched, now: str, rebuilt: str, touched: str) -> Iterator[str]:
    """The rows that changed since, as they were, in a table with the columns of now."""
    made = ", ".join(
        f'"{field.column}" '
        + ("INTEGER PRIMARY KEY" if field.column == watched.key else str(field.db_type(connection)))
        for field in watched.fields
    )
    yield f"CREATE TABLE {rebuilt} ({made})"
    cursor.execute(f"SELECT DISTINCT e.key FROM {touched} t, json_each(t.old) e")
    changed = {row[0] for row in cursor.fetchall()}
    said = ", ".join(
        _value(_first(str(field.column), watched, changed), field, watched) for field in watched.fields
    )
    yield (
        f"INSERT INTO {rebuilt} SELECT {said} FROM {touched} t "
        f'LEFT JOIN {now} n ON n."{watched.key}" = t.row_id WHERE t.old IS NOT NULL'
    )


def _first(name: str, watched: Watched, changed: Collection[str]) -> str:
    """The column as it was before its first change, else as it is."""
    if name == watched.key:
        return "t.row_id"
    if name not in changed:
        return f'n."{name}"'
    at = f"t.old, '$.\"{name}\"'"
    return f'CASE WHEN json_type({at}) IS NULL THEN n."{name}" ELSE json_extract({at}) END'


def _keys(watched: Watched) -> Iterator[str]:
    """Indexes for the joins and conditions of pages: on what a row hangs on."""
    table = watched.table
    for field in watched.fields:
        on: Any = field.related_model
        if on and on._meta.db_table in WATCHED and field.column != watched.key:
            yield f'CREATE INDEX temp."key_{table}_{field.column}" ON "{table}" ("{field.column}")'


# ---------------------------------------------------------------- PostgreSQL


def _touched_on_postgresql(touched: str, events: str) -> str:
    # Of two objects put together, the last says what holds. Eight come together far quicker by themselves
    # than as pairs; a sorted subquery is far quicker than sorting within each group.
    few = " || ".join(f"COALESCE(kept[{at}], '{{}}')" for at in range(8, 0, -1))
    return (
        f"CREATE TEMP TABLE {touched} AS SELECT row_id, kept[1] IS NOT NULL AS there, "
        f"CASE WHEN cardinality(kept) <= 8 THEN {few} ELSE ("
        "SELECT jsonb_object_agg(e.key, e.value ORDER BY k.at DESC) "
        "FROM unnest(kept) WITH ORDINALITY k(old, at), jsonb_each(k.old) e) END AS old "
        "FROM (SELECT row_id, array_agg(old) AS kept FROM "
        f"(SELECT p.row_id, p.old FROM {events} ORDER BY p.row_id, p.id) p GROUP BY row_id) every"
    )


def _rebuilt_on_postgresql(cursor: Any, watched: Watched, now: str, rebuilt: str, touched: str) -> str:
    cursor.execute(f"SELECT DISTINCT jsonb_object_keys(old) FROM {touched} WHERE there")
    changed = {row[0] for row in cursor.fetchall()} - {watched.key}
    said, kinds = [], []
    for field in watched.fields:
        name = str(field.column)
        old = f't.row_id AS "{name}"' if name == watched.key else f'n."{name}"'
        if name in changed:
            kinds.append(f'"{name}" {field.db_type(connection)}')
            old = f'CASE WHEN t.old ? \'{name}\' THEN r."{name}" ELSE n."{name}" END'
        said.append(old if name == watched.key else f'{_value(old, field, watched)} AS "{name}"')
    rows = f" CROSS JOIN LATERAL jsonb_to_record(t.old) r ({', '.join(kinds)})" if kinds else ""
    return (
        f"CREATE TEMP TABLE {rebuilt} AS SELECT {', '.join(said)} FROM {touched} t "
        f'LEFT JOIN {now} n ON n."{watched.key}" = t.row_id{rows} WHERE t.there'
    )


# ---------------------------------------------------------------- both


def _value(old: str, field: Field, watched: Watched) -> str:
    """The column of then; of now when it protects people; its default when it did not exist yet."""
    if field.column in watched.as_today:
        old = f'COALESCE(n."{field.column}", {old})'
    if field.null or not field.has_default():
        return old
    return f"COALESCE({old}, {_quoted(field)})"


def _quoted(field: Field) -> str:
    """The default of a column as SQL."""
    value = field.get_default()
    if field.get_internal_type() == "JSONField":
        said = json.dumps(value)
    else:
        said = str(field.get_db_prep_save(value, connection))
    quoted = "'" + said.replace("'", "''") + "'"
    if connection.vendor == "postgresql":
        return f"CAST({quoted} AS {field.db_type(connection)})"
    # The affinity of the column makes a number of a text that is one.
    return {"'True'": "1", "'False'": "0"}.get(quoted, quoted)
