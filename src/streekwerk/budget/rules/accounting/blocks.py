"""A “totaaloverzicht” cell: a block of text that names a goal, action plan or action."""

from __future__ import annotations

import re
from typing import NamedTuple

_LABELS = {
    "code": "code",
    "korte omschrijving": "short",
    "lange omschrijving": "long",
    "commentaar": "commentary",
    "evaluatie": "evaluation",
}
_LABEL = re.compile(
    r"^[ \t]*(?:[-•*][ \t]*)?(code|korte omschrijving|lange omschrijving|commentaar|evaluatie)"
    r"[ \t]*(?::|$|[ \t])",
    re.IGNORECASE | re.MULTILINE,
)


class TextBlock(NamedTuple):
    """What such a cell says."""

    code: str = ""
    short: str = ""
    long: str = ""
    commentary: str = ""
    evaluation: str = ""

    @property
    def empty(self) -> bool:
        return not (self.code or self.short)


def read_block(text: str) -> TextBlock:
    """The parts of the cell; one without labels is a code, or a code and its description.

    >>> read_block("Code: A1\\nKorte omschrijving: Loket\\nLange omschrijving: Eén loket\\nper zone").long
    'Eén loket\\nper zone'
    >>> read_block("A0402 Woonloket")[:2], read_block("").empty
    (('A0402', 'Woonloket'), True)
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    marks = list(_LABEL.finditer(text))
    if not marks:
        first, _, rest = text.partition("\n")
        found = re.match(r"(\S*\d\S*)(?:\s+|\s*[-–:]\s*|$)(.*)", first)
        return (
            TextBlock(found[1].rstrip(":"), found[2].strip(), rest.strip())
            if found
            else TextBlock("", first, rest.strip())
        )
    parts: dict[str, str] = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        said = text[mark.end() : following.start() if following else len(text)]
        # The first one counts: a commentary may begin a line with “Code”.
        parts.setdefault(_LABELS[mark[1].lower()], said.strip())
    return TextBlock(**parts)


def write_block(block: TextBlock) -> str:
    """The cell that reads back as this block; nothing for an empty one.

    >>> write_block(TextBlock("A1", "Woonloket"))
    'Code: A1\\nKorte omschrijving: Woonloket\\nLange omschrijving: \\nCommentaar: \\nEvaluatie: '
    """
    if block.empty:
        return ""
    return "\n".join(f"{label.capitalize()}: {getattr(block, name)}" for label, name in _LABELS.items())
