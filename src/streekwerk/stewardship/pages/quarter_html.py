"""A row of the quarter, written by hand: a page has sixty, and a template is slow for each.

Every text goes through `escape`; nothing else is put in. An open row gets its form from a template.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from streekwerk.stewardship.rules.quarter import Kind
from streekwerk.ui import dutch, icons
from streekwerk.ui.dutch import short

if TYPE_CHECKING:
    from streekwerk.stewardship.pages.quarter_rows import ItemRow, Row

_SWAP = 'hx-target="closest li[data-row]" hx-swap="outerHTML show:none"'


def row_html(row: Row) -> SafeString:
    """A sheet in the quarter without the form of an open one; the list item is still to be closed."""
    marks = " data-todo" if row.to_do else ""
    marks += " data-reported" if row.undo else ""
    shape = "quarter-row quarter-row-open" if row.form else "quarter-row"
    parts = [
        f'<li class="{shape}" id="fiche-{row.pk}" data-row{marks}>',
        f'<div class="quarter-head"><h3>{_title(row)}</h3>{_button(row)}</div>',
        f'<p class="quarter-stand">{_stand(row)}</p>',
        _said(row),
        "" if row.form else _last(row),
    ]
    if listed := row.listed:
        parts.append(f'<ul class="quarter-items">{items_html(listed)}</ul>')
    if row.draft and not row.form:
        at = localtime(row.draft.saved_at)
        saved = f"{dutch.day(at)}, {at:%H:%M}"
        parts.append(f'<p class="small soft">Uw concept van {saved} staat klaar.</p>')
    return mark_safe("\n".join(filter(None, parts)))  # noqa: S308 - every text is escaped


def items_html(lines: Iterable[ItemRow]) -> SafeString:
    """What is expected beside the report, as list items."""
    return mark_safe("\n".join(map(_item, lines)))  # noqa: S308 - every text is escaped


def _title(row: Row) -> str:
    title = escape(str(row.due.sheet))
    if row.form:
        return f"<span>{title}</span>"
    if row.may_edit:
        url = escape(row.url)
        return f'<a href="{url}" data-open hx-get="{url}" {_SWAP}>{title}</a>'
    return f'<a href="{row.due.sheet.url}" data-open>{title}</a>'


def _button(row: Row) -> str:
    if row.form:
        page, close = escape(row.page_url), escape(row.close_url)
        return f'\n<a href="{page}" data-close hx-get="{close}" {_SWAP}>Sluiten</a>'
    if not (row.repeatable and row.to_do):
        return ""
    url, which = escape(row.unchanged_url), escape(short(str(row.due.sheet), 60))
    return (
        '\n<button class="button button-quiet quarter-same" type="submit" form="kwartaal-acties"'
        f' formaction="{url}" name="seen" value="{row.seen}" data-unchanged hx-post="{url}" {_SWAP}>'
        f'Niets veranderd<span class="visually-hidden">: {which}</span>'
        ' <kbd aria-hidden="true">n</kbd></button>'
    )


def _stand(row: Row) -> str:
    """How it stands, whether it was reported, how long it is silent and whose it is."""
    standing, silent = row.due.sheet.standing, row.due.silent
    said = [_badge(icons.icon(standing.icon) + escape(standing.label), standing.kind)]
    if standing.code:
        said.append(f"<span>{escape(standing.rest)}</span>")
    if row.report_word:
        shape = "quarter-open-word" if row.to_do else "soft"
        said.append(f'<span class="{shape}">{row.report_word}</span>')
    if silent:
        long = "een jaar of langer" if silent > 3 else dutch.counted(silent, "kwartaal", "kwartalen")
        said.append(f'<span class="soft">{long} stil</span>')
    if row.selection.whose:
        said.append(f'<span class="soft">{escape(row.due.sheet.steward_name)}</span>')
    return " ".join(said)


def _said(row: Row) -> str:
    """What was just done, with the way back."""
    if not row.said:
        return ""
    back = ""
    if row.undo:
        url = escape(row.back_url)
        back = (
            f' <button class="button-text" type="submit" form="kwartaal-acties" formaction="{url}"'
            f' name="report" value="{row.undo.pk}" data-undo hx-post="{url}" {_SWAP}>Ongedaan maken</button>'
        )
    return f'<div class="quarter-said" role="status"><p>{escape(row.said)}{back}</p></div>'


def _last(row: Row) -> str:
    """What was reported last, and by whom."""
    last = row.due.sheet.last
    if last is None:
        return ""
    told = f"{escape(short(last.narrative, 180))} " if last.narrative else ""
    if last.next_step:
        told += f'<span class="soft">Volgende stap:</span> {escape(short(last.next_step, 120))} '
    by = f"{escape(last.by_label)}, {dutch.day(last.recorded_on)}"
    return f'<p class="quarter-last">{told}<span class="small soft">{by}</span></p>'


def _item(line: ItemRow) -> str:
    item = line.item
    what = escape(item.label)
    if item.kind != Kind.RESTART:
        what = f'<a href="{escape(item.url)}">{escape(short(item.label, 140))}</a>'
    if item.detail and item.kind == Kind.ASSUMPTION:
        what += f" <strong>Gevolg: {escape(item.detail)}</strong>"
    elif item.detail:
        what += f' <span class="soft">{escape(item.detail)}</span>'
    when = f'<span class="soft">{escape(item.when)}</span> ' if item.when else ""
    if item.kind not in (Kind.RESTART, Kind.ASSUMPTION):
        when += _badge(line.state, line.colour)
    return (
        f'<li><span class="quarter-kind">{line.kind}</span> <span class="quarter-what">{what}</span>'
        f' <span class="quarter-due">{when}</span></li>'
    )


def _badge(words: str, kind: str) -> str:
    """The same as `ui/badge.html`."""
    return (
        f'<span class="badge badge-{kind}">{words}</span>' if kind else f'<span class="badge">{words}</span>'
    )
