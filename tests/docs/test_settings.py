"""docs/settings.md explains every setting, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from streekwerk.config import environment, settings  # noqa: F401 - reading the settings fills KNOWN

PAGE = Path(__file__).resolve().parents[2] / "docs" / "settings.md"


def test_every_setting_is_explained_and_no_other() -> None:
    explained = set(re.findall(r"^\|[ ●]+`(STREEKWERK_\w+)`", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert explained == {name for name in environment.KNOWN if name.startswith("STREEKWERK_")}


def test_nonsense_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREEKWERK_X", "misschien")
    monkeypatch.setattr(environment, "KNOWN", {})
    with pytest.raises(ImproperlyConfigured, match="use 'True' or 'False'"):
        environment.flag("STREEKWERK_X", False, help="")


@pytest.mark.parametrize("url", ["mysql://x/y", "postgresql://host", "onzin"])
def test_a_wrong_database_address_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREEKWERK_Y", url)
    monkeypatch.setattr(environment, "KNOWN", {})
    with pytest.raises(ImproperlyConfigured):
        environment.database("STREEKWERK_Y", Path(), help="")


def test_a_database_address_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREEKWERK_Y", "postgresql://an:ge%2Fheim@db:5433/streek")
    monkeypatch.setattr(environment, "KNOWN", {})
    found = environment.database("STREEKWERK_Y", Path(), help="")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "an", "ge/heim", "db", 5433, "streek",
    )  # fmt: skip
