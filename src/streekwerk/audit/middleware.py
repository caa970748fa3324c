"""`?gekend=2023-03-28` on any address: the page as it was known at the end of that day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.timezone import localdate

from streekwerk.access.queries import PAST
from streekwerk.audit.past import PastIsFixed, shown_as_on

ASKED = "gekend"
"""The word in the address."""
WITHOUT = {"", "ui", "intake"}
"""Signing in, the design pages and files on their way in or out have no past: they are always of now."""
Answer = Callable[[HttpRequest], HttpResponse]


class PastMiddleware:
    """Shows the past, and keeps it while one follows links.

    The address of a page in the past always says so, and can be sent to somebody. Links do not say it: a page
    that is asked for from a page in the past is sent on to the same day. So each tab has its own day, and
    nothing is remembered.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated or not _has_a_past(request.path_info):
            return self.get_response(request)
        said = request.GET.get(ASKED)
        day = read_day(said if said is not None else _came_from(request))
        if isinstance(day, str):
            return _refused(request, day)
        if day is None or day == localdate():
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return _refused(request, PAST)
        if said is None:
            return HttpResponseRedirect(with_day(request.get_full_path(), day))
        with shown_as_on(day):
            return self._of_then(request, day)

    def _of_then(self, request: HttpRequest, day: date) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 404:
            return render(request, "ui/not_then.html", status=404)
        if response.status_code in (301, 302, 303) and response["Location"].startswith("/"):
            response["Location"] = with_day(response["Location"], day)
        named = response.get("Content-Disposition", "")
        if named.startswith("attachment") and not response.streaming:
            response["Content-Disposition"] = re.sub(r'(\.\w+)"$', rf'-gekend-{day.isoformat()}\1"', named)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """The page that says no still has to be made, in the transaction that is undone afterwards anyway."""
        if isinstance(error, PastIsFixed):
            transaction.set_rollback(False)


def read_day(said: str | None) -> date | str | None:
    """The day that is asked for; None: now; a sentence: why it cannot be shown.

    >>> read_day("2023-03-28"), read_day("28/3/2023"), read_day("nu"), read_day("")
    (datetime.date(2023, 3, 28), datetime.date(2023, 3, 28), None, None)
    """
    if not said or said == "nu":
        return None
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})/(\d{1,2})/(\d{4})", said.strip())
    try:
        numbers = [int(part) for part in found.groups() if part] if found else []
        day = date(*(numbers if found and found[1] else reversed(numbers)))
    except (TypeError, ValueError):
        day = date.min
    if day.year < 1900:
        return f"“{said[:40]}” is geen dag. Schrijf hem als 28/3/2023, of kies hem onderaan de pagina."
    if day > localdate():
        return f"{day.day}/{day.month}/{day.year} moet nog komen. Kies een dag tot en met vandaag."
    return day


def with_day(address: str, day: date | None) -> str:
    """The address with that day in it; None: without any.

    >>> with_day("/plannen/3/?zoek=zorg#x", date(2023, 3, 28))
    '/plannen/3/?zoek=zorg&gekend=2023-03-28#x'
    >>> with_day("/plannen/3/?zoek=zorg&gekend=2023-03-28", None)
    '/plannen/3/?zoek=zorg'
    """
    parts = urlsplit(address)
    asked = parse_qs(parts.query, keep_blank_values=True)
    asked.pop(ASKED, None)
    if day:
        asked[ASKED] = [day.isoformat()]
    return urlunsplit(parts._replace(query=urlencode(asked, doseq=True)))


def _has_a_past(path: str) -> bool:
    try:
        return resolve(path).namespace not in WITHOUT
    except Resolver404:
        return False


def _came_from(request: HttpRequest) -> str | None:
    """The day of the page that asks for this one; None when it is of now, or of another site."""
    parts = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "")
    if parts.netloc != request.get_host():
        return None
    said = parse_qs(parts.query).get(ASKED, [""])[0]
    return said if isinstance(read_day(said), date) else None


def _refused(request: HttpRequest, message: str) -> HttpResponse:
    return render(request, "ui/refusal.html", {"message": message, "status": 422}, status=422)
