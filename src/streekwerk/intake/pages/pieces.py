"""The pieces of the review page. A step sends back only those that changed."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from html import escape
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from streekwerk.intake.models import Upload
from streekwerk.intake.pages.desk import Desk
from streekwerk.intake.pages.panel import panel_of
from streekwerk.intake.pages.summary import summary_of
from streekwerk.intake.pages.text import text_rows, window
from streekwerk.intake.pages.tray import doubles_of, tray_of
from streekwerk.intake.pages.tree import tree_rows
from streekwerk.reading.models import Span

_PASSING = re.compile(r'name="(?:csrfmiddlewaretoken|version)" value="[^"]*"')
"""What differs in every answer without being a change: the script keeps the versions up to date."""


def pieces_of(desk: Desk, request: HttpRequest, shown: Span | None = None) -> dict[str, SafeString]:
    """The content of each piece, by the id of its place on the page."""
    first, last = window(desk, shown)
    context: dict[str, Any] = {"desk": desk, "review": desk.review, "look": desk.look}

    def rendered(name: str, **more: Any) -> SafeString:
        return render_to_string(f"intake/_{name}.html", context | more, request)

    questions: Upload | None = desk.review.upload
    return {
        "stand": rendered("state"),
        "vragen": rendered("questions", upload=questions, asked=questions_of(questions)),
        "lade": rendered("tray", items=tray_of(desk), doubles=doubles_of(desk)),
        "paneel": rendered("panel", panel=panel_of(desk)),
        "boom": tree_rows(desk),
        "tekst": format_html('<ol class="desk-lines">{}</ol>', text_rows(desk, first, last)),
        "namen": format_html('<datalist id="onderdelen">{}</datalist>', _options(desk)),
        "voet": rendered("foot", summary=summary_of(desk)),
    }


def _options(desk: Desk) -> SafeString:
    # Not by `format_html`: thousands of names would take longer than the rest of the page.
    return mark_safe("".join(f'<option value="{escape(name)}"></option>' for name in desk.names))  # noqa: S308


def questions_of(upload: Upload | None) -> dict[str, list[dict[str, Any]]]:
    """What only a person knows, by kind."""
    found: dict[str, list[dict[str, Any]]] = {}
    for question in upload.questions if upload else ():
        found.setdefault(question["kind"], []).append(question)
    return found


def mark_of(html: str) -> str:
    """A short mark of what a piece says."""
    return f"{zlib.crc32(_PASSING.sub('', html).encode()):08x}"


def marked(html: SafeString) -> SafeString:
    """The piece with its mark, as the page has it."""
    return format_html('<span hidden data-mark="{}"></span>{}', mark_of(html), html)


def changed_pieces(pieces: Mapping[str, SafeString], known: str) -> SafeString:
    """The pieces whose mark is not among those the browser has ("boom:1a2b3c4d …"), as htmx takes them."""
    has = dict(pair.split(":", 1) for pair in known.split() if ":" in pair)
    fresh = [(name, marked(html)) for name, html in pieces.items() if has.get(name) != mark_of(html)]
    return format_html_join("", '<div id="{}" hx-swap-oob="innerHTML">{}</div>', fresh)
