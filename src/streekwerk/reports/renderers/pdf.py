"""A report as tagged PDF: PDF/UA-1, set by typst from `report.typ`."""

from __future__ import annotations

import json
from pathlib import Path

import typst

from streekwerk.reports.renderers.pdf_data import data_of
from streekwerk.reports.renderers.pdf_text import fonts
from streekwerk.reports.rules.content import Content

TEMPLATE = Path(__file__).with_name("report.typ")


def as_pdf(content: Content, *, base: str = "") -> bytes:
    """The report as PDF; the same content gives the same bytes, on every machine.

    `base` is the address of this installation: with it, links to its own pages work from paper. The texts
    go in as data and are never read as commands of the typesetter.

    Raises:
        typst.TypstError: a picture is no SVG.

    >>> as_pdf(Content("Kwartaalrapport", "K3 2026", ()))[:5]
    b'%PDF-'
    """
    return typst.compile(
        TEMPLATE,
        font_paths=fonts(),
        pdf_standards="ua-1",
        sys_inputs={"data": json.dumps(data_of(content, base=base))},
        root=TEMPLATE.parent,
    )
