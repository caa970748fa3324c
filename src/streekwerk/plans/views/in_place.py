"""A small form that opens on the sheet itself, and is a page of its own without script."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from streekwerk.network.middleware import Request
from streekwerk.plans.models import Node, Plan


def answer(
    request: Request,
    *,
    plan: Plan,
    node: Node | None,
    form: forms.Form,
    title: str,
    anchor: str,
    submit: str = "Bewaren",
    remove_url: str = "",
    remove_version: int = 0,
) -> HttpResponse:
    """The form: alone for htmx, else as a page; 422 when something is wrong in it.

    With `remove_url` it also offers to take the thing away.
    """
    context = {
        "plan": plan,
        "node": node,
        "form": form,
        "title": title,
        "anchor": anchor,
        "submit": submit,
        "remove_url": remove_url,
        "remove_version": remove_version,
        "action": request.path,
        "back_url": f"{(node or plan).get_absolute_url()}#{anchor}",
    }
    alone = request.method == "GET" and request.htmx
    name = "plans/upkeep/_form.html" if alone else "plans/upkeep/form.html"
    return render(request, name, context, status=422 if form.errors else 200)
