"""How often something must come back, as a sentence says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Per = Literal["day", "week", "2 weeks", "month", "year"]
Kind = Literal["adverb", "per", "regular"]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """So many times per stretch of time; both None when the sentence only calls it regular."""

    times: Fraction | None
    per: Per | None
    kind: Kind
    """`per`: “per jaar”, which beside a number divides it and without one only says how it is counted."""
    words: str
    start: int
    end: int


# Words that hold their own rhythm. Only five stretches exist; a kwartaal is four times per year.
_ADVERBS: tuple[tuple[str, Fraction, Per], ...] = (
    (r"dagelijkse?|(?:elke|iedere) (?:werk)?dag", Fraction(1), "day"),
    (r"veertiendaagse?|14-?daagse?|om de andere week", Fraction(1), "2 weeks"),
    (r"wekelijkse?|(?:elke|iedere) week", Fraction(1), "week"),
    (r"(?:elk|ieder) (?:kwartaal|trimester)|trimestrieel|trimestriële|kwartaal(?=rapport|verslag|overleg"
     r"|overzicht"
     r"|vergadering|cijfer|bijeenkomst|nieuwsbrief)", Fraction(4), "year"),
    (r"(?:elk|ieder) (?:semester|half ?jaar)|half-?jaarlijkse?|om het half ?jaar", Fraction(2), "year"),
    (r"maandelijkse?|maand(?=overleg|vergadering|rapport|verslag)|(?:elke|iedere) maand", Fraction(1),
    "month"),
    (r"om het andere jaar", Fraction(1, 2), "year"),
    (r"jaarlijkse?|(?:elk|ieder) (?:jaar|voorjaar|najaar|werkjaar|werkingsjaar|schooljaar)"
     r"|(?:elke|iedere) (?:zomer|winter|herfst|lente)", Fraction(1), "year"),
)  # fmt: skip
_ADVERB = re.compile(r"(?<![\w-])(?:" + "|".join(f"({words})" for words, _, _ in _ADVERBS) + r")", re.I)
_NUMBERS = {"twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "acht": 8, "tien": 10}
_N = r"(\d{1,2}|" + "|".join(_NUMBERS) + ")"
_EVERY_N = re.compile(
    rf"(?<![\w-]){_N}-?(wekelijkse?|maandelijkse?|jaarlijkse?)\b|\b(?:om de|elke|iedere|per) {_N} (weken"
    rf"|maanden|jaar)\b",
    re.I,
)
_UNITS: dict[str, tuple[int, Per]] = {
    "dag": (1, "day"), "week": (1, "week"), "twee weken": (1, "2 weeks"), "2 weken": (1, "2 weeks"),
    "veertien dagen": (1, "2 weeks"),
    "14 dagen": (1, "2 weeks"), "maand": (1, "month"), "kwartaal": (4, "year"), "trimester": (4,
    "year"), "semester": (2, "year"),
    "halfjaar": (2, "year"), "half jaar": (2, "year"), "jaar": (1, "year"), "werkjaar": (1, "year"),
    "werkingsjaar": (1, "year"),
    "kalenderjaar": (1, "year"), "schooljaar": (1, "year"),
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_PER = re.compile(rf"(?:\b(?:per|in het|in een|op een)|/)\s*({_UNIT})\b|\b(?:keer|maal|x|×)\s+(?:in\s+het"
                  rf"|op\s+een)?\s*({_UNIT})\b", re.I)  # fmt: skip
_REGULAR = re.compile(
    r"\b(?:regelmatige?|periodieke?|geregelde?|op (?:regelmatige|vaste|geregelde) (?:basis|tijdstippen"
    r"|momenten|tijden)"
    r"|frequente?|op vaste tijdstippen)\b",
    re.I,
)


def rhythm_in(text: str) -> Rhythm | None:
    """The rhythm a sentence speaks of, or None.

    >>> rhythm_in("driemaandelijks overleg").times, rhythm_in("tweewekelijks spreekuur").per
    (Fraction(4, 1), '2 weeks')
    >>> rhythm_in("minstens 3 filmpjes per kanaal per maand").per, rhythm_in("regelmatig overleg").per
    ('month', None)
    >>> rhythm_in("stijgt jaarlijks met 5").words
    'jaarlijks'
    """
    per = _PER.search(text)
    if per and (
        per[2] or re.search(r"\d|keer|maal|twee|drie|vier|vijf|zes|één|een", text[: per.start()], re.I)
    ):
        return _per(per)
    if match := _EVERY_N.search(text):
        return _every_n(match)
    if match := _ADVERB.search(text):
        _, times, stretch = _ADVERBS[(match.lastindex or 1) - 1]
        # In a compound (“jaarverslag”) the word of the document stays its own.
        return Rhythm(times, stretch, "adverb", _printed(text, match), match.start(), match.end())
    if per:
        return _per(per)
    if match := _REGULAR.search(text):
        return Rhythm(None, None, "regular", match[0], match.start(), match.end())
    return None


def _every_n(match: re.Match[str]) -> Rhythm:
    """“driemaandelijks”, “om de zes weken”: so many times in a year; two weeks are a stretch of their own."""
    number, unit = (match[1] or match[3]).lower(), (match[2] or match[4]).lower()
    n = int(number) if number.isdigit() else _NUMBERS[number]
    in_a_year = 52 if unit.startswith("we") else 12 if unit.startswith("ma") else 1
    fortnight = in_a_year == 52 and n == 2
    times = Fraction(1) if fortnight else Fraction(in_a_year, max(n, 1))
    per: Per = "2 weeks" if fortnight else "year"
    return Rhythm(times, per, "adverb", match[0], match.start(), match.end())


def _per(match: re.Match[str]) -> Rhythm:
    times, stretch = _UNITS[(match[1] or match[2]).lower()]
    return Rhythm(Fraction(times), stretch, "per", match[0], match.start(), match.end())


def _printed(text: str, match: re.Match[str]) -> str:
    rest = re.match(r"\w*", text[match.end() :])
    return match[0] + (rest[0] if rest else "")
