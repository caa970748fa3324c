"""Asking the members for figures."""

from __future__ import annotations

from django.urls import URLPattern, path

from streekwerk.indicators.views import rounds

urlpatterns: list[URLPattern] = [
    path("plan/<int:plan_pk>/bevragingen/", rounds.rounds, name="rounds"),
    path("plan/<int:plan_pk>/bevragingen/nieuw/", rounds.new_round, name="new-round"),
    path("bevragingen/<int:round_pk>/", rounds.round_page, name="round"),
    path("bevragingen/<int:round_pk>/stap/", rounds.round_step, name="round-step"),
    path("antwoorden/<int:request_pk>/", rounds.answer, name="answer"),
]
