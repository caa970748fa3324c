"""What a workbook keeps beside its values: number formats, fill colours, struck-through letters."""

from __future__ import annotations

import colorsys
import re
from typing import Any, NamedTuple

from streekwerk.reading.extract.docx_styles import child, kind
from streekwerk.reading.extract.xlsx_formats import BUILT_IN

_INDEXED = (
    "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF" * 2
    + "800000008000000080808000800080008080C0C0C08080809999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF"
    + "000080FF00FFFFFF0000FFFF8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC99"
    + "3366FF33CCCC99CC00FFCC00FF9900FF6600666699969696003366339966003300333300993300993366333399333333"
)
"""The standard palette, 64 colours of six digits (ECMA-376 part 1, 18.8.27)."""
_THEME = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
          "hlink", "folHlink")  # fmt: skip
"""Theme colours in the order in which cells number them, which is not the order of the theme file."""


class CellStyle(NamedTuple):
    """How a cell looks: its number format, its fill (RRGGBB or None), whether it is struck through."""

    format: str = "General"
    fill: str | None = None
    struck: bool = False


def cell_styles(styles: Any | None, theme: Any | None) -> list[CellStyle]:
    """The styles that cells refer to by number."""
    formats = dict(BUILT_IN)
    for item in _items(styles, "numFmts"):
        if (item.get("numFmtId") or "").isdigit():
            formats[int(item.get("numFmtId"))] = item.get("formatCode") or "General"
    struck = [is_on(child(font, "strike")) for font in _items(styles, "fonts")]
    palette = [item.get("rgb") or "" for item in _items(child(styles, "colors"), "indexedColors")]
    colours = _theme_colours(theme)
    fills = [_fill(fill, colours, palette) for fill in _items(styles, "fills")]
    return [
        CellStyle(
            formats.get(_number(item, "numFmtId"), "General"),
            _at(fills, _number(item, "fillId")),
            bool(_at(struck, _number(item, "fontId"))),
        )
        for item in _items(styles, "cellXfs")
    ]


def is_on(element: Any | None) -> bool:
    """Whether a mark such as `<strike/>` is there and not turned off."""
    return element is not None and element.get("val") not in ("0", "false")


def tinted(colour: str, tint: float) -> str:
    """A colour made lighter (tint above 0) or darker, as Excel does with theme colours.

    >>> tinted("4472C4", 0.6), tinted("FFFFFF", -0.5)
    ('B4C6E7', '7F7F7F')
    """
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    mixed = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)
    return "".join(f"{int(part * 255 + 1e-6):02X}" for part in mixed)


def _fill(fill: Any, colours: dict[str, str], palette: list[str]) -> str | None:
    pattern = child(fill, "patternFill")
    if pattern is None or pattern.get("patternType") in (None, "none"):
        return None
    front = child(pattern, "fgColor")
    found = _colour(front, colours, palette) if front is not None else None
    return None if found == "FFFFFF" else found


def _colour(element: Any, colours: dict[str, str], palette: list[str]) -> str | None:
    base: str | None = None
    if element.get("rgb"):
        base = element.get("rgb")[-6:].upper()
    elif (element.get("theme") or "").isdigit():
        index = int(element.get("theme"))
        base = colours.get(_THEME[index]) if index < len(_THEME) else None
    elif (element.get("indexed") or "").isdigit():
        index = int(element.get("indexed"))
        base = palette[index][-6:].upper() if index < len(palette) else _INDEXED[6 * index : 6 * index + 6]
    if not base or not re.fullmatch(r"[0-9A-F]{6}", base):
        return None
    try:
        tint = float(element.get("tint") or 0)
    except ValueError:
        tint = 0.0
    return tinted(base, tint) if tint else base


def _theme_colours(theme: Any | None) -> dict[str, str]:
    scheme = child(theme, "themeElements", "clrScheme")
    found = {}
    for item in scheme if scheme is not None else ():
        for colour in item:
            found[kind(item)] = (colour.get("lastClr") or colour.get("val") or "").upper()
    return found


def _items(parent: Any | None, name: str) -> list[Any]:
    group = child(parent, name)
    return [item for item in group if kind(item)] if group is not None else []


def _number(item: Any, name: str) -> int:
    value = item.get(name) or ""
    return int(value) if value.isdigit() else 0


def _at(items: list[Any], index: int) -> Any:
    return items[index] if index < len(items) else None
