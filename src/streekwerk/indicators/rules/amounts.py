"""Numbers a sentence asks for: in digits and words, with their comparator, unit and whole.

Years, dates, ranks (“3de”), ages, printed numbers (“1)”, “artikel 60”) and rates (“per 1.000 inwoners”)
are no target.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from streekwerk.kernel.numbers import find_numbers
from streekwerk.kernel.periods import FoundDate

Comparator = Literal["=", ">=", ">", "<=", "<", "increase", "decrease", "done"]
Relation = Literal["plain", "from", "to"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number the sentence holds: `text[start:end]` is how it is printed, its unit included."""

    number: Decimal
    comparator: Comparator
    unit: str | None
    """"percent", "euro", "times", "days", "hours" … as `_UNITS` names them; None for things and people."""
    start: int
    end: int
    bound: str = ""
    """The words that gave the comparator: “minstens”."""
    relation: Relation = "plain"
    """`from` and `to`: “van 4 naar 8”."""
    of: Decimal | None = None
    """The 10 of “8 op 10”."""


_UNITS: dict[str, str] = {
    "%": "percent", "procent": "percent", "percent": "percent", "pct": "percent", "procentpunt": "percent",
    "€": "euro", "eur": "euro", "euro": "euro",
    "ton": "tonnes", "kg": "kilograms", "kilo": "kilograms", "kilogram": "kilograms", "liter": "litres",
    "km": "kilometres", "kilometer": "kilometres", "m²": "square metres", "m2": "square metres", "kwh": "kWh",
    "ha": "hectares", "hectare": "hectares", "hectaren": "hectares",
    "vte": "full-time equivalents", "fte": "full-time equivalents",
    "minuten": "minutes", "minuut": "minutes", "uur": "hours", "uren": "hours", "u": "hours", "dag": "days",
    "dagen": "days",
    "werkdagen": "working days", "werkdag": "working days", "kalenderdagen": "days", "week": "weeks",
    "weken": "weeks",
    "maand": "months", "maanden": "months", "jaar": "years", "jaren": "years",
    "x": "times", "×": "times", "keer": "times", "maal": "times",
}  # fmt: skip
TIME_UNITS = frozenset({"minutes", "hours", "days", "working days", "weeks", "months", "years"})
AMOUNT_UNITS = frozenset(
    {
        "euro",
        "tonnes",
        "kilograms",
        "litres",
        "kilometres",
        "square metres",
        "hectares",
        "kWh",
        "full-time equivalents",
    }
)
_UNIT = re.compile(
    r"[-\s]*(" + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)) + r")(?![^\W\d])", re.I
)

_ONES = (
    "één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
    " achttien negentien"
)
_TENS = {"twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70,
"tachtig": 80,
         "negentig": 90, "honderd": 100, "tweehonderd": 200, "driehonderd": 300, "vijfhonderd": 500,
         "duizend": 1000}  # fmt: skip
