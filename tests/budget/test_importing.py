"""The file of the accounting package: looked at, settled, taken in whole or not at all, and given back."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from accounting_files import HEAD, file_of, row
from people import Cast
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.budget.choices import Reported, Source
from streekwerk.budget.commands import importing
from streekwerk.budget.commands import lines as lines_of_people
from streekwerk.budget.commands.importing import ImportChanged, NotSettled, Stored
from streekwerk.budget.commands.lines import LineText
from streekwerk.budget.models import BudgetImport, BudgetLine
from streekwerk.budget.queries.exports import accounting_file
from streekwerk.budget.queries.imports import preview_of
from streekwerk.budget.rules.accounting import FileRefused, read_table
from streekwerk.plans.models import Node, Plan


def upload(people: Cast, plan: Plan, content: bytes, reported: Reported = Reported.ORIGINAL) -> BudgetImport:
    return importing.upload_file(
        plan=plan, name="boekhouding.csv", content=content, reported=reported, source=Source.REGULAR,
        by=people.an.actor,
    )  # fmt: skip


def store(people: Cast, file: BudgetImport) -> Stored:
    return importing.store(upload=file, base=preview_of(file).base, by=people.an.actor)


def take_in(people: Cast, plan: Plan, content: bytes, reported: Reported = Reported.ORIGINAL) -> Stored:
    return store(people, upload(people, plan, content, reported))


def amounts(column: str = "planned") -> list[tuple[str, int, str, Decimal | None]]:
    rows = BudgetLine.objects.filter(archived_at=None).order_by("node__position", "year", "direction", "pk")
    return [(line.node.code, line.year, line.direction, getattr(line, column)) for line in rows]


TWO = file_of(
    row(expense="1.000,50"),
    row(expense="250,00", account="6140000"),
    row("Actie 2", "Noodwoning delen", receipt="75,25"),
)


# ------------------------------------------------------------------ reading


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_every_encoding_of_accounting_packages(encoding: str) -> None:
    table = read_table(file_of(row(short="Eén huis à la carte", expense="1,00"), encoding=encoding))
    assert table.rows[0].action.short == "Eén huis à la carte"
    assert table.rows[0].expense == Decimal("1.00")


def test_cells_of_several_lines_and_the_line_on_which_each_row_begins() -> None:
    assert [each.number for each in read_table(TWO).rows] == [2, 11, 20]
    assert read_table(TWO).rows[0].goal.code == "Doel 1"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is leeg"),
        (file_of(), "geen enkele rij"),
        (file_of(row(expense="12.5.0")), "Regel 2, kolom “Uitgave”: “12.5.0” is geen bedrag"),
        (file_of(row(expense="1", year="26")), "Regel 2, kolom “Boekjaar”: “26” is geen jaar"),
        (
            file_of(row(expense="1", field="Wonen")),
            "kolom “Beleidsveld”: “Wonen” begint niet met vier cijfers",
        ),
        (file_of("a;b;c"), "Regel 2: 3 kolommen in plaats van 16"),
        (file_of(row(expense="1"), head="Naam;Bedrag"), "geen kolom “Boekjaar”"),
        (file_of(row(expense="1"), head=HEAD.replace("Ontvangst", "Uitgave")), "staat er twee keer"),
        (file_of('"open'), "Regel 2: een aanhalingsteken"),
        (b"PK\x03\x04\x00\x00", "geen kolom"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(content: bytes, said: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        read_table(content)
    assert any(said in problem for problem in refusal.value.problems)


def test_every_place_is_named_at_most_twenty() -> None:
    with pytest.raises(FileRefused) as refusal:
        read_table(file_of(*(row(expense="x", year="y") for _ in range(30))))
    assert len(refusal.value.problems) == 21
    assert refusal.value.problems[-1].startswith("En nog 40")


@examples(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(FileRefused):
        assert read_table(HEAD.encode() + b"\r\n" + content).rows


def test_totals_and_rows_without_amount_are_left_out_and_told() -> None:
    table = read_table(file_of(row(expense="1"), "Totaal" + ";" * 11 + "100,00;;;" + ";", row()))
    assert len(table.rows) == 1
    assert len(table.left_out) == 2


def test_a_zero_in_the_other_column_is_no_line(people: Cast, plan: Plan) -> None:
    take_in(people, plan, file_of(row(expense="10,00", receipt="0,00")))
    assert amounts() == [("Actie 1", 2026, "expense", Decimal("10.00"))]


# ------------------------------------------------------------------ taking in


def test_amounts_per_action_year_and_field_with_their_rows(people: Cast, plan: Plan) -> None:
    assert take_in(people, plan, TWO) == Stored(added=2, changed=0, gone=0)
    assert amounts() == [
        ("Actie 1", 2026, "expense", Decimal("1250.50")),
        ("Actie 2", 2026, "receipt", Decimal("75.25")),
    ]
    line = BudgetLine.objects.get(node__code="Actie 1")
    assert (line.source, line.policy_field, line.kind) == ("regular", "0930", "operating")
    assert [(part["row"], part["amount"]) for part in line.planned_rows] == [(2, "1000.50"), (11, "250.00")]
    assert Entry.objects.filter(verb="budget.line_added").count() == 2
    assert Entry.objects.get(verb="budget.imported").changes == {"nieuw": ["", "2"]}


def test_the_same_file_again_changes_nothing(people: Cast, plan: Plan) -> None:
    take_in(people, plan, TWO)
    before = list(BudgetLine.objects.values())
    logged = Entry.objects.count()
    assert take_in(people, plan, TWO).total == 0
    assert list(BudgetLine.objects.values()) == before
    assert Entry.objects.count() == logged


def test_a_corrected_file_succeeds_the_earlier_one(people: Cast, plan: Plan) -> None:
    take_in(people, plan, TWO)
    by_hand = LineText(2026, source="project", project="Fonds", planned=Decimal(7), policy_field="0900")
    action = Node.objects.select_related("plan").get(code="Actie 1")
    lines_of_people.add_line(node=action, given=by_hand, by=people.an.actor)
    corrected = file_of(row(expense="1.300,00"), row(expense="5,00", year=2027))
    assert take_in(people, plan, corrected) == Stored(added=1, changed=1, gone=1)
    assert amounts() == [
        ("Actie 1", 2026, "expense", Decimal("1300.00")),
        ("Actie 1", 2026, "expense", Decimal("7.00")),
        ("Actie 1", 2027, "expense", Decimal("5.00")),
    ]
    line = BudgetLine.objects.get(planned=Decimal(1300))
    assert line.planned_from == BudgetImport.objects.filter(stored_at__isnull=False).first()


def test_other_years_are_not_touched(people: Cast, plan: Plan) -> None:
    take_in(people, plan, file_of(row(expense="1"), row(expense="2", year=2027)))
    take_in(people, plan, file_of(row(expense="3", year=2027)))
    assert [each[3] for each in amounts()] == [Decimal(1), Decimal(3)]


def test_what_was_realised_stands_beside_what_was_planned(people: Cast, plan: Plan, action: Node) -> None:
    given = LineText(2026, source="project", project="Fonds", planned=Decimal(2000))
    lines_of_people.add_line(node=action, given=given, by=people.an.actor)
    take_in(people, plan, file_of(row(expense="1.900,00")), Reported.REALISED)
    [line] = BudgetLine.objects.all()
    assert (line.planned, line.realised, line.source) == (Decimal(2000), Decimal(1900), "project")
    assert (line.policy_field, line.planned_from) == ("0930", None)


def test_an_unknown_code_is_asked_never_guessed(people: Cast, plan: Plan, other: Node) -> None:
    file = upload(people, plan, file_of(row("A0402", "Noodwoningen delen", expense="5,00")))
    preview = preview_of(file)
    [target] = preview.targets
    assert [each.pk for each in preview.likely[target.key]] == [other.pk]
    with pytest.raises(NotSettled, match="1 bedrag"):
        store(people, file)
    assert not BudgetLine.objects.exists()
    importing.settle(upload=file, said={f"doel|{target.key}": other.pk}, by=people.an.actor)
    assert store(people, file).added == 1
    # The next file remembers, and shows it.
    again = upload(people, plan, file_of(row("A0402", "Noodwoningen delen", expense="6,00")))
    assert again.settled == {f"doel|{target.key}": other.pk}
    assert store(people, again).changed == 1


def test_what_is_left_out_stays_out(people: Cast, plan: Plan) -> None:
    file = upload(people, plan, file_of(row("X", "Iets anders", expense="5,00"), row(expense="1")))
    [target] = [each for each in preview_of(file).targets if each.code == "X"]
    importing.settle(upload=file, said={f"doel|{target.key}": 0}, by=people.an.actor)
    assert store(people, file).added == 1


def test_a_node_of_another_plan_cannot_be_chosen(people: Cast, plan: Plan) -> None:
    file = upload(people, plan, file_of(row("X", "Iets", expense="5,00")))
    [target] = preview_of(file).targets
    importing.settle(upload=file, said={f"doel|{target.key}": 999_999, "rommel": 1}, by=people.an.actor)
    assert file.settled == {}


def test_a_code_of_two_nodes_is_asked(people: Cast, plan: Plan) -> None:
    Node.objects.filter(plan=plan).update(code="Actie 1")
    assert preview_of(upload(people, plan, file_of(row(expense="1")))).compared.of("unplaced")


def test_two_lines_that_could_be_meant_are_asked(people: Cast, plan: Plan, action: Node) -> None:
    for source in ("regular", "project"):
        given = LineText(2026, source=source, project="F", planned=Decimal(50), policy_field="0930")
        made = lines_of_people.add_line(node=action, given=given, by=people.an.actor)
    assert not preview_of(upload(people, plan, file_of(row(expense="100,00")))).compared.changes_anything
    file = upload(people, plan, file_of(row(expense="120,00")))
    [change] = preview_of(file).compared.of("unclear")
    importing.settle(upload=file, said={f"lijn|{change.group.key}": made.pk}, by=people.an.actor)
    assert store(people, file).changed == 1
    made.refresh_from_db()
    assert made.planned == Decimal(120)


def test_what_changed_since_the_preview_stores_nothing(people: Cast, plan: Plan, action: Node) -> None:
    file = upload(people, plan, TWO)
    base = preview_of(file).base
    lines_of_people.add_line(node=action, given=LineText(2027), by=people.bo.actor)
    with pytest.raises(ImportChanged):
        importing.store(upload=file, base=base, by=people.an.actor)
    assert BudgetLine.objects.count() == 1


def test_a_failure_in_the_middle_leaves_nothing_half(
    people: Cast, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(people, plan, TWO)
    file = upload(
        people, plan, file_of(row(expense="1,00"), row("Actie 2", "Noodwoning delen", receipt="2,00"))
    )
    before, logged = list(BudgetLine.objects.values()), Entry.objects.count()
    done: list[Any] = []
    tell = importing._Storing._tell

    def fail(self: Any, *args: Any) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(tell(self, *args))

    monkeypatch.setattr(importing._Storing, "_tell", fail)
    with pytest.raises(KeyboardInterrupt):
        store(people, file)
    assert done
    assert list(BudgetLine.objects.values()) == before
    assert Entry.objects.count() == logged
    file.refresh_from_db()
    assert file.stored_at is None


@pytest.mark.parametrize("who", ["dirk", "gus", "cas"])
def test_others_may_not_take_in(people: Cast, plan: Plan, who: str) -> None:
    file = upload(people, plan, TWO)
    by = people[who].actor
    with pytest.raises(NotAllowed):
        importing.upload_file(
            plan=plan, name="x", content=TWO, reported=Reported.ORIGINAL, source=Source.REGULAR, by=by
        )
    with pytest.raises(NotAllowed):
        importing.settle(upload=file, said={}, by=by)
    with pytest.raises(NotAllowed):
        importing.store(upload=file, base="x", by=by)


# ------------------------------------------------------------------ giving back


@pytest.mark.parametrize("reported", [Reported.REVISION, Reported.REALISED])
def test_what_is_given_back_reads_in_unchanged(people: Cast, plan: Plan, reported: Reported) -> None:
    take_in(people, plan, TWO, reported)
    nameless = Node.objects.select_related("plan").get(code="Actie 2")
    Node.objects.filter(pk=nameless.pk).update(code="", title='=Een "puntkomma"; en\nregels')
    for given in (
        LineText(2027, kind="investment", planned=Decimal("-0.50"), realised=Decimal("1234567.89")),
        LineText(2027, kind="investment", source="project", planned=Decimal(4), realised=Decimal(4)),
        LineText(2028, kind="financing", direction="receipt", planned=Decimal(0), realised=Decimal(0)),
        LineText(2028),
    ):
        lines_of_people.add_line(node=nameless, given=given, by=people.an.actor)
    content = accounting_file(people.an.actor, plan, reported.column)
    assert content.startswith(b"\xef\xbb\xbfBestuur;NIS-code;Rapportjaar;Boekjaar;")
    before = list(BudgetLine.objects.values())
    file = upload(people, plan, content, reported)
    assert preview_of(file).settled
    assert store(people, file).total == 0
    assert list(BudgetLine.objects.values()) == before
