"""What the preview of a file shows: per action and year what stood and what comes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from streekwerk.budget.choices import Direction, Kind, Reported, Source
from streekwerk.budget.models import BudgetImport
from streekwerk.budget.pages.lines import rows_said
from streekwerk.budget.queries.imports import LEFT_OUT, Preview
from streekwerk.budget.rules.accounting.comparing import Change, StoredLine
from streekwerk.budget.rules.accounting.matching import Candidate, Target, differs
from streekwerk.budget.rules.policy_fields import labelled, policy_fields
from streekwerk.budget.rules.words import short


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One amount."""

    year: int
    what: str
    before: str
    after: str
    rows: str
    new: bool


@dataclass(slots=True)
class ShownNode:
    """One part of the plan with what changes there."""

    name: str
    doubt: str
    changes: list[ShownChange] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person knows: where a target belongs."""

    key: str
    said: str
    rows: str
    likely: list[Candidate]
    chosen: int | None


@dataclass(frozen=True, slots=True)
class LineQuestion:
    """Of several lines, which one the amount of the file is about."""

    key: str
    said: str
    choices: list[tuple[int, str]]


class PreviewPage:
    """The preview in words."""

    def __init__(self, upload: BudgetImport, preview: Preview) -> None:
        self.upload, self.preview = upload, preview
        self.titles = {each.pk: each.title for each in preview.candidates}
        self.names = {each.pk: f"{each.code} {each.title}".strip() for each in preview.candidates}

    @property
    def column(self) -> str:
        """Which amounts the file fills."""
        return "gerealiseerd" if Reported(self.upload.reported) == Reported.REALISED else "gepland"

    @property
    def sentence(self) -> str:
        """What would happen, in one sentence."""
        compared = self.preview.compared
        parts = [
            f"{len(compared.of('new'))} nieuw",
            f"{len(compared.of('changed'))} gewijzigd",
            f"{len(compared.of('same'))} ongewijzigd",
        ]
        if compared.gone:
            parts.append(f"{len(compared.gone)} vervallen")
        if skipped := compared.of("skipped"):
            parts.append(f"{len(skipped)} niet ingelezen")
        if asked := compared.of("unplaced", "unclear"):
            parts.append(f"{len(asked)} te beantwoorden")
        return ", ".join(parts)

    @property
    def nodes(self) -> list[ShownNode]:
        """What changes, in the order of the plan."""
        by_node: dict[int, ShownNode] = {}
        for change in self.preview.compared.of("new", "changed"):
            assert change.node
            shown = by_node.setdefault(change.node, self._node(change))
            shown.changes.append(self._change(change))
        order = {each.pk: at for at, each in enumerate(self.preview.candidates)}
        return [by_node[pk] for pk in sorted(by_node, key=lambda pk: order.get(pk, 0))]

    @property
    def gone(self) -> list[tuple[str, str, str]]:
        """Amounts of an earlier file that this one does not hold: where, what, how much."""
        return [
            (self.names.get(line.node, ""), self._line(line), short(line.amount))
            for line in self.preview.compared.gone
            if line.amount is not None
        ]

    @property
    def questions(self) -> list[Question]:
        """Targets without a sure code; those that were answered keep their answer in view."""
        rows: dict[str, list[int]] = {}
        for change in self.preview.compared.changes:
            rows.setdefault(change.group.target.key, []).extend(part["row"] for part in change.group.rows)
        return [
            Question(
                f"doel|{target.key}",
                str(target),
                rows_said(sorted(rows.get(target.key, [0]))),
                self.preview.likely.get(target.key, []),
                self._chosen(target),
            )
            for target in self.preview.targets
            if target.key not in self.preview.by_code
        ]

    @property
    def open_questions(self) -> int:
        return sum(question.chosen is None for question in self.questions) + len(self.line_questions)

    @property
    def line_questions(self) -> list[LineQuestion]:
        return [
            LineQuestion(
                f"lijn|{change.group.key}",
                f"{self.names.get(change.node or 0, '')}, {change.group.year}: {short(change.group.amount)}",
                [(line.pk, self._line(line)) for line in change.lines],
            )
            for change in self.preview.compared.of("unclear")
        ]

    @property
    def unknown_fields(self) -> list[str]:
        """Policy fields of the file that our list does not know; they are taken in as they are."""
        return sorted({row.policy_field for row in self.preview.table.rows} - {"", *policy_fields()})

    @property
    def years(self) -> str:
        """The years of the file; what stands in other years stays as it is."""
        years = self.preview.compared.years
        return " en ".join(map(str, years)) if len(years) < 3 else f"{years[0]}–{years[-1]}"

    def _chosen(self, target: Target) -> int | None:
        said = self.upload.settled.get(f"doel|{target.key}")
        return said if said == LEFT_OUT or said in self.names else None

    def _node(self, change: Change) -> ShownNode:
        target = change.group.target
        sure = target.key in self.preview.by_code
        doubt = target.title if sure and differs(target, self.titles, change.node or 0) else ""
        return ShownNode(self.names.get(change.node or 0, ""), doubt)

    def _change(self, change: Change) -> ShownChange:
        group = change.group
        return ShownChange(
            group.year,
            _words(group.direction, group.kind, "", group.policy_field),
            "" if change.before is None else short(change.before),
            short(group.amount),
            rows_said([part["row"] for part in group.rows]),
            change.verdict == "new",
        )

    def _line(self, line: StoredLine) -> str:
        said = _words(line.direction, line.kind, line.source, line.policy_field)
        amount = "bedrag onbekend" if line.amount is None else short(line.amount)
        return f"{line.year}, {said}: {amount}"


def _words(direction: str, kind: str, source: str, policy_field: str) -> str:
    parts = [str(Direction(direction).label), str(Kind(kind).label)]
    parts += [str(Source(source).label)] if source else []
    parts += [labelled(policy_field)] if policy_field else []
    return ", ".join(parts)


def imports_said(imports: Iterable[BudgetImport]) -> list[tuple[BudgetImport, str]]:
    """The files that were taken in, with what they were.

    >>> imports_said([BudgetImport(name="x.csv", reported="realised")])[0][1]
    'gerealiseerd'
    """
    return [(each, str(Reported(each.reported).label)) for each in imports]
