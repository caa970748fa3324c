"""The cast and its plan for the gate: made once for a whole file, as it tries hundreds of addresses on them."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as in_force
from django.db import transaction
from django.test import override_settings

from people import Cast, make_cast
from plan_texts import stored_plan
from streekwerk.plans.models import Plan

Made = tuple[Cast, Plan, Path]


def stored_in(files: Path) -> AbstractContextManager[None]:
    """Originals go to this folder."""
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": files}}
    return override_settings(STORAGES={**in_force.STORAGES, "default": storage})


@pytest.fixture(scope="module")
def _zonnedorp(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Made]:
    """In a transaction around the tests of the file; what a test itself writes is undone after it."""
    files = tmp_path_factory.mktemp("zonnedorp")
    around = transaction.atomic()
    with django_db_blocker.unblock(), stored_in(files):
        around.__enter__()
        people = make_cast()
        made = people, stored_plan(people), files
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def people(_zonnedorp: Made, db: None) -> Cast:
    return copy.deepcopy(_zonnedorp[0])


@pytest.fixture
def plan(_zonnedorp: Made, people: Cast, tmp_path: Path) -> Plan:
    shutil.copytree(_zonnedorp[2], tmp_path / "files", dirs_exist_ok=True)
    return copy.deepcopy(_zonnedorp[1])
