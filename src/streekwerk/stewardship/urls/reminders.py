"""Reminders and the calendar feed."""

from __future__ import annotations

from django.urls import path

from streekwerk.stewardship.views import reminders as views

urlpatterns = [
    path("herinneringen/", views.reminders, name="reminders"),
    path("agenda/maken/", views.open_feed, name="open-feed"),
    path("agenda/stoppen/", views.close_feed, name="close-feed"),
    path("agenda/<str:secret>.ics", views.calendar, name="calendar"),
]
