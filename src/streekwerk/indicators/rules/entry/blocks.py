"""A block of cells as a spreadsheet puts it on the clipboard: rows by line, columns by tab or semicolon.

`static/indicators/grid.js` splits a pasted block in the same way; its tests hold the same cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MOST = 20_000
"""Cells in one block; what stands behind them is not read."""


def read_block(text: str) -> list[list[str]]:
    """The cells by row. A tab parts columns, without any tab a semicolon; never a comma: it is decimal.

    >>> read_block("12,5\\t1.550\\r\\n3\\t\\r\\n")
    [['12,5', '1.550'], ['3', '']]
    >>> read_block('Beek;"twee\\nregels"')
    [['Beek', 'twee\\nregels']]
    >>> read_block("")
    []
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = text.removesuffix("\n")
    if not text:
        return []
    delimiter = "\t" if "\t" in text else ";" if ";" in text else ""
    rows: list[list[str]] = [[]]
    at, count = 0, 0
    while at <= len(text) and count < MOST:
        cell, at = _cell(text, at, delimiter)
        rows[-1].append(cell)
        count += 1
        if at < len(text) and text[at] == "\n":
            rows.append([])
        at += 1
    return rows


def _cell(text: str, start: int, delimiter: str) -> tuple[str, int]:
    """The cell that begins here and where it ends; quotes count only when they go around the whole cell."""
    if text.startswith('"', start):
        parts, at = [], start + 1
        while (close := text.find('"', at)) >= 0:
            parts.append(text[at:close])
            if not text.startswith('""', close):
                end = close + 1
                if end == len(text) or text[end] == "\n" or (delimiter and text[end] == delimiter):
                    return '"'.join(parts), end
                break
            at = close + 2
    ends = [found for sign in ("\n", delimiter) if sign and (found := text.find(sign, start)) >= 0]
    end = min(ends, default=len(text))
    return text[start:end], end


def write_block(rows: Iterable[Sequence[str]]) -> str:
    """The block as a spreadsheet would put it on the clipboard; `read_block` gives the same rows back.

    >>> write_block([["Beek", "a;b"], ["3", "4"]])
    'Beek\\t"a;b"\\n3\\t4\\n'
    """
    return "".join("\t".join(map(_quoted, row)) + "\n" for row in rows)


def _quoted(cell: str) -> str:
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in '\t\n";') else cell
