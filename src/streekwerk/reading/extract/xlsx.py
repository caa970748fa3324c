"""Excel workbooks (.xlsx) as numbered lines and one table per sheet.

The sheets are read as a stream instead of through python-calamine: that library sets aside memory for the
whole rectangle a sheet claims (17 billion cells when one cell stands in the last corner), and gives
neither number formats, fills nor struck letters. The tests hold the values against calamine and openpyxl.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from streekwerk.reading.extract.docx_styles import child, kind
from streekwerk.reading.extract.guards import MAX_CELLS, FileDamaged, FileTooLarge, Package, elements
from streekwerk.reading.extract.line_writer import LineWriter
from streekwerk.reading.extract.xlsx_formats import printed
from streekwerk.reading.extract.xlsx_places import Place, address, letters_of, place_of
from streekwerk.reading.extract.xlsx_styles import CellStyle, cell_styles, is_on
from streekwerk.reading.models import Block, Cell, Document, Paragraph, Span, Table, merged

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_GIVEN_NAME = re.compile(r"(?:blad|werkblad|sheet|feuil|tabelle|table)\s*\d*", re.IGNORECASE)
"""Names that the program gave to a sheet, not a person."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class _Text(NamedTuple):
    text: str
    mark: str = ""


@dataclass(slots=True)
class _Sheet:
    name: str
    values: dict[Place, _Text] = field(default_factory=dict)
    fills: dict[Place, str] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    """Formulas whose outcome was never stored."""
    computed: set[Place] = field(default_factory=set)
    """Where the value is the outcome of a formula."""
    merges: dict[Place, Place] = field(default_factory=dict)
    """Top left → bottom right."""
    hidden_rows: set[int] = field(default_factory=set)
    folded_rows: set[int] = field(default_factory=set)
    hidden_columns: list[Span] = field(default_factory=list)
    """First and last of each run of hidden columns, in order."""
    filtered: bool = False
    hidden: bool = False

    def row_hidden(self, row: int) -> bool:
        # A filter or a folded group leaves rows out of sight that are part of the plan all the same.
        return row in self.hidden_rows and not self.filtered

    def column_hidden(self, column: int) -> bool:
        index = bisect_right(self.hidden_columns, (column, MAX_CELLS)) - 1
        return index >= 0 and column <= self.hidden_columns[index][1]


def extract(data: bytes, name: str) -> Document:
    """Read an .xlsx: values as printed, merged cells once, fills; hidden cells are set aside with the reason.

    Raises:
        DomainError: too large, damaged, protected, unsafe or too old; the sentence says which.
    """
    return _reader(data, name).read(data)


def sheets_of(data: bytes, name: str) -> list[_Sheet]:
    """The sheets of an .xlsx with their values as printed, hidden ones too; raises as `extract` does."""
    return list(_reader(data, name).sheets())


def _reader(data: bytes, name: str) -> _Reader:
    return _Reader(Package(data, name, newer="Excel-werkmap (.xlsx)"), name)


