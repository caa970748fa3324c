"""Numbers and dates of Excel printed as a Belgian reader sees them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d mmm yy",
    16: "d mmm", 17: "mmm yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss",
    49: "@",
}  # fmt: skip
"""Formats that a workbook names by number only (ECMA-376 part 1, 18.8.30)."""

_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
           "oktober", "november", "december")  # fmt: skip
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].')
_DIGITS = re.compile(r"[#0?](?:[#0?,.]*[#0?])?")
_LAST_DAY = 2_958_465
"""31 December 9999, the last day Excel knows."""


class _Shape(NamedTuple):
    before: str
    after: str
    digits: str


def printed(raw: str, code: str, *, from_1904: bool = False) -> str:
    """A stored number in a number format: Belgian signs, dates by day, month or year as the format does.

    >>> printed("1234.5", "#,##0.00"), printed("0.45000000000000001", "0%"), printed("7", "000")
    ('1.234,50', '45%', '007')
    >>> printed("46022", "dd/mm/yyyy"), printed("46022", "mmm yy"), printed("2.5", '0.0" VTE"')
    ('31/12/2025', 'december 2025', '2,5 VTE')
    """
    try:
        number = Decimal(format(float(raw), ".15g"))
    except (ValueError, InvalidOperation, OverflowError):
        return raw
    if not number.is_finite():
        return raw
    letters = _date_letters(code)
    if letters:
        return _date(float(raw), letters, from_1904) or _general(number)
    shape = _shape(code)
    return _general(number) if shape is None else _in_shape(number, shape)


def _general(number: Decimal) -> str:
    return format(number.normalize() if number else Decimal(0), "f").replace(".", ",")


def _in_shape(number: Decimal, shape: _Shape) -> str:
    if "%" in shape.before + shape.after:
        number *= 100
    whole, _, fraction = shape.digits.partition(".")
    rounded = f"{abs(number):.{len(fraction)}f}"
    units, _, decimals = rounded.partition(".")
    units = units.zfill(whole.count("0"))
    optional = len(fraction) - len(fraction.rstrip("#?"))
    while optional and decimals.endswith("0"):
        decimals, optional = decimals[:-1], optional - 1
    if "," in whole:
        units = f"{int(units):,}".replace(",", ".")
    sign = "-" if number < 0 and rounded.strip("0.") else ""
    text = f"{units},{decimals}" if decimals else units
    return " ".join(f"{shape.before}{sign}{text}{shape.after}".split())


@lru_cache(maxsize=512)
def _shape(code: str) -> _Shape | None:
    """What stands before and after the digits; None for General, text and scientific formats."""
    section = code.split(";")[0]
    if not section or section.lower() in ("general", "standaard", "@") or re.search(r"E[+-]|[#0?]/", section):
        return None
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match[1] or match[2] or match[3] or ("" if match[0][0] != "_" else " "))
        return chr(0xE000 + len(literals) - 1)

    bare = _LITERAL.sub(keep, section)
    digits = _DIGITS.search(bare)
    if digits is None:
        return None

    def restore(text: str) -> str:
        return "".join(literals[ord(c) - 0xE000] if 0 <= ord(c) - 0xE000 < len(literals) else c for c in text)

    return _Shape(restore(bare[: digits.start()]), restore(bare[digits.end() :]), digits[0])


@lru_cache(maxsize=512)
def _date_letters(code: str) -> str:
    """The letters of a date format (a subset of "dmyhs"); empty for another format."""
    if "general" in code.lower():
        return ""
    bare = _LITERAL.sub("", code.split(";")[0]).lower()
    hours = "h" if re.search(r"\[h+\]", code.lower()) else ""
    if _DIGITS.search(bare.replace("s.0", "s")):
        return ""
    return hours + "".join(letter for letter in "dmyhs" if letter in bare)


def _date(serial: float, letters: str, from_1904: bool) -> str | None:
    if not 0 <= serial <= _LAST_DAY:
        return None
    days = serial + 1462 if from_1904 else serial
    # Excel counts a 29 February 1900 that never was.
    start = datetime(1899, 12, 30) if days >= 60 else datetime(1899, 12, 31)
    try:
        moment = start + timedelta(seconds=round(days * 86_400))
    except OverflowError:
        return None
    clock = f"{moment:%H:%M}"
    if not set(letters) & set("dy") and set(letters) & set("hs"):
        hours = round(serial * 1440) // 60
        return f"{hours}:{moment:%M}" if serial >= 1 else clock
    if "d" in letters:
        return f"{moment:%d/%m/%Y}" + (f" {clock}" if set(letters) & set("hs") and clock != "00:00" else "")
    return f"{_MONTHS[moment.month - 1]} {moment.year}" if "m" in letters else str(moment.year)
