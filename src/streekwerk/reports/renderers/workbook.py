"""A report as an Excel workbook: a first sheet with what it is, the text, then a sheet per table.

Numbers are numbers, so that who receives it can add them up; texts stay texts, whatever they begin with.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import xlsxwriter

from streekwerk.reports.renderers.tones import ACCENT, INK, LINE, SOFT, WASHES
from streekwerk.reports.rules.content import (
    Bullets,
    Cell,
    Content,
    Heading,
    Paragraph,
    Part,
    Picture,
    Run,
    Table,
    Tone,
)

Format = Any
"""xlsxwriter has no types."""
COVER, TEXT = "Rapport", "Tekst"
NAME_LENGTH, TEXT_LENGTH = 31, 32_767
"""What Excel allows for the name of a sheet and for a cell."""
CHARACTERS = 110
"""Widths of a table in characters: they are shared out over its columns."""
TEXT_WIDTH = 88
"""Width of the sheet with text: what fits on upright paper."""
LINE_HEIGHT = 15.0
"""Points a line of text is high. Heights are said: not every program finds them itself."""
EXACT = 15
"""So many digits Excel keeps of a number; a longer one stays a text."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ufffe\uffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def as_xlsx(content: Content) -> bytes:
    """The report as workbook; the same content gives the same bytes.

    >>> as_xlsx(Content("Kwartaalrapport", "K3 2026", ()))[:2]
    b'PK'
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    # A fixed day: the file says when its figures held, not when it was made.
    book.set_properties(
        {
            "title": _text(content.title),
            "author": _text(content.organisation),
            "created": datetime(2000, 1, 1),
        }
    )
    sheets = _named(content)
    looks = _Looks(book)
    _cover(book.add_worksheet(COVER), content, sheets, looks)
    if any(True for part in content.parts for _ in _lines(part)):
        _words(book.add_worksheet(TEXT), content, sheets, looks)
    for sheet in sheets:
        _table(book.add_worksheet(sheet.name), sheet, looks)
    book.close()
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    caption: str
    table: Table


class _Looks:
    """The formats of the book, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **wanted: Any) -> Format:
        values = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"} | wanted
        key = tuple(sorted(values.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(values)
        return self.made[key]

    def cell(self, tone: Tone, **wanted: Any) -> Format:
        if tone in WASHES:
            wanted["bg_color"] = WASHES[tone]
        if tone == "strong":
            wanted["bold"] = True
        if tone == "muted":
            wanted["font_color"] = SOFT
        return self.of(text_wrap=True, bottom=1, bottom_color=LINE, **wanted)


def sheet_name(caption: str, taken: Iterable[str]) -> str:
    """A name Excel accepts, that says which table it is and that no other sheet has.

    >>> sheet_name("Acties: per doel", ["Rapport"]), sheet_name("Rapport", ["Rapport"]), sheet_name("", [])
    ('Acties per doel', 'Rapport 2', 'Tabel')
    >>> sheet_name("Alle acties met hun stand, trekker en einddatum", [])
    'Alle acties met hun stand'
    """
    others = {name.lower() for name in taken}
    words = " ".join(_FORBIDDEN.sub(" ", _text(caption)).replace(" ,", ",").split()).strip("' ")
    # Excel keeps this name for itself.
    words = words if words.lower() not in ("history", "") else f"Tabel {words}".strip()
    number = 1
    while True:
        end = "" if number == 1 else f" {number}"
        name = _shortened(words, NAME_LENGTH - len(end)) + end
        if name.lower() not in others:
            return name
        number += 1


def _shortened(words: str, length: int) -> str:
    """Cut at a space when one is near, and without a loose comma. Excel counts in UTF-16."""
    if _units(words) <= length:
        return words
    cut = words[:length]
    while _units(cut) > length:
        cut = cut[:-1]
    at_space = cut.rfind(" ")
    cut = cut[:at_space] if at_space > length // 2 else cut
    at_comma = cut.rfind(",")
    return (cut[:at_comma] if at_comma > length // 2 else cut).rstrip(" ,;.-–'")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _named(content: Content) -> list[_Sheet]:
    taken = [COVER, TEXT]
    found = []
    for part in content.parts:
        if isinstance(part, Table) and part.columns:
            name = sheet_name(part.caption, taken)
            taken.append(name)
            found.append(_Sheet(name, _text(part.caption) or name, part))
    return found


def _cover(page: Any, content: Content, sheets: Sequence[_Sheet], looks: _Looks) -> None:
    _as_paper(page)
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 80)
    page.set_row(1, 30)
    page.set_row(2, 20)
    page.write_string(0, 0, _text(content.organisation), looks.of(bold=True, font_color=ACCENT))
    page.write_string(1, 0, _text(content.title), looks.of(bold=True, font_size=20))
    page.write_string(2, 0, _text(content.subtitle), looks.of(font_size=13, font_color=SOFT))
    row = 4
    for name, value in content.facts:
        page.write_string(row, 0, _text(name), looks.of(font_color=SOFT))
        page.write_string(row, 1, _text(value), looks.of(text_wrap=True))
        page.set_row(row, _height(value, 80))
        row += 1
    if sheets:
        page.set_row(row + 1, 22)
        page.write_string(row + 1, 0, "Tabellen", looks.of(bold=True, font_size=14))
        row += 2
    link = looks.of(font_color=ACCENT, underline=1, text_wrap=True)
    for number, sheet in enumerate(sheets, 1):
        page.write_string(row, 0, f"Tabel {number}", looks.of(font_color=SOFT))
        _link(page, row, 1, sheet, link)
        row += 1


def _words(page: Any, content: Content, sheets: Sequence[_Sheet], looks: _Looks) -> None:
    """The report without its figures, in the order of the report; a table is a link to its sheet."""
    _as_paper(page)
    page.set_column(0, 0, TEXT_WIDTH)
    link = looks.of(font_color=ACCENT, underline=1, text_wrap=True)
    waiting = iter(sheets)
    row = 0
    for part in content.parts:
        if isinstance(part, Table) and part.columns:
            _link(page, row, 0, next(waiting), link)
            row += 1
        for text, size, wanted in _lines(part):
            page.write_string(row, 0, _text(text), looks.of(text_wrap=True, font_size=size, **wanted))
            above = size if "bold" in wanted else 0
            page.set_row(row, _height(text, TEXT_WIDTH * 11 // size, size * 1.36) + above)
            row += 1


def _lines(part: Part) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """What a part says in words: each line with its size and its look."""
    match part:
        case Heading():
            yield part.text, {1: 18, 2: 14, 3: 12}.get(part.level, 11), {"bold": True, "valign": "bottom"}
        case Paragraph():
            yield _joined(part.runs), 11, {"font_color": SOFT if part.role else INK}
        case Bullets():
            for item in part.items:
                yield f"• {_joined(item)}", 11, {"indent": 1}
        case Picture():
            yield f"Figuur: {': '.join(filter(None, (part.caption, part.alt)))}", 11, {"font_color": SOFT}


def _as_paper(page: Any) -> None:
    page.hide_gridlines(2)
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _height(text: str, characters: int, line: float = LINE_HEIGHT) -> float:
    """Points a wrapped text takes in a column of so many characters; Excel allows 409."""
    # Letters are narrower than the digits that Excel counts widths in.
    most = max(1, int(characters * 1.12))
    lines = sum(-(-len(each) // most) or 1 for each in text.split("\n"))
    return min(409.0, lines * line)


def _link(page: Any, row: int, column: int, sheet: _Sheet, look: Format) -> None:
    name = sheet.name.replace("'", "''")
    page.write_url(row, column, f"internal:'{name}'!A1", look, sheet.caption[:255])


def _table(page: Any, sheet: _Sheet, looks: _Looks) -> None:
    table = sheet.table
    shares = sum(max(1, column.share) for column in table.columns)
    widths = []
    for at, column in enumerate(table.columns):
        width = max(len(_text(column.title)) + 4, CHARACTERS * max(1, column.share) / shares, 10)
        widths.append(min(width, 70))
        page.set_column(at, at, widths[at])
        look = looks.of(bold=True, text_wrap=True, bottom=2, bottom_color=INK, align=column.align)
        page.write_string(0, at, _text(column.title), look)
    last = 0
    for last, row in enumerate(table.rows, 1):
        for at, cell in enumerate(row[: len(table.columns)]):
            _cell(page, last, at, cell, looks, align=table.columns[at].align)
        page.set_row(
            last,
            max((_height(c.text, int(w)) for c, w in zip(row, widths, strict=False)), default=LINE_HEIGHT),
        )
    page.freeze_panes(1, 1 if len(table.columns) > 1 else 0)
    # The total stands outside the filter, or sorting would carry it off.
    page.autofilter(0, 0, last, len(table.columns) - 1)
    for at, cell in enumerate(table.total[: len(table.columns)]):
        _cell(page, last + 1, at, cell, looks, align=table.columns[at].align, bold=True, top=1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&C&P / &N")


def _cell(page: Any, row: int, column: int, cell: Cell, looks: _Looks, **wanted: Any) -> None:
    number = exact(cell.number)
    if number is None:
        page.write_string(row, column, _text(cell.text), looks.cell(cell.tone, **wanted))
        return
    value, shape = number_of(number, cell.text)
    page.write_number(row, column, value, looks.cell(cell.tone, num_format=shape, **wanted))


def exact(text: str) -> Decimal | None:
    """The number, unless it is none or has more digits than Excel would keep.

    >>> exact("1234.50"), exact(""), exact("nan"), exact("12345678901234567")
    (Decimal('1234.50'), None, None, None)
    """
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if (
        not number.is_finite()
        or len(number.normalize().as_tuple().digits) > EXACT
        or abs(number.adjusted()) > 300
    ):
        return None
    return number


def number_of(number: Decimal, text: str) -> tuple[float, str]:
    """What stands in the cell and how Excel shows it, as the text of the cell does: money, percent or plain.

    Excel keeps a percentage as a share of one. Separators follow the language of the reader's Excel.

    >>> number_of(Decimal("1234.50"), "€ 1.234,50")
    (1234.5, '"€" #,##0.00')
    >>> number_of(Decimal("47.9"), "47,9 %")
    (0.479, '0.0 %')
    >>> number_of(Decimal("1250"), "1.250 ritten")
    (1250.0, '#,##0" ritten"')
    """
    places = max(0, -int(number.as_tuple().exponent))
    shown = _decimals(text, places)
    decimals = f".{'0' * shown}" if shown else ""
    if text.rstrip().endswith("%"):
        return float(number / 100), f"0{decimals} %"
    shape = f"#,##0{decimals}"
    if "€" in text:
        return float(number), f'"€" {shape}'
    unit = re.fullmatch(r"[-−+]?[\d.,\s\u00a0\u202f]*\d([\s\u00a0\u202f]+[^\d\"\[\]]{1,30})", text.strip())
    return float(number), shape + (f'" {_text(unit[1]).strip()}"' if unit else "")


def _decimals(text: str, places: int) -> int:
    found = re.search(r"\d,(\d+)", text)
    return len(found[1]) if found else (0 if re.search(r"\d", text) else places)


def _joined(runs: Sequence[Run]) -> str:
    """The words, with the address behind a link that works outside the program."""
    said = [
        f"{run.text} ({run.href})" if run.href.startswith(("http://", "https://")) else run.text
        for run in runs
    ]
    return _text("".join(said))


def _text(text: str) -> str:
    return _CONTROL.sub("", text)[:TEXT_LENGTH]
