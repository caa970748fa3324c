"""Which tables keep their past. Rooms above say so themselves when the site starts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import models


@dataclass(frozen=True)
class Watched:
    """A table whose rows of earlier are kept, and what its columns say of that themselves."""

    model: type[models.Model]
    born: str = ""
    """The column with the moment at which a row came; then its coming is not kept once more."""
    ended: tuple[str, ...] = ()
    """Columns that are empty until a moment, and after it hold that moment: filling them is not kept."""
    as_today: tuple[str, ...] = ()
    """Columns that always show what holds now, because they protect people."""

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def key(self) -> str:
        """The column of its number."""
        return str(self.model._meta.pk.column)

    @property
    def fields(self) -> list[models.Field[Any, Any]]:
        """Its columns, as this version of the program knows them."""
        return list(self.model._meta.local_concrete_fields)


@dataclass(frozen=True)
class Told:
    """Rows of which the log is told with the thing they hang on as well."""

    model: type[models.Model]
    through: str
    """Their foreign key to that thing."""
    anchor: str = ""
    """Where they stand on the page of that thing, as `#budget`; empty: they have pages of their own."""


TOLD_WITH: dict[str, list[Told]] = {}
"""By the kind of the thing they hang on."""


def tell_with(model: type[models.Model], *, through: str, anchor: str = "") -> None:
    """What the log knows of rows of `model` is part of the history of what `through` points to."""
    on: Any = model._meta.get_field(through).related_model
    TOLD_WITH.setdefault(on._meta.label_lower, []).append(Told(model, through, anchor))


def anchor_of(kind: str) -> str:
    """Where a thing of this kind stands on the page of what it hangs on; empty for a thing on its own."""
    found = (
        told.anchor for rows in TOLD_WITH.values() for told in rows if told.model._meta.label_lower == kind
    )
    return next(found, "")


WATCHED: dict[str, Watched] = {}
"""By the name of the table."""


EXCUSED: dict[str, str] = {}
"""By the name of a table that keeps no past: why not."""


def watch(
    *every: type[models.Model], born: str = "", ended: tuple[str, ...] = (), as_today: tuple[str, ...] = ()
) -> None:
    """Keep the past of these models, and of the tables that tie them to others.

    For a large table whose rows come and are never overwritten, `born` names the column with the moment of
    coming and `ended` those that are filled once: then half a million new rows cost nothing here.
    """
    for model in every:
        WATCHED[model._meta.db_table] = Watched(model, born, ended, as_today)
        for between in _between(model):
            WATCHED[between._meta.db_table] = Watched(between)


def watch_room(room: AppConfig, *, but: Mapping[str, str] | None = None) -> None:
    """Keep the past of every model of a room, `but` those with these names, each with the reason why not."""
    but = but or {}
    every = list(room.get_models())
    assert set(but) <= {model.__name__ for model in every}, "an excuse for a model that is gone"
    for model in every:
        if model.__name__ in but:
            EXCUSED[model._meta.db_table] = but[model.__name__]
        else:
            watch(model)


def _between(model: type[models.Model]) -> Iterator[type[models.Model]]:
    """The tables that Django makes between this model and others."""
    for field in model._meta.local_many_to_many:
        through: Any = field.remote_field.through
        if through._meta.auto_created:
            yield through
