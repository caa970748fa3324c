"""A plan as a tree of links: nested lists with `<details>`, small enough for thousands of nodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from django.utils.safestring import SafeString, mark_safe

from streekwerk.ui.icons import finding_mark


@dataclass(slots=True)
class TreeItem:
    """One node: what its row says and what stands under it."""

    title: str
    url: str
    level: str = ""
    """The network's own word for the level: Werf, Beleidsdoelstelling, Actie."""
    code: str = ""
    counts: str = ""
    """Said at the end of the row, such as "3 acties · 12 indicatoren"."""
    findings: dict[str, int] = field(default_factory=dict)
    """Number of findings per severity (error, warning, note)."""
    open: bool = False
    current: bool = False
    aside: bool = False
    """Only there to show where what was chosen stands: set back."""
    children: list[TreeItem] = field(default_factory=list)


def render_tree(items: Sequence[TreeItem]) -> SafeString:
    """The list as HTML; no template, since one that includes itself per node is slow for a whole plan.

    For the same reason every text goes through `html.escape` and not through Django's `format_html`, which
    takes four times as long.
    """
    return mark_safe("".join(_list(items, css=' class="tree"')))  # noqa: S308 - every part is escaped


def _list(items: Sequence[TreeItem], css: str = "") -> Iterator[str]:
    yield f"<ul{css}>"
    for item in items:
        yield f'<li><div class="row{" row-aside" if item.aside else ""}">{_link(item)}{_rest(item)}</div>'
        if item.children:
            label = escape(" ".join(filter(None, ("Onder", item.level, item.code or item.title))))
            yield f'<details{" open" if item.open else ""}><summary aria-label="{label}"></summary>'
            yield from _list(item.children)
            yield "</details>"
        yield "</li>"
    yield "</ul>"


def _link(item: TreeItem) -> str:
    # A code that already carries the level word ("Actie 4") is not preceded by it again.
    lead = item.code if item.level and item.code.startswith(item.level) else f"{item.level} {item.code}"
    current = ' aria-current="true"' if item.current else ""
    said = f"<i>{escape(lead.strip())}</i> " if lead.strip() else ""
    return f'<a href="{escape(item.url)}"{current}>{said}{escape(item.title)}</a>'


def _rest(item: TreeItem) -> str:
    marks = "".join(finding_mark(severity, count) for severity, count in item.findings.items() if count)
    return marks + (f'<span class="counts">{escape(item.counts)}</span>' if item.counts else "")
