"""Text that broke: sentences cut off, brackets left open, words with a space in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from streekwerk.reading.findings.outline import Outline, Passage
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.wording import quoted
from streekwerk.reading.models import Node

# Words no Dutch sentence ends with. Words that can close one ("pakken we aan", "zijn we voor") are left out.
_NEVER_LAST = frozenset(
    "de een en of van ter ten te tussen zoals onze per waarbij waardoor omdat zodat wegens volgens tijdens"  # noqa: SIM905
    " sinds hun alsook evenals namens betreffende inzake omtrent".split()
)
_SMILEY = re.compile(r"[:;]-?[()]")


def _cut_off(outline: Outline) -> Iterator[Found]:
    for passage in _own_passages(outline):
        tail = passage.text[-80:].split()[-6:]
        last = tail[-1] if len(tail) > 2 else ""
        # Lower case only: a capital ("Van", "DE") is a name or a heading in capitals.
        if last in _NEVER_LAST:
            why = f"de tekst stopt na {quoted(last)}"
        elif len(last) > 3 and last.endswith("-") and last[:-1].isalpha():
            why = "de tekst stopt op een koppelteken"
        else:
            continue
        words = " ".join(tail)
        yield Found(f"“… {words}”: {why}.", passage.node, (words,), passage.spans, {"last": last})


def _open_bracket(outline: Outline) -> Iterator[Found]:
    for passage in _own_passages(outline):
        if "(" not in passage.text:
            continue
        text = _SMILEY.sub("  ", passage.text)
        depth: list[int] = []
        for at, sign in enumerate(text):
            if sign == "(":
                depth.append(at)
            elif sign == ")" and depth:
                depth.pop()
        if depth:
            at = depth[-1]
            words = " ".join(passage.text[at:].split()[:8])
            yield Found(
                f"{quoted(words)}: het haakje gaat open en niet meer dicht.",
                passage.node,
                (words,),
                passage.spans,
            )


def _own_passages(outline: Outline) -> Iterator[Passage]:
    """Passages in focus, an indicator that is also printed in its node's field only once."""
    for passage in outline.focused_passages():
        node = passage.node
        if (
            passage.kind == "indicator"
            and node
            and any(passage.text in text for text in node.fields.values())
        ):
            continue
        yield passage


def _broken_words(outline: Outline) -> Iterator[Found]:
    """Two neighbours in a title that are one word elsewhere in the plan, and no words by themselves."""
    placed = outline.own.total(words_per_passage)
    loose = Counter(word for item in outline.reading.unplaced for word in _words(item.text))
    whole = outline.own.total(_joined).keys() & (placed.keys() | loose.keys() if loose else placed.keys())
    for node, pairs in outline.own.each(_pairs) if whole else ():
        for a, b, joined in pairs:
            # The whole occurs elsewhere, each part only where it is broken off.
            if joined in whole and all(placed[word] + loose[word] <= 1 for word in (a.lower(), b.lower())):
                yield Found(
                    f"{quoted(f'{a} {b}')} is elders in het plan één woord: {quoted(joined)}.",
                    node,
                    (f"{a} {b}",),
                    data={"word": joined},
                )


def _pairs(_: Outline, node: Node) -> list[tuple[str, str, str]]:
    """The neighbours in a title that may be one word, and that word."""
    return [
        (a, b, (a + b).lower())
        for a, b in pairwise(node.title.split())
        if a.isalpha() and b.isalpha() and len(a) > 1 and len(b) > 1
    ]


def _joined(outline: Outline, node: Node) -> list[str]:
    return [joined for _, _, joined in outline.own.of(_pairs, node)]


def words_per_passage(outline: Outline, node: Node) -> list[str]:
    """The words of a node in lower case, each as often as there are passages that hold it."""
    return [word for passage in outline.passages(node) for word in _words(passage.text)]


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", text.lower()))


RULES = (
    Rule(
        "text.cut_off", "Tekst", "Zin breekt af",
        "Het slot van de zin is weggevallen, vaak door een te kleine cel of bij het kopiëren.",
        "Zoek het slot op in het origineel en vul aan.",
        "error", _cut_off,
    ),
    Rule(
        "text.open_bracket", "Tekst", "Haakje niet gesloten",
        "Er is een stuk tekst weggevallen of het haakje is vergeten: waar eindigt de tussenzin?",
        "Sluit het haakje of vul de tekst aan.",
        "note", _open_bracket,
    ),
    Rule(
        "text.broken_word", "Tekst", "Woord in tweeën gebroken",
        "Een spatie midden in een woord maakt dat zoeken het niet vindt.",
        "Haal de spatie weg.",
        "note", _broken_words, "plan",
    ),
)  # fmt: skip
