"""Reminders and the calendar feed."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
