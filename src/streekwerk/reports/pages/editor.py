"""The editor of a definition: what stands in its form, and what was filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from streekwerk.reports.rules.blocks import BLOCKS, Block, Option, checked

Blocks = list[dict[str, Any]]
MOST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class Field:
    option: Option
    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class BlockForm:
    """A block of a definition in its form."""

    at: int
    block: Block
    fields: list[Field]
    first: bool
    last: bool

    @property
    def title(self) -> str:
        """What its heading will be."""
        own = next((field.value for field in self.fields if field.option.code == "title"), "")
        return own or self.block.label


def block_forms(blocks: Sequence[Mapping[str, Any]]) -> list[BlockForm]:
    """A form per block, in order."""
    known = checked(blocks)
    return [
        BlockForm(
            at,
            BLOCKS[each["kind"]],
            [
                Field(option, f"b{at}-{option.code}", each["options"][option.code])
                for option in BLOCKS[each["kind"]].all_options
            ],
            at == 0,
            at == len(known) - 1,
        )
        for at, each in enumerate(known)
    ]


def blocks_in(posted: Mapping[str, str]) -> Blocks:
    """The blocks that were filled in, in order, after what a button asked: up, down, remove or add.

    >>> posted = {"b0-kind": "own", "b0-text": "Dag", "b1-kind": "goals", "move": "down:0"}
    >>> [block["kind"] for block in blocks_in(posted)]
    ['goals', 'own']
    """
    found: Blocks = []
    at = 0
    while (kind := posted.get(f"b{at}-kind", "")) in BLOCKS:
        options = {option.code: _value(option, posted, at) for option in BLOCKS[kind].all_options}
        found.append({"kind": kind, "options": options})
        at += 1
    return _moved(found, posted)


def _value(option: Option, posted: Mapping[str, str], at: int) -> Any:
    given = posted.get(f"b{at}-{option.code}", "")
    if option.kind == "yes":
        return given == "ja"
    if option.kind == "number":
        return min(int(given), MOST_NUMBER) if given.isdecimal() and len(given) < 5 else option.default
    return given.strip()


def _moved(blocks: Blocks, posted: Mapping[str, str]) -> Blocks:
    direction, _, number = posted.get("move", "").partition(":")
    at = int(number) if number.isdecimal() and len(number) < 5 else -1
    if 0 <= at < len(blocks):
        if direction == "remove":
            blocks.pop(at)
        to = at + {"up": -1, "down": 1}.get(direction, 0)
        if direction in ("up", "down") and 0 <= to < len(blocks):
            blocks[at], blocks[to] = blocks[to], blocks[at]
    if direction == "add" and posted.get("add", "") in BLOCKS:
        blocks += checked([{"kind": posted["add"]}])
    return blocks
