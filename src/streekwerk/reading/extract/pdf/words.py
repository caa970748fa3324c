"""The words of one PDF page, with their place, size and mark in the tag structure.

Letters come from pdfium one by one; a word ends at white space, at a gap, or where the mark or the
writing direction changes. Places are in points from the top left of the page as people see it.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from streekwerk.reading.extract.guards import FileTooLarge

MAX_PAGE_CHARACTERS = 100_000
"""Letters on one page; a full sheet of A4 in small print holds some 8,000."""

ARTIFACT = -2
"""Mark of what the tags call decoration: running headers and footers, page numbers."""
UNMARKED = -1

_GAP = 0.15
"""Space between two words, as a share of the font size; narrower gaps are kerning."""
_LINE_END_HYPHENS = frozenset("\x02\ufffe")
"""What pdfium makes of any hyphen at the end of a line, of the typesetter or of the writer."""
SOFT_HYPHEN = "\u00ad"
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff")
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_QUARTER = math.pi / 2
_SPACES = frozenset(" \t\r\n\x0b\x0c\x00\u00a0\u2002\u2003\u2009\u202f\u3000")
_NOT_DRAWN = _SPACES | _INVISIBLE


def _quick(function: Any, answer: Any, *arguments: Any) -> Any:
    """A pdfium function that is called for every letter, with plain addresses and the lock kept.

    Pointer objects and letting go of the lock cost more than half of the time of reading a page.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(answer, ctypes.c_void_p, ctypes.c_int, *arguments)(address)


