"""Inline SVG icons and the words that go with them: an icon never stands for a word alone."""

from __future__ import annotations

from functools import cache

from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from streekwerk.ui.dutch import counted

SEVERITY_WORDS = {"error": "Fout", "warning": "Aandachtspunt", "note": "Opmerking"}
SEVERITY_PLURALS = {"error": "fouten", "warning": "aandachtspunten", "note": "opmerkingen"}
MESSAGE_WORDS = {"success": "Gelukt", "warning": "Let op", "error": "Niet gelukt", "info": "Ter info"}
MESSAGE_ICONS = {"success": "success", "warning": "warning", "error": "error", "info": "note"}


@cache
def icon(name: str) -> SafeString:
    """The icon `ui/icons/<name>.svg`, hidden from screen readers.

    Raises:
        TemplateDoesNotExist: no such icon.
    """
    return mark_safe(get_template(f"ui/icons/{name}.svg").render().strip())  # noqa: S308 - our own file


@cache
def finding_mark(severity: str, count: int) -> SafeString:
    """A small mark with the number of findings of one severity; its words are read aloud."""
    words = counted(count, SEVERITY_WORDS[severity].lower(), SEVERITY_PLURALS[severity])
    return format_html(
        '<span class="finding-mark finding-mark-{}" role="img" aria-label="{}" title="{}">{}{}</span>',
        severity,
        words,
        words,
        icon(severity),
        count,
    )
