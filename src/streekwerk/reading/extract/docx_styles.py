"""What Word keeps beside the text: styles (headings, bold, hidden) and automatic numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"

_HEADING = re.compile(r"(?:heading|kop|titre|überschrift)\s*(\d)")
_TITLES = {"title", "titel"}
_BODY_TEXT = 10
"""Word's outline level 9, counted from 1, means body text."""
_LONGEST_CHAIN = 12
"""Word itself allows a style to be based on ten others above each other."""


def kind(element: Any) -> str:
    """Name of an element without its namespace; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Any | None, name: str = "val") -> str | None:
    """An attribute in Word's namespace, transitional or strict."""
    if element is None:
        return None
    found: str | None = element.get(W + name)
    return element.get(W_STRICT + name) if found is None else found


def child(element: Any | None, *path: str) -> Any | None:
    """The first descendant along a path of names; None where it stops."""
    for name in path:
        if element is None:
            return None
        element = next((item for item in element if kind(item) == name), None)
    return element


def switched_on(properties: Any | None, name: str) -> bool | None:
    """Whether a property such as bold is on, off, or (None) not stated."""
    found = child(properties, name)
    if found is None:
        return None
    return value(found) not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph or character style; `based_on` is looked up for what it does not state."""

    name: str
    based_on: str | None
    paragraph: Any | None
    run: Any | None


class Styles:
    """The styles of one document."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default: str | None = None
        for item in root if root is not None else ():
            if kind(item) != "style":
                continue
            key = value(item, "styleId") or ""
            name = (value(child(item, "name")) or key).lower()
            based_on = value(child(item, "basedOn"))
            self._styles[key] = Style(name, based_on, child(item, "pPr"), child(item, "rPr"))
            if value(item, "type") == "paragraph" and value(item, "default") in ("1", "true"):
                self.default = key

    def chain(self, key: str | None) -> Iterator[Style]:
        """A style and those it is based on, nearest first."""
        for _ in range(_LONGEST_CHAIN):
            if not key or key not in self._styles:
                return
            yield self._styles[key]
            key = self._styles[key].based_on

    def heading(self, properties: Any | None) -> int | None:
        """Heading level of a paragraph by its own outline level or by its style; None for body text."""
        own = value(child(properties, "outlineLvl"))
        if own and own.isdigit():
            return int(own) + 1 if int(own) + 1 < _BODY_TEXT else None
        for style in self.chain(value(child(properties, "pStyle"))):
            level = value(child(style.paragraph, "outlineLvl"))
            if level and level.isdigit():
                return int(level) + 1 if int(level) + 1 < _BODY_TEXT else None
            named = _HEADING.fullmatch(style.name)
            if named:
                return int(named[1])
            if style.name in _TITLES:
                return 1
        return None

    def is_contents(self, properties: Any | None) -> bool:
        """Whether a paragraph is a line of a generated table of contents."""
        names = (style.name for style in self.chain(value(child(properties, "pStyle"))))
        return any(re.fullmatch(r"(?:toc|inhopg|contents|inhoud)\s*\d", name) for name in names)

    def stated(self, name: str, run: Any | None, properties: Any | None) -> bool:
        """Whether a run is bold, hidden or struck: by itself, its style or its paragraph's style."""
        own = switched_on(run, name)
        if own is not None:
            return own
        keys = (value(child(run, "rStyle")), value(child(properties, "pStyle")) or self.default)
        for key in keys:
            for style in self.chain(key):
                found = switched_on(style.run, name)
                if found is not None:
                    return found
        return False

    def size(self, run: Any | None, properties: Any | None) -> int:
        """Size of the letters in half points; 0 when nothing states it."""
        own = value(child(run, "sz"))
        if own and own.isdigit():
            return int(own)
        for style in self.chain(value(child(properties, "pStyle")) or self.default):
            found = value(child(style.run, "sz"))
            if found and found.isdigit():
                return int(found)
        return 0


class Numbering:
    """Automatic numbers and bullets, counted in the order of the text."""

    def __init__(self, root: Any | None, styles: Styles) -> None:
        self._styles = styles
        self._levels: dict[str, dict[int, Any]] = {}
        self._lists: dict[str, Any] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()
        for item in root if root is not None else ():
            if kind(item) == "abstractNum":
                levels = {int(value(lvl, "ilvl") or 0): lvl for lvl in item if kind(lvl) == "lvl"}
                self._levels[value(item, "abstractNumId") or ""] = levels
            elif kind(item) == "num":
                self._lists[value(item, "numId") or ""] = item

    def label(self, properties: Any | None) -> tuple[str, int] | None:
        """The printed number or bullet of the next paragraph and its depth from 0; None without one.

        Call it once for every paragraph, in order: it counts.
        """
        where = self._place(properties)
        if where is None:
            return None
        number, depth = where
        item = self._lists[number]
        key = value(child(item, "abstractNumId")) or ""
        levels = self._levels.get(key, {})
        if depth not in levels:
            return None
        counts = self._counts.setdefault(key, {})
        if number not in self._started:
            self._started.add(number)
            for override in item:
                start = value(child(override, "startOverride"))
                if start is not None and start.lstrip("-").isdigit():
                    counts[int(value(override, "ilvl") or 0)] = int(start) - 1
        counts[depth] = counts.get(depth, _start(levels[depth]) - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return self._printed(levels, counts, depth), depth

    def _place(self, properties: Any | None) -> tuple[str, int] | None:
        number = value(child(properties, "numPr", "numId"))
        depth = value(child(properties, "numPr", "ilvl"))
        style_key = value(child(properties, "pStyle"))
        for style in self._styles.chain(style_key):
            if number is None:
                number = value(child(style.paragraph, "numPr", "numId"))
            if depth is None:
                depth = value(child(style.paragraph, "numPr", "ilvl"))
        if number is None or number not in self._lists:
            return None
        if depth is None:
            levels = self._levels.get(value(child(self._lists[number], "abstractNumId")) or "", {})
            depth = next(
                (str(n) for n, lvl in levels.items() if value(child(lvl, "pStyle")) == style_key), "0"
            )
        return (number, int(depth)) if depth.isdigit() else None

    def _printed(self, levels: dict[int, Any], counts: dict[int, int], depth: int) -> str:
        form = value(child(levels[depth], "numFmt")) or "decimal"
        pattern = value(child(levels[depth], "lvlText")) or ""
        if form == "none":
            return ""
        if form == "bullet":
            return pattern if pattern in ("-", "–", "—", "*") else "•"

        def filled(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            if level not in levels:
                return ""
            shape = value(child(levels[level], "numFmt")) or "decimal"
            legal = child(levels[depth], "isLgl") is not None
            return counted(counts.get(level, _start(levels[level])), "decimal" if legal else shape)

        return re.sub(r"%(\d)", filled, pattern).strip()


def counted(number: int, form: str) -> str:
    """A number the way Word prints it in a list.

    >>> [counted(4, form) for form in ("decimal", "upperRoman", "lowerLetter", "decimalZero")]
    ['4', 'IV', 'd', '04']
    """
    if form.endswith("Letter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 10 + 1)
        return letters.upper() if form.startswith("upper") else letters
    if form.endswith("Roman") and 0 < number < 4000:
        roman = _roman(number)
        return roman if form.startswith("upper") else roman.lower()
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    signs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    text = ""
    for size, sign in signs:
        text += sign * (number // size)
        number %= size
    return text


def _start(level: Any) -> int:
    start = value(child(level, "start"))
    return int(start) if start and start.isdigit() else 1
