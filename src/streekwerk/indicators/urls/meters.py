"""The meters of a plan, one meter, and the records behind a figure."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
