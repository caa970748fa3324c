"""The entry grid as HTML: hundreds of cells, so no template per cell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from streekwerk.indicators.commands.figures import Answer
from streekwerk.indicators.queries.entry import Grid, Row
from streekwerk.indicators.rules.entry.cells import text_of
from streekwerk.indicators.rules.entry.judging import Known, Typed
from streekwerk.indicators.rules.figures.periods import Period

TEXT, BELOW, REASON = "t|", "n|", "r|"
"""What the name of a field begins with: the text (or numerator), the denominator, the reason to keep it."""

SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass
class GridPage:
    """The grid with what somebody wrote in it that is not stored yet."""

    grid: Grid
    written: Mapping[tuple[str, str], Typed] = field(default_factory=dict)
    unsettled: Sequence[Answer] = ()

    @property
    def questions(self) -> list[dict[str, Any]]:
        """The cells that could not be stored, as the page lists them."""
        numbers = {row.key: at for at, row in enumerate(self.grid.rows)}
        columns = {period.key: at for at, period in enumerate(self.grid.periods)}
        return [
            {
                "where": f"{answer.row.label}, {answer.period.label}" if answer.row and answer.period else "",
                "written": " / ".join(filter(None, (answer.typed.text, answer.typed.denominator))),
                "said": answer.verdict.sentence,
                "href": f"#c{numbers.get(answer.typed.subject, 0)}-{columns.get(answer.typed.period, 0)}",
                "doubted": answer.verdict.kind == "doubted",
                "name": f"{REASON}{answer.typed.subject}|{answer.typed.period}",
                "reason": answer.typed.reason,
            }
            for answer in self.unsettled
        ]

    @property
    def base(self) -> str:
        """Of each filled cell the number of its figure: from what somebody began."""
        columns = {period.start: period.key for period in self.grid.periods}
        seen = {
            f"{subject}|{columns[start]}": known.pk
            for (subject, start), known in self.grid.figures.items()
            if start in columns
        }
        return json.dumps(seen, separators=(",", ":"))

    @property
    def head(self) -> SafeString:
        """The heads of the columns."""
        return mark_safe("".join(self._head()))  # noqa: S308 - every part is escaped

    def _head(self) -> Iterator[str]:
        pair = self.grid.shape.pair
        span = ' colspan="2"' if pair else ""
        yield f'<tr><th scope="col"{" rowspan=2" if pair else ""}>{escape(self.rows_word)}</th>'
        for at, period in enumerate(self.grid.periods):
            label = escape(short_label(period))
            group = ' scope="colgroup"' if pair else ' scope="col"'
            yield f'<th{group}{span} id="k{at}" title="{escape(period.label)}">{label}</th>'
        yield "</tr>"
        if pair:
            yield "<tr>"
            for at in range(len(self.grid.periods)):
                yield f'<th scope="col" id="k{at}t">teller</th><th scope="col" id="k{at}n">noemer</th>'
            yield "</tr>"

    @property
    def rows_word(self) -> str:
        """The word above the rows."""
        words = {
            "party": self.grid.indicator.plan.network.member_word,
            "place": "gemeente",
            "channel": "onderdeel",
        }
        return words.get(self.grid.definition.dimension, "netwerk").capitalize()

    @property
    def body(self) -> SafeString:
        """The rows with their cells."""
        return mark_safe("".join(self._body()))  # noqa: S308 - every part is escaped

    def _body(self) -> Iterator[str]:
        # What does not change from row to row is put together once.
        columns = [(at, period, escape(period.key)) for at, period in enumerate(self.grid.periods)]
        unsettled = {(answer.typed.subject, answer.typed.period) for answer in self.unsettled}
        for number, row in enumerate(self.grid.rows):
            key = escape(row.key)
            yield f'<tr data-row="{key}"><th scope="row" id="r{number}">{escape(row.label)}</th>'
            for at, period, name in columns:
                cell = f"{key}|{name}"
                wrong = (row.key, period.key) in unsettled
                yield from self._cell(row, period, cell, number, at, wrong=wrong)
            yield "</tr>"

    def _cell(
        self, row: Row, period: Period, cell: str, number: int, at: int, *, wrong: bool
    ) -> Iterator[str]:
        known = self.grid.figure(row, period)
        pair = self.grid.shape.pair
        text, below = text_of(known.value if known else None, pair=pair)
        if typed := self.written.get((row.key, period.key)):
            text, below = typed.text, typed.denominator
        marks = _marks(row, period, known)
        invalid = ' aria-invalid="true"' if wrong else ""
        names = f"r{number} k{at}"
        yield (
            f'<td{marks}><input name="{TEXT}{cell}" id="c{number}-{at}" value="{escape(text)}"'
            f' aria-labelledby="{names}{f" k{at}t" if pair else ""}" autocomplete="off"'
            f"{_about(known)}{invalid}>"
        )
        if pair:
            yield (
                f'</td><td class="below"><input name="{BELOW}{cell}" id="n{number}-{at}"'
                f' value="{escape(below)}" aria-labelledby="{names} k{at}n" autocomplete="off"{invalid}>'
            )
        yield "</td>"


def _marks(row: Row, period: Period, known: Known | None) -> str:
    words = []
    if not row.asked(period):
        words.append("not-asked")
    if known and (known.comment or known.source):
        words.append("noted")
    return f' class="{" ".join(words)}"' if words else ""


def _about(known: Known | None) -> str:
    """What the script needs of a figure: its number, comment and source."""
    if known is None:
        return ""
    parts = [f' data-base="{known.pk}"']
    if known.comment:
        parts.append(f' data-comment="{escape(known.comment)}"')
    if known.source:
        parts.append(f' data-source="{escape(known.source)}"')
    return "".join(parts)


def short_label(period: Period) -> str:
    """A period above a narrow column.

    >>> from streekwerk.indicators.rules.figures.periods import read_period
    >>> [short_label(read_period(key)) for key in ("2026-07", "2026-K3", "2026-H1", "2026")]
    ['jul 2026', 'K3 2026', '1e helft 2026', '2026']
    """
    if period.rhythm == "month":
        return f"{SHORT[period.start.month - 1]} {period.start.year}"
    if period.rhythm == "quarter":
        return f"K{(period.start.month + 2) // 3} {period.start.year}"
    return period.label
