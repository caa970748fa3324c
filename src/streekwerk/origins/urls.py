"""The addresses of the room."""

from __future__ import annotations

from django.urls import path

from streekwerk.origins.views import answers, effects

app_name = "origins"
urlpatterns = [
    path("<int:pk>/", effects.effect, name="effect"),
    path("<int:pk>/wijzigen/", effects.change, name="change"),
    path("<int:pk>/ook-uit/", effects.another, name="another"),
    path("oorsprong/<int:pk>/antwoord/", answers.answer, name="answer"),
    path("oorsprong/<int:pk>/antwoord/intrekken/", answers.withdraw, name="withdraw"),
    path("oorsprong/<int:pk>/weg/", answers.take_back, name="take-back"),
    path("oorsprong/<int:pk>/terug/", answers.put_back, name="put-back"),
    path("netwerk/<slug:code>/", effects.effects, name="effects"),
    path("netwerk/<slug:code>/nieuw/", effects.new, name="new"),
    path("netwerk/<slug:code>/als/<str:kind>", effects.export, name="export"),
]
