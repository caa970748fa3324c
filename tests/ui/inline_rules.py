"""What a strict Content Security Policy would refuse in HTML."""

from __future__ import annotations

import re

INLINE = {
    "an inline style": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
    "htmx script in an attribute": re.compile(r"\bhx-(on|vals\s*=\s*[\"']js:)", re.I),
    "a file from elsewhere": re.compile(r"<(?:script|link|img)\b[^>]*(?:src|href)=[\"'](?:https?:)?//", re.I),
}
SCRIPT = re.compile(r"<script\b(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")", re.I)


def problems(text: str) -> list[str]:
    """What a strict Content Security Policy would refuse in a template.

    Template tags are taken out first: `{% if a > b %}` would end a tag too early.
    """
    bare = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.S)
    found = [name for name, pattern in INLINE.items() if pattern.search(bare)]
    return found + (["a script without src"] if SCRIPT.search(bare) else [])
