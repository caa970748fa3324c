"""Offering to undo what was just done: the message carries a form that does the opposite."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string

BLOCKS = "blocks"
"""Says to `ui/message.html` that the message is made of blocks, not of one sentence."""


def done(request: HttpRequest, said: str, *, undo_url: str, fields: Mapping[str, object]) -> None:
    """Say what was done, with a button that posts `fields` to `undo_url`.

    Nothing about it is kept on the server: undoing is a change like any other, with its own checks.
    """
    shown = {"said": said, "undo_url": undo_url, "fields": fields.items()}
    messages.success(request, render_to_string("plans/_done.html", shown, request), extra_tags=BLOCKS)
