"""Plain text to numbered lines: the encoding, the pages and the broken glyphs."""

from __future__ import annotations

import re
from hashlib import sha256

from streekwerk.reading.models import Document, Line, Repair

# Ligatures for which PDF writers of Office fonts leave the wrong letter behind, and the proper Unicode ones.
_LIGATURES = {
    "Ɵ": "ti", "ƞ": "tf", "Ʃ": "tt", "ƫ": "tti", "Ō": "ft", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi",
    "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st",
}  # fmt: skip
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "\u00b7": "•"}
_GLYPH = re.compile(f"[{''.join(_LIGATURES)}]|[{''.join(_BULLETS)}]")
_WORD = re.compile(rf"\w*[{''.join(_LIGATURES)}][\w{''.join(_LIGATURES)}]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff\u200b\u00ad]")


def extract(data: bytes, name: str) -> Document:
    """The document of a plain text file; lines are cut at line feeds only, a form feed opens a page."""
    lines, repairs = number_lines(decode(data))
    return Document(
        name=name,
        media_type="text/plain",
        sha256=sha256(data).hexdigest(),
        lines=lines,
        pages=lines[-1].page,
        repairs=repairs,
    )


def decode(data: bytes) -> str:
    """The text: by its byte order mark, else as UTF-8, else as Windows-1252 with Latin-1 for its gaps."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def number_lines(text: str) -> tuple[tuple[Line, ...], tuple[Repair, ...]]:
    """Lines numbered from 1, as `text.split("\\n")` counts them, and what was mended in them.

    >>> [(line.number, line.text, line.page) for line in number_lines("een\\n\\ftwee")[0]]
    [(1, 'een', 1), (2, 'twee', 2)]
    """
    paged = "\f" in text.strip()
    lines, repairs, page = [], [], 1
    for number, raw in enumerate(text.split("\n"), 1):
        starts_page = "\f" in raw
        page += raw.count("\f")
        clean = _CONTROL.sub("", raw)
        # A line of nothing but control characters still counts as a line with something on it.
        if not clean.strip() and raw.strip():
            clean = "\ufffd"
        mended, found = mend(clean)
        repairs += [Repair(number, was, now) for was, now in found]
        lines.append(Line(number, mended.rstrip(), raw, page if paged else None, None, starts_page))
    return tuple(lines), tuple(repairs)


def mend(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text with broken glyphs mended, and each mended word before and after.

    >>> mend("het plaƞorm")
    ('het platform', [('plaƞorm', 'platform')])
    """
    if not _GLYPH.search(text):
        return text, []
    repairs: list[tuple[str, str]] = []

    def word(match: re.Match[str]) -> str:
        was = match[0]
        now = "".join(_LIGATURES.get(letter, letter) for letter in was)
        repairs.append((was, now))
        return now

    for glyph, bullet in _BULLETS.items():
        text = text.replace(glyph, bullet)
    return _WORD.sub(word, text), repairs
