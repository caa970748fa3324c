"""The meters of a plan, one meter, and the records behind a figure."""

from __future__ import annotations

from django.urls import URLPattern, path

from streekwerk.indicators.views import meters

_PLAN = "plannen/<int:plan_pk>/"

urlpatterns: list[URLPattern] = [
    path(_PLAN, meters.overview, name="meters"),
    path(f"{_PLAN}meters.<str:kind>", meters.export, name="meters-export"),
    path("<int:indicator_pk>/", meters.meter, name="meter"),
    path("<int:indicator_pk>/achter-het-cijfer/", meters.records, name="records"),
]
