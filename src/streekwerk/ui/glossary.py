"""Words that explain themselves: quietly underlined, told on hover, on focus and on a tap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from zlib import crc32

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from streekwerk.kernel.words import WordEntry, explained


@dataclass(frozen=True)
class Explanation:
    """What is told about a word: its name, its meaning and the page that says more."""

    label: str
    text: str
    url: str


@dataclass
class Glossary:
    """The words of one page. Each is explained where it stands first, so that a page stays calm."""

    entries: tuple[WordEntry, ...]
    explanations: Mapping[int, Explanation]
    seen: set[int] = field(default_factory=set)

    def explain(self, text: str) -> SafeString:
        """The text as HTML, with each word that was not explained on this page yet explained."""
        mark = f"{crc32(text.encode()):x}"
        made: list[str] = []
        for piece in explained(text, self.entries):
            if piece.key is None or piece.key in self.seen:
                made.append(conditional_escape(piece.text))
                continue
            self.seen.add(piece.key)
            made.append(_marked(piece.text, self.explanations[piece.key], f"begrip-{piece.key}-{mark}"))
        return SafeString("".join(made))  # every part was escaped above


def _marked(text: str, said: Explanation, name: str) -> SafeString:
    # A link, so that it works without a script; the explanation is its description for who does not see it.
    return format_html(
        '<span class="explained"><a href="{}" aria-describedby="{}">{}</a>'
        '<span class="explanation" role="tooltip" id="{}"><b>{}</b> {}</span></span>',
        said.url,
        name,
        text,
        name,
        said.label,
        " ".join(said.text.split()),
    )
