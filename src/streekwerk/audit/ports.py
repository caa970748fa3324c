"""Which tables keep their past. Rooms above say so themselves when the site starts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
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


WATCHED: dict[str, Watched] = {}
"""By the name of the table."""


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


def watch_room(room: AppConfig, *, but: Collection[str] = ()) -> None:
    """Keep the past of every model of a room, `but` those with these names: what is worked out from others,
    or what concerns one person only."""
    watch(*(model for model in room.get_models() if model.__name__ not in but))


def _between(model: type[models.Model]) -> Iterator[type[models.Model]]:
    """The tables that Django makes between this model and others."""
    for field in model._meta.local_many_to_many:
        through: Any = field.remote_field.through
        if through._meta.auto_created:
            yield through