_WORDS: dict[str, int] = {word: number for number, word in enumerate(_ONES.split(), start=1)} | _TENS
_WORDS |= {
    f"{one.replace('één', 'een')}{'ën' if one in ('twee', 'drie') else 'en'}{ten}": _TENS[ten] + number
    for number, one in enumerate(_ONES.split()[:9], start=1)
    for ten in list(_TENS)[:8]
}
# “een tiental” is ten.
_WORDS |= {f"{word}tal": number for word, number in list(_WORDS.items()) if number >= 10}
_PARTS: dict[str, str] = {
    "de helft": "50", "driekwart": "75", "drie kwart": "75", "drie vierde": "75", "een kwart": "25",
    "een derde": "33.3",
    "twee derde": "66.7", "twee derden": "66.7", "tweederde": "66.7", "een vijfde": "20",
    "vier vijfde": "80", "een tiende": "10",
}  # fmt: skip
_IN_WORDS = re.compile(
    rf"(?<![\w-])(?:({'|'.join(_PARTS)})|({'|'.join(sorted(_WORDS, key=len, reverse=True))}))(?![\w-])"
    rf"|\b(één)-",
    re.I,
)
_ONCE = re.compile(
    r"(?<![\w-])(één|een|twee|drie|vier|vijf|zes|acht|tien|twaalf)(keer|maal)(?![\w-])"
    r"|(?<![\w-])(eens)(?=\s+per\b)",
    re.I,
)
# Most sentences hold no number in words; looking for these first is ten times quicker than the patterns.
_SIGNS = frozenset(
    [*_WORDS, *(word for part in _PARTS for word in part.split() if word not in ("de", "een")), "een", "eens"]
    + [number + times for number in ("één", "een", *_ONES.split()) for times in ("keer", "maal")]
)
_TIMES = re.compile(r"(?<![\w.,/-])(\d{1,3})\s?([x×u])(?![\w])", re.I)
"""“2x” and “24u” in one word."""
_A_ONE = re.compile(
    r"\b(?:minstens|minimaal|minimum|min\.?|ten minste|tenminste|hoogstens|maximaal"
    r"|zeker)\s+(een)\b(?!\s*\d)|^\s*(een)(?=\s+op\s+(?:de\s+)?(?:\d|twee|drie|vier|vijf|zes|acht|tien))",
    re.I,
)

# Longest words first within a kind; the kinds that deny stand first.
_BOUNDS: tuple[tuple[Comparator, str], ...] = (
    ("<=", r"niet meer dan|geen meer dan|ten hoogste|hoogstens|maximaal|maximale|maximum|max\.?"
           r"|tot maximum|hooguit|niet langer dan|binnen(?:\s+een termijn van)?|≤|<="),
    (">=", r"niet minder dan|geen minder dan|minstens|minimaal|minimale|minimum|min\.?|ten minste"
           r"|tenminste|op zijn minst|zeker|vanaf|≥|>="),
    ("<", r"minder dan|lager dan|kleiner dan|onder|beneden|korter dan|sneller dan|<"),
    (">", r"meer dan|hoger dan|groter dan|boven|ruim|langer dan|>"),
)  # fmt: skip
_FILL = (
    r"(?:\s+[^\W\d]+\s+van)?"
    r"(?:\s*(?:gemiddeld|gemiddelde|een|door|bij|in|aan|met|van|de|het|op|jaarlijks|eens|een nps van|:))*\s*$"
)
_BEFORE: tuple[tuple[Comparator, re.Pattern[str]], ...] = tuple(
    (sign, re.compile(rf"(?<!\w)({words}){_FILL}", re.I)) for sign, words in _BOUNDS
)
_AFTER: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    (">=", re.compile(r"\s*(?:of|en) (?:meer|hoger)\b|\s*\+(?!\d)", re.I)),
    ("<=", re.compile(r"\s*of (?:minder|lager)\b", re.I)),
)
_NO_TARGET_BEFORE = re.compile(
    r"(?:\bper|\bvia|\bartikel|\bart\.?|§|\bfase|\bversie|\bactie|\bdoelstelling|\bpunt|\bkb|\bnr\.?"
    r"|\bartikelen|\boffice|(?<!per )\b(?:jaar|week)"
    r"|\bwerf|\bdomein|\bpijler|\bcluster|\bstap|\bniveau|\btop|\(op)\s*$",
    re.I,
)
_NO_TARGET_AFTER = re.compile(
    r"\s*(?:-?plus(?:sers)?\b|\+-?(?:ers|plussers)|-?jarigen?\b|jaar en ouder|jaar oud|-?jarig\b"
    r"|[-–/]\d+\s*jaar|\)\s*[A-Za-z]|de eeuw|(?:en|tot|tot en met|t/m|[-–])\s+\d+\s*(?:jaar|jarigen)"
    r"|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)",
    re.I,
)
_AGE = re.compile(r"\b(?:voor|bij|onder)\s+\d\d\+$", re.I)
"""“aanbod voor 60+”: who it is for."""
_KNOWN = re.compile(r"\b(?:de|het|beide|deze|onze|hun)\s+$", re.I)
_SCALE = re.compile(
    r"(?:\bschaal\s+(?:van\s+)?\d+\s*(?:tot en met|tot|t/m|à|[-–])\s*\d+|\b\d+-?puntenschaal)\b", re.I
)
"""“op een schaal van 1 tot 5”: what can be answered, not what should be."""
_OF = re.compile(
    r"\s*(?:/|op\s+(?:de\s+)?|van\s+de\s+|op een schaal van\s+(?:[01]\s*(?:tot|à|[-–])\s*)?)"
    r"(\d{1,3}|tien|acht|zes|vijf|vier|drie|twee)(?![\w%]|[.,/]\d)",
    re.I,
)
_SLASH = re.compile(r"(?<![\w.,/])(\d{1,4})(?=\s?/\s?(?:jaar|maand|week|dag|kwartaal|semester)\b)", re.I)
_OUT_OF = re.compile(r"(?<![\w.,/])(\d{1,2}(?:[.,]\d)?)(?=/(?:5|10|20|100)(?![\d/]))")
_RANGE = re.compile(r"\s*(?:à|a|tot|of|[-–])\s*", re.I)
_BETWEEN = re.compile(r"\btussen\s+(?:de\s+)?$", re.I)
_FROM = re.compile(r"\bvan\s*(?:de\s*)?$", re.I)
_TO = re.compile(r"\b(?:naar|tot)\s*(?:de\s*|minstens\s*|maximaal\s*|gemiddeld\s*)*$", re.I)


