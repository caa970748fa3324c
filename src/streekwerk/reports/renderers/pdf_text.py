"""Text that can be set: characters our typefaces have, and words that can be broken over lines."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import typst

ZERO_WIDTH_SPACE = "\u200b"
LONG_WORD = 30
"""From here something that is no plain word, such as an address, may be wider than its column."""
LONGEST_WORD = 48
"""Up to here letters are a Dutch word: the hyphenation knows better where to break it."""
STEP = 16

_SURE = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x100), 0x0A))) - {"\u00ad"}
_LONG = re.compile(rf"\S{{{LONG_WORD},}}")
_PIECES = re.compile(r"[^/.,_?&=:;-]+[/.,_?&=:;-]*|[/.,_?&=:;-]+")
_REFERENCE = re.compile(r"&#(x[0-9a-fA-F]+|[0-9]+);")


@cache
def fonts() -> typst.Fonts:
    """Our typeface and the ones inside the typesetter; never those of the machine, so that a report looks
    the same everywhere.
    """
    found = find_spec("font_source_sans_pro")
    folders = [str(Path(found.origin).parent / "files")] if found and found.origin else []
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def printable(text: str) -> str:
    """The text with its name in brackets for each character that no typeface here can show.

    PDF/UA forbids an empty box: who reads it aloud would hear nothing. Control characters go.

    >>> printable("Klaar ✓ \U0001f642 \\x00") == "Klaar ✓ [slightly smiling face] "
    True
    """
    strange = set(text) - _SURE
    if not strange:
        return text
    found = {character: _shown(character) for character in strange}
    return "".join(found.get(character, character) for character in text)


def visible(text: str) -> bool:
    """Whether anything is left to see: a heading or a link without that cannot be set.

    >>> visible("\\u00ad "), visible("a")
    (False, True)
    """
    return any(not each.isspace() and unicodedata.category(each) != "Cf" for each in text)


def breakable(text: str) -> str:
    """The text with places where a very long word may go on the next line; nothing visible is added.

    >>> breakable("een kort woord")
    'een kort woord'
    >>> breakable("https://voorbeeld.example/een/heel/lang/adres").count(ZERO_WIDTH_SPACE)
    6
    """
    return _LONG.sub(_broken, text) if len(text) >= LONG_WORD else text


def printable_svg(svg: str) -> str:
    """A picture whose words can be shown; see `printable`."""
    return printable(_REFERENCE.sub(_unescaped, svg))


def _broken(found: re.Match[str]) -> str:
    word = found[0]
    if len(word) < LONGEST_WORD and word.strip(".,;:!?()“”\"'").isalpha():
        return word
    # After a sign, and in what is long between signs.
    return ZERO_WIDTH_SPACE.join(
        piece[at : at + STEP] for piece in _PIECES.findall(word) for at in range(0, len(piece), STEP)
    )


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1][1:], 16) if found[1][0] == "x" else int(found[1])
    # The five characters that XML needs stay as they are.
    return chr(code) if 0x7F < code < 0x110000 else found[0]


@lru_cache(maxsize=4096)
def _shown(character: str) -> str:
    if character in "\t\r\u2028\u2029\x85":
        return " "
    if unicodedata.category(character) in ("Cc", "Cs", "Cn", "Co") or character in "\ufe0e\ufe0f":
        return ""
    if _can_be_set(character):
        return character
    # What only steers its neighbours, such as a joiner, says nothing alone.
    name = unicodedata.name(character, "") if unicodedata.category(character) != "Cf" else ""
    return f"[{name.lower()}]" if name else ""


def _can_be_set(character: str) -> bool:
    """Asks the typesetter itself: it alone knows what is in the typefaces it carries."""
    source = '#set document(title: "x")\n#set text(font: "Source Sans Pro", lang: "nl")\n#sys.inputs.text'
    try:
        typst.compile(
            source.encode(), font_paths=fonts(), pdf_standards="ua-1", sys_inputs={"text": f"a{character}a"}
        )
    except typst.TypstError:
        return False
    return True
