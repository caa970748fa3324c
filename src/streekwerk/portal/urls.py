"""Addresses of the portal."""

from django.urls import path

from streekwerk.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("zoeken/", views.search, name="search"),
    path("over/", views.about, {"page": "about"}, name="about"),
    path("toegankelijkheid/", views.about, {"page": "accessibility"}, name="accessibility"),
    path("privacy/", views.about, {"page": "privacy"}, name="privacy"),
]
