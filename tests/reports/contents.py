"""Reports to render in tests: a small whole one, any size of table, and whatever may be in one."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from streekwerk.reports.rules.content import (
    Bullets,
    Cell,
    Column,
    Content,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Picture,
    Run,
    Table,
    Tone,
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120"><rect width="120" height="40" fill="#0d5f5a"/>'
    '<text x="10" y="90" font-family="Source Sans Pro">minstens 60 ritten</text></svg>'
)
ACTIONS = Table(
    "Acties met hun stand",
    (Column("Actie", 4), Column("Stand"), Column("Einde"), Column("Bedrag", align="right")),
    (
        (
            Cell("1.1 Huis van het kind"),
            Cell("loopt", "running"),
            Cell("2027"),
            Cell("€ 1.234,50", number="1234.50"),
        ),
        (
            Cell("1.2 Belbus", href="https://example.org/1.2"),
            Cell("klaar", "done"),
            Cell("2026"),
            Cell("€ 0,00", number="0"),
        ),
    ),
    (Cell("Totaal"), Cell(""), Cell(""), Cell("€ 1.234,50", number="1234.50")),
)
METER = Picture(SVG, "Balk: 60 ritten, de streefwaarde is 60.", "Ritten per kwartaal", 320, 120)


def report(*parts: Part, **changes: Any) -> Content:
    """A board's report; with parts of its own when they are given."""
    whole: tuple[Part, ...] = parts or (
        Heading(1, "Gewijzigd", "gewijzigd"),
        Paragraph((Run("Eén actie kwam klaar."),), "lead"),
        Paragraph(
            (
                Run("Zie "),
                Run("de acties", href="#acties"),
                Run(" of "),
                Run("de site", href="https://example.org/"),
            )
        ),
        Bullets(((Run("Klaar: "), Run("1.2 Belbus", strong=True)), (Run("Stil: 1.1"),))),
        Heading(1, "Doelen"),
        Heading(2, "Doel 1"),
        Heading(3, "Operationeel doel 1.1"),
        Heading(4, "Acties", "acties"),
        ACTIONS,
        Paragraph((Run("Bedragen in euro."),), "note"),
        METER,
    )
    said: dict[str, Any] = {
        "title": "Kwartaalrapport",
        "subtitle": "Derde kwartaal 2026",
        "facts": (("Voor", "bestuursorgaan"), ("Toestand op", "30 september 2026")),
        "organisation": "Welzijnsbond Zonnedorp",
    }
    return Content(parts=whole, **{**said, **changes})


def table_of(rows: int, columns: int, text: str = "tekst", caption: str = "Lange tabel") -> Table:
    """A table of so many rows and columns."""
    heads = tuple(Column(f"Kolom {at}") for at in range(columns))
    return Table(
        caption, heads, tuple(tuple(Cell(f"{text} {at}") for _ in range(columns)) for at in range(rows))
    )


HOSTILE = (
    '#read("/etc/passwd")',
    "$x^2$ @ref <label> `code` *b* _i_ \\ // /* c",
    "= Kop\n- punt\n+ nummer",
    "]#pagebreak()[",
    "#{panic()}",
    "'\"><script>alert(1)</script>&amp;{}",
    "\x00\x07\x1b[31m",
    "\u200b\u200d\ufeff\u00ad\u202e",
    "\U0001f642 \U0001f468\u200d\U0001f469\u200d\U0001f467 ⚠\ufe0f ✅",
    "\u6f22\u5b57 \u05e9\u05dc \u0639\u0631",
    "\ud800",
    "x" * 400,
    "https://example.org/" + "pad/" * 80,
    "=HYPERLINK(1)",
    "a\r\nb\tc\x85d\u2028e",
    " ",
    "",
)
"""Texts that a typesetter, a workbook or a page might take for something else."""

texts = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=40), st.from_regex(r"[a-z .,]{1,60}", fullmatch=True)
)
links = st.one_of(st.just(""), st.just("#a"), st.just("/plannen/3"), st.just("https://example.org/x"), texts)
tones: st.SearchStrategy[Tone] = st.sampled_from(
    ("", "not_started", "running", "blocked", "paused", "done", "stopped", "late", "muted", "strong")
)
runs = st.lists(st.builds(Run, texts, st.booleans(), links), max_size=3).map(tuple)
cells = st.builds(Cell, texts, tones, links, st.one_of(st.just(""), texts, st.decimals(places=2).map(str)))
rows = st.lists(cells, max_size=4).map(tuple)
columns = st.builds(Column, texts, st.integers(0, 6), st.sampled_from(("left", "right")))
parts: st.SearchStrategy[Part] = st.one_of(
    st.builds(Heading, st.integers(1, 4), texts, st.sampled_from(("", "a", "b"))),
    st.builds(Paragraph, runs, st.sampled_from(("", "lead", "note"))),
    st.builds(Bullets, st.lists(runs, max_size=3).map(tuple)),
    st.builds(
        Table, texts, st.lists(columns, max_size=9).map(tuple), st.lists(rows, max_size=4).map(tuple), rows
    ),
    st.builds(Picture, st.just(SVG), texts, texts, st.integers(0, 2000), st.integers(0, 2000)),
    st.just(PageBreak()),
)
contents = st.builds(
    Content,
    title=texts,
    subtitle=texts,
    parts=st.lists(parts, max_size=6).map(tuple),
    facts=st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
    organisation=texts,
)
"""Whatever may be in a report, sensible or not."""
