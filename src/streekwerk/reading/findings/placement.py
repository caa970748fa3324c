"""Blocks of the document that stand where they do not belong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from streekwerk.reading.findings.outline import Outline
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.wording import listed, quoted
from streekwerk.reading.models import Unplaced, merged


def _displaced(outline: Outline) -> Iterator[Found]:
    """What the reader could not place, one finding per proposed home."""
    by_home: dict[str | None, list[Unplaced]] = defaultdict(list)
    for item in outline.reading.unplaced:
        if item.text.strip():
            by_home[item.proposal if outline.node(item.proposal) else None].append(item)
    for home_id, items in by_home.items():
        home = outline.node(home_id)
        where = (
            f"{'hoort' if len(items) == 1 else 'horen'} wellicht onder {outline.name(home)}"
            if home
            else "zonder plaats in het plan"
        )
        why = f" ({items[0].why.rstrip('. ')})" if items[0].why and len({i.why for i in items}) == 1 else ""
        shown = listed([quoted(item.text, 50) for item in items], most=4)
        yield Found(
            f"{'Eén stuk' if len(items) == 1 else f'{len(items)} stukken'} tekst {where}{why}: {shown}.",
            None,
            (home.title if home else "", *(item.text for item in items)),
            tuple(merged([span for item in items for span in item.spans])),
            {"proposal": home_id, "count": len(items)},
        )


RULES = (
    Rule(
        "placement.displaced", "Plaats", "Tekst op de verkeerde plaats",
        "Een blok onder de verkeerde kop leest als deel van een ander doel; wie het zoekt, vindt het niet.",
        "Zet het blok op zijn plaats in de bak “te plaatsen”.",
        "warning", _displaced,
    ),
)  # fmt: skip
