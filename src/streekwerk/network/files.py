"""The list of words as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from streekwerk.network.models import Term
from streekwerk.network.rules import HEADS


def terms_as_csv(terms: Iterable[Term]) -> bytes:
    """Semicolons and a byte-order mark: what Excel in Belgium opens, and what can be read in again."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADS)
    for term in terms:
        cells = (
            term.label,
            term.get_kind_display(),
            term.definition,
            ", ".join(term.synonyms),
            term.abbreviation,
        )
        writer.writerow(_harmless(cell) for cell in cells)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _harmless(cell: str) -> str:
    # A spreadsheet shows it and never runs it; a mark of the text itself gets one too, so that it comes back.
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "'", "\t", "\r") else cell
