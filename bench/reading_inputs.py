"""The documents of the reading benchmark: plans of realistic size, and files made to do harm."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

import typst

SENTENCE = (
    "De regio bouwt verder aan een netwerk van buurthuizen waarin bewoners en diensten elkaar vinden, "
    "met aandacht voor afstemming, vorming en een efficiënte inzet van middelen. "
)


def plan_pdf(chapters: int, *, table_rows: int = 0, tags: bool = False) -> bytes:
    """A plan of two pages per chapter: text, and a ruled table of actions where rows are asked for."""
    parts = ['#set page(paper: "a4", header: [Streekplan], footer: context [#counter(page).display()])']
    parts.append('#set text(lang: "nl", hyphenate: true)\n#set par(justify: true)')
    for number in range(1, chapters + 1):
        parts.append(f"= Domein {number}\n== Doelstelling {number}.1\n{SENTENCE * 6}\n")
        parts.append("- een plek in elke wijk\n- een dienst die meegaat\n")
        if table_rows:
            rows = "".join(
                f"[Actie {number}.{row} {SENTENCE[:60]}],[Dienst {row}],[najaar 2027],[Aantal plekken],"
                for row in range(1, table_rows + 1)
            )
            head = "table.header([Actie],[Trekker],[Timing],[Indicator])"
            parts.append(f"{SENTENCE * 5}\n#table(columns: 4, {head}, {rows})")
        else:
            parts += [f"{SENTENCE * 7}\n" for _ in range(4)]
        parts.append("#pagebreak()")
    made = typst.compile("\n".join(parts[:-1]).encode(), ignore_system_fonts=True, pdf_tags=tags)
    assert isinstance(made, bytes)
    return made


def plan_text(lines: int) -> str:
    """A plan in plain text of this many lines."""
    body = [
        f"Actie {number}: {SENTENCE.strip()}" if number % 8 else f"Doelstelling {number // 8}: samen wonen"
        for number in range(1, lines + 1)
    ]
    return "\n".join(body)


# ------------------------------------------------------------------ files made to do harm


def _file(objects: Sequence[bytes]) -> bytes:
    parts, places, size = [b"%PDF-1.7\n"], [], 9
    for number, body in enumerate(objects, 1):
        places.append(size)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        size += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table))
    parts.append(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, size))
    return b"".join(parts)


def _stream(body: bytes, *, times: int = 1, entries: bytes = b"") -> bytes:
    """A stream packed this many times over."""
    for _ in range(times):
        body = zlib.compress(body, 9)
    filters = b"[" + b" /FlateDecode" * times + b" ]"
    return b"<< %s /Length %d /Filter %s >>\nstream\n%s\nendstream" % (entries, len(body), filters, body)


def _page(content: bytes, *more: bytes, resources: bytes = b"", pages: int = 1) -> bytes:
    """A file whose pages all show one content stream; further objects are numbered from 6."""
    kids = b" ".join(b"%d 0 R" % number for number in range(6 + len(more), 6 + len(more) + pages))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /Font << /F1 4 0 R >> %s >> >>" % resources
    )
    return _file([
        b"<< /Type /Catalog /Pages 2 0 R /Outlines 3 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        b"<< /Type /Outlines /First 3 0 R /Last 3 0 R /Next 3 0 R /Count 9 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        content,
        *more,
        *[page] * pages,
    ])  # fmt: skip


WORDS = b"BT /F1 9 Tf 1 0 0 1 40 700 Tm (Een gewone zin van het plan) Tj ET\n"


def million_objects() -> bytes:
    return _page(_stream(WORDS), *[b"1"] * 350_000)


def deep_page_tree() -> bytes:
    depth = 20_000
    levels = [
        b"<< /Type /Pages /Parent %d 0 R /Count 1 /Kids [%d 0 R] >>" % (number - 1, number + 1)
        for number in range(3, depth)
    ]
    return _file([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        *levels,
        b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (depth - 1),
    ])  # fmt: skip


def cyclic_page_tree() -> bytes:
    return _file([
        b"<< /Type /Catalog /Pages 2 0 R /Outlines 2 0 R >>",
        b"<< /Type /Pages /Count 1000000 /Kids [2 0 R 2 0 R 2 0 R] /First 2 0 R /Next 2 0 R >>",
    ])  # fmt: skip


def million_segments() -> bytes:
    line = b"".join(b"%d %d l\n" % (n * 7919 % 595, n * 104729 % 842) for n in range(1_000_000))
    return _page(_stream(b"0 0 m\n" + line + b"S\n" + WORDS))


def million_paths() -> bytes:
    rules = b"".join(b"%d %d m %d 842 l S\n" % (n % 595, n % 842, n % 595) for n in range(1_000_000))
    return _page(_stream(rules + WORDS))


def grid_of_rules() -> bytes:
    """Ten thousand lines each way, far closer than any table's."""
    down = b"".join(b"%.2f 0 m %.2f 842 l S\n" % (n * 0.05, n * 0.05) for n in range(9_000))
    across = b"".join(b"0 %.2f m 595 %.2f l S\n" % (n * 0.08, n * 0.08) for n in range(9_000))
    return _page(_stream(down + across + WORDS * 50))


def million_letters() -> bytes:
    return _page(_stream(b"BT /F1 1 Tf 1 0 0 1 9 9 Tm " + b"(abcde fghi) Tj " * 100_000 + b"ET"))


def scattered_letters() -> bytes:
    """As many separate letters as a page may have."""
    body = b"".join(
        b"BT /F1 2 Tf 1 0 0 1 %d %d Tm (a) Tj ET\n" % (n * 7919 % 590, n * 104729 % 840)
        for n in range(33_000)
    )
    return _page(_stream(body))


def full_pages() -> bytes:
    """Two hundred pages with 25,000 words each, all sharing one stream."""
    body = b"".join(
        b"BT /F1 2 Tf 1 0 0 1 5 %d Tm (%s) Tj ET\n" % (n * 2, b"woord en zin " * 12) for n in range(400)
    )
    return _page(_stream(body), pages=200)


def hundred_thousand_pages() -> bytes:
    return _page(_stream(WORDS), pages=100_000)


def bomb() -> bytes:
    """Three gigabytes of white space in a few kilobytes, packed twice."""
    block = zlib.compressobj(9)
    packed = b"".join(block.compress(b" " * 10_000_000) for _ in range(300)) + block.flush()
    body = zlib.compress(packed, 9)
    return _page(
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(body), body)
    )


def forms_in_forms() -> bytes:
    """A drawing that shows ten drawings that show ten drawings, twelve levels deep."""
    levels = [
        _stream(
            b"/X Do " * 10,
            entries=b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
            b"/Resources << /XObject << /X %d 0 R >> >>" % (number + 1),
        )
        for number in range(6, 18)
    ]
    last = _stream(
        WORDS,
        entries=b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >>",
    )
    return _page(_stream(b"/X Do"), *levels, last, resources=b"/XObject << /X 6 0 R >>")


HOSTILE: dict[str, Callable[[], bytes]] = {
    "350,000 objects": million_objects,
    "page tree 20,000 deep": deep_page_tree,
    "page tree in a circle": cyclic_page_tree,
    "path of 1,000,000 segments": million_segments,
    "1,000,000 paths": million_paths,
    "18,000 ruling lines": grid_of_rules,
    "1,000,000 letters on a page": million_letters,
    "33,000 scattered letters": scattered_letters,
    "200 pages of 25,000 words": full_pages,
    "100,000 pages": hundred_thousand_pages,
    "3 GB bomb packed twice": bomb,
    "forms in forms, 10^12": forms_in_forms,
}
