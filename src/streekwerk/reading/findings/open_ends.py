"""What sheets leave open: an owner, an end, an indicator, a decision."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from streekwerk.reading.findings.outline import (
    ACTING,
    DATED_FIELD,
    Outline,
    Passage,
    dates_in,
    first_lines,
    is_sheet,
)
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.wording import listed, quoted
from streekwerk.reading.models import Node, Span, merged

_OWNER_LABEL = re.compile(
    r"trekker|verantwoordelijke|eigenaar|projectleider|projectmanager|co[oö]rdinat|penhouder|personeel"
    r"|uitvoerder|door wie|wie doet|^wie\??$|aanspreekpunt|dossierhouder|contactpersoon|steward",
    re.IGNORECASE,
)
_OWNER_TEXT = re.compile(
    r"\b(?:trekker|verantwoordelijke|projectleider|penhouder)s?\s*[:=]\s*\w", re.IGNORECASE
)
_PERMANENT = re.compile(r"\b(?:doorlopend|permanent|continu|onbepaalde duur|blijvend)\b", re.IGNORECASE)
_UNDECIDED = re.compile(
    r"\bnog\s+(?:verder\s+|nader\s+)?(?:te\s+(?:bepalen|bekijken|bespreken|beslissen|concretiseren|verduidelijken)"
    r"|op te maken|uit te werken|in te vullen|aan te vullen|af te spreken|vast te leggen)\b"
    r"|\b(?:nader|verder)\s+te\s+bepalen\b|\bt\.?b\.?d\.?\b|\bn\.t\.b\.|\bxxx+\b|\?\?+|\blorem ipsum\b",
    re.IGNORECASE,
)
_NEARLY_ALL = 0.9
_YEARS = re.compile(r"te voorzien in\s+((?:19|20)\d\d(?:\s*(?:[-–/,]|en)\s*(?:19|20)\d\d)*)", re.IGNORECASE)


def _missing(
    outline: Outline, thing: str, sheets: list[Node], has: Callable[[Node], bool]
) -> Iterator[Found]:
    """One finding that counts the sheets without something; all names only when they are some."""
    without = [sheet for sheet in sheets if not has(sheet)]
    if not without:
        return
    one, many = ("actieplan", "actieplannen") if _all_plans(outline.sheets) else ("actie", "acties")
    total = len(sheets)
    without_ids = {sheet.id for sheet in without}
    others = [sheet for sheet in sheets if sheet.id not in without_ids]
    verb = "heeft" if len(without) == 1 else "hebben"
    if not others:
        what = (
            f"Geen enkele van de {total} {many} heeft een {thing}."
            if total > 1
            else f"De {one} heeft geen {thing}."
        )
    elif len(others) <= 4 < len(without):
        names = listed([outline.short(n) for n in others])
        what = f"{len(without)} van de {total} {many} {verb} geen {thing}; alleen {names} wel."
    else:
        names = listed([outline.short(n) for n in without])
        what = f"{len(without)} van de {total} {many} {verb} geen {thing}: {names}."
    yield Found(
        what,
        None,
        tuple(outline.short(n) for n in without) if len(without) < total else (),
        first_lines(without),
        {"nodes": [n.id for n in without], "count": len(without), "of": total},
    )


def _all_plans(sheets: list[Node]) -> bool:
    return all(sheet.level == "action_plan" for sheet in sheets)


def _no_end(outline: Outline) -> Iterator[Found]:
    yield from _missing(outline, "einddatum", outline.sheets, lambda sheet: outline.tree.of(_has_end, sheet))


def _has_end(outline: Outline, sheet: Node) -> bool:
    if sheet.end or any(a.end for a in outline.ancestors(sheet)):
        return True
    timing = [text for label, text in sheet.fields.items() if DATED_FIELD.search(label)]
    if _PERMANENT.search(" ".join([sheet.title, *timing])):
        return True  # on purpose
    return any(node.end or outline.own.of(_says_end, node) for node in outline.branch(sheet))


def _says_end(outline: Outline, node: Node) -> bool:
    return any(found.role == "by" for passage in outline.passages(node) for found in dates_in(passage.text))


@lru_cache(maxsize=1_000)
def _names_owner(label: str) -> bool:
    return bool(_OWNER_LABEL.search(label))


def _says_owner(_: Outline, node: Node) -> bool:
    return (
        any(text.strip() and _names_owner(label) for label, text in node.fields.items())
        or bool(_OWNER_TEXT.search(node.title))
        or bool(_OWNER_TEXT.search(node.text))
    )


def _has_owner(outline: Outline, sheet: Node) -> bool:
    near = (*outline.branch(sheet), *outline.ancestors(sheet))
    return any(outline.own.of(_says_owner, node) for node in near)


def _no_owner(outline: Outline) -> Iterator[Found]:
    yield from _missing(outline, "trekker", outline.sheets, lambda sheet: outline.tree.of(_has_owner, sheet))


def _no_indicator(outline: Outline) -> Iterator[Found]:
    # Indicators may still lie in the tray: a sheet that something there may belong to is not judged.
    homes = {item.proposal for item in outline.reading.unplaced}

    # Where sheets list indicators without actions, a list read as actions may as well be indicators.
    either = any(outline.indicators(s) and not outline.tree.of(_has_actions, s) for s in outline.sheets)

    def has(sheet: Node) -> bool:
        if outline.tree.of(_has_indicator, sheet) or (either and outline.tree.of(_has_actions, sheet)):
            return True
        near = (*outline.branch(sheet), *outline.ancestors(sheet)) if homes else ()
        return any(node.id in homes for node in near)

    yield from _missing(outline, "indicator", outline.sheets, has)
    if not homes:
        yield from _alone_without_indicator(outline)


def _alone_without_indicator(outline: Outline) -> Iterator[Found]:
    """Actions below a sheet without indicator of their own, in a plan where nearly all others have one."""
    below = [node for node, _ in outline.tree.each(_is_inner_action)]
    measured = [node for node in below if outline.indicators(node)]
    if len(measured) >= 5 and len(measured) >= len(below) * _NEARLY_ALL:
        yield from _missing(outline, "indicator", below, lambda node: bool(outline.indicators(node)))


def _has_actions(outline: Outline, node: Node) -> bool:
    return any(child.level in ACTING for child in outline.children(node))


def _has_indicator(outline: Outline, sheet: Node) -> bool:
    return any(outline.own.of(_says_indicator, node) for node in outline.branch(sheet))


def _says_indicator(outline: Outline, node: Node) -> bool:
    return bool(outline.indicators(node)) or any(
        text.strip() and "indicator" in label.lower() for label, text in node.fields.items()
    )


def _is_inner_action(outline: Outline, node: Node) -> bool:
    return node.level in ACTING and not _has_actions(outline, node) and not outline.tree.of(is_sheet, node)


# ------------------------------------------------------------------ not decided yet


def _left_open(outline: Outline, node: Node) -> list[tuple[Passage, re.Match[str]]]:
    """The passages of a node in which something is not decided yet, each with its first such words."""
    return [
        (passage, match)
        for passage in outline.passages(node)
        if not (passage.kind == "indicator" and "Indicatoren" in node.fields)
        and (match := _UNDECIDED.search(passage.text))
    ]


def _undecided(outline: Outline) -> Iterator[Found]:
    """Everything the plan itself leaves open, in one finding; means also per year they are for."""
    parts, spans, nodes, words = [], list[Span](), [], []
    per_year: Counter[str] = Counter()
    for node, left_open in outline.own.each(_left_open):
        labels = []
        for passage, match in left_open:
            labels.append(passage.label or ("titel" if passage.kind == "title" else passage.kind))
            words.append(match[0])
            spans += passage.spans or outline.place(node, (_around(passage.text, match), match[0]))
            years = _YEARS.search(passage.text)
            if passage.label and years:
                per_year.update(re.findall(r"(?:19|20)\d\d", years[1]))
        nodes.append(node)
        shown = [label.replace("text", "tekst") for label in labels]
        parts.append(f"{outline.short(node)} ({', '.join(shown)})")
    if not parts:
        return
    money = "; ".join(f"{year}: {count}" for year, count in sorted(per_year.items()))
    sample = listed([quoted(w) for w in dict.fromkeys(w.lower() for w in words)], most=3)
    yield Found(
        f"{len(words)} keer staat er nog niets beslist ({sample}): {listed(parts, most=15)}."
        + (f" Daarvan middelen die in een jaar te voorzien zijn: {money}." if money else ""),
        None,
        tuple(parts),
        tuple(merged(spans)),
        {"nodes": [n.id for n in nodes], "count": len(words), "years": dict(per_year)},
    )


def _around(text: str, match: re.Match[str]) -> str:
    return " ".join([*text[: match.start()].split()[-2:], match[0], *text[match.end() :].split()[:2]])


RULES = (
    Rule(
        "missing.end", "Ontbrekend", "Acties zonder einde",
        "Zonder einddatum kan een actie nooit te laat zijn, en dus ook niet opgevolgd worden.",
        "Geef elke actie een einddatum, of schrijf dat ze doorlopend is.",
        "warning", _no_end, "plan",
    ),
    Rule(
        "missing.owner", "Ontbrekend", "Acties zonder trekker",
        "Een actie van iedereen is een actie van niemand: er moet iemand zijn om naar te vragen.",
        "Duid per actie een trekker aan.",
        "warning", _no_owner, "plan",
    ),
    Rule(
        "missing.indicator", "Ontbrekend", "Acties zonder indicator",
        "Zonder indicator kan niemand achteraf zeggen of de actie gelukt is.",
        "Schrijf per actie minstens één bewijs of cijfer waaraan u het resultaat zult zien.",
        "warning", _no_indicator, "plan",
    ),
    Rule(
        "missing.undecided", "Ontbrekend", "Nog te bepalen",
        "Wat bij de goedkeuring nog open staat, raakt zonder datum en naam vaak nooit beslist.",
        "Beslis het nu, of zet erbij wie het wanneer beslist.",
        "note", _undecided, "plan",
    ),
)  # fmt: skip
