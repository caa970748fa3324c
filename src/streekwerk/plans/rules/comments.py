"""Who a comment calls upon: “@Naam” in its words."""

from __future__ import annotations

import re
from collections.abc import Mapping


def mentions_in(text: str, names: Mapping[int, str]) -> list[int]:
    """The people whose name stands after an @ in the text, in the order of the text.

    The longest name wins, letters large or small; two people with one name are both meant.

    >>> mentions_in("Dag @Ann Peeters en @bo", {1: "An", 2: "Ann Peeters", 3: "Bo"})
    [2, 3]
    """
    found: list[int] = []
    for piece, people in mention_pieces(text, names):
        if piece.startswith("@"):
            found += [number for number in people if number not in found]
    return found


def mention_pieces(text: str, names: Mapping[int, str]) -> list[tuple[str, list[int]]]:
    """The text cut in pieces: (words, whom they name); joined they are the text again.

    >>> mention_pieces("Dag @Bo, kom", {3: "Bo"})
    [('Dag ', []), ('@Bo', [3]), (', kom', [])]
    """
    people: dict[str, list[int]] = {}
    for number, name in names.items():
        if name.strip():
            people.setdefault(" ".join(name.casefold().split()), []).append(number)
    if not people:
        return [(text, [])] if text else []
    longest_first = sorted(people, key=len, reverse=True)
    # In a name any run of spaces may stand; an e-mail address is no mention.
    spelled = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    pattern = re.compile(rf"(?<!\w)@(?:{spelled})(?!\w)", re.IGNORECASE)
    pieces: list[tuple[str, list[int]]] = []
    at = 0
    for match in pattern.finditer(text):
        if match.start() > at:
            pieces.append((text[at : match.start()], []))
        pieces.append((match[0], people.get(" ".join(match[0][1:].casefold().split()), [])))
        at = match.end()
    if at < len(text):
        pieces.append((text[at:], []))
    return pieces
