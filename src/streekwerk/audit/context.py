"""What every page says of the day it is about."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate, localtime

from streekwerk.audit import clock
from streekwerk.audit.middleware import ASKED, with_day
from streekwerk.audit.queries import kept_since


def past(request: HttpRequest) -> dict[str, Any]:
    """For the banner: the day, since when the past is kept, the way back; for the form: what goes along."""
    day = clock.known_on()
    along = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name not in (ASKED, "pagina")
    ]
    said: dict[str, Any] = {"known_on": day, "known_along": along, "known_until": localdate()}
    if day:
        since = kept_since()
        said["known_now"] = with_day(request.get_full_path(), None)
        said["known_before"] = since if since and day < localtime(since).date() else None
    return said
