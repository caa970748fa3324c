"""Drawings as PNG, for Word: the typesetter draws them in one go, three times as fast as one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable

import typst

from streekwerk.reports.renderers.pdf_text import fonts
from streekwerk.reports.rules.content import Picture

SHARPNESS = 2
"""Points of a drawing per pixel of its width: sharp in print at half its width."""
_PAGES = b"""#for drawing in json(bytes(sys.inputs.drawings)) {
  set page(width: drawing.width * 0.75pt, height: auto, margin: 0pt)
  image(bytes(drawing.svg), width: 100%)
  pagebreak(weak: true)
}"""


def pngs_of(pictures: Iterable[Picture]) -> dict[str, bytes]:
    """By SVG the drawing as PNG; each once, and the same bytes each time.

    Raises:
        typst.TypstError: a picture is no SVG.
    """
    widths = {picture.svg: max(picture.width, 1) for picture in pictures}
    if not widths:
        return {}
    drawings = [{"svg": svg, "width": width} for svg, width in widths.items()]
    made = typst.compile(
        _PAGES,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"drawings": json.dumps(drawings)},
        format="png",
        ppi=96 * SHARPNESS,
    )
    pages = made if isinstance(made, list) else [made]
    return dict(zip(widths, pages, strict=True))
