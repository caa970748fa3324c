"""What has no place yet, each with what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from streekwerk.intake.pages.desk import Desk
from streekwerk.intake.rules.asking import said

LONGEST = 400


@dataclass(frozen=True)
class TrayBlock:
    """One block of lines without a place."""

    text: str
    lines: str
    """As a form sends them; empty when it stands on no line."""
    where: str
    why: str
    proposal: str
    """The id of the node that is proposed, or nothing."""
    proposal_name: str
    read_url: str
    place_url: str
    aside_url: str


@dataclass(frozen=True)
class Double:
    """Two nodes that are likely one."""

    node: str
    into: str
    why: str
    url: str


def tray_of(desk: Desk) -> list[TrayBlock]:
    """The blocks of the tray, in the order of the document."""
    found = []
    for item in desk.tray:
        node = desk.nodes.get(item.proposal or "")
        spans = tuple(item.spans)
        place = desk.look.query(node=node.id if node else "", lines=spans, to="", start=0)
        found.append(
            TrayBlock(
                text=item.text if len(item.text) <= LONGEST else f"{item.text[:LONGEST].rstrip()}…",
                lines=said(spans),
                where=_where(desk, item.spans),
                why=item.why,
                proposal=node.id if node else "",
                proposal_name=" ".join(f"{node.code or ''} {node.title}".split())[:90] if node else "",
                read_url=desk.look.query(lines=spans, node="", start=0, side="tekst"),
                place_url=place,
                aside_url=desk.look.query(lines=spans, to="aside", node="", start=0),
            )
        )
    return found


def doubles_of(desk: Desk) -> list[Double]:
    """The proposals to join two nodes."""
    return [
        Double(
            proposal.node,
            proposal.into,
            proposal.why,
            desk.look.query(node=proposal.node, lines=(), to="", start=0),
        )
        for proposal in desk.doubles
    ]


def _where(desk: Desk, spans: list[tuple[int, int]]) -> str:
    """Where it stands: "regels 12–14, p. 3"."""
    if not spans:
        return ""
    first, last = spans[0][0], spans[-1][1]
    lines = f"regel {first}" if first == last else f"regels {first}–{last}"
    _, where, page = (desk.lines[first - 1] + [None, None])[:3]
    place = where or (f"p. {page}" if page else "")
    return f"{lines}, {place}" if place else lines