class _Reader:
    def __init__(self, package: Package, name: str) -> None:
        self._package = package
        self._name = name
        self._part = package.main_part("xl/workbook.xml")
        self._related = package.relations(self._part)
        self._styles = cell_styles(self._tree("styles"), self._tree("theme"))
        self._strings = list(self._shared_strings())
        self._writer = LineWriter(name)
        self._cells = 0
        self._from_1904 = False

    def sheets(self) -> Iterator[_Sheet]:
        """One after the other, in the order of the workbook."""
        workbook: Any = self._package.tree(self._part)
        if kind(workbook) != "workbook":
            raise FileDamaged(self._name, "het is geen Excel-werkmap")
        properties = child(workbook, "workbookPr")
        self._from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        sheets = child(workbook, "sheets")
        for item in sheets if sheets is not None else ():
            sheet = self._read_sheet(item)
            if sheet:
                yield sheet

    def read(self, data: bytes) -> Document:
        blocks: list[Block] = []
        for sheet in self.sheets():
            if sheet.values:
                blocks += self._write(sheet)
        lines, ignored = self._writer.close()
        return Document(
            name=self._name,
            media_type=MEDIA_TYPE,
            sha256=hashlib.sha256(data).hexdigest(),
            lines=lines,
            blocks=tuple(blocks),
            repairs=tuple(self._writer.repairs),
            ignored=ignored,
        )

    # -------------------------------------------------------------- from the file

    def _read_sheet(self, item: Any) -> _Sheet | None:
        link = next((value for key, value in item.attrib.items() if key.endswith("}id")), "")
        relation, part = self._related.get(link, ("", ""))
        if relation != "worksheet":
            return None
        sheet = _Sheet(item.get("name") or "", hidden=item.get("state") in ("hidden", "veryHidden"))
        row_number = 0
        tags = ("{*}col", "{*}row", "{*}mergeCell", "{*}filterColumn")
        for element in elements(self._package.read(part), tags, self._name):
            tag = kind(element)
            if tag == "row":
                row_number = _whole(element.get("r"), row_number + 1)
                self._read_row(element, row_number, sheet)
            elif tag == "col" and is_set(element, "hidden") and not _whole(element.get("outlineLevel"), 0):
                sheet.hidden_columns.append((_whole(element.get("min"), 1), _whole(element.get("max"), 1)))
            elif tag == "mergeCell":
                first, _, last = (element.get("ref") or "").partition(":")
                if place_of(first) and place_of(last):
                    sheet.merges[place_of(first) or (1, 1)] = place_of(last) or (1, 1)
            elif tag == "filterColumn":
                sheet.filtered = True
        sheet.hidden_columns = merged(sheet.hidden_columns)
        for kind_of_part, path in self._package.relations(part).values():
            if kind_of_part == "table" and b"filterColumn" in self._package.read(path):
                sheet.filtered = True
            if kind_of_part == "comments":
                self._set_comments_aside(path, sheet.name)
        return sheet

    def _read_row(self, row: Any, number: int, sheet: _Sheet) -> None:
        if is_set(row, "hidden"):
            folded = _whole(row.get("outlineLevel"), 0) > 0
            (sheet.folded_rows if folded else sheet.hidden_rows).add(number)
        column = 0
        for cell in row:
            if kind(cell) != "c":
                continue
            place = place_of(cell.get("r") or "") or (number, column + 1)
            column = place[1]
            style = self._style(cell)
            if style.fill:
                sheet.fills[place] = style.fill
            text = self._text(cell, style)
            if text is None:
                sheet.formulas[place] = next((item.text or "" for item in cell if kind(item) == "f"), "")
            elif text.text.strip():
                sheet.values[place] = text
                self._count(1)
                if child(cell, "f") is not None:
                    sheet.computed.add(place)

    def _text(self, cell: Any, style: CellStyle) -> _Text | None:
        """What the cell shows; None for a formula that was never calculated."""
        mark = " (doorgehaald)" if style.struck else ""
        form = cell.get("t") or "n"
        if form == "inlineStr":
            inline = child(cell, "is")
            text = _rich(inline) if inline is not None else _Text("")
            return _Text(text.text, mark or text.mark)
        stored = child(cell, "v")
        raw = "" if stored is None else stored.text or ""
        if stored is None or (form == "n" and not raw):
            return None if child(cell, "f") is not None else _Text("")
        if form == "s":
            index = _whole(raw, -1)
            text = self._strings[index] if 0 <= index < len(self._strings) else _Text("")
            return _Text(text.text, mark or text.mark)
        if form == "b":
            return _Text("WAAR" if raw == "1" else "ONWAAR", mark)
        if form == "n" and raw:
            return _Text(printed(raw, style.format, from_1904=self._from_1904), mark)
        if form == "d" and re.match(r"\d{4}-\d\d-\d\d", raw):
            return _Text(f"{raw[8:10]}/{raw[5:7]}/{raw[:4]}", mark)
        return _Text(_unescaped(raw), mark)

    def _style(self, cell: Any) -> CellStyle:
        index = _whole(cell.get("s"), 0)
        return self._styles[index] if index < len(self._styles) else CellStyle()

    def _shared_strings(self) -> Iterator[_Text]:
        path = next((path for relation, path in self._related.values() if relation == "sharedStrings"), "")
        content = self._package.read(path)
        if content:
            for item in elements(content, ("{*}si",), self._name):
                yield _rich(item)

    def _set_comments_aside(self, path: str, sheet: str) -> None:
        for comment in elements(self._package.read(path), ("{*}comment",), self._name):
            texts = (part.text or "" for part in comment.iter() if kind(part) == "t")
            place = f"{sheet}!{comment.get('ref')}"
            self._writer.set_aside(" ".join("".join(texts).split()), place, "opmerking bij een cel")

    # -------------------------------------------------------------- to lines and a table

    def _write(self, sheet: _Sheet) -> Iterator[Block]:
        if sheet.hidden:
            for place in sorted(sheet.values):
                self._writer.set_aside(
                    sheet.values[place].text, address(sheet.name, place), f"verborgen werkblad “{sheet.name}”"
                )
            return
        if not _GIVEN_NAME.fullmatch(sheet.name.strip()):
            span = self._writer.add(sheet.name, f"{sheet.name} (naam van het werkblad)")
            if span:
                yield Paragraph(self._writer.text(span), span, heading=1)
        yield from self._table(sheet)

    def _table(self, sheet: _Sheet) -> Iterator[Table]:
        shown = self._shown(sheet)
        if not shown:
            return
        rows = sorted({row for row, _ in shown})
        columns = sorted({column for _, column in shown})
        if len(rows) * len(columns) > MAX_CELLS:
            raise FileTooLarge(self._name, f"werkblad “{sheet.name}” heeft meer dan {MAX_CELLS} cellen")
        self._count(len(rows) * len(columns) - len(shown))
        covered, sizes = self._merged(sheet, rows, columns)
        cells = []
        for row in rows:
            for column in columns:
                place = (row, column)
                text = shown.get(place)
                if place in covered:
                    if text:
                        why = "tekst onder een samengevoegde cel"
                        self._writer.set_aside(text.text, address(sheet.name, place), why)
                    continue
                where = address(sheet.name, place) + (text.mark if text else "")
                if row in sheet.folded_rows or (row in sheet.hidden_rows and sheet.filtered):
                    where += " (rij uit beeld door een filter of groep)"
                span = self._writer.add(text.text, where) if text else None
                height, width = sizes.get(place, (1, 1))
                fill = sheet.fills.get(place)
                cells.append(Cell(self._writer.text(span), span, row, column, height, width, fill))
        yield Table(tuple(cells), name=sheet.name)

    def _shown(self, sheet: _Sheet) -> dict[Place, _Text]:
        """The texts in sight; the others go aside, with the reason."""
        for place, formula in sheet.formulas.items():
            self._writer.set_aside(
                f"={formula}", address(sheet.name, place), "formule zonder berekende waarde"
            )
        shown: dict[Place, _Text] = {}
        for place, text in sheet.values.items():
            row, column = _first_in_sight(place, sheet)
            if sheet.row_hidden(row):
                why = f"verborgen rij {row} van werkblad “{sheet.name}”"
            elif sheet.column_hidden(column):
                why = f"verborgen kolom {letters_of(column)} van werkblad “{sheet.name}”"
            else:
                shown[row, column] = text
                if (row, column) != place and place in sheet.merges:
                    sheet.merges[row, column] = sheet.merges.pop(place)
                continue
            self._writer.set_aside(text.text, address(sheet.name, place), why)
        return shown

    def _merged(
        self, sheet: _Sheet, rows: list[int], columns: list[int]
    ) -> tuple[set[Place], dict[Place, Place]]:
        """Places under a merged cell, and the height and width of each merged cell within what is used."""
        covered: set[Place] = set()
        sizes: dict[Place, Place] = {}
        for (top, left), (bottom, right) in sheet.merges.items():
            inside_rows = rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
            inside_columns = columns[bisect_left(columns, left) : bisect_right(columns, right)]
            self._count(len(inside_rows) * len(inside_columns))
            covered |= {(r, c) for r in inside_rows for c in inside_columns} - {(top, left)}
            if inside_rows and inside_columns:
                sizes[top, left] = (inside_rows[-1] - top + 1, inside_columns[-1] - left + 1)
        return covered, sizes

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > MAX_CELLS:
            raise FileTooLarge(self._name, f"het heeft meer dan {MAX_CELLS} cellen")

    def _tree(self, relation: str) -> Any | None:
        path = next((path for found, path in self._related.values() if found == relation), "")
        return self._package.tree(path) if path else None


