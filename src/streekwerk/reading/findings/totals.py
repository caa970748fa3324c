"""Parts and wholes: a part larger than its whole, shares that make more or less than 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from streekwerk.kernel.numbers import find_numbers
from streekwerk.reading.findings.outline import Outline
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.sentences import sentences
from streekwerk.reading.findings.tabulated import wrong_totals
from streekwerk.reading.findings.wording import number, quoted

_OF = re.compile(
    r"(?<![\w.,/])(?P<part>\d[\d.]*)\s+(?:[a-zé-]+\s+)?van\s+(?:de|onze)\s+(?P<whole>\d[\d.]*)\s+"
    r"(?P<noun>[a-zé]{3,})",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:acties?|fiches?|punt|artikel|art|doelstelling|projecte?n?|fase|stap|versie|deel|lijn|pijler|werf"
    r"|domein|bladzijde|pagina|p|nr|nummer|hoofdstuk|zone|januari|februari|maart|april|mei|juni|juli"
    r"|augustus|september|oktober|november|december|dag|week|euro)",
    re.IGNORECASE,
)
_COUNTABLE = (
    r"(?:besturen|gemeenten|deelnemers|leden|inwoners|gezinnen|cliënten|klanten|medewerkers|burgers|kinderen"
    r"|jongeren|ouderen|mantelzorgers|personen|mensen|scholen|organisaties|partners|dossiers|aanvragen"
    r"|signalen|respondenten|huisartsen|vrijwilligers|vennoten|bestuurders|collega['’]s)"
)
_OVER_HUNDRED = re.compile(
    rf"(?P<p>\d[\d.,]*)\s?(?:%|procent)\s+van\s+(?:de|het|onze|alle)\s+(?:[a-zé]+\s+)?{_COUNTABLE}\b", re.I
)
_PERCENT = re.compile(r"%|\bprocent\b")
_GROWS = re.compile(
    r"\b(?:stijg|steeg|toename|groei|verhog|meer dan verdubbel|tegenover|ten opzichte)\w*", re.I
)
_DIVIDED = re.compile(
    r"\b(?:verdeeld|verdeling|verdelen|opgesplitst|uitgesplitst|onderverdeeld|verdeelsleutel)\b", re.I
)
_SOME = re.compile(
    r"\b(?:o\.a\.|onder andere|onder meer|waaronder|bijvoorbeeld|bv\.|vooral|meerdere antwoorden)", re.I
)
_PARTS = re.compile(
    r"(?P<whole>\d[\d.]*)\s+(?P<noun>[a-zé][\w-]*(?:\s[a-zé][\w-]*)?)\s*(?:,\s*)?\(?(?P<how>:|namelijk|nl\.|waarvan"
    r"|verdeeld over|d\.w\.z\.)\s*(?P<parts>\d[\d.]*\s[^\d.;:()]+?(?:(?:,|\sen)\s+\d[\d.]*\s[^\d.;:(),]+?)+)"
    r"(?=[.;)]|$|,\s[a-z]+\s)",
    re.IGNORECASE,
)

_ANNOUNCED = re.compile(r"(?::|namelijk|nl\.|waarvan|verdeeld over|d\.w\.z\.)\s*\d")


def _part_above_whole(outline: Outline) -> Iterator[Found]:
    for passage in outline.focused_passages():
        for match in _OF.finditer(passage.text):
            before = passage.text[max(0, match.start() - 30) : match.start()].split()
            if before and _NUMBERED.fullmatch(before[-1]):
                continue
            part, whole = (find_numbers(match[key]) for key in ("part", "whole"))
            if (
                part
                and whole
                and part[0].value > whole[0].value > 0
                and not re.search(r"[.]$", match["part"])
            ):
                words = passage.text[match.start("part") : match.end()]
                yield Found(
                    f"{quoted(words)}: {number(part[0].value)} > {number(whole[0].value)}, het deel is "
                    "groter dan het geheel.",
                    passage.node, (words,), passage.spans,
                    {"part": str(part[0].value), "whole": str(whole[0].value)},
                )  # fmt: skip
        shares = _OVER_HUNDRED.finditer(passage.text) if _PERCENT.search(passage.text) else ()
        for match in shares:
            share = find_numbers(match["p"])
            lead = passage.text[max(0, match.start() - 60) : match.start()]
            if share and share[0].value > 100 and not _GROWS.search(lead):
                yield Found(
                    f"{quoted(match[0])}: {number(share[0].value)} % > 100 %, meer dan allemaal kan niet.",
                    passage.node, (match[0],), passage.spans,
                    {"share": str(share[0].value)},
                )  # fmt: skip


def _shares_not_hundred(outline: Outline) -> Iterator[Found]:
    for passage in outline.focused_passages():
        if not _PERCENT.search(passage.text) or not _DIVIDED.search(passage.text):
            continue
        for sentence in sentences(passage.text):
            if not _DIVIDED.search(sentence) or _SOME.search(sentence) or _GROWS.search(sentence):
                continue
            numbers = find_numbers(sentence)
            shares = [n for n in numbers if n.unit == "%"]
            if len(shares) < 2 or len(numbers) != len(shares):
                continue
            if not re.search(r"\ben\b", sentence[shares[-2].span[1] : shares[-1].span[0]]):
                continue  # no closing “en”: perhaps only some of the shares
            total = sum((n.value for n in shares), Decimal(0))
            if abs(total - 100) > len(shares) * Decimal("0.5"):
                terms = " + ".join(number(n.value) for n in shares)
                words = sentence[shares[0].span[0] : shares[-1].span[1]]
                yield Found(
                    f"{quoted(words)}: {terms} = {number(total)} %, niet 100 %.",
                    passage.node, (words,), passage.spans,
                    {"shares": [str(n.value) for n in shares], "total": str(total)},
                )  # fmt: skip


def _parts_not_total(outline: Outline) -> Iterator[Found]:
    for passage in outline.focused_passages():
        if not _ANNOUNCED.search(passage.text):
            continue
        for sentence in sentences(passage.text):
            for match in _PARTS.finditer(sentence):
                whole, parts = find_numbers(match["whole"]), find_numbers(match["parts"])
                if not whole or len(parts) < 2 or any(p.unit or p.ordinal for p in parts):
                    continue
                total = sum((p.value for p in parts), Decimal(0))
                open_ended = match["how"].lower() == "waarvan" or bool(_SOME.search(sentence))
                if total == whole[0].value or (open_ended and total < whole[0].value):
                    continue
                terms = " + ".join(number(p.value) for p in parts)
                yield Found(
                    f"{quoted(match[0])}: {terms} = {number(total)}, niet {number(whole[0].value)}.",
                    passage.node, (match[0],), passage.spans,
                    {"parts": [str(p.value) for p in parts], "whole": str(whole[0].value)}
                    | {"total": str(total)},
                )  # fmt: skip


def _sums(outline: Outline) -> Iterator[Found]:
    yield from _parts_not_total(outline)
    yield from wrong_totals(outline)


RULES = (
    Rule(
        "totals.part_above_whole", "Cijfers", "Deel groter dan het geheel",
        "Een deel kan nooit groter zijn dan het geheel waaruit het komt. Een van beide getallen is fout.",
        "Kijk beide getallen na in de bron.",
        "error", _part_above_whole,
    ),
    Rule(
        "totals.hundred", "Cijfers", "Verdeling telt niet op tot 100 %",
        "Een verdeling hoort samen 100 % te zijn. Anders ontbreekt een deel of telt er een dubbel.",
        "Verbeter de aandelen, of zeg dat er nog een restgroep is.",
        "error", _shares_not_hundred,
    ),
    Rule(
        "totals.sum", "Cijfers", "Delen tellen niet op tot het totaal",
        "Wie de delen optelt, moet het genoemde totaal vinden.",
        "Verbeter het totaal of de delen, of zeg wat er nog bij hoort.",
        "error", _sums,
    ),
)  # fmt: skip
