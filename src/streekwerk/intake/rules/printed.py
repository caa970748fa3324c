"""Finding printed words back in a text, whatever happened to white space, line ends and capitals."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from streekwerk.reading.models import Span, merged

_KINDS = (
    r"(?:(?:actie)?fiche|actie(?:plan|punt)?|project|maatregel|(?:beleids|hoofd|sub)?doel(?:stelling)?|werf|"
    r"hoofdstuk|domein|pijler|speerpunt|thema|prioriteit|ambitie|programma)"
)
_MARK = re.compile(
    rf"\s*(?:(?P<kind>(?i:{_KINDS})\s+(?:[A-Z]|[A-Z]{{0,3}}-?\d{{1,3}}(?:\.\d{{1,3}})*[a-z]?)\b)[\s.:–-]*|"
    r"(?P<bullet>[•▪●◦‣➢✓*–—-]|o(?=\s))\s*|(?P<code>\(?(?:[A-Z]{0,3}-?\d{1,3}(?:[.-]\d{1,3})*|[a-z])[.):]|"
    r"(?:[A-Z]{1,3}-?)?\d{1,3}(?:\.\d{1,3})+)\s+)"
)
_BREAKS = re.compile(r"\s{2,}|\t|\s?\|\s?")


@dataclass(frozen=True, slots=True)
class Packed:
    """A text in small letters without white space, and where each of its letters stood."""

    text: str
    at: tuple[int, ...]


@lru_cache(maxsize=2048)
def packed(text: str) -> Packed:
    """The text without what a line end changes.

    >>> packed("De  Zorg").text
    'dezorg'
    """
    kept = [(low if len(low := char.lower()) == 1 else char, at) for at, char in enumerate(text)]
    kept = [(char, at) for char, at in kept if not char.isspace()]
    return Packed("".join(char for char, _ in kept), tuple(at for _, at in kept))


def find(words: str, text: str, taken: Sequence[Span] = (), after: int = 0) -> Span | None:
    """Where whole words stand in a text, from `after` on and else anywhere, outside what is taken.

    First and one past the last letter; None when they are not there.

    >>> find("de  zorg", "Over de\\nzorg en het huis"), find("zorg", "de zorgraad")
    ((5, 12), None)
    >>> find("hulp- en dienst-", "hulp- en dienstverlening")
    (0, 15)
    """
    hay = packed(text)
    needle = packed(words).text
    found = _find(needle, hay, text, taken, after, whole=True)
    if found is None and len(needle) > 3 and needle[-1] in "-\u00ad":
        found = _find(needle[:-1], hay, text, taken, after, whole=False)
    return found


def _find(
    needle: str, hay: Packed, text: str, taken: Sequence[Span], after: int, *, whole: bool
) -> Span | None:
    if not needle:
        return None
    for begin in (bisect_left(hay.at, after), 0):
        place = hay.text.find(needle, begin)
        while place >= 0:
            first, last = hay.at[place], hay.at[place + len(needle) - 1] + 1
            free = all(last <= other[0] or first >= other[1] for other in taken)
            if free and _at_words(text, first, last, taken, whole=whole):
                return first, last
            place = hay.text.find(needle, place + 1)
    return None


def _at_words(text: str, first: int, last: int, taken: Sequence[Span], *, whole: bool) -> bool:
    """Whether no word is cut in two; right behind what is taken a word may go on."""
    opens = first == 0 or not (text[first - 1].isalnum() and text[first].isalnum())
    closes = last == len(text) or not (text[last - 1].isalnum() and text[last].isalnum())
    return (opens or any(other[1] == first for other in taken)) and (closes or not whole)


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(char.isalnum() for char in text)


def lost_words(words: str, texts: Iterable[str]) -> list[str]:
    """The words that none of the texts says.

    >>> lost_words("De Trekker: OCMW Geel", ["trekker", "OCMW"])
    ['De', 'Geel']
    """
    hay = packed(" ".join(texts)).text
    return [word for word in re.findall(r"\w+", words) if packed(word).text not in hay]


def cut(text: str, spans: Iterable[Span]) -> str:
    """The text without these stretches of letters.

    >>> cut("een\\ntwee\\ndrie", [(4, 8)])
    'een\\ndrie'
    """
    for first, last in sorted(spans, reverse=True):
        before, behind = text[:first].rstrip(), text[last:].lstrip()
        around = text[len(before) : first] + text[last : len(text) - len(behind)]
        between = "\n" if "\n" in around else " "
        text = before + between + behind if before and behind else before + behind
    return text if has_words(text) else ""


def mark_of(text: str) -> tuple[str, str]:
    """The number or letter a text opens with, and the text behind it; a bullet is left out.

    >>> mark_of("2.1 Een loket"), mark_of("• Een loket"), mark_of("a) Een loket"), mark_of("Een loket")
    (('2.1', 'Een loket'), ('', 'Een loket'), ('a)', 'Een loket'), ('', 'Een loket'))
    >>> mark_of("Actie 3: Een loket"), mark_of("Actie in 3 steden")
    (('Actie 3', 'Een loket'), ('', 'Actie in 3 steden'))
    """
    match = _MARK.match(text)
    rest = text[match.end() :].strip() if match else ""
    if not match or not has_words(rest):
        return "", " ".join(text.split())
    return (match["kind"] or match["code"] or "").strip(" :"), " ".join(rest.split())


@lru_cache(maxsize=2048)
def variants(text: str, code: str | None = None) -> tuple[str, ...]:
    """The ways in which a reader may have kept a line: whole, without its code, without its bullet.

    >>> variants("Actie 1: Soep koken", "Actie 1")
    ('Actie 1: Soep koken', 'Soep koken')
    """
    found = [text.strip()]
    if code and (at := find(code, text)):
        found.append(text[at[1] :].lstrip(" :.)–-"))
    found.append(mark_of(text)[1])
    return tuple(each for each in dict.fromkeys(found) if has_words(each))


def parts(text: str) -> list[str]:
    """The stretches of a line that stand apart, as cells of a table do.

    >>> parts("Trekker: OCMW   Timing: 2026 | klaar")
    ['Trekker: OCMW', 'Timing: 2026', 'klaar']
    """
    found = [part.strip() for part in _BREAKS.split(text.strip())]
    return [part for part in found if has_words(part)]


def behind_label(text: str, label: str) -> str | None:
    """What stands behind the label a line opens with; None when it opens with something else.

    >>> behind_label("1. Doel : Buren kennen", "Doel"), behind_label("Doelgroep: ouderen", "Doel")
    ('Buren kennen', None)
    """
    name = packed(label).text
    for each in variants(text):
        if packed(each).text.startswith(name) and (at := find(label, each)) and at[0] == 0:
            return each[at[1] :].lstrip(" :*?\t").strip()
    return None


def flowing(texts: Iterable[str]) -> str:
    """Lines as running text: a wrapped line goes on, a bullet or a number opens a line of its own.

    >>> flowing(["Een loket ", " in elke stad", "- met balie"])
    'Een loket in elke stad\\n- met balie'
    """
    found = ""
    for text in (" ".join(each.split()) for each in texts):
        if text:
            opens = _MARK.match(text) is not None
            found += ("\n" if opens else " ") + text if found else text
    return found


def runs(numbers: Iterable[int], lines: Sequence[str]) -> list[Span]:
    """The numbers of lines as spans; only blank lines may lie inside a span.

    >>> runs([1, 3, 5], ["a", "", "b", "c", "d"])
    [(1, 3), (5, 5)]
    """
    found: list[Span] = []
    for number in sorted(numbers):
        if found and all(not lines[between - 1].strip() for between in range(found[-1][1] + 1, number)):
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def numbers_in(spans: Iterable[Span], lines: Sequence[str]) -> list[int]:
    """The numbers of the lines with words in these spans, in order, each once.

    >>> numbers_in([(1, 3)], ["a", "", "b"])
    [1, 3]
    """
    found = {number for first, last in spans for number in range(max(first, 1), last + 1)}
    return sorted(number for number in found if number <= len(lines) and lines[number - 1].strip())


def words_on(numbers: Iterable[int], lines: Sequence[str]) -> str:
    """The words on these lines, on one line."""
    return " ".join(word for number in sorted(numbers) for word in lines[number - 1].split())


def spoken(spans: Iterable[Span]) -> str:
    """Lines as a sentence names them.

    >>> spoken([(14, 14)]), spoken([(12, 14), (20, 20)])
    ('regel 14', 'regels 12–14 en 20')
    """
    joined = merged(list(spans))
    words = [str(first) if first == last else f"{first}–{last}" for first, last in joined]
    several = len(joined) > 1 or joined[0][0] != joined[0][1]
    listed = ", ".join(words[:-1]) + " en " + words[-1] if len(words) > 1 else words[0]
    return f"{'regels' if several else 'regel'} {listed}"
