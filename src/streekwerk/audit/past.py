"""Reading the tables as they were at a moment: temporary views that stand before them, and go again.

A query that names `plans_node` finds the view of that name first, on SQLite and on PostgreSQL. So every page,
right, gate and export reads the past without knowing it. Only the tables a page really reads get a view.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, connections, transaction
from django.utils import timezone

from streekwerk.audit.clock import as_known_on
from streekwerk.audit.ports import WATCHED
from streekwerk.audit.shadows import home, literal, shadow
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
    """One view of the database from beginning to end; what was made in it is gone at the end."""
    with ExitStack() as undo:
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            # A transaction that begins by writing would wait for whoever writes now.
            undo.enter_context(_set(connections["default"], "transaction_mode", "DEFERRED"))
            undo.callback(_read_only, False)
        with transaction.atomic():
            _read_only(True)
            yield
            if connection.vendor == "sqlite" and not connection.needs_rollback:
                # After an undone CREATE, SQLite reads its whole schema again: that costs more than the views.
                _read_only(False)
                _put_away()
            else:
                transaction.set_rollback(True)


def _read_only(yes: bool) -> None:
    """Whether SQLite itself refuses any change, whatever it is that asks for one."""
    if connection.vendor == "sqlite":
        connection.connection.execute(f"PRAGMA query_only = {'ON' if yes else 'OFF'}")


def _put_away() -> None:
    """Drop the views and tables that were made; only looking back makes temporary ones."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, name FROM sqlite_temp_master WHERE type IN ('view', 'table')")
        for kind, name in cursor.fetchall():
            cursor.execute(f'DROP {kind} temp."{name}"')


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
        self.moment = literal(moment)
        self.waiting = set(WATCHED)
        self.home = ""
        self.changed: set[str] = set()
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
        _read_only(False)
        try:
            with connection.cursor() as cursor:
                if not self.home:
                    self.home, self.changed = home(cursor), self._changed_since(cursor)
                for table in sorted(tables):
                    watched = WATCHED[table]
                    if table in self.changed or watched.born:
                        for statement in shadow(
                            cursor, self.home, watched, self.moment, table in self.changed
                        ):
                            cursor.execute(statement)
            self.waiting -= tables
        finally:
            _read_only(True)
            self.busy = False

    def _changed_since(self, cursor: Any) -> set[str]:
        """The tables of which something changed after the moment; one query."""
        tables = ", ".join(f"('{table}')" for table in WATCHED)
        cursor.execute(
            f"SELECT column1 FROM (VALUES {tables}) AS t "
            f'WHERE (SELECT MAX(at) FROM "{PAST}" WHERE table_name = column1) >= {self.moment}'
        )
        return {row[0] for row in cursor.fetchall()}
