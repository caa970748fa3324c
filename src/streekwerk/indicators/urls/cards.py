"""Confirming and changing cards, definitions and targets."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
