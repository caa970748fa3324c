"""Reading the tables as they were at a moment: temporary views that stand before them, and go again.

A query that names `plans_node` finds the view of that name first, on SQLite and on PostgreSQL. So every page,
right, gate and export reads the past without knowing it. Only the tables a page really reads get a view.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connection, connections, transaction
from django.db import models as django_models
from django.utils import timezone

from streekwerk.audit.clock import as_known_on
from streekwerk.audit.ports import WATCHED, Watched
from streekwerk.audit.triggers import PAST
from streekwerk.kernel.errors import DomainError

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|ALTER|DROP)\b", re.IGNORECASE)


class PastIsFixed(DomainError):
    def __init__(self) -> None:
        super().__init__("U kijkt naar vroeger: wat toen was, verandert niet meer. Ga terug naar nu.")


@contextmanager
def shown_as_on(day: date) -> Iterator[None]:
    """Within this block the database reads as it was at the end of that day, and nothing can be written.

    Raises:
        PastIsFixed: something inside tries to write.
    """
    with ExitStack() as undo:
        undo.enter_context(as_known_on(day))
        undo.enter_context(_readers_transaction())
        undo.enter_context(connection.execute_wrapper(_Shadows(end_of(day))))
        if connection.vendor == "postgresql":
            # A view has no primary key that the other columns of a row would follow from.
            undo.enter_context(_set(connection.features, "allows_group_by_selected_pks", False))
        yield


def end_of(day: date) -> datetime:
    """The first moment after that day, here."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


@contextmanager
def _readers_transaction() -> Iterator[None]:
    """One view of the database from beginning to end, undone at the end with all that was made in it."""
    with ExitStack() as undo:
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            # A transaction that begins by writing would wait for whoever writes now.
            undo.enter_context(_set(connections["default"], "transaction_mode", "DEFERRED"))
        with transaction.atomic():
            try:
                yield
            finally:
                transaction.set_rollback(True)


@contextmanager
def _set(thing: Any, name: str, value: Any) -> Iterator[None]:
    before = vars(thing).get(name, _set)
    setattr(thing, name, value)
    try:
        yield
    finally:
        if before is _set:
            delattr(thing, name)
        else:
            setattr(thing, name, before)


