"""The tree on the review page: small enough to send again after every step."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from django.utils.safestring import SafeString, mark_safe

from streekwerk.intake.pages.desk import LOW, Desk
from streekwerk.reading.models import Node

MOST = 150
"""Characters of a title that a row shows."""


def tree_rows(desk: Desk) -> SafeString:
    """The nodes as nested lists.

    A large plan shows the way to the chosen node with what stands beside and under it; a click opens more.
    """
    shown = _shown(desk)
    return mark_safe("".join(_list(desk, None, shown)))  # noqa: S308 - every text is escaped


def _shown(desk: Desk) -> set[str] | None:
    """The nodes to show; None for all."""
    if desk.look.attention:
        wanted = desk.wanting | {item.proposal for item in desk.tray if item.proposal}
        return {each for node in wanted for each in desk.path(node)} | set(desk.path(desk.look.node))
    if desk.small:
        return None
    open_parents: list[str | None] = [None, *desk.path(desk.look.node)]
    return {child.id for parent in open_parents for child in desk.children.get(parent, ())}


def _list(desk: Desk, parent: str | None, shown: set[str] | None) -> Iterator[str]:
    rows = [node for node in desk.children.get(parent, ()) if shown is None or node.id in shown]
    if not rows:
        return
    yield '<ul class="outline">' if parent is None else "<ul>"
    for node in rows:
        yield f"<li>{_row(desk, node, closed=_closed(desk, node, shown))}"
        yield from _list(desk, node.id, shown)
        yield "</li>"
    yield "</ul>"


def _closed(desk: Desk, node: Node, shown: set[str] | None) -> int:
    """How many children are not shown, when none is."""
    children = desk.children.get(node.id, ())
    if shown is None or any(child.id in shown for child in children):
        return 0
    return len(children)


def _row(desk: Desk, node: Node, *, closed: int) -> str:
    address = desk.node_query(node.id)
    current = ' aria-current="true"' if node.id == desk.look.node else ""
    letter = desk.letter(node.id)
    chip = f'<b class="chip">{letter}</b>' if letter else ""
    lead = desk.short(node)
    title = node.title if len(node.title) <= MOST else f"{node.title[: MOST - 1].rstrip()}…"
    marks = '<span class="unsure">onzeker</span>' if node.confidence < LOW else ""
    more = f'<span class="closed">+ {closed}</span>' if closed else ""
    name, above = escape(node.id), escape(node.parent or "")
    return (
        f'<div class="row {desk.colour(node.id)}" data-node="{name}" data-parent="{above}">{chip}'
        f'<a id="boom-{name}" href="{escape(address)}"{current}><i>{escape(lead)}</i> {escape(title)}</a>'
        f"{marks}{more}</div>"
    )
