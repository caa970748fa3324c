"""Every request has an actor; every refusal has a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate
from django_htmx.middleware import HtmxDetails

from streekwerk.access.models import Actor
from streekwerk.access.queries import NotAllowed
from streekwerk.accounts.models import User
from streekwerk.audit import clock
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Network
from streekwerk.network.queries import actor_of


class Request(HttpRequest):
    """A request as our views get it."""

    user: User  # behind login_required, which every view of ours is
    actor: Actor
    network: Network
    htmx: HtmxDetails


class ActorMiddleware:
    """Sets `request.actor`, asked for at most once per request; in the past too, with rights of today."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def actor() -> Actor:
            actor = actor_of(request.user if isinstance(request.user, User) else None, localdate())
            return replace(actor, looking_back=clock.known_on() is not None)

        request.actor = SimpleLazyObject(actor)  # type: ignore[attr-defined]
        return self.get_response(request)


class RefusalMiddleware:
    """Turns a refusal into a page with its sentence: 403 for rights, 422 for the rest."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotAllowed):
            return render(request, "ui/refusal.html", {"message": str(error), "status": 403}, status=403)
        if isinstance(error, DomainError):
            return render(request, "ui/refusal.html", {"message": str(error), "status": 422}, status=422)
        return None
