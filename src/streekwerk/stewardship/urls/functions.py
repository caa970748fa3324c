"""Functions and how much work they carry."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