_get_unicode = _quick(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
_get_box = _quick(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p)
_get_object = _quick(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)


@dataclass(slots=True)
class Word:
    """Letters that belong together, and the box around them."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    """Font size in points, as printed."""
    bold: bool
    mark: int
    """Number of the marked content it is in, `UNMARKED` or `ARTIFACT`."""
    turn: int
    """Quarter turns against the clock: 0 for upright text, 1 for text that reads upwards."""
    glued: bool
    """No space between this word and the one before it."""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(slots=True)
class _Look:
    """What all letters of one text object share."""

    size: float
    bold: bool
    mark: int
    turn: int


@dataclass(frozen=True, slots=True)
class Frame:
    """From pdfium's upward coordinates to points from the top left, turned as the page is shown."""

    left: float
    bottom: float
    width: float
    height: float
    turns: int

    @classmethod
    def of(cls, page: Any) -> Frame:
        left, bottom, right, top = page.get_bbox()
        return cls(left, bottom, right - left, top - bottom, page.get_rotation() // 90)

    @property
    def shown_width(self) -> float:
        return self.height if self.turns % 2 else self.width

    @property
    def shown_height(self) -> float:
        return self.width if self.turns % 2 else self.height

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right, bottom as shown."""
        x0, x1 = left - self.left, right - self.left
        y0, y1 = bottom - self.bottom, top - self.bottom
        if self.turns == 0:
            return x0, self.height - y1, x1, self.height - y0
        if self.turns == 1:
            return y0, x0, y1, x1
        if self.turns == 2:
            return self.width - x1, y0, self.width - x0, y1
        return self.height - y1, self.width - x1, self.height - y0, self.width - x0


def read_words(page: Any, frame: Frame, *, name: str) -> list[Word]:
    """The words of a page in the order in which the file draws them.

    Raises:
        FileTooLarge: more than `MAX_PAGE_CHARACTERS` letters.
    """
    textpage = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(textpage.raw)
        if count > MAX_PAGE_CHARACTERS:
            raise FileTooLarge(name, f"één bladzijde heeft {count} tekens")
        return list(_words(textpage.raw, count, frame))
    finally:
        textpage.close()


def _words(textpage: Any, count: int, frame: Frame) -> Iterator[Word]:
    looks: dict[int, _Look] = {}
    fonts: dict[int, bool] = {}
    rect = pdfium.FS_RECTF()
    rect_address = ctypes.addressof(rect)
    address = ctypes.cast(textpage, ctypes.c_void_p).value
    word: Word | None = None
    spaced = True
    last: tuple[float, float] | None = None
    for index in range(count):
        code = _get_unicode(address, index)
        letter = chr(code) if 32 < code < 127 else _letter(textpage, index, code)
        if letter in _NOT_DRAWN:
            spaced = spaced or letter in _SPACES
            continue
        drawn = _get_object(address, index)
        if not drawn or not _get_box(address, index, rect_address):
            # A letter that pdfium adds itself has no box of its own.
            if word:
                word.text += letter
            continue
        place = (rect.left, rect.top)
        if last == place and word and not spaced:
            # The letters of one ligature share one box.
            word.text += letter
            continue
        last = place
        look = looks.get(drawn)
        if look is None:
            look = looks[drawn] = _look(textpage, index, frame, fonts)
        left, top, right, bottom = frame.box(rect.left, rect.bottom, rect.right, rect.top)
        follows = word is not None and _follows(word, look, left, top, right, bottom)
        if follows and not spaced and word and word.mark == look.mark and word.bold == look.bold:
            word.text += letter
            if left < word.left:
                word.left = left
            if top < word.top:
                word.top = top
            if right > word.right:
                word.right = right
            if bottom > word.bottom:
                word.bottom = bottom
            continue
        if word:
            yield word
        glued = follows and not spaced
        word = Word(letter, left, top, right, bottom, look.size, look.bold, look.mark, look.turn, glued)
        spaced = False
    if word:
        yield word


def _letter(textpage: Any, index: int, code: int) -> str:
    letter = chr(code) if 0 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    if letter in _LINE_END_HYPHENS:
        return "-"
    if (letter in _SPACES and code) or letter >= " ":
        return letter
    # A glyph whose letter the file does not tell stays visible; a sign that pdfium adds is a space.
    return " " if pdfium.FPDFText_IsGenerated(textpage, index) == 1 else "\ufffd"


def _look(textpage: Any, index: int, frame: Frame, fonts: dict[int, bool]) -> _Look:
    drawn = pdfium.FPDFText_GetTextObject(textpage, index)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, index, matrix)
    size = pdfium.FPDFText_GetFontSize(textpage, index) * (matrix.c**2 + matrix.d**2) ** 0.5
    font = pdfium.FPDFTextObj_GetFont(drawn)
    key = ctypes.addressof(font.contents) if font else 0
    if key not in fonts:
        fonts[key] = _is_bold(textpage, index)
    mark = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
    if mark < 0:
        mark = ARTIFACT if _is_artifact(drawn) else UNMARKED
    angle = pdfium.FPDFText_GetCharAngle(textpage, index)
    # pdfium measures angles with the clock, a page is turned with the clock, our turns go against it.
    turn = (-round(angle / _QUARTER) - frame.turns) % 4
    return _Look(round(size, 1), fonts[key], mark, turn)


def _is_bold(textpage: Any, index: int) -> bool:
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(200)
    pdfium.FPDFText_GetFontInfo(textpage, index, buffer, 200, flags)
    font = buffer.value.decode("utf-8", errors="replace").lower()
    return any(part in font for part in _BOLD_NAMES) or pdfium.FPDFText_GetFontWeight(textpage, index) > 600


def _is_artifact(drawn: Any) -> bool:
    buffer = (ctypes.c_ushort * 20)()
    length = ctypes.c_ulong()
    for number in range(pdfium.FPDFPageObj_CountMarks(drawn)):
        mark = pdfium.FPDFPageObj_GetMark(drawn, number)
        if pdfium.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length):
            text = bytes(buffer)[: max(0, length.value - 2)].decode("utf-16-le", errors="replace")
            if text == "Artifact":
                return True
    return False


def _follows(word: Word, look: _Look, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether a letter stands right after the word, in its writing direction."""
    if word.turn != look.turn:
        return False
    if word.turn % 2 == 0:
        gap = left - word.right if word.turn == 0 else word.left - right
        off = top + bottom - word.top - word.bottom
    else:
        gap = word.top - bottom if word.turn == 1 else top - word.bottom
        off = left + right - word.left - word.right
    size = max(word.size, look.size, 1.0)
    # Overlap of more than half a letter is a jump back, not kerning; `off` is twice the distance.
    return -0.5 * size < gap < _GAP * size and -size < off < size
