"""The document on the review page: a window of its lines, each with what it was read as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from streekwerk.intake.kept import Kept
from streekwerk.intake.pages.desk import Desk
from streekwerk.intake.queries import version_of
from streekwerk.intake.rules.claims import Claim, claims_of
from streekwerk.reading.models import Reading, Span

_CLAIMS = Kept[list[Claim]](most=12)
WINDOW = 400
BEFORE = 6
"""Lines shown above what the window was opened for."""
WORDS = {"decision": "beslissing", "figure": "cijfer", "milestone": "mijlpaal", "indicator": "indicator"}
MOST = 2400
"""Lines one page may hold at the same time."""


def window(desk: Desk, shown: Span | None = None) -> Span:
    """The first and last line to show: what was shown already when it holds what is looked at."""
    end = len(desk.texts)
    wanted = desk.look.start or _wanted(desk)
    if shown and (not wanted or shown[0] <= wanted <= shown[1]):
        return max(1, shown[0]), min(end, shown[1], shown[0] + MOST)
    first = max(1, min(wanted - (0 if desk.look.start else BEFORE), end - WINDOW + 1))
    return first, min(end, first + WINDOW - 1)


def _wanted(desk: Desk) -> int:
    """The first line of what is looked at; 0 when nothing is."""
    if desk.look.lines:
        return desk.look.lines[0][0]
    spans = desk.chosen.spans if desk.chosen else []
    return min((first for first, _ in spans), default=0)


def text_rows(desk: Desk, first: int, last: int, *, before: bool = True, behind: bool = True) -> SafeString:
    """The lines from the first to the last as list items, with links to those before and behind them."""
    rows = list(_rows(desk, first, last))
    if before and first > 1:
        rows.insert(0, _more(desk, max(1, first - WINDOW), first - 1, "Eerdere regels"))
    if behind and last < len(desk.texts):
        rows.append(_more(desk, last + 1, min(len(desk.texts), last + WINDOW), "Latere regels"))
    return mark_safe("".join(rows))  # noqa: S308 - every text is escaped


def _rows(desk: Desk, first: int, last: int) -> Iterator[str]:
    key = (version_of(desk.review), first, last)
    claims = _CLAIMS.get(key, lambda: _claims(desk, first, last))
    lit = _lit(desk)
    ticked = {number for a, b in desk.look.lines for number in range(a, b + 1)}
    page, before = _page(desk, first - 1), ""
    for number in range(first, last + 1):
        text, where, its_page = desk.lines[number - 1]
        if its_page and its_page != page:
            page = its_page
            yield f'<li class="page-break">Pagina {page}</li>'
        if not text.strip():
            continue
        claim = claims[number - first]
        said = _said(desk, claim)
        part = f"{claim.kind if claim.kind in ('tray', 'aside') else ''}{claim.node or ''}{said}"
        mark = _mark(desk, claim, said) if said and part != before else ""
        yield _row(desk, claim, text, where or "", mark, lit=number in lit, ticked=number in ticked)
        before = part


def _row(desk: Desk, claim: Claim, text: str, where: str, mark: str, *, lit: bool, ticked: bool) -> str:
    number = claim.line
    kind = claim.kind if claim.kind in ("tray", "aside", "title", "indicator") else "read"
    colour = desk.colour(claim.node if kind != "tray" else None)
    css = f"{kind} {colour}{' lit' if lit else ''}"
    cell = f'<small class="cell">{escape(where)}</small>' if where and not where.startswith("p. ") else ""
    return (
        f'<li id="r{number}" class="{css}" data-node="{escape(claim.node or "")}"><label>'
        f'<input type="checkbox" id="k{number}" name="kies" value="{number}"{" checked" if ticked else ""}>'
        f"<b>{number}</b><span>{cell}{escape(text)}</span></label>{mark}</li>"
    )


def _mark(desk: Desk, claim: Claim, said: str) -> str:
    """What stands beside the first line of a part, with the letter of its branch; a link to a node."""
    if claim.kind in ("tray", "aside") or claim.node is None:
        return f'<span class="said">{escape(said)}</span>'
    address = desk.node_query(claim.node)
    letter = desk.letter(claim.node)
    chip = f"<b>{letter}</b> " if letter else ""
    return f'<a class="said" href="{escape(address)}">{chip}{escape(said)}</a>'


def _said(desk: Desk, claim: Claim) -> str:
    """What the margin says of a line."""
    if claim.kind == "tray":
        return "in de lade"
    if claim.kind == "aside":
        return "terzijde"
    node = desk.nodes.get(claim.node or "")
    if node is None:
        return WORDS.get(claim.kind, "")
    what = claim.label[:24] if claim.kind == "field" else WORDS.get(claim.kind, "")
    return f"{desk.short(node)}{f' · {what}' if what else ''}"


def _lit(desk: Desk) -> set[int]:
    """The lines of the node that is looked at, with those of its indicators."""
    if desk.chosen is None:
        return set()
    spans = list(desk.chosen.spans)
    for item in desk.indicators.get(desk.chosen.id, ()):
        spans += item.spans
    return {number for a, b in spans for number in range(a, b + 1)}


def _claims(desk: Desk, first: int, last: int) -> list[Claim]:
    """What has each line of the window; parts outside it are not looked at."""

    def near(spans: object) -> bool:
        return any(a <= last and b >= first for a, b in spans)  # type: ignore[attr-defined]

    whole = desk.reading
    part: Reading = replace(
        whole,
        nodes=[item for item in whole.nodes if near(item.spans)],
        indicators=[item for item in whole.indicators if near(item.spans)],
        milestones=[item for item in whole.milestones if near(item.spans)],
        decisions=[item for item in whole.decisions if near(item.spans)],
        figures=[item for item in whole.figures if near(item.spans)],
        unplaced=[item for item in whole.unplaced if near(item.spans)],
        ignored=[item for item in whole.ignored if near(item.spans)],
    )
    return claims_of(part, desk.texts[:last])[first - 1 :]


def _page(desk: Desk, number: int) -> int | None:
    return desk.lines[number - 1][2] if number > 0 else None


def _more(desk: Desk, first: int, last: int, words: str) -> str:
    address = desk.look.query(start=first, side="tekst")
    side = "voor" if words.startswith("E") else "na"
    piece = f"{reverse('intake:lines', args=[desk.review.pk])}{address}&tot={last}&kant={side}"
    return (
        f'<li class="more" data-more="{side}"><a href="{escape(address)}" hx-get="{escape(piece)}" '
        f'hx-target="closest li" hx-swap="outerHTML" hx-push-url="false">{words} ({first}–{last})</a></li>'
    )
