"""Pieces of text as XML: runs, links, paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from streekwerk.kernel.ooxml import escaped
from streekwerk.reports.rules.content import Run

BOLD = "<w:b/><w:bCs/>"
Pointer = Callable[[str], str]
"""From an address to the id of its relation."""


def letters(text: str, properties: str = "") -> str:
    """A run; a new line in the text becomes a new line in the paragraph.

    >>> letters("a & b")
    '<w:r><w:t xml:space="preserve">a &amp; b</w:t></w:r>'
    """
    if not text:
        return ""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    if "\n" not in text and "\t" not in text and "\r" not in text:
        return f'<w:r>{look}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
    pieces = []
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        pieces.append("<w:br/>" if number else "")
        shown = escaped(line.replace("\t", " "))
        pieces.append(f'<w:t xml:space="preserve">{shown}</w:t>' if shown else "")
    return f"<w:r>{look}{''.join(pieces)}</w:r>"


def paragraph(style: str, inside: str, more: str = "", after: str = "") -> str:
    """A paragraph: `more` stands right after its style, `after` where spacing and alignment stand."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}{after}</w:pPr>{inside}</w:p>'


class Links:
    """Where addresses lead: into the document by a bookmark, or outside by a relation."""

    def __init__(self, bookmarks: dict[str, str], pointer: Pointer, style: str, base: str) -> None:
        self._bookmarks, self._pointer, self._style = bookmarks, pointer, style
        self._base = base.rstrip("/")
        self._known: dict[str, str] = {}

    def run(self, run: Run, properties: str = "") -> str:
        """The run, as a link when its address leads somewhere from paper: text otherwise."""
        strong = BOLD if run.strong else ""
        opening = self._opening(run.href) if run.href and run.text else ""
        if not opening:
            return letters(run.text, strong + properties)
        shown = letters(run.text, f'<w:rStyle w:val="{self._style}"/>{strong}{properties}')
        return f'<w:hyperlink {opening} w:history="1">{shown}</w:hyperlink>'

    def runs(self, runs: Iterable[Run]) -> str:
        return "".join(map(self.run, runs))

    def _opening(self, href: str) -> str:
        if href.startswith("#"):
            name = self._bookmarks.get(href[1:], "")
            return f'w:anchor="{name}"' if name else ""
        if href.startswith("/") and not href.startswith("//"):
            href = self._base + href if self._base else ""
        if not href.lower().startswith(("http://", "https://", "mailto:")):
            return ""
        if href not in self._known:
            self._known[href] = self._pointer(href)
        return f'r:id="{self._known[href]}"'
