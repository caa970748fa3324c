"""Reading a changed document again: what changed in the document, what in the plan, and what in both.

Three readings: `base` as it was committed, `fresh` of the new document, `ours` the plan as it is now. Another
order of siblings is no difference, and neither is other white space.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz

from streekwerk.intake.rules.differences import Difference, Part, State
from streekwerk.intake.rules.matching import Matching, match
from streekwerk.intake.rules.wording import LEVEL_WORDS
from streekwerk.reading.models import Indicator, Node, Reading, When

ALIKE = 75
"""From here on two indicators of one node are one that was reworded."""

Three = tuple[str, str, str]


def compare(base: Reading, fresh: Reading, ours: Reading) -> list[Difference]:
    """What differs, in the order of the new document and then of what is not in it; empty when nothing does.

    >>> from streekwerk.reading.models import Node
    >>> was = Reading({}, nodes=[Node("a", None, "action", "Een loket openen", code="Actie 1")])
    >>> now = Reading({}, nodes=[Node("x", None, "action", "Twee loketten openen", code="Actie 1")])
    >>> [each.sentence for each in compare(was, now, was)]
    ['De titel van “Actie 1” veranderde van “Een loket openen” in “Twee loketten openen”.']
    """
    return list(_Comparison(base, fresh, ours).differences())


def recognised(base: Reading, fresh: Reading, ours: Reading) -> dict[str, str]:
    """By id in the new reading, the id in the plan of the node that is the same."""
    triples = _Comparison(base, fresh, ours).triples
    return {triple.fresh.id: triple.ours.id for triple in triples if triple.fresh and triple.ours}


@dataclass(frozen=True, slots=True)
class _Triple:
    """One node in the three readings; None where it is not."""

    base: Node | None
    fresh: Node | None
    ours: Node | None
    why: str = ""

    def difference(self, **given: Any) -> Difference:
        made = Difference(
            kind="changed",
            state="document",
            part="node",
            name=self.name,
            base=_id(self.base),
            fresh=_id(self.fresh),
            ours=_id(self.ours),
            why=self.why,
        )
        return replace(made, **given)

    @property
    def name(self) -> str:
        """The number of the node, or its title when it has none; as people know it now."""
        node = self.ours or self.base or self.fresh
        assert node is not None  # a triple is made of at least one
        if node.code and not any(char.isalpha() for char in node.code):
            return f"{node.level_label or LEVEL_WORDS[node.level].capitalize()} {node.code}"
        return node.code or node.title


class _Comparison:
    def __init__(self, base: Reading, fresh: Reading, ours: Reading) -> None:
        self.base, self.fresh, self.ours = base, fresh, ours
        self.to_fresh = match(base, fresh)
        self.to_ours = match(base, ours, same_document=True)
        self.added = match(_without(fresh, self.to_fresh), _without(ours, self.to_ours))
        self.indicators: list[dict[str, list[Indicator]]] = [{}, {}, {}]
        for side, reading in enumerate((base, fresh, ours)):
            for item in reading.indicators:
                self.indicators[side].setdefault(item.node or "", []).append(item)
        self.triples = list(self._triples())
        # One name for a node in all three readings, so that parents can be compared.
        self.names: dict[tuple[int, str], str] = {}
        for at, triple in enumerate(self.triples):
            for side, node in enumerate((triple.base, triple.fresh, triple.ours)):
                if node:
                    self.names[side, node.id] = str(at)

    def differences(self) -> Iterator[Difference]:
        """Of the plan itself, then of its nodes."""
        yield from self._of_plan()
        for triple in self.triples:
            if triple.fresh and triple.ours:
                yield from self._of_parts(triple)
                yield from self._of_parent(triple)
                yield from self._of_indicators(triple)
            elif triple.base and triple.fresh:
                changed = self._differ(triple.base, triple.fresh, 0, 1)
                yield triple.difference(kind="gone", state="both" if changed else "ours")
            elif triple.base and triple.ours:
                changed = self._differ(triple.base, triple.ours, 0, 2)
                yield triple.difference(kind="gone", state="both" if changed else "document")
            elif triple.fresh or triple.ours:
                yield from self._of_new(triple)

    def _triples(self) -> Iterator[_Triple]:
        base, ours = ({node.id: node for node in each.nodes} for each in (self.base, self.ours))
        for node in self.fresh.nodes:
            was = base.get(self.to_fresh.back.get(node.id, ""))
            if was:
                here = ours.get(self.to_ours.there.get(was.id, ""))
                yield _Triple(was, node, here, self.to_fresh.why[was.id])
            else:
                here = ours.get(self.added.there.get(node.id, ""))
                yield _Triple(None, node, here, self.added.why.get(node.id, ""))
        for node in self.base.nodes:
            if node.id not in self.to_fresh.there and node.id in self.to_ours.there:
                yield _Triple(node, None, ours[self.to_ours.there[node.id]], self.to_ours.why[node.id])
        for node in self.ours.nodes:
            if node.id not in self.to_ours.back and node.id not in self.added.back:
                yield _Triple(None, None, node)

    # ------------------------------------------------------------------ the plan and its parts

    def _of_plan(self) -> Iterator[Difference]:
        sides = (self.base, self.fresh, self.ours)
        parts: dict[Part, Three] = {
            "title": _three(each.title or "" for each in sides),
            "organisation": _three(each.organisation or "" for each in sides),
            "period": _three(" – ".join(each.period or ()) for each in sides),
        }
        for part, texts in parts.items():
            # What the plan says of itself is often filled in by hand: only a changed document is told.
            state = _state(texts)
            if state in ("document", "both"):
                yield replace(Difference("changed", state, part, ""), **_texts(texts))

    def _of_parts(self, triple: _Triple) -> Iterator[Difference]:
        sides = (triple.base, triple.fresh, triple.ours)
        values = [_parts_of(node) if node else {} for node in sides]
        for part, label in dict.fromkeys(key for value in values for key in value):
            texts = _three(value.get((part, label), "") for value in values)
            state = _state(texts)
            if state:
                yield triple.difference(state=state, part=part, label=label, **_texts(texts))

    def _of_parent(self, triple: _Triple) -> Iterator[Difference]:
        sides = (triple.base, triple.fresh, triple.ours)
        names = [self._above(side, node) for side, node in enumerate(sides)]
        if triple.base is None:
            names[0] = "?"  # it had no place: two other places are two answers
        state = _state(_three(names))
        if state:
            texts = _three(self._parent_words(side, node) for side, node in enumerate(sides))
            yield triple.difference(
                kind="moved", state=state, part="parent", parents=_parents(triple), **_texts(texts)
            )

    def _of_new(self, triple: _Triple) -> Iterator[Difference]:
        state: State = "document" if triple.fresh else "ours"
        yield triple.difference(kind="new", state=state, parents=_parents(triple))

    def _above(self, side: int, node: Node | None) -> str:
        return self.names.get((side, node.parent), "") if node and node.parent else ""

    def _parent_words(self, side: int, node: Node | None) -> str:
        if node is None:
            return ""
        at = self._above(side, node)
        return self.triples[int(at)].name if at else "bovenaan in het plan"

    def _differ(self, one: Node, other: Node, side: int, other_side: int) -> bool:
        """Whether two nodes that are the same differ in a part, an indicator or their place."""
        first, second = _parts_of(one), _parts_of(other)
        keys = {*first, *second}
        if any(not _same(first.get(key, ""), second.get(key, "")) for key in keys):
            return True
        told = [
            sorted("".join(item.text.split()) for item in self.indicators[at].get(node.id, ()))
            for at, node in ((side, one), (other_side, other))
        ]
        return told[0] != told[1] or self._above(side, one) != self._above(other_side, other)

    # ------------------------------------------------------------------ indicators

    def _of_indicators(self, triple: _Triple) -> Iterator[Difference]:
        for items in self._same_indicators(triple):
            texts = _three(item.text if item else "" for item in items)
            state = _state(texts)
            if state is None:
                continue
            was, now, here = items
            if now and here:
                kind = "changed_indicator"
            elif was:
                kind = "gone_indicator"
            else:
                kind = "new_indicator"
            ids = tuple(item.id if item else None for item in items)
            yield triple.difference(kind=kind, state=state, part="indicator", items=ids, **_texts(texts))

    def _same_indicators(
        self, triple: _Triple
    ) -> Iterator[tuple[Indicator | None, Indicator | None, Indicator | None]]:
        base, fresh, ours = (
            list(self.indicators[side].get(node.id, ())) if node else []
            for side, node in enumerate((triple.base, triple.fresh, triple.ours))
        )
        in_fresh, in_ours = _pairs(base, fresh), _pairs(base, ours)
        for item in base:
            yield item, in_fresh.get(item.id), in_ours.get(item.id)
        new = [item for item in fresh if item not in in_fresh.values()]
        own = [item for item in ours if item not in in_ours.values()]
        both = _pairs(new, own)
        for item in new:
            yield None, item, both.get(item.id)
        for item in own:
            if item not in both.values():
                yield None, None, item


def _pairs(some: list[Indicator], others: list[Indicator]) -> dict[str, Indicator]:
    """Which indicator of one node is which of another: the same words first, then the most alike."""
    found: dict[str, Indicator] = {}
    left = list(others)
    for item in some:
        twin = next((each for each in left if _same(each.text, item.text)), None)
        if twin:
            found[item.id] = twin
            left.remove(twin)
    scored = sorted(
        (
            (fuzz.ratio(item.text, each.text), item.id, each)
            for item in some
            if item.id not in found
            for each in left
        ),
        key=lambda scores: -scores[0],
    )
    for score, name, each in scored:
        if score >= ALIKE and name not in found and each in left:
            found[name] = each
            left.remove(each)
    return found


def _without(reading: Reading, known: Matching) -> Reading:
    """What of a reading is not in the base."""
    return replace(reading, nodes=[node for node in reading.nodes if node.id not in known.back])


def _parts_of(node: Node) -> dict[tuple[Part, str], str]:
    """What of a node is compared, as text."""
    parts: dict[tuple[Part, str], str] = {
        ("title", ""): node.title,
        ("code", ""): node.code or "",
        ("level", ""): LEVEL_WORDS[node.level],
        ("text", ""): node.text,
        ("start", ""): _date(node.start),
        ("end", ""): _date(node.end),
    }
    return parts | {("field", label): text for label, text in node.fields.items()}


def _date(when: When | None) -> str:
    """A date as exactly as it is known.

    >>> _date(When("2026-03-01", "month", "maart 2026")), _date(None)
    ('2026-03', '')
    """
    if when is None:
        return ""
    if when.precision == "season":
        return f"{when.date[:7]} (seizoen)"
    return {"year": when.date[:4], "month": when.date[:7]}.get(when.precision, when.date)


def _id(node: Node | None) -> str | None:
    return node.id if node else None


def _parents(triple: _Triple) -> tuple[str | None, str | None, str | None]:
    was, now, here = (node.parent if node else None for node in (triple.base, triple.fresh, triple.ours))
    return was, now, here


def _same(one: str, other: str) -> bool:
    return one == other or "".join(one.split()) == "".join(other.split())


def _state(texts: Three) -> State | None:
    """Who changed it; None when the document and the plan say the same."""
    base, fresh, ours = texts
    if _same(fresh, ours):
        return None
    if _same(base, fresh):
        return "ours"
    return "document" if _same(base, ours) else "both"


def _three(texts: Iterable[str]) -> Three:
    base, fresh, ours = texts
    return base, fresh, ours


def _texts(texts: Three) -> dict[str, Any]:
    return dict(zip(("base_text", "fresh_text", "our_text"), texts, strict=True))
