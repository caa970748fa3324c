"""Where the lines of a budget and the sheets contradict each other, or each other's lines do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from streekwerk.budget.rules.facts import LineFacts
from streekwerk.budget.rules.money import euros
from streekwerk.budget.rules.sheet_words import about_money, named_amounts, says_none
from streekwerk.reading.findings import Found, Outline, Rule
from streekwerk.reading.findings.wording import quoted
from streekwerk.reading.models import Node

SOURCES = {"regular": "reguliere middelen", "project": "projectmiddelen", "undecided": "nog te bepalen"}


def _elsewhere(_: Outline) -> Iterable[Found]:
    return ()


NONE_BUT = Rule(
    "budget.none", "Tegenspraak", "Fiche zegt geen middelen, budget wel",
    "Wie de fiche leest, rekent op niets; wie het budget leest, rekent op geld.",
    "Kies: pas de fiche aan, of haal de budgetlijn weg.",
    "error", _elsewhere, "plan",
)  # fmt: skip
UNPLANNED = Rule(
    "budget.realised_unplanned", "Tegenspraak", "Gerealiseerd zonder dat het gepland was",
    "Een verschil met de planning is pas te lezen als er een planning is.",
    "Vul in wat gepland was, of hang het bedrag bij de juiste actie.",
    "warning", _elsewhere, "plan",
)  # fmt: skip
UNNAMED = Rule(
    "budget.project_unnamed", "Ontbrekend", "Projectmiddelen zonder project",
    "Zonder naam weet niemand welke beslissing of subsidie erachter zit.",
    "Vul in welk project betaalt.",
    "warning", _elsewhere, "plan",
)  # fmt: skip
CLIFF = Rule(
    "budget.cliff", "Planning", "Project is voorbij voor het jaar van de lijn",
    "Het geld stopt en de actie loopt door: dan valt er een gat.",
    "Kies een andere herkomst voor dat jaar, of verbeter het einde van het project.",
    "warning", _elsewhere, "plan",
)  # fmt: skip
OUTSIDE = Rule(
    "budget.outside", "Planning", "Budgetlijn buiten de periode van het plan",
    "Ze telt mee in een jaar waarvoor dit plan niets belooft.",
    "Verbeter het jaar, of haal de lijn weg.",
    "warning", _elsewhere, "plan",
)  # fmt: skip
NO_FIELD = Rule(
    "budget.no_policy_field", "Ontbrekend", "Budgetlijn zonder beleidsveld",
    "De rest van dit plan heeft beleidsvelden; zonder beleidsveld past de lijn niet in de boekhouding.",
    "Vul het beleidsveld in.",
    "note", _elsewhere, "plan",
)  # fmt: skip
UNDECIDED = Rule(
    "budget.undecided", "Ontbrekend", "Herkomst nog te bepalen in het lopende jaar",
    "Het jaar is bezig en niemand weet wie betaalt.",
    "Beslis over de herkomst, of schuif de lijn naar een later jaar.",
    "warning", _elsewhere, "plan",
)  # fmt: skip
UNHELD = Rule(
    "budget.amount_unheld", "Tegenspraak", "Fiche noemt een bedrag dat in geen budgetlijn staat",
    "Fiche en budget zeggen dan iets anders over hetzelfde geld.",
    "Neem het bedrag over in een budgetlijn, of pas de fiche aan.",
    "warning", _elsewhere, "plan",
)  # fmt: skip

RULES = (NONE_BUT, UNHELD, UNPLANNED, UNNAMED, CLIFF, OUTSIDE, NO_FIELD, UNDECIDED)
"""Every rule about money, in the order in which people read about them."""


@dataclass(frozen=True, slots=True)
class BudgetFacts:
    """What the rules look at."""

    lines: Sequence[LineFacts]
    nodes: Mapping[int, Node]
    """The nodes of these lines as the reading shows them, by their number."""
    period: tuple[int, int] | None
    """First and last year of the plan."""
    year: int
    """The current year."""


def contradictions(facts: BudgetFacts) -> Iterator[tuple[Rule, Found]]:
    """Everything these rules find, node by node in the order of the lines."""
    by_node: dict[int, list[LineFacts]] = defaultdict(list)
    for line in facts.lines:
        by_node[line.node].append(line)
    uses_fields = any(line.policy_field for line in facts.lines)
    for pk, lines in by_node.items():
        node = facts.nodes.get(pk)
        if node is not None:
            yield from _of_sheet(node, lines)
            yield from _of_lines(node, lines)
            yield from _of_years(node, lines, facts)
            if uses_fields:
                yield from _fieldless(node, lines)


def _of_sheet(node: Node, lines: list[LineFacts]) -> Iterator[tuple[Rule, Found]]:
    said = [(label, text) for label, text in node.fields.items() if about_money(label)]
    if not said:
        return
    promised, held = [line for line in lines if _promises(line)], _held(lines)
    for label, text in said:
        none = says_none(text)
        if none and promised:
            what = f"Veld {quoted(label)} zegt {quoted(none)}, maar het budget heeft {_said(promised)}."
            yield NONE_BUT, Found(what, node, (text,), data={"label": label, "says": none})
        for amount in named_amounts(text):
            if not amount.per and not amount.ambiguous and amount.value not in held:
                what = f"Veld {quoted(label)} noemt {quoted(amount.words)}; geen budgetlijn heeft dat bedrag."
                yield UNHELD, Found(what, node, (amount.words,), data={"label": label})


def _promises(line: LineFacts) -> bool:
    """Whether a line says that there is money; one that is still to be decided and has no amount does not."""
    if line.direction != "expense":
        return False
    return bool(line.planned) or bool(line.realised) or (line.planned is None and line.source != "undecided")


def _held(lines: list[LineFacts]) -> set[Decimal]:
    """Every amount the lines hold: of one line, of a year together, and of all years together."""
    found: set[Decimal] = set()
    years: dict[int, Decimal] = defaultdict(Decimal)
    for line in lines:
        for amount in (line.planned, line.realised):
            if amount is not None:
                found.add(amount)
        years[line.year] += line.planned or 0
    return found | set(years.values()) | {sum(years.values(), Decimal())}


def _said(lines: list[LineFacts]) -> str:
    parts = [
        f"{line.year}: {SOURCES[line.source]}{f', {euros(line.planned)}' if line.planned is not None else ''}"
        for line in lines[:3]
    ]
    rest = len(lines) - 3
    return "; ".join(parts) + (f" en nog {rest}" if rest > 0 else "")


def _of_lines(node: Node, lines: list[LineFacts]) -> Iterator[tuple[Rule, Found]]:
    unnamed = sorted({line.year for line in lines if line.source == "project" and not line.project.strip()})
    if unnamed:
        years = _years(unnamed)
        yield UNNAMED, Found(f"Voor {years} betaalt een project, maar niet gezegd is welk.", node, (years,))
    for line in lines:
        if line.project_until and line.year > line.project_until.year:
            what = (
                f"De lijn van {line.year} rekent op {quoted(line.project or 'een project')}, "
                f"dat eindigt op {_day(line.project_until)}."
            )
            yield CLIFF, Found(what, node, (str(line.year), line.project), data={"year": line.year})


def _of_years(node: Node, lines: list[LineFacts], facts: BudgetFacts) -> Iterator[tuple[Rule, Found]]:
    # An edit looks at thousands of lines, and nearly all of them were planned.
    for year, direction in dict.fromkeys(
        (line.year, line.direction) for line in lines if line.planned is None and line.realised
    ):
        found = [line for line in lines if (line.year, line.direction) == (year, direction)]
        realised = sum((line.realised or Decimal() for line in found), Decimal())
        if realised and all(line.planned is None for line in found):
            way = "uitgegeven" if direction == "expense" else "ontvangen"
            what = f"In {year} is {euros(realised)} {way}, en er was niets gepland."
            yield UNPLANNED, Found(what, node, (str(year), direction), data={"year": year})
    if facts.period:
        first, last = facts.period
        outside = sorted({line.year for line in lines if not first <= line.year <= last})
        if outside:
            years = _years(outside)
            yield (
                OUTSIDE,
                Found(f"Een budgetlijn van {years}; het plan loopt van {first} tot {last}.", node, (years,)),
            )
    open_now = [line for line in lines if line.source == "undecided" and line.year == facts.year]
    if open_now:
        amounts = [line.planned for line in open_now if line.planned is not None]
        said = f" ({euros(sum(amounts, Decimal()))})" if amounts else ""
        what = f"Voor {facts.year} is nog te bepalen wie betaalt{said}."
        yield UNDECIDED, Found(what, node, (str(facts.year),), data={"year": facts.year})


def _fieldless(node: Node, lines: list[LineFacts]) -> Iterator[tuple[Rule, Found]]:
    missing = sorted({line.year for line in lines if not line.policy_field})
    if missing:
        years = _years(missing)
        yield NO_FIELD, Found(f"De lijnen van {years} hebben geen beleidsveld.", node, (years,))


def _years(years: list[int]) -> str:
    """The years in words.

    >>> _years([2026, 2027, 2028]), _years([2026, 2028])
    ('2026–2028', '2026 en 2028')
    """
    if len(years) > 2 and years == list(range(years[0], years[-1] + 1)):
        return f"{years[0]}–{years[-1]}"
    return " en ".join(filter(None, [", ".join(map(str, years[:-1])), str(years[-1])]))


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
