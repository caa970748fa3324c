"""Addresses of the portal."""

from django.urls import path

from streekwerk.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("zoeken/", views.search, name="search"),
    path("over-mij/", views.about_me, name="about-me"),
    path("over-mij.json", views.about_me_file, name="about-me-file"),
    path("logboek/<slug:code>.<kind>", views.log_export, name="log-export"),
    path("over/", views.about, {"page": "about"}, name="about"),
    path("toegankelijkheid/", views.about, {"page": "accessibility"}, name="accessibility"),
    path("privacy/", views.about, {"page": "privacy"}, name="privacy"),
]
