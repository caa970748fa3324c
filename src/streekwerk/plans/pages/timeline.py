"""The line of time as a picture: positions in percents, so that it fits any width without a style."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.safestring import SafeString, mark_safe

from streekwerk.plans.queries import Timeline
from streekwerk.plans.queries.timeline import Row

_FILLS = {"vague": "lijn-vaag", "to-open": "lijn-open", "from-open": "lijn-begin", "paused": "lijn-pauze"}
_DIAMOND = '<path d="M0-7 7 0 0 7-7 0z"/>'
_OPEN = '<svg class="{}" width="100%" height="{}" aria-hidden="true" focusable="false">'


def bars(line: Timeline, row: Row) -> SafeString:
    """The picture of one row; what it shows stands as words in the row itself. Holds numbers only.

    No template: sixty rows of small shapes would cost more than the rest of the page.
    """
    return mark_safe(  # noqa: S308
        _OPEN.format("line-bars", 28)
        + "".join(
            f'<line class="line-year" x1="{t.x}%" x2="{t.x}%" y1="0" y2="100%"/>'
            for t in line.ticks
            if t.year
        )
        + "".join(_rects(row))
        + _today(line, "0", "100%")
        + "".join(
            f'<svg class="line-mark" x="{mark.x}%" y="14" overflow="visible">{_DIAMOND}</svg>'
            for mark in row.marks
            if mark.x is not None
        )
        + "</svg>"
    )


def _rects(row: Row) -> Iterator[str]:
    for bar in row.bars:
        fill = f' fill="url(#{_FILLS[bar.kind]})"' if bar.kind in _FILLS else ""
        yield f'<rect class="line-{bar.kind}" x="{bar.x}%" width="{bar.width}%" y="8" height="12"{fill}/>'


def axis(line: Timeline) -> SafeString:
    """The years above the rows, and today."""
    parts = [_OPEN.format("line-axis", 36)]
    for tick in line.ticks:
        top, css = (18, "line-year") if tick.year else (29, "line-quarter")
        parts.append(f'<line class="{css}" x1="{tick.x}%" x2="{tick.x}%" y1="{top}" y2="36"/>')
        if tick.label and tick.year:
            parts.append(f'<text x="{tick.x}%" dx="5" y="31">{tick.label}</text>')
    parts.append(_today(line, "15", "36"))
    if line.today is not None:
        anchor = "start" if line.today < 8 else "end" if line.today > 92 else "middle"
        parts.append(
            f'<text class="line-today-word" x="{line.today}%" y="11" text-anchor="{anchor}">vandaag</text>'
        )
    return mark_safe("".join([*parts, "</svg>"]))  # noqa: S308 - numbers and words of our own


def _today(line: Timeline, top: str, bottom: str) -> str:
    if line.today is None:
        return ""
    return f'<line class="line-today" x1="{line.today}%" x2="{line.today}%" y1="{top}" y2="{bottom}"/>'
