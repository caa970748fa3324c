"""A difference between a plan and the new document it is read from again, and the sentence that says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DifferenceKind = Literal[
    "new", "gone", "changed", "moved", "new_indicator", "gone_indicator", "changed_indicator"
]
Part = Literal[
    "node", "title", "code", "level", "text", "field", "start", "end", "parent", "indicator",
    "organisation", "period",
]  # fmt: skip
State = Literal["document", "ours", "both"]
"""Who changed it: only the document (proposed), only we (kept), or both (a person chooses)."""

LONGEST = 90
_PARTS: dict[Part, str] = {
    "title": "De titel",
    "code": "Het nummer",
    "level": "Het niveau",
    "text": "De tekst",
    "start": "Het begin",
    "end": "Het einde",
    "parent": "De plaats",
    "organisation": "De organisatie",
    "period": "De periode",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed since the document was read before, in one part of one node."""

    kind: DifferenceKind
    state: State
    part: Part
    name: str
    """What people call the node, with its number; empty for the plan itself."""
    base: str | None = None
    """The id of the node in the reading as it was committed; None when it was not there."""
    fresh: str | None = None
    """Its id in the reading of the new document."""
    ours: str | None = None
    """Its id in the plan as it is now."""
    label: str = ""
    """The field of the sheet, for "field"."""
    base_text: str = ""
    fresh_text: str = ""
    our_text: str = ""
    items: tuple[str | None, str | None, str | None] = (None, None, None)
    """For an indicator its id in the base, the fresh reading and ours."""
    parents: tuple[str | None, str | None, str | None] = (None, None, None)
    """For "moved" and "new" the id of the parent in each of the three."""
    why: str = ""
    """How the node of the new document was recognised; empty when there was nothing to recognise."""

    @property
    def key(self) -> str:
        """The same for the same three readings; no two differences have the same one.

        >>> Difference("changed", "document", "field", "Actie 3", "a", "b", "n7", label="Timing").key
        'changed:field:a:b:n7:Timing'
        """
        extra = ":".join(item or "" for item in self.items) if any(self.items) else self.label
        return ":".join(
            (self.kind, self.part, self.base or "", self.fresh or "", self.ours or "", extra)
        ).rstrip(":")

    @property
    def sentence(self) -> str:
        """One sentence for people.

        >>> from dataclasses import replace
        >>> changed = Difference("changed", "document", "title", "Actie 3")
        >>> replace(changed, base_text="Huis", fresh_text="Thuis").sentence
        'De titel van “Actie 3” veranderde van “Huis” in “Thuis”.'
        """
        match self.kind:
            case "new" | "gone":
                return self._of_node()
            case "new_indicator" | "gone_indicator" | "changed_indicator":
                return self._of_indicator()
            case _:
                return self._of_part()

    def _of_node(self) -> str:
        node = f"“{self.name}”"
        if self.kind == "new":
            ours = self.state == "ours"
            return f"{node} hebt u zelf toegevoegd; het blijft staan." if ours else f"{node} is nieuw."
        if self.ours is None:
            kept = "en blijft weg" if self.state == "ours" else "maar veranderde in het document"
            return f"{node} werd in het plan weggenomen {kept}."
        changed = ", maar werd in het plan gewijzigd" if self.state == "both" else ""
        return f"{node} staat niet meer in het document{changed}."

    def _of_indicator(self) -> str:
        at = f"bij “{self.name}”"
        was, now, here = map(_quoted, (self.base_text, self.fresh_text, self.our_text))
        if self.kind == "new_indicator":
            if self.state == "ours":
                return f"De indicator {here} {at} hebt u zelf toegevoegd; hij blijft staan."
            return f"Nieuwe indicator {at}: {now}."
        if self.kind == "gone_indicator" and self.items[2] is None:
            kept = "en blijft weg" if self.state == "ours" else f"maar werd in het document {now}"
            return f"De indicator {was} {at} werd in het plan weggenomen {kept}."
        if self.kind == "gone_indicator":
            changed = f", maar werd in het plan {here}" if self.state == "both" else ""
            return f"De indicator {was} {at} staat niet meer in het document{changed}."
        return {
            "document": f"Een indicator {at} veranderde van {was} in {now}.",
            "ours": f"Een indicator {at} werd in het plan {here}; het document zegt nog {now}.",
            "both": f"Een indicator {at} werd in het document {now} en in het plan {here}.",
        }[self.state]

    def _of_part(self) -> str:
        what = f"Het veld “{self.label}”" if self.part == "field" else _PARTS.get(self.part, "Dit")
        what += f" van “{self.name}”" if self.name else " van het plan"
        was, now, here = map(_quoted, (self.base_text, self.fresh_text, self.our_text))
        if self.state == "ours":
            return f"{what} werd in het plan {here}; het document zegt nog {now}."
        if self.state == "both":
            return f"{what} werd in het document {now} en in het plan {here}."
        if not self.base_text:
            return f"{what} is ingevuld: {now}."
        if not self.fresh_text:
            return f"{what} werd leeg; er stond {was}."
        return f"{what} veranderde van {was} in {now}."


def _quoted(text: str) -> str:
    """The text between quotes, its middle left out when it is long.

    >>> _quoted(""), _quoted("een  dak")
    ('leeg', '“een dak”')
    """
    words = " ".join(text.split())
    if not words:
        return "leeg"
    if len(words) > LONGEST:
        words = f"{words[: LONGEST - 30].rstrip()} … {words[-25:].lstrip()}"
    return f"“{words}”"