def is_set(element: Any, name: str) -> bool:
    """Whether an attribute says yes."""
    return element.get(name) in ("1", "true")


def _first_in_sight(place: Place, sheet: _Sheet) -> Place:
    """Where a merged cell is seen when its own row or column is hidden; otherwise the place itself."""
    bottom, right = sheet.merges.get(place, place)
    row = next(
        (r for r in range(place[0], min(bottom, place[0] + 100) + 1) if not sheet.row_hidden(r)), place[0]
    )
    column = next(
        (c for c in range(place[1], min(right, place[1] + 100) + 1) if not sheet.column_hidden(c)), place[1]
    )
    return row, column


def _rich(element: Any) -> _Text:
    """The text of a shared or inline string, and whether it is struck through."""
    text, struck, seen = "", 0, 0
    for item in element:
        tag = kind(item)
        run = child(item, "t") if tag == "r" else item if tag == "t" else None
        if run is None or not run.text:
            continue
        text += run.text
        size = len("".join(run.text.split()))
        seen += size
        struck += size if tag == "r" and is_on(child(item, "rPr", "strike")) else 0
    mark = "" if not struck else " (doorgehaald)" if struck == seen else " (deels doorgehaald)"
    return _Text(_unescaped(text), mark)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() and len(text) < 10 else otherwise
