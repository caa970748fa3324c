"""The gallery: every component, in every state, with invented content."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from streekwerk.ui import gallery as samples


def gallery(request: HttpRequest) -> HttpResponse:
    """The components on one page; `?bevestigen` shows the page that asks once more."""
    if "bevestigen" in request.GET:
        return render(request, "ui/confirm.html", samples.CONFIRM)
    return render(request, "ui/gallery/index.html", samples.context(request))
