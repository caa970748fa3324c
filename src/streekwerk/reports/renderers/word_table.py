"""A table as XML: its head repeats on every page, a row stays whole, the first column names the row."""

from __future__ import annotations

from dataclasses import replace

from streekwerk.kernel.ooxml import escaped
from streekwerk.reports.renderers import tones
from streekwerk.reports.renderers.widths import widths
from streekwerk.reports.renderers.word_text import Links
from streekwerk.reports.rules.content import Cell, Column, Run, Table

_INK, _SOFT = tones.INK.lstrip("#"), tones.SOFT.lstrip("#")
_WHOLE = 1_200
"""A row with more characters may be split over two pages: kept whole it would leave half a page white."""
# Stripes are left on: a house style that has them shows them.
LETTER = 96
"""The width of a letter in a table, in twips: bold, in a typeface on the wide side."""
_LOOK = (
    '<w:tblLook w:val="{value}" w:firstRow="1" w:lastRow="{last}" w:firstColumn="1" w:lastColumn="0" '
    'w:noHBand="0" w:noVBand="1"/>'
)
_SHADES = {
    tone: f'<w:shd w:val="clear" w:color="auto" w:fill="{wash[1:]}"/>' for tone, wash in tones.WASHES.items()
}
# On a wash the ink is ours too: the text of a template may be too light for it.
_ON_WASH = f'<w:color w:val="{_INK}"/>'
_QUIET = f'<w:color w:val="{_SOFT}"/>'


def table_xml(table: Table, styles: dict[str, str], links: Links, width: int, name: str) -> str:
    """The table, `width` twentieths of a point wide; `name` says what it is to who cannot see it."""
    table = _square(table)
    if not table.columns:
        return ""
    wide = [int(share * width / 100) for share in widths(table, line=width // LETTER)]
    wide[-1] += width - sum(wide)
    described = f"Kolommen: {', '.join(column.title for column in table.columns)}. Rijen: {len(table.rows)}."
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in wide)
    row = _Rows(table, styles, links, wide)
    total = row.row(table.total, whole=True, strong=True) if table.total else ""
    look = _LOOK.format(value="04E0" if total else "04A0", last=int(bool(total)))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles["table"]}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val="{escaped(_line(name))}"/>'
        f'<w:tblDescription w:val="{escaped(_line(described))}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"{row.head()}{''.join(map(row.row, table.rows))}{total}</w:tbl>"
    )


class _Rows:
    """The rows of one table; what they share is written once."""

    def __init__(self, table: Table, styles: dict[str, str], links: Links, wide: list[int]) -> None:
        self._links = links
        self._columns = table.columns
        jc = ['<w:jc w:val="right"/>' if column.align == "right" else "" for column in table.columns]
        self._open = [f'<w:tc><w:tcPr><w:tcW w:w="{each}" w:type="dxa"/>' for each in wide]
        self._plain = [f'<w:p><w:pPr><w:pStyle w:val="{styles["cell"]}"/>{each}</w:pPr>' for each in jc]
        self._strong = [
            f'<w:p><w:pPr><w:pStyle w:val="{styles["head"]}"/><w:keepNext/>{each}</w:pPr>' for each in jc
        ]

    def head(self) -> str:
        cells = "".join(
            f"{opening}</w:tcPr>{strong}{self._links.run(Run(column.title))}</w:p></w:tc>"
            for opening, strong, column in zip(self._open, self._strong, self._columns, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"

    def row(self, cells: tuple[Cell, ...], *, whole: bool = False, strong: bool = False) -> str:
        whole = whole or sum(len(cell.text) for cell in cells) <= _WHOLE
        made = "".join(map(self._cell, self._open, self._plain, cells, [strong] * len(cells)))
        return f"<w:tr>{'<w:trPr><w:cantSplit/></w:trPr>' if whole else ''}{made}</w:tr>"

    def _cell(self, opening: str, start: str, cell: Cell, strong: bool) -> str:
        shade = _SHADES.get(cell.tone, "")
        tint = _ON_WASH if shade else _QUIET if cell.tone == "muted" else ""
        if cell.href:
            inside = self._links.run(Run(cell.text, strong or cell.tone == "strong", cell.href))
        else:
            inside = self._links.run(Run(cell.text, strong or cell.tone == "strong"), tint)
        return f"{opening}{shade}</w:tcPr>{start}{inside}</w:p></w:tc>"


def _square(table: Table) -> Table:
    """The table with as many cells in every row as there are columns."""
    rows = (*table.rows, table.total) if table.total else table.rows
    most = max((len(table.columns), *map(len, rows)))
    if all(len(row) == most for row in rows) and len(table.columns) == most:
        return table

    def full(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return (*row, *[Cell("")] * (most - len(row)))

    columns = (*table.columns, *[Column("")] * (most - len(table.columns)))
    total = full(table.total) if table.total else ()
    return replace(table, columns=columns, rows=tuple(map(full, table.rows)), total=total)


def _line(text: str) -> str:
    return " ".join(text.split())[:500]