def quantities_in(text: str, dates: Sequence[FoundDate] = ()) -> list[Quantity]:
    """The numbers that could be a target, in order; `dates` are the dates of the text, which hold no amount.

    >>> text = "minstens 60% van twee zones, max. 5 dagen"
    >>> [(str(q.number), q.comparator, q.unit) for q in quantities_in(text)]
    [('60', '>=', 'percent'), ('2', '=', None), ('5', '<=', 'days')]
    >>> quantities_in("1) Aantal 65-plussers in de 3de wijk onder artikel 60, 15 tot 24 jaar")
    []
    """
    scales = [match.span() for match in _SCALE.finditer(text)]
    spans = [date.span for date in dates] + scales
    raw = [*_digits(text), *_words(text)]
    raw.sort(key=lambda each: each[1])
    found: list[Quantity] = []
    upto = -1
    for number, start, end, unit in raw:
        if start < upto or any(start < last and first < end for first, last in spans):
            continue
        if unit is None and (
            _NO_TARGET_BEFORE.search(text[max(0, start - 24) : start]) or _is_label(text, start, end)
        ):
            continue
        if _AGE.search(text[max(0, start - 8) : end + 1]):
            continue
        if _NO_TARGET_AFTER.match(text, end):
            upto = end + 12 if text[end:].lstrip()[:2].lower() in ("en", "to", "t/") else end
            continue
        quantity = _compared(text, _whole(text, Quantity(number, "=", unit, start, end)))
        found.append(quantity)
        upto = quantity.end
    return [each for each in _without_range_ends(text, found) if not _is_known(text, each)]


def _digits(text: str) -> list[tuple[Decimal, int, int, str | None]]:
    raw: list[tuple[Decimal, int, int, str | None]] = []
    if not re.search(r"\d", text):
        return raw
    for match in _TIMES.finditer(text):
        raw.append((Decimal(match[1]), match.start(), match.end(), _UNITS[match[2].lower()]))
    for match in _SLASH.finditer(text):
        raw.append((Decimal(match[1]), match.start(), match.end(), None))
    for match in _OUT_OF.finditer(text):
        raw.append((Decimal(match[1].replace(",", ".")), match.start(), match.end(1), None))
    for each in find_numbers(text, dates=True):
        if each.ordinal:
            continue
        start, end = each.span
        unit = _UNITS.get(each.unit.lower()) if each.unit else None
        if unit is None and 1990 <= each.value <= 2099 and each.words.isdigit():
            continue
        if unit is None and (after := _UNIT.match(text, end)):
            unit, end = _UNITS[after[1].lower()], after.end()
        raw.append((abs(each.value), start, end, unit))
    return raw


