"""Random readings and random steps, and the law that a review obeys: no line and no printed word gets lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st

from streekwerk.intake.rules.anchors import TEXT, anchors_of
from streekwerk.intake.rules.printed import find, lost_words, numbers_in, variants, words_on
from streekwerk.intake.rules.replay import apply
from streekwerk.intake.rules.steps import (
    Change,
    Describe,
    Dissolve,
    Merge,
    Move,
    Place,
    PlaceKind,
    Split,
    Step,
    StepRefused,
)
from streekwerk.reading.models import (
    LEVELS,
    Decision,
    Figure,
    Ignored,
    Indicator,
    Milestone,
    Node,
    Reading,
    Span,
    Unplaced,
    When,
)

WORDS = (
    "zorg", "wonen", "de", "buurt", "loket", "OCMW", "2026", "Ja", "mantelzorg", "hulp-", "verlening",
    "Actie 1:", "2.1", "•", "a)", "Trekker:", "Timing:", "Aantal", "één", "|",
)  # fmt: skip
LABELS = ("Trekker", "Timing", "Doel")
PLACES: tuple[PlaceKind, ...] = ("text", "field", "indicator", "node", "tray", "aside")

# All from a seed: drawn part by part, nearly every reading would have two nodes and every step the first one.
seeds = st.integers(0, 2**32 - 1)


def some_words(chance: Random) -> str:
    """A line of a document, now and then with columns."""
    return chance.choice(("  ", " ", " ")).join(chance.choices(WORDS, k=chance.randint(1, 6)))


texts = seeds.map(Random).map(some_words)
Reviewed = tuple[Reading, list[str]]


def random_reading(seed: int) -> Reviewed:
    """A reading of an invented document, in which every line has one place, and the lines."""
    chance = Random(seed)
    lines = ["" if chance.random() < 0.2 else some_words(chance) for _ in range(chance.randint(4, 30))]
    lines[0] = lines[0] or "Plan"
    found = Reading({}, title="Plan", period=("2026-01-01", "2028-12-31"))
    numbers = [number for number, text in enumerate(lines, start=1) if text.strip()]
    while numbers:
        size = chance.randint(1, 6)
        run, numbers = numbers[:size], numbers[size:]
        span = (run[0], run[-1])
        kind = chance.choice(("node", "node", "node", "again", "tray", "aside", "indicator", "fact"))
        kind = kind if found.nodes else "node"
        above = chance.choice([None, *found.nodes])
        if kind == "again" and above and len(run) > 1:
            above.spans.append(span)
            above.text = f"{above.text} {words_on(run, lines)}".strip()
        elif kind in ("node", "again"):
            _add_node(chance, found, lines, run, above)
        elif kind == "indicator" and above:
            _add_indicator(found, above, words_on(run, lines), span)
        elif kind == "fact":
            found.decisions.append(Decision("2026-01-01", "day", [], words_on(run, lines), spans=[span]))
        elif kind == "aside":
            found.ignored.append(Ignored("kop", (span,)))
        else:
            found.unplaced.append(Unplaced(words_on(run, lines), above.id if above else None, "los", [span]))
    for node in found.nodes:
        if chance.random() < 0.5:
            other = chance.choice(found.nodes)
            node.links = [] if other is node else [other.id]
    return found, lines


def readings() -> st.SearchStrategy[Reviewed]:
    return seeds.map(random_reading)


def _add_node(chance: Random, found: Reading, lines: list[str], run: list[int], above: Node | None) -> None:
    texts = [" ".join(lines[number - 1].split()) for number in run]
    head = chance.randint(1, 2)
    node = Node(
        f"n{len(found.nodes)}",
        above.id if above else None,
        chance.choice(LEVELS),
        " ".join(variants(text)[-1] if variants(text) else text for text in texts[:head]),
        spans=[(run[0], run[-1])],
    )
    for number, text in zip(run[head:], texts[head:], strict=False):
        where = chance.choice(("text", "field", "indicator", "unread"))
        if where == "text":
            node.text = f"{node.text}\n{text}".strip()
        elif where == "field":
            label = chance.choice(LABELS)
            value = text.removeprefix(f"{label}:").strip()
            node.fields[label] = f"{node.fields.get(label, '')} {value}".strip()
        elif where == "indicator":
            _add_indicator(found, node, text, (number, number))
            found.milestones.append(
                Milestone(node.id, text, When("2026-01-01", "year", "2026"), [(number, number)])
            )
            found.figures.append(Figure(text, 1.0, spans=[(number, number)]))
    if chance.random() < 0.5:
        node.start = When("2026-01-01", "year", "2026")
    found.nodes.append(node)


def _add_indicator(found: Reading, node: Node, text: str, span: Span) -> None:
    found.indicators.append(Indicator(f"i{len(found.indicators)}", node.id, text, spans=[span]))


Choice = tuple[int, int, int, int, int]


def random_choice(chance: Random) -> Choice:
    one, two, line = (chance.randrange(10_000) for _ in range(3))
    return chance.randrange(10), one, two, line, chance.randrange(7)


choices: st.SearchStrategy[Choice] = seeds.map(Random).map(random_choice)


def step_of(reading: Reading, lines: Sequence[str], choice: Choice) -> Step:
    """A step, mostly possible, sometimes not; the same for the same reading and choice."""
    kind, one, two, line, some = choice
    ids = [node.id for node in reading.nodes] or ["weg"]
    node, other = ids[one % len(ids)], ids[two % len(ids)]
    maybe = None if some == 0 else other
    first = 1 + line % len(lines)
    match kind:
        case 0:
            return Change(node, title=f"Titel {two}" if some else None, level=LEVELS[two % len(LEVELS)])
        case 1:
            below = [each.id for each in reading.nodes if each.parent == maybe and each.id != node]
            return Move(node, maybe, below[line % len(below)] if below and some % 2 else None)
        case 2:
            return Merge(node, other)
        case 3 | 4:
            own = [
                number
                for each in reading.nodes
                if each.id == node
                for number in numbers_in(each.spans, lines)
            ]
            return Split(node, own[line % len(own)] if own and some else first)
        case 5:
            return Dissolve(node)
        case 6:
            return Describe(title=f"Plan {two}", period=("2026-01-01", f"20{26 + some}-12-31"))
        case _:
            span = (first, min(len(lines), first + two % 4))
            to = PLACES[some % len(PLACES)]
            above = maybe if to == "node" else other
            return Place((span,), to, above, label=LABELS[one % 3], level="action", why="hoort er niet bij")


def done(reading: Reading, lines: Sequence[str], step: Step) -> Reading | None:
    """The reading after the step; None when it was refused, with a sentence."""
    try:
        return apply(reading, lines, step)
    except StepRefused as refusal:
        sentence = str(refusal)
    assert re.fullmatch(r"[A-Z“].{30,}(\.|…)", sentence), sentence
    return None


def claimants(reading: Reading, lines: Sequence[str]) -> Counter[int]:
    """How many parts have each line; indicators of one node count once, and not within a node."""
    claims: set[tuple[int, str]] = set()
    for node in reading.nodes:
        claims |= {(number, node.id) for number in numbers_in(node.spans, lines)}
    inside = {number for number, _ in claims}
    for kind, parts in (("tray", reading.unplaced), ("aside", reading.ignored)):
        for at, part in enumerate(parts):
            claims |= {(number, f"{kind}{at}") for number in numbers_in(part.spans, lines)}
    for kind, parts in (("decision", reading.decisions), ("figure", reading.figures)):
        for at, part in enumerate(parts):
            claims |= {
                (number, f"{kind}{at}") for number in numbers_in(part.spans, lines) if number not in inside
            }
    for item in (*reading.indicators, *reading.milestones):
        claims |= {
            (number, f"of {item.node}") for number in numbers_in(item.spans, lines) if number not in inside
        }
    return Counter(number for number, _ in claims)


def promised(reading: Reading, lines: Sequence[str]) -> dict[int, set[str]]:
    """Per line its words that the reading kept: found at their place in a title, a text, a field, an indicator."""
    kept: dict[int, set[str]] = {}

    def keep(number: int, *texts: str) -> None:
        text = lines[number - 1]
        words = set(re.findall(r"\w+", text)) - set(lost_words(text, texts))
        kept.setdefault(number, set()).update(words)

    for node in reading.nodes:
        anchors = anchors_of(node, lines)
        for number, (first, last) in anchors.title.items():
            keep(number, node.title[first:last])
        for number, pieces in anchors.sheet.items():
            for label, (first, last) in pieces:
                keep(number, label, (node.text if label == TEXT else node.fields[label])[first:last])
    for item in reading.indicators:
        for number in numbers_in(item.spans, lines):
            for each in variants(lines[number - 1], item.label):
                if find(each, item.text):
                    keep(number, each)
    for loose in reading.unplaced:
        for number in numbers_in(loose.spans, lines):
            keep(number, loose.text)
    return kept


def said(reading: Reading, lines: Sequence[str]) -> dict[int, list[str]]:
    """Per line all that its claimants say."""
    found: dict[int, list[str]] = {}
    of_node: dict[str | None, list[str]] = {}
    for item in (*reading.indicators, *reading.milestones):
        words = [item.text, (item.label or "") if isinstance(item, Indicator) else ""]
        of_node.setdefault(item.node, []).extend(words)
        for number in numbers_in(item.spans, lines):
            found.setdefault(number, []).extend(words)
    for node in reading.nodes:
        dates = [when.words for when in (node.start, node.end) if when]
        sheet = [word for pair in node.fields.items() for word in pair]
        words = [node.code or "", node.title, node.text, *sheet, *dates, *of_node.get(node.id, [])]
        for number in numbers_in(node.spans, lines):
            found.setdefault(number, []).extend(words)
    for part in (*reading.ignored, *reading.decisions, *reading.figures):
        for number in numbers_in(part.spans, lines):
            found.setdefault(number, []).append(lines[number - 1])
    return found


def hold(before: Reading, after: Reading, lines: Sequence[str], step: Step) -> None:
    """The law: lines have as many places as they had, words stay, the tree stays a tree.

    Raises:
        AssertionError: it is broken.
    """
    was, now = claimants(before, lines), claimants(after, lines)
    printed = {number for number, text in enumerate(lines, start=1) if text.strip()}
    assert set(now) == printed
    assert all(now[number] <= was[number] for number in printed), (step, now - was)
    a_tree(after)
    if isinstance(step, Change):
        return  # a person writes other words than the document: that is what the step is for
    tray = [loose.text for loose in after.unplaced]
    says = said(after, lines)
    for number, words in promised(before, lines).items():
        lost = lost_words(" ".join(words), says.get(number, []))
        lost = lost_words(" ".join(lost), tray) if lost else lost
        assert not lost, (step, number, lost)


def a_tree(reading: Reading) -> None:
    """Every parent is there, no node stands above itself, nothing points at what is gone."""
    parents = {node.id: node.parent for node in reading.nodes}
    assert len(parents) == len(reading.nodes)
    for name in parents:
        seen = [name]
        while (above := parents[seen[-1]]) is not None:
            assert above in parents
            assert above not in seen
            seen.append(above)
    for part in (*reading.indicators, *reading.milestones):
        assert part.node in parents
    for loose in reading.unplaced:
        assert loose.proposal is None or loose.proposal in parents
    assert all(link in parents and link != node.id for node in reading.nodes for link in node.links)