class _Shadows:
    """Makes the view of a table just before the first query that names it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = _literal(moment)
        self.waiting = set(WATCHED)
        self.changed: set[str] | None = None
        self.busy = False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not self.busy:
            if WRITES.match(sql):
                raise PastIsFixed
            named = self.waiting.intersection(re.findall(r"\w+", sql))
            if named:
                self._make(named)
        return execute(sql, params, many, context)

    def _make(self, tables: set[str]) -> None:
        self.busy = True
        try:
            with connection.cursor() as cursor:
                if self.changed is None:
                    self.changed = self._changed_since(cursor)
                for table in sorted(tables):
                    watched = WATCHED[table]
                    if table in self.changed or watched.born:
                        for statement in _shadow(cursor, watched, self.moment, table in self.changed):
                            cursor.execute(statement)
            self.waiting -= tables
        finally:
            self.busy = False

    def _changed_since(self, cursor: Any) -> set[str]:
        """The tables of which something changed after the moment; one query."""
        asked = " UNION ALL ".join(
            f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{PAST}\" "
            f"WHERE table_name = '{table}' AND at >= {self.moment})"
            for table in WATCHED
        )
        # SQLite takes 500 parts of a compound query; there are some fifty tables.
        cursor.execute(asked)
        return {row[0] for row in cursor.fetchall()}


def _literal(moment: datetime) -> str:
    """The moment as SQL: views take no parameters."""
    if connection.vendor == "postgresql":
        return f"'{moment.isoformat()}'::timestamptz"
    return f"'{moment.astimezone(UTC).replace(tzinfo=None).isoformat(sep=' ')}'"


def _shadow(cursor: Any, watched: Watched, moment: str, changed: bool) -> Iterator[str]:
    """The statements that put the view of then before the table of now."""
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
    events = f"{home}.\"{PAST}\" p WHERE p.table_name = '{table}' AND p.at >= {moment}"
    yield from _touching(touched, f'{home}."{PAST}"', events)
    yield from _rebuilding(watched, now, rebuilt, touched)
    yield (
        f'CREATE TEMP VIEW "{table}" AS SELECT {columns} FROM {now} '
        f'WHERE "{watched.key}" NOT IN (SELECT row_id FROM {touched}){" AND " + born if born else ""} '
        f"UNION ALL SELECT {columns} FROM {rebuilt}{' WHERE ' + born if born else ''}"
    )


def _touching(touched: str, past: str, events: str) -> Iterator[str]:
    """The rows that changed since, each with what first stood in the columns that changed.

    Of a row that came since nothing stood anywhere.
    """
    if connection.vendor == "postgresql":
        each = events.replace(" p WHERE", " p CROSS JOIN LATERAL jsonb_each(p.old) e WHERE")
        yield (
            f"CREATE TEMP TABLE {touched} AS SELECT c.row_id, f.op <> 'insert' AS there, o.old FROM "
            f"(SELECT p.row_id, MIN(p.id) AS first FROM {events} GROUP BY p.row_id) c "
            f"JOIN {past} f ON f.id = c.first LEFT JOIN ("
            f"SELECT p.row_id, jsonb_object_agg(e.key, e.value ORDER BY p.id DESC) AS old "
            f"FROM {each} "
            f"AND p.old IS NOT NULL GROUP BY p.row_id) o ON o.row_id = c.row_id"
        )
        return
    yield f"CREATE TEMP TABLE {touched} (row_id INTEGER PRIMARY KEY, there INTEGER, old TEXT)"
    # Of a name that stands twice in an object, `json_extract` reads the first.
    each = events.replace(" p WHERE", " p, json_each(p.old) e WHERE")
    yield (
        f"INSERT INTO {touched} SELECT c.row_id, f.op <> 'insert', o.old FROM "
        f"(SELECT p.row_id, MIN(p.id) AS first FROM {events} GROUP BY p.row_id) c "
        f"JOIN {past} f ON f.id = c.first LEFT JOIN ("
        f"SELECT row_id, json_group_object(key, value) AS old FROM (SELECT p.row_id, e.key, e.value "
        f"FROM {each} AND p.old IS NOT NULL ORDER BY p.row_id, p.id) GROUP BY row_id"
        f") o ON o.row_id = c.row_id"
    )


def _column(name: str, watched: Watched, moment: str) -> str:
    if name in watched.ended:
        return f'CASE WHEN "{name}" < {moment} THEN "{name}" END AS "{name}"'
    return f'"{name}"'


def _rebuilding(watched: Watched, now: str, rebuilt: str, touched: str) -> Iterator[str]:
    """The rows that changed since, as they were, in a table with the columns of now."""
    source = f'FROM {touched} t LEFT JOIN {now} n ON n."{watched.key}" = t.row_id'
    names = [field.column for field in watched.fields]
    if connection.vendor == "postgresql":
        values = (_value(f'r."{field.column}"', field, watched) for field in watched.fields)
        said = ", ".join(f'{value} AS "{name}"' for value, name in zip(values, names, strict=True))
        row = f"jsonb_populate_record(n, jsonb_set(t.old, '{{{watched.key}}}', to_jsonb(t.row_id)))"
        yield (
            f"CREATE TEMP TABLE {rebuilt} AS SELECT {said} {source} CROSS JOIN LATERAL {row} r WHERE t.there"
        )
        return
    listed = ", ".join(f'"{name}"' for name in names)
    yield f"CREATE TEMP TABLE {rebuilt} AS SELECT {listed} FROM {now} WHERE 0"
    said = ", ".join(_value(_first(str(field.column), watched), field, watched) for field in watched.fields)
    yield f"INSERT INTO {rebuilt} ({listed}) SELECT {said} {source} WHERE t.there"
    yield f'CREATE UNIQUE INDEX temp."key_{watched.table}" ON {rebuilt} ("{watched.key}")'


def _first(name: str, watched: Watched) -> str:
    """On SQLite: the column as it was before its first change, else as it is."""
    if name == watched.key:
        return "t.row_id"
    at = f"t.old, '$.\"{name}\"'"
    return f'CASE WHEN json_type({at}) IS NULL THEN n."{name}" ELSE json_extract({at}) END'


def _value(old: str, field: django_models.Field[Any, Any], watched: Watched) -> str:
    """The column of then; of now when it protects people; its default when it did not exist yet."""
    if field.column in watched.as_today:
        old = f'COALESCE(n."{field.column}", {old})'
    if field.null or not field.has_default():
        return old
    return f"COALESCE({old}, {_quoted(field)})"


def _quoted(field: django_models.Field[Any, Any]) -> str:
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
