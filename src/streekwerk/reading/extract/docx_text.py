"""The text of one Word paragraph: what a reader sees, and apart from it what is hidden or stands beside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from streekwerk.reading.extract.docx_styles import Styles, child, kind, switched_on, value

_SKIPPED = {"del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sdtPr", "sdtEndPr",
            "rt", "annotationRef", "fldData"}  # fmt: skip
_BOXES = {"pict", "drawing", "object"}
_SYMBOLS = {"F0FE": "☒", "F0A8": "☐", "F06F": "☐", "F0FC": "✓", "F0FB": "✗", "F0E0": "→"}
"""Check boxes, ticks and arrows of the Wingdings font; other symbols become a bullet."""


@dataclass(slots=True)
class Piece:
    """What one paragraph holds."""

    seen: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    prompt: list[str] = field(default_factory=list)
    """Pieces of text: in sight, hidden, and of form fields that nobody filled in."""
    struck: int = 0
    bold: int = 0
    visible: int = 0
    """Characters that are struck through, bold, and seen at all (white space not counted)."""
    size: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Footnotes and endnotes referred to: kind and number."""
    boxes: list[Any] = field(default_factory=list)
    """Contents of text boxes anchored here."""
    pages_before: int = 0
    pages_after: int = 0

    @property
    def text(self) -> str:
        """What a reader sees."""
        return "".join(self.seen)

    @property
    def mark(self) -> str:
        """What to add to the place of a struck text."""
        if not self.struck:
            return ""
        return " (doorgehaald)" if self.struck == self.visible else " (deels doorgehaald)"


def read_paragraph(paragraph: Any, styles: Styles) -> Piece:
    """The piece of a `w:p`: inserted text read, deleted text not, field results but not their codes."""
    piece = Piece()
    _walk(paragraph, piece, styles, child(paragraph, "pPr"), prompt=False)
    return piece


def text_boxes(element: Any) -> list[Any]:
    """The contents of the text boxes in a drawing, each once (Word writes most of them twice)."""
    found: list[Any] = []
    for item in element:
        if kind(item) == "txbxContent":
            found.append(item)
        elif kind(item) == "AlternateContent":
            found.extend(text_boxes(chosen(item)))
        elif kind(item):
            found.extend(text_boxes(item))
    return found


def chosen(alternatives: Any) -> Any:
    """The one of Word's alternatives for newer and older programs that is read."""
    choice = child(alternatives, "Choice")
    fallback = child(alternatives, "Fallback") if choice is None else choice
    return () if fallback is None else fallback


def _walk(element: Any, piece: Piece, styles: Styles, properties: Any | None, *, prompt: bool) -> None:
    for item in element:
        name = kind(item)
        if name == "r":
            _run(item, piece, styles, properties, prompt=prompt)
        elif name == "AlternateContent":
            _walk(chosen(item), piece, styles, properties, prompt=prompt)
        elif name in _BOXES:
            piece.boxes.extend(text_boxes(item))
        elif name == "sdt":
            unfilled = switched_on(child(item, "sdtPr"), "showingPlcHdr") is True
            content = child(item, "sdtContent")
            if content is not None:
                _walk(content, piece, styles, properties, prompt=prompt or unfilled)
        elif name == "t":
            # Text outside a run: formulas.
            _append(piece, item.text or "", prompt=prompt)
        elif name and name not in _SKIPPED:
            _walk(item, piece, styles, properties, prompt=prompt)


def _run(run: Any, piece: Piece, styles: Styles, properties: Any | None, *, prompt: bool) -> None:
    own = child(run, "rPr")
    text = ""
    for item in run:
        name = kind(item)
        if name == "t":
            text += item.text or ""
        elif name == "tab":
            text += "\t"
        elif name in ("br", "cr"):
            text += "\n" if value(item, "type") in (None, "textWrapping") else ""
        elif name == "noBreakHyphen":
            text += "-"
        elif name == "sym":
            text += _SYMBOLS.get((value(item, "char") or "").upper(), "•")
        elif name in ("footnoteReference", "endnoteReference"):
            piece.notes.append((name.removesuffix("Reference"), value(item, "id") or ""))
        elif name == "lastRenderedPageBreak":
            if piece.visible or text.strip():
                piece.pages_after += 1
            else:
                piece.pages_before += 1
        elif name in _BOXES:
            piece.boxes.extend(text_boxes(item))
        elif name == "AlternateContent":
            piece.boxes.extend(text_boxes(chosen(item)))
    if styles.stated("vanish", own, properties):
        piece.hidden.append(text)
        return
    _append(piece, text, prompt=prompt)
    seen = 0 if prompt else len("".join(text.split()))
    if seen:
        if styles.stated("strike", own, properties) or styles.stated("dstrike", own, properties):
            piece.struck += seen
        if styles.stated("b", own, properties):
            piece.bold += seen
        piece.size = max(piece.size, styles.size(own, properties))


def _append(piece: Piece, text: str, *, prompt: bool) -> None:
    if prompt:
        piece.prompt.append(text)
    else:
        piece.seen.append(text)
        piece.visible += len("".join(text.split()))
