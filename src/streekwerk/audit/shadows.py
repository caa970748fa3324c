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


def shadow(cursor: Any, watched: Watched, moment: str, changed: bool) -> Iterator[str]:
    """The statements that put the table of then before the table of now, to be run one after another.

    `moment` as SQL; `changed`: whether anything is kept of the table since.
    """
    if connection.vendor == "postgresql":
        cursor.execute("SELECT current_schema()")
        home = f'"{cursor.fetchone()[0]}"'
    else:
        home = "main"
    table, now = watched.table, f'{home}."{watched.table}"'
    columns = ", ".join(_column(str(field.column), watched, moment) for field in watched.fields)
    born = f'"{watched.born}" < {moment}' if watched.born else ""
    if not changed:
        yield f'CREATE TEMP VIEW "{table}" AS SELECT {columns} FROM {now} WHERE {born}'
        return
    rebuilt, touched = f'"then_{table}"', f'"touched_{table}"'
    past = f'{home}."{PAST}"'
    events = f"{past} p WHERE p.table_name = '{table}' AND p.at >= {moment}"
    untouched = f'{now} WHERE "{watched.key}" NOT IN (SELECT row_id FROM {touched})'
    if connection.vendor == "postgresql":
        yield _touched_on_postgresql(touched, past, events)
        yield _rebuilt_on_postgresql(watched, now, rebuilt, touched)
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


def _rebuilt_on_sqlite(
    cursor: Any, watched: Watched, now: str, rebuilt: str, touched: str
) -> Iterator[str]:
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
        f'INSERT INTO {rebuilt} SELECT {said} FROM {touched} t LEFT JOIN {now} n ON n."{watched.key}" = t.row_id '
        "WHERE t.old IS NOT NULL"
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


def _touched_on_postgresql(touched: str, past: str, events: str) -> str:
    each = events.replace(" p WHERE", " p CROSS JOIN LATERAL jsonb_each(p.old) e WHERE")
    return (
        f"CREATE TEMP TABLE {touched} AS SELECT c.row_id, f.op <> 'insert' AS there, o.old FROM "
        f"(SELECT p.row_id, MIN(p.id) AS first FROM {events} GROUP BY p.row_id) c "
        f"JOIN {past} f ON f.id = c.first LEFT JOIN ("
        f"SELECT p.row_id, jsonb_object_agg(e.key, e.value ORDER BY p.id DESC) AS old "
        f"FROM {each} "
        f"AND p.old IS NOT NULL GROUP BY p.row_id) o ON o.row_id = c.row_id"
    )


def _rebuilt_on_postgresql(watched: Watched, now: str, rebuilt: str, touched: str) -> str:
    values = (_value(f'r."{field.column}"', field, watched) for field in watched.fields)
    said = ", ".join(
        f'{value} AS "{field.column}"' for value, field in zip(values, watched.fields, strict=True)
    )
    row = f"jsonb_populate_record(n, jsonb_set(t.old, '{{{watched.key}}}', to_jsonb(t.row_id)))"
    return (
        f"CREATE TEMP TABLE {rebuilt} AS SELECT {said} FROM {touched} t "
        f'LEFT JOIN {now} n ON n."{watched.key}" = t.row_id CROSS JOIN LATERAL {row} r WHERE t.there'
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
