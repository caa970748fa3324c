"""Reading the file: its bytes, its columns, its rows, or a refusal that names every place that is wrong."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from streekwerk.budget.rules.accounting.blocks import TextBlock, read_block
from streekwerk.budget.rules.money import AmountRefused, read_amount
from streekwerk.kernel.errors import DomainError

MOST_PROBLEMS = 20
LONGEST_CELL = 100_000
COLUMNS = {
    "bestuur": "board",
    "niscode": "nis",
    "rapportjaar": "report_year",
    "boekjaar": "year",
    "beleidsdomein": "domain",
    "beleidssubdomein": "subdomain",
    "beleidsveld": "policy_field",
    "algrekening": "account",
    "algemenerekening": "account",
    "niveau1": "level_1",
    "niveau2": "level_2",
    "niveau3": "level_3",
    "uitgave": "expense",
    "uitgaven": "expense",
    "ontvangst": "receipt",
    "ontvangsten": "receipt",
    "beleidsdoelsttotaaloverzicht": "goal",
    "beleidsdoelstellingtotaaloverzicht": "goal",
    "actieplantotaaloverzicht": "action_plan",
    "actietotaaloverzicht": "action",
}


class FileRefused(DomainError):
    """The file cannot be read in; `problems` names each place, the first twenty."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(problems[:MOST_PROBLEMS])
        rest = len(problems) - MOST_PROBLEMS
        if rest > 0:
            self.problems.append(f"En nog {rest} andere. Verbeter eerst deze.")
        super().__init__(" ".join(self.problems[:3]))


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its amounts."""

    number: int
    """The line of the file on which it begins."""
    year: int
    policy_field: str
    account: str
    levels: tuple[str, str, str]
    expense: Decimal | None
    receipt: Decimal | None
    goal: TextBlock
    action_plan: TextBlock
    action: TextBlock


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, and what of it was left out with why."""

    rows: list[Row] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def read_table(content: bytes) -> Table:
    """The rows of the file: UTF-8 with or without byte-order mark, UTF-16 or Windows-1252.

    Raises:
        FileRefused: it is no such file, or a cell cannot be read; every place is named.
    """
    records = list(_records(_text_of(content)))
    if not records:
        raise FileRefused(["Het bestand is leeg. Kies de csv uit het boekhoudpakket."])
    (_, head), *rest = records
    places = _places(head)
    table, problems = Table(), []
    for number, cells in rest:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(head):
            problems.append(
                f"Regel {number}: {len(cells)} kolommen in plaats van {len(head)}. "
                "Staat er een puntkomma of aanhalingsteken te veel?"
            )
            continue
        _read_row(
            number, {name: cells[at].strip() for name, at in places.items()}, head, places, table, problems
        )
    if problems:
        raise FileRefused(problems)
    if not table.rows:
        raise FileRefused(
            ["In het bestand staat geen enkele rij met een boekjaar. Kies de csv met de cijfers."]
        )
    return table


def _text_of(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every record with the line on which it begins."""
    csv.field_size_limit(LONGEST_CELL)
    head = text.split("\n", 1)[0]
    delimiter = max(";\t,", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        raise FileRefused(
            [f"Regel {begins}: een aanhalingsteken opent of sluit niet juist, of een cel is te lang. "
             "Bewaar het bestand opnieuw als csv."]
        ) from None  # fmt: skip


def _places(head: list[str]) -> dict[str, int]:
    """Where each column stands that we know."""
    found: dict[str, int] = {}
    for at, cell in enumerate(head):
        name = COLUMNS.get(re.sub(r"[^a-z0-9]", "", cell.lower()))
        if name and name in found:
            raise FileRefused([f"Regel 1: kolom “{cell.strip()}” staat er twee keer. Laat er één staan."])
        if name:
            found[name] = at
    missing = [] if "year" in found else ["“Boekjaar”"]
    if not found.keys() & {"expense", "receipt"}:
        missing.append("“Uitgave” of “Ontvangst”")
    if not found.keys() & {"action", "action_plan", "goal"}:
        missing.append("“Actie totaaloverzicht”")
    if missing:
        raise FileRefused(
            [f"Regel 1: er is geen kolom {' en geen '.join(missing)}. "
             "Kies de csv met de kolommen van het boekhoudpakket en bewaar hem met puntkomma's."]
        )  # fmt: skip
    return found


def _read_row(
    number: int,
    cells: dict[str, str],
    head: list[str],
    places: dict[str, int],
    table: Table,
    problems: list[str],
) -> None:
    """Add the row to the table, or what is wrong with it to the problems."""

    def wrong(name: str, what: str) -> None:
        problems.append(f"Regel {number}, kolom “{head[places[name]].strip()}”: {what}")

    blocks = [read_block(_unhardened(cells.get(name, ""))) for name in ("goal", "action_plan", "action")]
    named = not all(block.empty for block in blocks)
    if not cells["year"] and not named:
        table.left_out.append(f"Regel {number}: een totaal of tussenkop, zonder boekjaar en zonder actie.")
        return
    before = len(problems)
    if not re.fullmatch(r"(?:19|20)[0-9]{2}", cells["year"]):
        wrong("year", f"“{cells['year']}” is geen jaar. Schrijf het met vier cijfers.")
    code = ""
    if cells.get("policy_field"):
        found = re.match(r"([0-9]{4})(?![0-9])", cells["policy_field"])
        if found:
            code = found[1]
        else:
            wrong("policy_field", f"“{cells['policy_field'][:60]}” begint niet met vier cijfers.")
    amounts: dict[str, Decimal | None] = {"expense": None, "receipt": None}
    for name in amounts:
        try:
            amounts[name] = read_amount(cells.get(name, ""))
        except AmountRefused as refusal:
            wrong(name, str(refusal))
    if len(problems) > before:
        return
    if amounts["expense"] is None and amounts["receipt"] is None:
        table.left_out.append(f"Regel {number}: zonder bedrag.")
        return
    first, second, third = (_unhardened(cells.get(f"level_{at}", "")) for at in (1, 2, 3))
    goal, action_plan, action = blocks
    table.rows.append(
        Row(
            number=number,
            year=int(cells["year"]),
            policy_field=code,
            account=_unhardened(cells.get("account", ""))[:120],
            levels=(first, second, third),
            expense=amounts["expense"],
            receipt=amounts["receipt"],
            goal=goal,
            action_plan=action_plan,
            action=action,
        )
    )


def _unhardened(text: str) -> str:
    """The text without the apostrophe that our own export puts before what a spreadsheet would run."""
    return text[1:] if re.match(r"'[=+\-@\t\r]", text) else text
