"""Figures that do not follow from each other: shares, growth, direction, parts and wholes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from streekwerk.kernel.numbers import FoundNumber, find_numbers
from streekwerk.reading.findings.outline import Outline, Passage
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.sentences import sentences
from streekwerk.reading.findings.wording import number, percent, quoted

_NUM = r"(?:€\s?)?\d[\d.,]*\d(?:\s?(?:%|procent\b|euro\b|€|uur\b|uren\b|VTE\b))?|\d(?:\s?(?:%|procent\b))?"
_PCT = r"\d[\d.,]*\s?(?:%|procent\b)"
_ROUGHLY = r"(?:zo['’]n|ongeveer|circa|ca\.?|bijna|ruim|meer dan|minder dan|om en bij|afgerond|plusminus|±)"
_ROUGH = re.compile(rf"{_ROUGHLY}\s*(?:de\s+)?$", re.IGNORECASE)
_RISE = re.compile(
    r"\b(?:stijg\w*|steeg|stegen|gestegen|toename|toegenomen|nam\w* toe|neemt toe|groei\w*|verhog\w*)\b", re.I
)
_FALL = re.compile(
    r"\b(?:daal\w*|daling\w*|gedaald|afgenomen|nam\w* af|neemt af|verminder\w*|krimp\w*|zak(?:t|te|ken))\b",
    re.I,
)
_NOT = re.compile(r"\b(?:geen|niet|noch)\b", re.I)


def _value(words: str) -> FoundNumber | None:
    found = find_numbers(words)
    return found[0] if len(found) == 1 and not found[0].ordinal else None


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _slack(claimed: FoundNumber, rough: bool) -> Decimal:
    """How far a rounded percentage may lie from the exact one; “zo’n” allows two points more."""
    return Decimal(1).scaleb(-_decimals(claimed.value)) + (2 if rough else 0)


# ------------------------------------------------------------------ n of N, so p %

_GROUP_THEN_COUNT = re.compile(
    rf"(?P<pct>{_PCT})\s*(?:van\s+(?:(?:deze|die|dit|dat)\s+[\w-]+|hen|hun\s+\w+)|daarvan|hiervan|ervan)"
    rf"\W*\(?\s*(?:nl\.?|namelijk|=|ofwel|of|zijnde|dus|d\.w\.z\.|goed voor)\s*(?P<part>{_NUM})",
    re.IGNORECASE,
)
_GROUP_COUNT_BRACKETS = re.compile(
    rf"(?P<pct>{_PCT})\s*(?:van\s+(?:(?:deze|die|dit|dat)\s+[\w-]+|hen)|daarvan|hiervan|ervan)\s*"
    rf"\((?P<part>{_NUM})\s*[^\d()%]{{0,30}}\)",
    re.IGNORECASE,
)
_PART_OF_WHOLE = re.compile(
    rf"(?<![\w.,/])(?P<part>\d[\d.]*)\s+(?:van|op)\s+(?:de|onze|alle)\s+(?P<whole>\d[\d.]*)\s[^\d%.;()]{{0,60}}"
    rf"(?:\(\s*(?:of|dus|=|ofwel|zijnde)?\s*|,\s*(?:of|dus|dat is|dit is|goed voor|ofwel|zijnde)\s+)"
    rf"(?P<rough>{_ROUGHLY}\s*)?(?P<pct>{_PCT})",
    re.IGNORECASE,
)
_PCT_OF_WHOLE = re.compile(
    rf"(?P<pct>{_PCT})\s+van\s+(?:de|onze|alle)\s+(?P<whole>\d[\d.]*)\s[^\d%.;()]{{0,40}}"
    rf"\(\s*(?:nl\.?|namelijk|=|ofwel|of|dus)?\s*(?P<part>\d[\d.]*)\s*[^\d()%]{{0,30}}\)",
    re.IGNORECASE,
)


def _wrong_shares(outline: Outline) -> Iterator[Found]:
    for passage in outline.focused_passages():
        if "%" not in passage.text and "procent" not in passage.text:
            continue
        before = ""
        for sentence in sentences(passage.text):
            for pattern in (_GROUP_THEN_COUNT, _GROUP_COUNT_BRACKETS):
                for match in pattern.finditer(sentence):
                    whole = _last_count(sentence[: match.start()]) or _last_count(before)
                    if whole:
                        yield from _share(passage, sentence, match, whole)
            for pattern in (_PART_OF_WHOLE, _PCT_OF_WHOLE):
                for match in pattern.finditer(sentence):
                    whole = _value(match["whole"])
                    if whole:
                        yield from _share(passage, sentence, match, whole)
            before = sentence


def _last_count(text: str) -> FoundNumber | None:
    """The last number that counts something; “65-plussers”, “3de” and percentages do not."""
    for found in reversed(find_numbers(text)):
        if found.unit is None and not found.ordinal and not re.match(r"[-+]", text[found.span[1] :]):
            return found
    return None


def _share(passage: Passage, sentence: str, match: re.Match[str], whole: FoundNumber) -> Iterator[Found]:
    claimed, part = _value(match["pct"]), _value(match["part"])
    if not claimed or not part or part.unit == "%" or whole.value <= 0:
        return
    actual = part.value / whole.value * 100
    rough = bool(_ROUGH.search(sentence[: match.start("pct")]))
    if abs(actual - claimed.value) <= _slack(claimed, rough):
        return
    p, n, whole_words = number(claimed.value), number(part.value), number(whole.value)
    other = number(whole.value * claimed.value / 100, 0)
    yield Found(
        f"{quoted(match[0])}: {n} / {whole_words} = {percent(actual)}, niet {p} %. "
        f"({p} % van {whole_words} is {other}.)",
        passage.node,
        (match[0],),
        passage.spans,
        {"part": str(part.value), "whole": str(whole.value), "stated": str(claimed.value)}
        | {"computed": str(round(actual, 1))},
    )


# ------------------------------------------------------------------ from a to b

_FROM_TO = re.compile(
    rf"\bvan\s+(?P<a>{_NUM})(?:\s+(?:in\s+\d{{4}}|[a-zé-]+(?:\s[a-zé-]+)?(?:\s+in\s+\d{{4}})?))?\s+naar\s+(?P<b>{_NUM})",
    re.IGNORECASE,
)
_YEAR_FROM_TO = re.compile(
    rf"\b(?:van|tussen)\s+(?:19|20)\d\d\s*\(\s*(?P<a>{_NUM})[^()\d]*\)\s*(?:tot|naar|en)\s+(?:in\s+)?"
    rf"(?:19|20)\d\d\s*\(\s*(?P<b>{_NUM})[^()\d]*\)",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    r"\b(?:stijging|toename|groei|verhoging|daling|afname|vermindering|stijgt|stijgen|steeg|stegen|gestegen|daalt"
    r"|dalen|daalde|daalden|gedaald|toegenomen|afgenomen|gegroeid|groeit)\b[^.;\d]{0,30}?\b(?:van|met)\s+"
    rf"(?P<rough>{_ROUGHLY}\s+)?(?P<p>\d[\d.,]*)\s?(?P<unit>%\s?-?punt\w*|procentpunt\w*|pp\b|p\.p\.|%|procent\b)"
    r"(?!\s*(?:per jaar|jaarlijks|gemiddeld|per maand))",
    re.IGNORECASE,
)


def _pairs(sentence: str) -> Iterator[tuple[re.Match[str], FoundNumber, FoundNumber]]:
    for pattern in (_FROM_TO, _YEAR_FROM_TO):
        for match in pattern.finditer(sentence):
            a, b = _value(match["a"]), _value(match["b"])
            # One sign of percent serves both: "van 11 naar 14 %".
            if a and b and (a.unit == b.unit or a.unit is None):
                yield match, a, b


def _wrong_growth(outline: Outline) -> Iterator[Found]:
    for passage, sentence, match, a, b in _changes(outline):
        for claim in _CLAIM.finditer(sentence):
            overlap = claim.start("p") < match.end() and match.start() < claim.end("p")
            claimed = _value(claim["p"])
            if overlap or not claimed or a.value <= 0:
                continue
            change = (b.value - a.value) / a.value * 100
            points, slack = b.value - a.value, _slack(claimed, bool(claim["rough"]))
            says_points = "p" in claim["unit"].lower().replace("procent", "").replace("percent", "")
            if says_points and b.unit != "%":
                continue
            actual = points if says_points else change
            if abs(abs(actual) - claimed.value) <= slack:
                continue
            if not says_points and b.unit == "%" and abs(abs(points) - claimed.value) <= slack:
                continue  # percentage points called percent: the next rule says so
            sign = "procentpunt" if says_points else "%"
            sum_ = (
                f"{number(b.value)} − {number(a.value)} = {number(points)} procentpunt"
                if says_points
                else f"({number(b.value)} − {number(a.value)}) / {number(a.value)} = {percent(change)}"
            )
            yield Found(
                f"{quoted(match[0])} en {quoted(claim[0])}: {sum_}, niet {number(claimed.value)} {sign}.",
                passage.node,
                (match[0], claim[0]),
                passage.spans,
                {"from": str(a.value), "to": str(b.value), "stated": str(claimed.value)}
                | {"computed": str(round(actual, 1))},
            )


def _points_called_percent(outline: Outline) -> Iterator[Found]:
    for passage, sentence, match, a, b in _changes(outline):
        for claim in _CLAIM.finditer(sentence):
            claimed = _value(claim["p"])
            if not claimed or claim["unit"] not in ("%", "procent") or b.unit != "%" or a.value <= 0:
                continue
            if claim.start("p") < match.end() and match.start() < claim.end("p"):
                continue
            points, change = b.value - a.value, (b.value - a.value) / a.value * 100
            slack = _slack(claimed, bool(claim["rough"]))
            if abs(abs(points) - claimed.value) <= slack < abs(abs(change) - claimed.value):
                yield Found(
                    f"{quoted(match[0])} en {quoted(claim[0])}: het verschil is {number(abs(points))} "
                    f"procentpunt; in procent is dat {percent(abs(change))}.",
                    passage.node,
                    (match[0], claim[0]),
                    passage.spans,
                    {"from": str(a.value), "to": str(b.value), "stated": str(claimed.value)},
                )


def _wrong_direction(outline: Outline) -> Iterator[Found]:
    for passage, sentence, match, a, b in _changes(outline):
        rise, fall = _RISE.search(sentence), _FALL.search(sentence)
        if bool(rise) == bool(fall) or _NOT.search(sentence) or a.value == b.value:
            continue
        word = rise or fall
        assert word
        if not _about_the_same(sentence, word, match):
            continue
        if (b.value > a.value) != bool(rise):
            sign = ">" if a.value > b.value else "<"
            direction = "een daling" if b.value < a.value else "een stijging"
            yield Found(
                f"{quoted(word[0])} staat bij {quoted(match[0])}, maar {number(a.value)} {sign} "
                f"{number(b.value)}: dat is {direction}.",
                passage.node,
                (word[0], match[0]),
                passage.spans,
                {"from": str(a.value), "to": str(b.value), "word": word[0]},
            )


_APPOSITION = re.compile(
    r"(?:\s+[\w-]+)?(?:\s+in\s+\d{4})?\s*[,(:–-]\s*(?:dus |dat is |of |goed voor |= )?(?:een |de )?"
)


def _about_the_same(sentence: str, word: re.Match[str], pair: re.Match[str]) -> bool:
    """Whether the word of direction belongs to this pair of figures: same clause, or its apposition."""
    if word.end() <= pair.start():
        return not re.search(r",| (?:en|maar|terwijl|waardoor|zodat) ", sentence[word.end() : pair.start()])
    between = sentence[pair.end() : word.start()]
    return bool(_APPOSITION.fullmatch(between))


def _changes(
    outline: Outline,
) -> Iterator[tuple[Passage, str, re.Match[str], FoundNumber, FoundNumber]]:
    for passage in outline.focused_passages():
        if " naar " not in passage.text and not re.search(r"\d\s*\(\s*\d", passage.text):
            continue
        for sentence in sentences(passage.text):
            for match, a, b in _pairs(sentence):
                yield passage, sentence, match, a, b


# ------------------------------------------------------------------ year on year

_JUMP = re.compile(
    rf"\bin\s+(?P<y1>(?:19|20)\d\d),?\s+(?P<p1>{_PCT})[^.%]{{0,40}}\.\s+In\s+(?P<y2>(?:19|20)\d\d)\s+"
    rf"(?:was|is|bedroeg|bedraagt)\s+(?:dit|dat)\s+(?:percentage|aandeel|cijfer)\b[^.\d]{{0,40}}(?P<p2>{_PCT})",
    re.IGNORECASE,
)


def _jumps(outline: Outline) -> Iterator[Found]:
    for passage in outline.focused_passages():
        if not re.search(r"\. In (?:19|20)\d\d", passage.text):
            continue
        for match in _JUMP.finditer(passage.text):
            p1, p2 = _value(match["p1"]), _value(match["p2"])
            years = abs(int(match["y1"]) - int(match["y2"]))
            if not p1 or not p2 or years != 1 or not p2.value:
                continue
            first, last = (p2, p1) if match["y1"] > match["y2"] else (p1, p2)
            change = (last.value - first.value) / first.value * 100 if first.value else Decimal(0)
            if abs(change) > 15:
                yield Found(
                    f"{quoted(match['p2'])} in {match['y2']} en {quoted(match['p1'])} in {match['y1']}: "
                    f"({number(last.value)} − {number(first.value)}) / {number(first.value)} = "
                    f"{percent(change)} in één jaar.",
                    passage.node,
                    (match["p1"], match["p2"]),
                    passage.spans,
                    {"from": str(first.value), "to": str(last.value), "change": str(round(change, 1))},
                )


RULES = (
    Rule(
        "figures.share", "Cijfers", "Percentage klopt niet met de aantallen",
        "Een lezer rekent mee. Een percentage dat niet uit de eigen aantallen volgt, maakt elk ander "
        "cijfer in het plan verdacht.",
        "Kijk in de bron welk van de getallen juist is en verbeter het andere.",
        "error", _wrong_shares,
    ),
    Rule(
        "figures.growth", "Cijfers", "Groei klopt niet met begin en einde",
        "Een groeipercentage volgt uit het begin- en eindcijfer. Klopt het niet, dan is een van de drie "
        "getallen fout.",
        "Reken de groei opnieuw uit en verbeter het foute getal.",
        "error", _wrong_growth,
    ),
    Rule(
        "figures.points", "Cijfers", "Procentpunt en procent verward",
        "Van 20 % naar 25 % is 5 procentpunt, maar 25 procent meer. Wie het verschil niet ziet, "
        "onderschat of overschat de verandering.",
        "Schrijf “procentpunt” of vermeld de stijging in procent.",
        "warning", _points_called_percent,
    ),
    Rule(
        "figures.direction", "Cijfers", "Stijging die daalt, of omgekeerd",
        "Het woord zegt het ene, de cijfers zeggen het andere. De lezer weet niet welk van beide waar is.",
        "Verbeter het woord of wissel de cijfers om.",
        "error", _wrong_direction,
    ),
    Rule(
        "figures.jump", "Cijfers", "Grote sprong in één jaar",
        "Een percentage dat in één jaar meer dan een zevende verandert, komt vaak uit twee bronnen of "
        "twee definities.",
        "Ga na of beide cijfers dezelfde bron en definitie hebben; zet die erbij.",
        "note", _jumps,
    ),
)  # fmt: skip
