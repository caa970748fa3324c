"""All addresses of the site."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("stijl/", include("streekwerk.ui.urls")),
    path("netwerken/", include("streekwerk.network.urls")),
    path("inlezen/", include("streekwerk.intake.urls")),
    path("plannen/", include("streekwerk.plans.urls")),
    path("indicatoren/", include("streekwerk.indicators.urls")),
    path("budget/", include("streekwerk.budget.urls")),
    path("doorwerking/", include("streekwerk.origins.urls")),
    path("omgeving/", include("streekwerk.context.urls")),
    path("werk/", include("streekwerk.stewardship.urls")),
    path("toetsen/", include("streekwerk.impact.urls")),
    path("tellingen/", include("streekwerk.campaigns.urls")),
    path("rapporten/", include("streekwerk.reports.urls")),
    path("", include("streekwerk.portal.urls")),
]
