"""Fixtures of every test."""

from __future__ import annotations

import gc
import os
import socket
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from browsers import chromium  # noqa: F401
from migrated import django_db_modify_db_settings, migrated  # noqa: F401
from people import Cast, make_cast
from plan_texts import stored_plan
from standing import _django_db_helper, _standing, _stood, let_fall, standing_for, stands  # noqa: F401
from streekwerk.intake.kept import Kept
from streekwerk.plans import live
from streekwerk.plans.models import Plan

# How quickly examples are made says how busy the machine is, and nothing about a law. The same commit gets the
# same examples and the same answer; `make hunt` looks for what nobody has seen yet.
hypothesis.register_profile(
    "laws", max_examples=50, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.register_profile("hunt", hypothesis.get_profile("laws"), derandomize=False)
hypothesis.load_profile("laws")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for the database by a fixture (`people`, say) is marked as one that says so itself;
    quick tests run first, and those for which the same stands in the database run in a row."""
    for item in items:
        if {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.django_db)
    # What is quick tells first what is wrong: the browser comes last.
    items.sort(
        key=lambda item: (
            bool(item.get_closest_marker("browser")),
            bool(item.get_closest_marker("slow")),
            [f"{make.__module__}.{make.__name__}" for make in standing_for(item)],
        )
    )


def pytest_collection_finish() -> None:
    """Thousands of tests and all modules stay until the end: to look for garbage among them takes time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    yield
    let_fall(item.config, nextitem)


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    """Originals of a test go to its own folder."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
    }


@pytest.fixture(autouse=True)
def _nothing_cached() -> None:
    """The database of every test begins anew, with the same numbers: what was kept of another is not true."""
    cache.clear()
    live._kept.clear()
    for forget in _forgetting(len(sys.modules)):
        forget()


@lru_cache(maxsize=1)
def _forgetting(modules: int) -> list[Callable[[], None]]:
    """How to empty what queries and pages keep in this process; found anew when another module was loaded."""
    loaded = [
        module
        for name, module in list(sys.modules.items())
        if name.startswith("streekwerk.") and {"queries", "pages"} & set(name.split("."))
    ]
    found = {id(value): value for module in loaded for value in vars(module).values()}
    return [
        value._things.clear if isinstance(value, Kept) else value.cache_clear
        for value in found.values()
        if isinstance(value, Kept) or hasattr(value, "cache_clear")
    ]


@pytest.fixture(autouse=True)
def _no_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches another machine: only this one, and sockets in files."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test reached for {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where every process of this run keeps the SQL of measures: working it out takes seconds."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shelf"


@stands
def people() -> Cast:
    return make_cast()


@stands
def plan(people: Cast) -> Plan:
    """A small plan of Zonnedorp, read from its document."""
    return stored_plan(people)
