"""Invented reports of three sizes, and the same reports as a page for WeasyPrint and as data for docxtpl."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from streekwerk.reports.rules.content import (
    Bullets,
    Cell,
    Column,
    Content,
    Heading,
    Paragraph,
    Part,
    Picture,
    Run,
    Table,
    Tone,
)
from streekwerk.ui.charts import LineChart, Point, Target, alternative_of, static_svg

SENTENCE = (
    "De werkgroep kwam samen met de welzijnsverenigingen van de zone en legde de verantwoordelijkheden vast; "
    "de volgende stap is een proefopstelling in twee gemeenten. "
)
STANDS: tuple[tuple[str, Tone], ...] = (
    ("loopt", "running"), ("klaar", "done"), ("geblokkeerd", "blocked"), ("gepauzeerd", "paused"),
    ("te laat", "late"), ("niet gestart", "not_started"),
)  # fmt: skip


@dataclass(frozen=True)
class Size:
    """How much a report holds, and in how many seconds and megabytes it must be there."""

    name: str
    sheets: int
    tables: int
    charts: int
    seconds: dict[str, float]
    rows: int = 8


SIZES = {
    "13": Size("13 sheets", 13, 14, 6, {"pdf": 2, "docx": 2, "xlsx": 2}),
    "100": Size("100 tables, 60 charts", 40, 100, 60, {"pdf": 4, "docx": 6}, rows=4),
    "500": Size("500 actions", 500, 120, 60, {"pdf": 15, "docx": 15, "xlsx": 15}),
}
MEGABYTES = 700


def chart(number: int) -> LineChart:
    """Twelve quarters of an indicator with its target; no two are alike."""
    points = [
        Point(
            date(2024 + at // 4, at % 4 * 3 + 1, 1),
            f"K{at % 4 + 1} {2024 + at // 4}",
            Decimal(400 + at * 30 + number * 7 + at * at % 11),
        )
        for at in range(11)
    ]
    aim = Target(
        Decimal(900 + number), f"minstens {900 + number} per kwartaal", date(2025, 1, 1), date(2026, 12, 31)
    )
    return LineChart(
        title=f"Ritten van lijn {number}",
        caption=f"Lijn {number} reed meer.",
        unit="ritten",
        points=points,
        targets=[aim],
    )


def content_of(size: Size) -> Content:
    """The report of this size; its charts are drawn while it is made, as the real gathering does."""
    charts = [chart(at) for at in range(size.charts)]
    drawn = iter([_picture(each) for each in charts])
    parts: list[Part] = [
        Heading(1, "Wat veranderde", "gewijzigd"),
        Paragraph((Run(SENTENCE),), "lead"),
        Bullets(tuple((Run(f"Actie {at}: ", strong=True), Run(SENTENCE)) for at in range(6))),
        Heading(1, "Alle acties"),
        _actions(size.sheets),
        Heading(1, "Per actie"),
    ]
    made, shown = 1, 0
    for at in range(size.sheets):
        parts += [
            Heading(2, f"Actie {at} Ontmoeting in de buurt", f"actie-{at}"),
            Paragraph((Run(SENTENCE * 2),)),
        ]
        while made < 1 + (size.tables - 1) * (at + 1) // size.sheets:
            parts.append(_small(made, size.rows))
            made += 1
        while shown < size.charts * (at + 1) // size.sheets:
            parts.append(next(drawn))
            shown += 1
    facts = (("Voor", "bestuursorgaan"), ("Toestand op", "30 september 2026"))
    return Content("Kwartaalrapport", "Derde kwartaal 2026", tuple(parts), facts, "Welzijnsbond Zonnedorp")


def _picture(each: LineChart) -> Picture:
    svg = static_svg(each, width=560)
    width, height = (int(svg.split(f'{name}="')[1].split('"')[0]) for name in ("width", "height"))
    return Picture(svg, alternative_of(each), f"{each.title}: {each.caption}", width, height)


def _actions(count: int) -> Table:
    columns = (
        Column("Actie", 4),
        Column("Trekker"),
        Column("Stand"),
        Column("Einde"),
        Column("Gepland", align="right"),
    )
    rows = tuple(
        (
            Cell(f"Actie {at} Ontmoeting in de buurt", href=f"#actie-{at}"),
            Cell("Sociaal Huis"),
            Cell(*STANDS[at % 6]),
            Cell("31 december 2028"),
            Cell(f"€ {1200 + at},50", number=f"{1200 + at}.50"),
        )
        for at in range(count)
    )
    return Table("Alle acties met hun stand", columns, rows)


def _small(number: int, count: int) -> Table:
    rows = tuple(
        (
            Cell(f"Post {at}"),
            Cell("regulier"),
            Cell(*STANDS[(at + number) % 6]),
            Cell(f"€ {at * 310 + number},25", number=f"{at * 310 + number}.25"),
        )
        for at in range(count)
    )
    columns = (Column("Post", 3), Column("Herkomst"), Column("Stand"), Column("Bedrag", align="right"))
    return Table(
        f"Middelen van actie {number}",
        columns,
        rows,
        (Cell("Totaal"), Cell(""), Cell(""), Cell("€ 9.999,00", number="9999")),
    )


# ------------------------------------------------------------------ the same for the peers

STYLE = """
@page { size: A4; margin: 2.9cm 2.2cm 2.5cm; @bottom-right { content: counter(page) " / " counter(pages) } }
body { font: 10.5pt "Source Sans Pro", sans-serif; hyphens: auto }
table { width: 100%; border-collapse: collapse } .right { text-align: right }
td, th { border-bottom: .5pt solid #dcd8ce; padding: 5pt; text-align: left; font-size: 9pt }
.running { background: #e2efec } .done { background: #cfe5d8 }
.blocked { background: #fbeae5 } .late { background: #fbf1dc }
"""


def as_page(content: Content) -> str:
    """The report as HTML with the same headings, tables and drawings."""
    body = "".join(_html(content.parts))
    return (
        f'<html lang="nl-BE"><head><meta charset="utf-8"><title>{escape(content.title)}</title>'
        f"<style>{STYLE}</style></head>"
        f"<body><h1>{escape(content.title)}</h1><p>{escape(content.subtitle)}</p>{body}</body></html>"
    )


def _html(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        match part:
            case Heading():
                yield f'<h{part.level} id="{part.anchor}">{escape(part.text)}</h{part.level}>'
            case Paragraph():
                yield f"<p>{_spans(part.runs)}</p>"
            case Bullets():
                yield f"<ul>{''.join(f'<li>{_spans(item)}</li>' for item in part.items)}</ul>"
            case Picture():
                yield f"<figure>{part.svg}<figcaption>{escape(part.caption)}</figcaption></figure>"
            case Table():
                heads = "".join(f"<th>{escape(column.title)}</th>" for column in part.columns)
                rows = "".join(f"<tr>{_cells(row, part)}</tr>" for row in (*part.rows, part.total) if row)
                head = f"<caption>{escape(part.caption)}</caption><thead><tr>{heads}</tr></thead>"
                yield f"<table>{head}<tbody>{rows}</tbody></table>"


def _spans(runs: tuple[Run, ...]) -> str:
    return "".join(f"<b>{escape(run.text)}</b>" if run.strong else escape(run.text) for run in runs)


def _cells(row: tuple[Cell, ...], table: Table) -> str:
    return "".join(
        f'<td class="{cell.tone} {column.align}">{_link(cell)}</td>'
        for cell, column in zip(row, table.columns, strict=True)
    )


def _link(cell: Cell) -> str:
    said = escape(cell.text)
    return f'<a href="{escape(cell.href)}">{said}</a>' if cell.href else said


def word_template() -> bytes:
    """A template that docxtpl fills with any report: headings, texts, tables and pictures in order."""
    from docx import Document

    document = Document()
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{%p for part in parts %}")
    for level in (1, 2):
        document.add_paragraph(f"{{%p if part.kind == 'heading{level}' %}}")
        document.add_paragraph("{{ part.text }}", style=f"Heading {level}")
        document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if part.kind == 'text' %}")
    document.add_paragraph("{{ part.text }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if part.kind == 'picture' %}")
    document.add_paragraph("{{ part.picture }}")
    document.add_paragraph("{{ part.text }}", style="Caption")
    document.add_paragraph("{%p endif %}")
    for columns in (4, 5):
        document.add_paragraph(f"{{%p if part.kind == 'table{columns}' %}}")
        document.add_paragraph("{{ part.text }}", style="Caption")
        table = document.add_table(4, columns, style="Table Grid")
        for at in range(columns):
            table.cell(0, at).text = f"{{{{ part.heads[{at}] }}}}"
            table.cell(2, at).text = f"{{{{ row[{at}] }}}}"
        table.cell(1, 0).text, table.cell(3, 0).text = "{%tr for row in part.rows %}", "{%tr endfor %}"
        document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_data(content: Content, picture: Any) -> dict[str, Any]:
    """What the template reads; `picture` makes an inline picture of an SVG."""
    return {"title": content.title, "parts": list(_word_parts(content.parts, picture))}


def _word_parts(parts: tuple[Part, ...], picture: Any) -> Iterator[dict[str, Any]]:
    for part in parts:
        match part:
            case Heading():
                yield {"kind": f"heading{part.level}", "text": part.text}
            case Paragraph():
                yield {"kind": "text", "text": part.text}
            case Bullets():
                yield from (
                    {"kind": "text", "text": "• " + "".join(run.text for run in item)} for item in part.items
                )
            case Picture():
                yield {"kind": "picture", "text": part.caption, "picture": picture(part.svg)}
            case Table():
                rows = [[cell.text for cell in row] for row in (*part.rows, part.total) if row]
                yield {
                    "kind": f"table{len(part.columns)}",
                    "text": part.caption,
                    "heads": [c.title for c in part.columns],
                    "rows": rows,
                }
