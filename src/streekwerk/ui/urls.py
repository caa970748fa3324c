"""The gallery page; wired by `config.urls` as `path("stijl/", include("streekwerk.ui.urls"))`."""

from django.urls import path

from streekwerk.ui import views

app_name = "ui"
urlpatterns = [path("", views.gallery, name="gallery")]
