"""The cards of a plan as a file: what is on screen, one row or object per sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from streekwerk.indicators.pages.cards import CardRow
from streekwerk.indicators.queries.cards import Cards
from streekwerk.indicators.rules.cards.words import MEASURES
from streekwerk.plans.exports import Column, Sheet
from streekwerk.plans.pages import lines_label

WORDS = {"open": "te bevestigen", "confirmed": "bevestigd", "changed": "zin gewijzigd", "aside": "terzijde"}


def sheet_of_cards(found: Cards) -> Sheet:
    """A row per sentence, with its card in words."""
    widths = {
        "Indicator": 60, "Bij": 40, "Doel": 40, "Stand": 16, "Maat": 14, "Wat": 40, "Streefwaarde": 30,
        "Hoe": 50, "Nog te zeggen": 40, "Herkend aan, of reden": 50, "Bevestigd door": 20,
        "Regels in de bron": 18,
    }  # fmt: skip
    columns = [Column(head, width) for head, width in widths.items()]
    return Sheet(columns, (list(row) for row in _rows(found)))


def _rows(found: Cards) -> Iterator[list[str]]:
    for card in found.cards:
        place = found.places.get(card.node or 0)
        yield [
            card.text,
            place.said if place else "",
            found.goals.get(card.goal or 0, ""),
            WORDS[card.state],
            MEASURES.get(card.measure, card.measure),
            card.subject,
            card.target,
            "; ".join(card.facts),
            "; ".join(_asked(card)),
            card.reason or card.why,
            card.by,
            lines_label(spans) if (spans := card.spans) else "",
        ]


def cards_as_json(found: Cards, rows: list[CardRow], *, address: str) -> bytes:
    """The cards as JSON, with the address of each on this site."""
    said: list[dict[str, Any]] = [
        {
            "text": card.text,
            "node": row.place,
            "goal": found.goals.get(card.goal or 0, ""),
            "state": card.state,
            "measure": card.measure,
            "subject": card.subject,
            "target": card.target or None,
            "how": card.facts,
            "questions": [question.code for question in card.questions],
            "doubt": card.doubt or None,
            "why": card.why,
            "reason": card.reason or None,
            "confirmed_by": card.by or None,
            "confirmed_at": card.at.isoformat() if card.at else None,
            "url": f"{address.rstrip('/')}{row.card_url or row.place_url}",
        }
        for row in rows
        for card in (row.card,)
    ]
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _asked(card: Any) -> list[str]:
    doubt = [f"{MEASURES.get(card.measure, '')} of {card.doubt}?"] if card.doubt else []
    return [*doubt, *(question.sentence for question in card.questions)]