def _words(text: str) -> list[tuple[Decimal, int, int, str | None]]:
    raw: list[tuple[Decimal, int, int, str | None]] = []
    if _SIGNS.isdisjoint(re.split(r"\W+", text.lower())):
        return raw
    for match in _IN_WORDS.finditer(text):
        if match[1]:
            raw.append((Decimal(_PARTS[match[1].lower()]), match.start(), match.end(), "percent"))
            continue
        end, unit = match.end(), None
        if after := _UNIT.match(text, end):
            unit, end = _UNITS[after[1].lower()], after.end()
        raw.append((Decimal(_WORDS[(match[2] or match[3]).lower()]), match.start(), end, unit))
    for match in _ONCE.finditer(text):
        word = (match[1] or "één").lower().replace("een", "één")
        raw.append((Decimal(_WORDS[word]), match.start(), match.end(), "times"))
    for match in _A_ONE.finditer(text):
        end, unit = match.end(), None
        if after := _UNIT.match(text, end):
            unit, end = _UNITS[after[1].lower()], after.end()
        raw.append((Decimal(1), match.start(1) if match[1] else match.start(2), end, unit))
    return raw


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether the number is a printed one: “1)”, “2.1 …”, “3. Aantal”."""
    return not text[:start].strip() and bool(re.match(r"\s*[).:](?:\s|$)", text[end : end + 3]))


def _is_known(text: str, quantity: Quantity) -> bool:
    """“de twee dienstencentra”: they are there already, so their number is nothing to reach."""
    if quantity.unit or quantity.of or quantity.comparator != "=" or quantity.relation != "plain":
        return False
    return bool(_KNOWN.search(text[max(0, quantity.start - 12) : quantity.start]))


def _whole(text: str, quantity: Quantity) -> Quantity:
    """“8 op 10” as 8 of 10; “9 op de 10 ouders” says a share, which the measure decides."""
    match = _OF.match(text, quantity.end) if quantity.unit is None else None
    if not match:
        return quantity
    said = match[1].lower()
    whole = Decimal(said) if said.isdigit() else Decimal(_WORDS[said])
    return replace(quantity, of=whole, end=match.end()) if whole >= quantity.number else quantity


def _compared(text: str, quantity: Quantity) -> Quantity:
    before = text[max(0, quantity.start - 40) : quantity.start]
    for sign, pattern in _BEFORE:
        if match := pattern.search(before):
            return replace(quantity, comparator=sign, bound=match[1].strip())
    for sign, pattern in _AFTER:
        if match := pattern.match(text, quantity.end):
            return replace(quantity, comparator=sign, bound=match[0].strip())
    return quantity


def _without_range_ends(text: str, found: list[Quantity]) -> list[Quantity]:
    """“3 à 4 keer” is met at 3: the lower end stays, as “>=”; “van 4 naar 8” keeps both, named."""
    kept: list[Quantity] = []
    for quantity in found:
        last = kept[-1] if kept else None
        before = text[max(0, quantity.start - 24) : quantity.start]
        between = text[last.end : quantity.start] if last else ""
        around = _BETWEEN.search(text[max(0, last.start - 16) : last.start]) if last else None
        spread = _RANGE.fullmatch(between) or (around and between.strip() in ("en", "en de"))
        if last and spread and not _FROM.search(text[max(0, last.start - 16) : last.start]):
            bound = last.bound or ("tussen" if around else "")
            unit = last.unit or quantity.unit
            kept[-1] = replace(last, comparator=">=", unit=unit, end=quantity.end, bound=bound)
            continue
        if _TO.search(before):
            if last and _FROM.search(text[max(0, last.start - 8) : last.start]):
                kept[-1] = replace(last, relation="from")
            quantity = replace(quantity, relation="to")
        kept.append(quantity)
    return kept
