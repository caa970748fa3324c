"""Text that broke: sentences cut off, brackets left open, words with a space in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from streekwerk.reading.findings.outline import Outline, Passage
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.wording import quoted
import itertools

# Words no Dutch sentence ends with. Words that can close one ("pakken we aan", "zijn we voor") are left out.
_NEVER_LAST = frozenset(
    "de een en of van ter ten te tussen zoals onze per waarbij waardoor omdat zodat wegens volgens tijdens"
    " sinds hun alsook evenals namens betreffende inzake omtrent".split()
)
_LAST_WORDS = re.compile(r"(?P<tail>(?:[^\s]+\s+){0,5}(?P<last>[A-Za-zà-ÿ/]+(?P<hyphen>-)?))\s*$")
_SMILEY = re.compile(r"[:;]-?[()]")


def _cut_off(outline: Outline) -> Iterator[Found]:
    for passage in _own_passages(outline):
        match = _LAST_WORDS.search(passage.text)
        if not match or len(passage.text.split()) < 3:
            continue
        last = match["last"].lower()
        # A capital at the start of a word ("Van", "DE") is a name or a heading in capitals.
        if match["last"].islower() and last in _NEVER_LAST:
            why = f"de tekst stopt na {quoted(last)}"
        elif match["hyphen"] and len(last) > 2:
            why = "de tekst stopt op een koppelteken"
        else:
            continue
        words = " ".join(match["tail"].split())
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
    titles = [n for n in outline.focus if re.search(r"\w\s\w", n.title)]
    vocabulary: Counter[str] | None = None
    for node in titles:
        tokens = node.title.split()
        for a, b in itertools.pairwise(tokens):
            if not (a.isalpha() and b.isalpha() and len(a) > 1 and len(b) > 1):
                continue
            if vocabulary is None:
                vocabulary = _vocabulary(outline)
            joined, left, right = (a + b).lower(), a.lower(), b.lower()
            # Each part occurs only where it is broken off; the whole occurs elsewhere.
            if vocabulary[joined] and vocabulary[right] <= 1 and vocabulary[left] <= 1:
                yield Found(
                    f"{quoted(f'{a} {b}')} is elders in het plan één woord: {quoted(joined)}.",
                    node,
                    (f"{a} {b}",),
                    data={"word": joined},
                )


def _vocabulary(outline: Outline) -> Counter[str]:
    words: Counter[str] = Counter()
    for node in outline.nodes:
        texts = [node.title, outline.body(node), *node.fields.values()]
        texts += [i.text for i in outline.indicators(node)]
        words.update(re.findall(r"[^\W\d_]+", " ".join(texts).lower()))
    return words


RULES = (
    Rule(
        "text.cut_off", "Tekst", "Zin breekt af",
        "Het slot van de zin is weggevallen, vaak door een te kleine cel of bij het kopiëren.",
        "Zoek het slot op in het origineel en vul aan.",
        "error", _cut_off,
    ),
    Rule(
        "text.open_bracket", "Tekst", "Haakje niet gesloten",
        "Er is een stuk tekst weggevallen of het haakje is vergeten; de lezer weet niet waar de tussenzin eindigt.",
        "Sluit het haakje of vul de tekst aan.",
        "note", _open_bracket,
    ),
    Rule(
        "text.broken_word", "Tekst", "Woord in tweeën gebroken",
        "Een spatie midden in een woord maakt dat zoeken het niet vindt.",
        "Haal de spatie weg.",
        "note", _broken_words,
    ),
)  # fmt: skip
