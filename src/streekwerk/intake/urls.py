"""Addresses of the intake."""

from django.urls import path

from streekwerk.intake import views
from streekwerk.intake.views import workbooks

app_name = "intake"
urlpatterns = [
    path("", views.new, name="new"),
    path("werkboek/plan/<int:plan_id>/", workbooks.overview, name="workbooks"),
    path("werkboek/plan/<int:plan_id>/maken/", workbooks.make, name="workbook-make"),
    path("werkboek/<int:return_id>/", workbooks.show, name="workbook-return"),
    path("werkboek/<int:return_id>/beslissen/", workbooks.decide, name="workbook-decide"),
    path("werkboek/<int:return_id>/antwoord/", workbooks.answer, name="workbook-answer"),
    path("werkboek/<int:return_id>/ongedaan/", workbooks.undo, name="workbook-undo"),
    path("werkboek/<int:return_id>/welk/", workbooks.which, name="workbook-which"),
    path("werkboek/<int:return_id>/opnieuw/", workbooks.again, name="workbook-again"),
    path("<int:upload_id>/", views.progress, name="progress"),
    path("<int:upload_id>/opnieuw/", views.again, name="again"),
    path("<int:upload_id>/kleur/", views.explain_colour, name="colour"),
    path("<int:upload_id>/getallen/", views.settle_numbers, name="numbers"),
    path("<int:upload_id>/welk-plan/", views.which, name="which"),
    path("nakijken/<int:review_id>/", views.review, name="review"),
    path("nakijken/<int:review_id>/regels/", views.lines, name="lines"),
    path("nakijken/<int:review_id>/stap/", views.step, name="step"),
    path("nakijken/<int:review_id>/ongedaan/", views.undo, name="undo"),
    path("nakijken/<int:review_id>/opnieuw/", views.redo, name="redo"),
    path("nakijken/<int:review_id>/vastleggen/", views.commit, name="commit"),
    path("nakijken/<int:review_id>/wegleggen/", views.drop, name="drop"),
    path("nakijken/<int:review_id>/opnemen/", views.take_up, name="take-up"),
    path("nakijken/<int:review_id>/verschillen/", views.changes, name="changes"),
]
