"""What stands in the database for many tests in a row: made once, instead of again for each of them.

A fixture that is marked `@stands` is made inside a transaction around those tests; each test gets a copy of
what it came back with, and what a test writes itself is undone after it, as ever. A test that does not ask
for it, or that commits, finds the database without it.
"""

from __future__ import annotations

import copy
import inspect
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

Make = Callable[..., Any]
KEPT = pytest.StashKey["Standing"]()


def stored_in(files: Path) -> AbstractContextManager[None]:
    """Originals go to this folder."""
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": files}}
    return override_settings(STORAGES={**settings.STORAGES, "default": storage})


def stands(make: Make) -> Any:
    """A fixture that is made once for the tests in a row that ask for it.

    Args:
        make: stores something and comes back with it; it asks only for fixtures that stand themselves, in a
            test where it gets another one it is made there and then.
    """
    asked = inspect.signature(make)
    standing = inspect.Parameter("_standing", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    database = inspect.Parameter("db", inspect.Parameter.POSITIONAL_OR_KEYWORD)

    def given(_standing: Standing, db: None, **others: Any) -> Any:
        return _standing.copies[make] if make in _standing.copies else make(**others)

    given.__name__, given.__doc__, given.__module__ = make.__name__, make.__doc__, make.__module__
    given.__signature__ = asked.replace(parameters=[standing, database, *asked.parameters.values()])  # type: ignore[attr-defined]
    given.stands = make  # type: ignore[attr-defined]
    return pytest.fixture(given)


def standing_for(item: Any) -> list[Make]:
    """What stands while this test runs, each upon those before it; nothing for a test that commits."""
    marker = item.get_closest_marker("django_db")
    asked = set(getattr(item, "fixturenames", ()))
    if (marker and marker.kwargs.get("transaction")) or asked & {"transactional_db", "live_server"}:
        return []
    known = item._fixtureinfo.name2fixturedefs
    found: list[Make] = []

    def stood(name: str) -> bool:
        make = getattr(known[name][-1].func, "stands", None) if name in known else None
        if make is None or not all(map(stood, inspect.signature(make).parameters)):
            return False
        if make not in found:
            found.append(make)
        return True

    for name in sorted(asked):
        stood(name)
    return found


@dataclass
class Standing:
    """What stands now, and the copies for the test that runs."""

    folder: Path
    unblock: Callable[[], AbstractContextManager[None]]
    things: dict[Make, Any] = field(default_factory=dict)
    around: list[transaction.Atomic] = field(default_factory=list)
    copies: dict[Make, Any] = field(default_factory=dict)

    def change_to(self, wanted: list[Make]) -> None:
        """Let this stand, and nothing else."""
        if list(self.things) == wanted:
            return
        with self.unblock():
            while list(self.things) != wanted[: len(self.things)]:
                self._fall()
            for make in wanted[len(self.things) :]:
                self._rise(make)

    @property
    def files(self) -> Path:
        """The originals of all that stands."""
        return self.folder / str(len(self.things))

    def _rise(self, make: Make) -> None:
        given = {name: self._by_name(name) for name in inspect.signature(make).parameters}
        files = self.folder / str(len(self.things) + 1)
        shutil.rmtree(files, ignore_errors=True)
        if self.files.exists():
            shutil.copytree(self.files, files)
        around = transaction.atomic()
        around.__enter__()
        self.around.append(around)
        try:
            with stored_in(files):
                thing = make(**given)
        except BaseException:
            self._undo()
            raise
        self.things[make] = thing

    def _by_name(self, name: str) -> Any:
        return next(thing for make, thing in self.things.items() if make.__name__ == name)

    def _fall(self) -> None:
        self.things.popitem()
        self._undo()

    def _undo(self) -> None:
        transaction.set_rollback(True)
        self.around.pop().__exit__(None, None, None)


def let_fall(config: pytest.Config, following: pytest.Item | None) -> None:
    """Leave only what the test that follows asks for: its wider fixtures come before its own."""
    standing = config.stash.get(KEPT, None)
    if standing is not None:
        wanted = standing_for(following) if following else []
        both = takewhile(lambda pair: pair[0] is pair[1], zip(standing.things, wanted, strict=False))
        standing.change_to([make for make, _ in both])


@pytest.fixture(scope="session")
def _standing(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Standing]:
    standing = Standing(tmp_path_factory.mktemp("standing"), django_db_blocker.unblock)
    request.config.stash[KEPT] = standing
    yield standing
    standing.change_to([])


@pytest.fixture
def _stood(request: pytest.FixtureRequest, _standing: Standing, tmp_path: Path) -> None:
    """What the test asks for stands, before the test opens a transaction of its own."""
    _standing.change_to(standing_for(request.node))
    _standing.copies = copy.deepcopy(_standing.things)
    if _standing.files.exists():
        shutil.copytree(_standing.files, tmp_path / "files", copy_function=os.link, dirs_exist_ok=True)


@pytest.fixture
def _django_db_helper(_stood: None, _django_db_helper: None) -> None:
    """What opens the transaction of a test, or its database, in pytest-django."""
