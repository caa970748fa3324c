"""Handing over, and replacing somebody for a while."""

from __future__ import annotations

from django.urls import URLPattern, path

from streekwerk.stewardship.views import handovers, substitutes

urlpatterns: list[URLPattern] = [
    path("overdrachten/<int:handover_id>/", handovers.handover, name="handover"),
    path("overdrachten/<int:handover_id>/gezien/", handovers.seen, name="handover-seen"),
    path("overdracht/<slug:code>/", handovers.overview, name="handovers"),
    path("overdracht/<slug:code>/<int:user_id>/", handovers.person, name="hand-over"),
    path("vervangers/<slug:code>/", substitutes.substitutes, name="substitutes"),
    path("vervangers/<slug:code>/<int:row_id>/beeindigen/", substitutes.end, name="substitute-end"),
]
