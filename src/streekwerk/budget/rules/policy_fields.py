"""The policy fields (beleidsvelden) of the policy and management cycle of Flemish local governments.

`data/policy_fields.csv` holds the codes that occur in the investment data which the Flemish agency for local
government publishes (lokaalbestuur.vlaanderen.be/bbc/data): code, name and domain as facts. A field in which
nobody invested may be missing, so a file of the accounting package may name one that is not in the list.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files

from streekwerk.kernel.errors import DomainError


class NoPolicyField(DomainError):
    def __init__(self, typed: str) -> None:
        super().__init__(
            f"“{typed}” is geen beleidsveld. Typ vier cijfers, zoals 0909, of een woord en kies uit de lijst."
        )


@lru_cache(maxsize=1)
def policy_fields() -> dict[str, str]:
    """The name of every known policy field by its four digits, in their order.

    >>> policy_fields()["0900"], len(policy_fields())
    ('Sociale bijstand', 142)
    """
    return {code: row["label"] for code, row in _table().items()}


def domains_of(code: str) -> tuple[str, str]:
    """The policy domain and subdomain of a field; empty where it is not known.

    >>> domains_of("0900")[0]
    '9 Zorg en opvang'
    """
    row = _table().get(code, {})
    return row.get("domain", ""), row.get("subdomain", "")


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    with (files("streekwerk.budget.rules") / "data/policy_fields.csv").open(encoding="utf-8") as table:
        return {row["code"]: row for row in csv.DictReader(table)}


def labelled(code: str) -> str:
    """The code with its name, where it is known.

    >>> labelled("0900"), labelled("0999"), labelled("")
    ('0900 Sociale bijstand', '0999', '')
    """
    return f"{code} {policy_fields().get(code, '')}".strip()


def read_policy_field(typed: str, *, kept: str = "") -> str:
    """The four digits in what a person typed or chose (“0900 Sociale bijstand”); empty for nothing.

    `kept`: the code that stood there; it may stay, also when the list does not know it.

    Raises:
        NoPolicyField: there are no four digits in front, or the list does not know them.

    >>> read_policy_field("0900 Sociale bijstand"), read_policy_field("sociale bijstand")
    ('0900', '0900')
    """
    text = typed.strip()
    if not text:
        return ""
    found = re.match(r"(\d{4})(?!\d)", text)
    if found and (found[1] in policy_fields() or found[1] == kept):
        return found[1]
    named = [code for code, label in policy_fields().items() if label.casefold() == text.casefold()]
    if len(named) == 1:
        return named[0]
    raise NoPolicyField(text)
