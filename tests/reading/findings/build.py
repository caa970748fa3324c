"""Small invented plans for the tests of the findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from streekwerk.reading.models import Decision, Indicator, LevelName, Milestone, Node, Reading, Unplaced, When


@dataclass(frozen=True)
class Examples:
    """Plans in which a rule must speak, with words of its message, and plans where it must be silent."""

    true: tuple[tuple[Reading, str], ...]
    false: tuple[Reading, ...]


def plan(*nodes: Node, **parts: Any) -> Reading:
    return Reading({}, nodes=list(nodes), **parts)


def said(text: str) -> Reading:
    """A plan with one chapter that says this."""
    return plan(node("s1", "Inleiding", level="statement", text=text))


def node(
    name: str,
    title: str,
    parent: str | None = None,
    *,
    level: LevelName = "action",
    label: str | None = "Actie",
    start: When | None = None,
    end: When | None = None,
    fields: dict[str, str] | None = None,
    **more: Any,
) -> Node:
    return Node(
        name,
        parent,
        level,
        title,
        level_label=None if level == "statement" else label,
        start=start,
        end=end,
        fields=fields or {},
        **more,
    )


def goal(name: str, title: str, **more: Any) -> Node:
    return node(name, title, level="goal", label="Doelstelling", **more)


def day(iso: str) -> When:
    return When(iso, "day", "/".join(reversed(iso.split("-"))))


def milestone(name: str, text: str, when: When) -> Milestone:
    return Milestone(name, text, when)


def indicators(name: str, *texts: str, labels: str = "") -> list[Indicator]:
    """Indicators of a node; labels as "1) 2) 4)"."""
    printed = labels.split() or [None] * len(texts)
    return [
        Indicator(f"{name}-{at}", name, text, label)
        for at, (text, label) in enumerate(zip(texts, printed, strict=True))
    ]


def decision(iso: str, text: str = "Bespreking") -> Decision:
    return Decision(iso, "day", ["Bestuur"], text, day(iso).words)


def tray(text: str, proposal: str | None) -> Unplaced:
    return Unplaced(text, proposal, "staat onder een andere kop")


PERIOD = ("2026-01-01", "2031-12-31")


def action(*, title: str = "Buurthuis openen", **more: object) -> Reading:
    """A plan with one action that runs through 2026."""
    dates = {"start": day("2026-01-01"), "end": day("2026-12-31")}
    return plan(node("a1", title, code="Actie 1", **{**dates, **more}))  # type: ignore[arg-type]


def sheets(count: int = 3, **more: object) -> list[Node]:
    """Complete numbered sheets."""
    return [
        node(
            f"a{n}",
            f"Fiche over onderwerp {n}",
            code=f"Actie {n}",
            end=day("2027-06-30"),
            fields={"Trekker": "team zorg", "Indicator": "verslag", "Wat": f"We doen zaak {n}"},
            **more,  # type: ignore[arg-type]
        )
        for n in range(1, count + 1)
    ]


def changed(at: int, count: int = 4, **more: object) -> Reading:
    """Complete sheets of which one is changed."""
    nodes = sheets(count)
    for key, value in more.items():
        setattr(nodes[at], key, value)
    return plan(*nodes)


def linked(forth: list[str], back: list[str]) -> Reading:
    nodes = sheets(2)
    nodes[0].links, nodes[1].links = forth, back
    return plan(*nodes)
