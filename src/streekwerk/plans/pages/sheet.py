"""What the sheet takes: its texts with their addresses and history, conflicts, indicators and milestones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils import timezone

from streekwerk.audit import clock
from streekwerk.plans.commands.nodes import Conflict
from streekwerk.plans.models import IndicatorSentence, Milestone, Node
from streekwerk.plans.queries.fields import FieldChange, FieldText, since
from streekwerk.plans.queries.parts import KINDS, Part, part_texts, word_of
from streekwerk.plans.queries.sheet import Sheet, is_below
from streekwerk.plans.rules.three_way import Piece, compared, mark, merged
from streekwerk.plans.rules.timing import Side, read_as
from streekwerk.ui import dutch
from streekwerk.ui.addresses import address

Shape = Literal["title", "text", "row"]
SHAPES: dict[str, Shape] = {"title": "title", "text": "text"}
SIDES: dict[str, Side] = {"start": "start", "end": "end"}


@dataclass(frozen=True)
class PastText:
    """One change of a text, as the history under it shows it."""

    at: datetime
    who: str
    pieces: list[Piece]
    before: str
    reason: str


@dataclass(frozen=True)
class ShownText:
    """One text of the sheet."""

    field: FieldText
    shape: Shape
    url: str
    """Where it is changed; empty for who may not."""
    said: str
    """How a date in own words is understood."""
    below: str
    """What stands in a list of its own below, when the text says nothing else."""
    history: list[PastText]


def shown_text(
    node: Node,
    text: FieldText,
    changes: Sequence[FieldChange],
    indicators: list[Part],
    *,
    may_edit: bool,
) -> ShownText:
    side = SIDES.get(text.name)
    count = dutch.counted(len(indicators), "indicator", "indicatoren")
    return ShownText(
        text,
        SHAPES.get(text.name, "row"),
        url=address("plans:field", node.plan_id, node.pk, text.key) if may_edit else "",
        said=read_as(text.text, side) if side else "",
        below=f"{count}, hieronder" if is_below(text, indicators) else "",
        history=[
            PastText(each.at, each.who, compared(each.before, each.after), each.before, each.reason)
            for each in changes
        ],
    )


def shown_texts(
    sheet: Sheet, changes: Mapping[str, Sequence[FieldChange]], *, may_edit: bool
) -> dict[str, Any]:
    """The title, the text, and the rows of the sheet; start and end only where they mean something."""
    shown = {
        text.name: shown_text(
            sheet.node, text, changes.get(text.name, ()), sheet.indicators, may_edit=may_edit
        )
        for text in [*sheet.fixed, *sheet.fields]
    }
    dated = sheet.is_action or bool(sheet.node.start_words or sheet.node.end_words)
    first = [shown[name] for name in ("start", "end") if dated]
    return {
        "title": shown["title"],
        "text": shown["text"] if sheet.node.text or may_edit else None,
        "rows": [*first, *(shown[text.name] for text in sheet.fields)],
    }


# ------------------------------------------------------------------ what somebody else changed


@dataclass(frozen=True)
class News:
    """What happened to a text since it was opened: who, when, what stood there, and the difference."""

    who: str
    when: str
    before: str
    pieces: list[Piece]


def news_of(
    changes: Mapping[str, list[FieldChange]], text: FieldText, base: str, *, own_label: str
) -> News | None:
    """What changed in this text since the mark `base`; None when nothing did, or the reader did it."""
    if not base or base == text.mark:
        return None
    found = since(changes, text.name, base)
    if not found:
        return News("Iemand", "", "", compared(text.text, text.text))
    people = list(dict.fromkeys(change.who for change in reversed(found)))
    if people == [own_label]:
        return None
    return News(
        " en ".join(people), said_when(found[0].at), found[-1].before, compared(found[-1].before, text.text)
    )


@dataclass(frozen=True)
class ShownConflict:
    """Two texts where one belongs: both against what both began from, and the two as one if that can be."""

    label: str
    slot: str
    who: str
    when: str
    before: str
    now: str
    theirs: list[Piece]
    mine: list[Piece]
    both: str | None


def shown_conflict(conflict: Conflict, slot: str, found: Sequence[FieldChange]) -> ShownConflict:
    """`found`: the changes since the mark that the conflict began from, newest first; may be empty."""
    known = bool(found) and mark(found[-1].before) == conflict.base
    before = found[-1].before if known else ""
    both = merged(before, conflict.now, conflict.mine) if known else None
    return ShownConflict(
        label=conflict.label,
        slot=slot,
        who=" en ".join(dict.fromkeys(change.who for change in reversed(found))) or "Iemand anders",
        when=said_when(found[0].at) if found else "",
        before=before,
        now=conflict.now,
        # Without the text both began from, theirs is shown against mine.
        theirs=compared(before if known else conflict.mine, conflict.now),
        mine=compared(before if known else conflict.mine, conflict.mine),
        both=both if both not in (conflict.now, conflict.mine) else None,
    )


def said_when(moment: datetime) -> str:
    """“om 14.02” today, with the day before it on another day."""
    local = timezone.localtime(moment)
    said = f"om {local:%H.%M}"
    return said if local.date() == clock.today() else f"op {dutch.day(local)} {said}"


# ------------------------------------------------------------------ indicators and milestones


@dataclass(frozen=True)
class ShownPart:
    """One indicator or milestone in its list."""

    pk: int
    text: str
    words: str
    said: str
    removed: bool
    url: str
    move_url: str
    remove_url: str
    restore_url: str
    name: str
    """Its place on the page; with “-op” and “-neer” those of its buttons."""
    first: bool
    last: bool

    @property
    def up(self) -> str:
        return f"{self.name}-op"

    @property
    def down(self) -> str:
        return f"{self.name}-neer"


@dataclass(frozen=True)
class ShownParts:
    """The indicators or the milestones of a sheet."""

    kind: str
    title: str
    word: str
    items: list[ShownPart]
    new_url: str

    @property
    def new_name(self) -> str:
        """The place of the button that adds one."""
        return f"{self.kind}-nieuw"


def shown_parts(node: Node, kind: str, parts: Sequence[Part], *, may_edit: bool) -> ShownParts:
    model = KINDS[kind]
    live = [part.pk for part in parts if part.archived_at is None]
    return ShownParts(
        kind=kind,
        title="Indicatoren" if model is IndicatorSentence else "Mijlpalen",
        word=word_of(model),
        items=[shown_part(node, kind, part, live, may_edit=may_edit) for part in parts],
        new_url=address("plans:part-new", node.plan_id, node.pk, kind) if may_edit else "",
    )


def shown_part(node: Node, kind: str, part: Part, live: Sequence[int], *, may_edit: bool) -> ShownPart:
    """`live`: the numbers of all parts of this list in order, to know which is first and last."""

    def at(name: str) -> str:
        return address(f"plans:{name}", node.plan_id, node.pk, kind, part.pk) if may_edit else ""

    words = part.words if isinstance(part, Milestone) else ""
    said = read_as(words, "milestone")
    # Who keeps the plan up sees how it goes; a neighbour reads what the plan says.
    if may_edit and isinstance(part, Milestone) and part.reached_on:
        said = f"Gehaald op {dutch.day(part.reached_on)}."
    return ShownPart(
        pk=part.pk,
        text=part.text,
        words=words or (dutch.vague_day(part.date, part.precision) if isinstance(part, Milestone) else ""),
        said=said,
        removed=part.archived_at is not None,
        url=at("part"),
        move_url=at("part-move") if isinstance(part, IndicatorSentence) else "",
        remove_url=at("part-remove"),
        restore_url=at("part-restore"),
        name=f"{kind}-{part.pk}",
        first=live[:1] == [part.pk],
        last=live[-1:] == [part.pk],
    )


def part_conflicts(
    kind: type[Part], conflicts: Iterable[Conflict], found: FieldChange | None
) -> list[ShownConflict]:
    texts = part_texts(kind)
    return [
        shown_conflict(conflict, texts[conflict.name].slot, [found] if found else [])
        for conflict in conflicts
    ]
