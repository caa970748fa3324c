"""The gallery: every component, in every state, with invented content."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from streekwerk.ui import gallery as samples


def confirm(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/confirm.html", samples.CONFIRM)


def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery/index.html", samples.context(request))
