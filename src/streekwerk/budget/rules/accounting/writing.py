"""Writing the lines of a plan in the shape in which they are read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from streekwerk.budget.rules.accounting.blocks import TextBlock, write_block
from streekwerk.budget.rules.accounting.comparing import kind_of
from streekwerk.budget.rules.policy_fields import domains_of, labelled

HEAD = (
    "Bestuur", "NIS-code", "Rapportjaar", "Boekjaar", "Beleidsdomein", "Beleidssubdomein", "Beleidsveld",
    "Alg. rekening", "Niveau 1", "Niveau 2", "Niveau 3", "Uitgave", "Ontvangst",
    "Beleidsdoelst. totaaloverzicht", "Actieplan totaaloverzicht", "Actie totaaloverzicht",
)  # fmt: skip
KINDS = {"operating": "Exploitatie", "investment": "Investeringen", "financing": "Financiering"}


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line with an amount, as it goes into the file."""

    year: int
    direction: str
    kind: str
    policy_field: str
    amount: Decimal
    rows: list[dict[str, Any]]
    """The rows it was read from, if any."""
    blocks: Mapping[str, TextBlock]
    """`goal`, `action_plan` and `action`: what it stands under."""


def write_table(board: str, report_year: int | None, lines: Iterable[WrittenLine]) -> bytes:
    """The file, with a byte-order mark and semicolons, as Excel in Belgium opens it without asking."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    for line in lines:
        for account, levels, amount in _parts(line):
            said = written(amount)
            domain, subdomain = domains_of(line.policy_field)
            writer.writerow(
                [
                    _hardened(board), "", report_year or "", line.year, domain, subdomain,
                    labelled(line.policy_field), _hardened(account), *map(_hardened, levels),
                    said if line.direction == "expense" else "",
                    said if line.direction == "receipt" else "",
                    *(_hardened(write_block(line.blocks.get(name, TextBlock())))
                      for name in ("goal", "action_plan", "action")),
                ]
            )  # fmt: skip
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def written(amount: Decimal) -> str:
    """The amount with a decimal comma and nothing else, as accounting packages write it.

    >>> written(Decimal("-1234.50"))
    '-1234,50'
    """
    return f"{amount:.2f}".replace(".", ",")


def _parts(line: WrittenLine) -> Iterator[tuple[str, list[str], Decimal]]:
    """The rows it came from while they still add up to it; else the line in one row."""
    rows = [(row["account"], list(row["levels"]), Decimal(row["amount"])) for row in line.rows]
    fits = all(kind_of(account, levels) == line.kind for account, levels, _ in rows)
    if rows and fits and sum(amount for _, _, amount in rows) == line.amount:
        yield from rows
    else:
        yield "", [KINDS[line.kind], "", ""], line.amount


def _hardened(text: str) -> str:
    """The text, so that a spreadsheet shows it and never runs it."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
