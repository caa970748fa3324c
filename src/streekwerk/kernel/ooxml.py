"""Text inside the XML of Word files: what may stand in it, and its names."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""The namespace of text, tables and styles, written with the prefix `w`."""

_UNSPOKEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without signs that XML cannot hold.

    >>> clean("a\\x00b\\ud800c")
    'abc'
    """
    return _UNSPOKEN.sub("", text)


def escaped(text: str) -> str:
    """The text as it stands between tags or inside double quotes.

    >>> escaped('Jan & "Piet" <3')
    'Jan &amp; &quot;Piet&quot; &lt;3'
    """
    return escape(clean(text), {'"': "&quot;"})


def w(name: str) -> str:
    """The name of an element or attribute of Word as lxml writes it.

    >>> w("p")[-2:]
    '}p'
    """
    return f"{{{WORD}}}{name}"
