"""Proposed indicator cards on the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from streekwerk.indicators.rules.decision import MEASURE_WORDS
from streekwerk.indicators.rules.proposal import CardProposal
from streekwerk.indicators.rules.sentences import frequency_words, instrument_words, target_words


def show(proposals: Sequence[CardProposal], console: Console | None = None) -> None:
    """Print the proposals for a person: the sentence, what it asks and why; doubts in yellow; a count."""
    console = console or Console()
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for number, each in enumerate(proposals, start=1):
        table.add_row(str(number), f"[bold]{escape(each.text)}[/bold]")
        table.add_row("", _card(each))
        table.add_row("", f"[dim]{escape(each.why)}[/dim]")
        table.add_row("", "")
    console.print(table)
    counted = Counter(each.measure for each in proposals)
    said = ", ".join(f"{count} × {MEASURE_WORDS[measure]}" for measure, count in counted.most_common())
    console.print(f"{len(proposals)} {'zin' if len(proposals) == 1 else 'zinnen'}: {said}")


def _card(proposal: CardProposal) -> str:
    """The card in one line: “aantal · minstens 2 per jaar · tellen in een register”."""
    measure = MEASURE_WORDS[proposal.measure]
    if proposal.doubt:
        measure = f"[yellow]{measure}, of {MEASURE_WORDS[proposal.doubt]}?[/yellow]"
    target, rhythm = target_words(proposal.target), frequency_words(proposal.frequency)
    # A rhythm that is the target itself is said once.
    rhythm = "" if proposal.target and proposal.target.per and rhythm else rhythm
    parts = [
        measure,
        target,
        rhythm,
        f"per {escape(proposal.recipe.per_what)}" if proposal.recipe.per_what else "",
        instrument_words(proposal.instrument),
        "nulmeting nodig" if proposal.baseline_needed else "",
    ]
    return " · ".join(part for part in parts if part)
