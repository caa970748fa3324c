"""A reading on the screen: the outline with its counts, the tray, the questions and the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from streekwerk.reading.models import LEVELS, LevelName, Node, Reading, Span, Unplaced

_LEVEL_NAMES: dict[LevelName, tuple[str, str]] = {
    "pillar": ("pijler", "pijlers"),
    "domain": ("domein", "domeinen"),
    "goal": ("doelstelling", "doelstellingen"),
    "strategic_objective": ("strategische doelstelling", "strategische doelstellingen"),
    "operational_objective": ("operationele doelstelling", "operationele doelstellingen"),
    "action_plan": ("actieplan", "actieplannen"),
    "action": ("actie", "acties"),
    "project": ("project", "projecten"),
    "statement": ("tekstdeel", "tekstdelen"),
    "funding": ("financieringsregel", "financieringsregels"),
}
_SEVERITIES = {"error": ("fout", "red"), "warning": ("let op", "yellow"), "note": ("nota", "blue")}
_LONGEST = 90


def show(reading: Reading, console: Console | None = None) -> None:
    """Print the reading for a person."""
    console = console or Console()
    console.print()
    console.print(f"[bold]{escape(reading.title or str(reading.source.get('name', 'Zonder titel')))}[/bold]")
    console.print(_about(reading), style="dim")
    console.print()
    if reading.nodes:
        console.print(_outline(reading))
        console.print()
    console.print(_counts(reading))
    for table in (_tray(reading.unplaced), _questions(reading), _findings(reading)):
        if table:
            console.print()
            console.print(table)
    console.print()


def _about(reading: Reading) -> str:
    parts = [reading.organisation or ""]
    if reading.period:
        parts.append(f"{_day(reading.period[0])} tot {_day(reading.period[1])}")
    parts.append(f"{reading.source.get('name')}, {reading.source.get('lines')} regels")
    parts.append(f"gelezen als {reading.dialect}")
    return " · ".join(escape(part) for part in parts if part)


def _outline(reading: Reading) -> Tree:
    tree = Tree("[bold]Opbouw[/bold]", guide_style="dim")
    branches: dict[str, Tree] = {}
    indicators = Counter(item.node for item in reading.indicators)
    milestones = Counter(item.node for item in reading.milestones)
    for node in reading.nodes:
        above = branches.get(node.parent or "", tree)
        branches[node.id] = above.add(_branch(node, indicators[node.id], milestones[node.id]))
    return tree


def _branch(node: Node, indicators: int, milestones: int) -> str:
    called = node.code or node.level_label
    name = f"[cyan]{escape(called)}[/cyan] " if called else ""
    counts = [
        _number(len(node.fields), "veld", "velden"),
        _number(indicators, "indicator", "indicatoren"),
        _number(milestones, "mijlpaal", "mijlpalen"),
    ]
    dates = " → ".join(dict.fromkeys(when.words for when in (node.start, node.end) if when))
    facts = ", ".join(part for part in (*counts, escape(dates)) if part)
    small = " · ".join(part for part in (facts, _lines(node.spans)) if part)
    return f"{name}{escape(_short(node.title or '(zonder titel)'))} [dim]{small}[/dim]"


def _counts(reading: Reading) -> str:
    levels = Counter(node.level for node in reading.nodes)
    parts = [_number(levels[level], *_LEVEL_NAMES[level]) for level in LEVELS]
    parts += [
        _number(len(reading.indicators), "indicator", "indicatoren"),
        _number(len(reading.milestones), "mijlpaal", "mijlpalen"),
        _number(len(reading.decisions), "beslissing", "beslissingen"),
        _number(len(reading.figures), "cijfer", "cijfers"),
        _number(len(reading.repairs), "hersteld woord", "herstelde woorden"),
    ]
    return "Gelezen: " + (", ".join(part for part in parts if part) or "niets")


def _tray(items: Sequence[Unplaced]) -> Table | None:
    if not items:
        return None
    table = Table(title=f"Te plaatsen ({len(items)})", title_justify="left", title_style="bold")
    table.add_column("Regels", justify="right", no_wrap=True)
    table.add_column("Tekst")
    table.add_column("Voorstel")
    table.add_column("Waarom")
    for item in items:
        table.add_row(
            _lines(item.spans), escape(_short(item.text)), escape(item.proposal or "–"), escape(item.why)
        )
    return table


def _questions(reading: Reading) -> Table | None:
    if not reading.questions:
        return None
    table = Table(
        title=f"Te beantwoorden ({len(reading.questions)})", title_justify="left", title_style="bold"
    )
    table.add_column("Regels", justify="right", no_wrap=True)
    table.add_column("Vraag")
    for question in reading.questions:
        table.add_row(_lines(question.spans), escape(question.text))
    return table


def _findings(reading: Reading) -> Table | None:
    if not reading.findings:
        return None
    table = Table(
        title=f"Bijsluiter: {_number(len(reading.findings), 'bevinding', 'bevindingen')}",
        title_justify="left",
        title_style="bold",
    )
    table.add_column("Regels", justify="right", no_wrap=True)
    table.add_column("Ernst")
    table.add_column("Bevinding")
    for finding in reading.findings:
        name, colour = _SEVERITIES[finding.severity]
        table.add_row(_lines(finding.spans), f"[{colour}]{name}[/{colour}]", escape(finding.message))
    return table


def _lines(spans: Sequence[Span]) -> str:
    shown = [str(a) if a == b else f"{a}-{b}" for a, b in spans[:2]]
    return "r. " + ", ".join(shown) + (" …" if len(spans) > 2 else "") if spans else ""


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}" if count else ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{int(day)}/{int(month)}/{year}"
