"""One row of the list of cards, written by hand: a page has hundreds, and a template is slow for each.

Every text goes through `escape`; nothing else is put in.
"""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString, mark_safe

from streekwerk.indicators.pages.cards import Addresses, CardRow

_SWAP = 'hx-target="closest li" hx-swap="outerHTML show:none"'


def card_html(row: CardRow, to: Addresses, *, may: bool, grouped: bool = True) -> SafeString:
    """The row of one card as a list item, with its buttons when this person `may` use them."""
    card, number = row.card, row.card.seen.sentence
    parts = [f'<li id="kaart-{number}" class="card card-{card.state}" data-card>']
    if may and row.waits:
        sure = " data-sure" if card.state == "open" and card.sure else ""
        ticked = " checked" if row.chosen else ""
        parts.append(
            f'<input type="checkbox" name="zin" value="{row.token}" id="zin-{number}" form="kaarten"'
            f" data-stop{sure}{ticked}>"
        )
    elif card.state == "confirmed":
        parts.append('<span class="card-mark" aria-hidden="true">✓</span>')
    parts += ['<div class="card-body">', _sentence(row, ticks=may), *_said(row), _why(row, grouped), "</div>"]
    if may:
        parts += ['<div class="card-tools">', _tools(row, to), "</div>"]
    parts.append("</li>")
    return mark_safe("".join(parts))  # noqa: S308 - every text is escaped


def _sentence(row: CardRow, *, ticks: bool) -> str:
    text = escape(row.card.text)
    if ticks and row.waits:
        said = f'<label for="zin-{row.card.seen.sentence}">{text}</label>'
    elif row.card_url:
        said = f'<a href="{row.card_url}" data-stop>{text}</a>'
    else:
        said = text
    done = '<span class="visually-hidden">Bevestigd: </span>' if row.card.state == "confirmed" else ""
    return f'<p class="card-text">{done}{said}</p>'


def _said(row: CardRow) -> list[str]:
    """What somebody else did first, what is measured, what is still asked."""
    card, said = row.card, []
    if row.said:
        said.append(f'<p class="card-met" role="alert">{escape(row.said)}</p>')
    if card.state == "aside":
        return [*said, f'<p class="card-facts">Terzijde: {escape(card.reason)}</p>']
    if card.was:
        said.append(
            '<p class="card-asks"><span>Zin gewijzigd sinds bevestiging.</span> '
            f"<span>Er stond: “{escape(card.was)}”. Klopt de kaart nog?</span></p>"
        )
    target = f' · <span class="card-target">{escape(card.target)}</span>' if card.target else ""
    said.append(
        f'<p class="card-facts"><b>{escape(row.measure)}</b> {escape(card.subject)}{target}'
        f" · {escape(row.facts)}</p>"
    )
    if row.asks:
        asked = " ".join(f"<span>{escape(each)}</span>" for each in row.asks)
        said.append(f'<p class="card-asks">{asked}</p>')
    return said


def _why(row: CardRow, grouped: bool) -> str:
    place = f'<a href="{row.place_url}">{escape(row.place)}</a> · ' if row.place_url and not grouped else ""
    source = f'<a href="{escape(row.source_url)}">{row.source}</a> · ' if row.source_url else ""
    return f'<p class="card-why">{place}{source}{escape(row.why)}</p>'


def _tools(row: CardRow, to: Addresses) -> str:
    card = row.card
    which = f'<span class="visually-hidden">: {escape(row.short)}</span>'
    if row.waits:
        word = "Klopt nog" if card.was else "Bevestig"
        edit = f'href="{row.card_url}"'
        if not card.was:
            address = escape(f"{row.edit_url}{to.query}")
            edit = f'href="{address}" hx-get="{address}" {_SWAP}'
        return (
            f'<button class="button-text" form="kaarten" name="een" value="{row.token}"'
            f' hx-post="{to.confirm}" hx-params="een" {_SWAP} data-do="confirm">{word}{which}</button>'
            f' <a {edit} data-do="edit">Pas aan{which}</a>'
            f' <a href="{to.aside}?zin={row.token}" data-do="aside">Terzijde{which}</a>'
        )
    aside = card.state == "aside"
    address, word = (to.take_up, "Weer opnemen") if aside else (to.undo, "Ongedaan maken")
    query = escape(to.query)
    mark = "" if aside else ' data-do="undo"'
    return (
        f'<button class="button-text" form="kaarten-terug" formaction="{address}{query}" name="kaarten"'
        f' value="{row.back}" hx-post="{address}" hx-params="kaarten" {_SWAP}{mark}>{word}{which}</button>'
    )
