"""What a message needs beside its words."""

from __future__ import annotations

from django.conf import settings


def full_address(path: str) -> str:
    """The path as an address that works in a mail, as set in STREEKWERK_ADDRESS.

    >>> full_address("/plannen/3/")
    'http://127.0.0.1:8000/plannen/3/'
    """
    return f"{settings.SITE_ADDRESS}{path}"
