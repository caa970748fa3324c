"""Addresses of the intake."""

from django.urls import path

from streekwerk.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.new, name="new"),
    path("<int:upload_id>/", views.progress, name="progress"),
    path("<int:upload_id>/opnieuw/", views.again, name="again"),
    path("<int:upload_id>/kleur/", views.explain_colour, name="colour"),
    path("<int:upload_id>/getallen/", views.settle_numbers, name="numbers"),
]
