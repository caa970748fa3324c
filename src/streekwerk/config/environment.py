"""Settings from the environment: each explains itself and refuses nonsense at start-up."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

KNOWN: dict[str, str] = {}
"""Every setting that was asked for, with its explanation; docs/settings.md is tested against it."""


def text(name: str, default: str, *, help: str) -> str:
    """The setting as text, or the default when it is not set."""
    KNOWN[name] = help
    return os.environ.get(name, default)


def flag(name: str, default: bool, *, help: str) -> bool:
    """A yes/no setting; anything but 'True' or 'False' stops the start-up."""
    value = text(name, str(default), help=help)
    if value not in ("True", "False"):
        raise ImproperlyConfigured(f"{name}={value!r}: use 'True' or 'False'.")
    return value == "True"


def words(name: str, default: str, *, help: str) -> list[str]:
    """A comma-separated setting as a list."""
    return [word.strip() for word in text(name, default, help=help).split(",") if word.strip()]


def database(name: str, data: Path, *, help: str) -> dict[str, Any]:
    """Django's description of the database: PostgreSQL from a URL, else SQLite in the data folder.

    Raises:
        ImproperlyConfigured: the URL is not of the form postgresql://user:password@host:port/name.
            A socket folder goes in as ?host=/folder.
    """
    url = text(name, "", help=help)
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "streekwerk.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # Writers queue up instead of failing half-way; readers never wait for a writer.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name}: use postgresql://user:password@host:port/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parse_qs(parts.query).get("host", [parts.hostname or ""])[0],
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
    }
