"""Roll-ups on DuckDB beside the same said in plain Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import small_region as region
from analytics.reference import lies_in, totals
from streekwerk.analytics.engines import DuckEngine, Question
from streekwerk.analytics.facts import Fact
from streekwerk.analytics.periods import Periods, as_then, restated
from streekwerk.analytics.places import Part, flattened, heirs
from streekwerk.analytics.publications import Published, publish
from streekwerk.analytics.questions import NeverAdds, answer, by_whole, check_adds, of_place, of_region

SPAN = {"first": region.FIRST, "last": region.LAST}
FLAT = flattened(region.PARTS)
ALL = {"networks": [1], "schemes": sorted(region.SCHEMES)}


@pytest.fixture(scope="module")
def engine(shelf: Path) -> Iterator[DuckEngine]:
    found = DuckEngine(memory="512MB", threads=1, shelf=shelf)
    yield found
    found.close()


def quarters(published: Published, months: int = 3) -> Periods:
    return as_then(region.FIRST, region.LAST, months=months, changes=published.changes)


@settings(max_examples=9, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10_000), share=st.sampled_from([0.05, 0.7, 1.0]), months=st.sampled_from([1, 3, 12])
)
def test_every_whole_as_plain_python_says_it(
    engine: DuckEngine, tmp_path: Path, seed: int, share: float, months: int
) -> None:
    facts = region.figures(seed, share)
    published = publish([facts], tmp_path, parts=region.PARTS)
    rows = answer(engine, by_whole(published, quarters(published, months), **ALL))
    assert sorted(rows) == sorted(totals(facts, FLAT, **SPAN, months=months, schemes=region.SCHEMES))


def test_restated_to_a_day(engine: DuckEngine, tmp_path: Path) -> None:
    facts, day = region.figures(3), date(2025, 6, 1)
    lines = heirs(region.SUCCESSIONS, on=day)
    published = publish([facts], tmp_path, parts=region.PARTS)
    periods = restated(region.FIRST, region.LAST, months=12, on=day)
    rows = answer(engine, by_whole(published, periods, **ALL, heirs=lines))
    said = totals(facts, FLAT, **SPAN, months=12, schemes=region.SCHEMES, on=day, heirs=lines)
    assert sorted(rows) == sorted(said)
    [before] = [t for t in rows if (t.whole_id, t.indicator_id, t.shown) == (53, 3, region.FIRST)]
    assert (before.places_with_figure, before.places) == (1, 1), (
        "the merged place, in a year before it was one"
    )


def test_a_region_and_the_zones_in_it(engine: DuckEngine, tmp_path: Path) -> None:
    facts = region.figures(5)
    # Zone 54 lies partly outside the region.
    parts = [*region.PARTS, Part(54, 3, "zone"), Part(54, 30, "zone")]
    facts.append(Fact(1, 1, 10, "sum", None, 30, region.FIRST, 1, Decimal(1_000_000), None, None, "final"))
    published = publish([facts], tmp_path, parts=parts)
    rows = answer(engine, of_region(published, quarters(published, 12), 90, **ALL, indicators=[1, 3]))
    inside = [part for part in flattened(parts) if part.whole_id == 90]

    def kept(whole: int, place: int, day: date) -> bool:
        return any(part.part_id == place and lies_in(part, day) for part in inside)

    asked = [fact for fact in facts if fact.indicator_id in (1, 3)]
    assert sorted(rows) == sorted(
        totals(asked, flattened(parts), **SPAN, months=12, schemes=region.SCHEMES, kept=kept)
    )


def test_a_place_beside_its_zone_and_region(engine: DuckEngine, tmp_path: Path) -> None:
    facts = region.figures(7)
    published = publish([facts], tmp_path, parts=region.PARTS)
    rows = answer(engine, of_place(published, quarters(published, 12), 4, **ALL, indicators=[1, 2]))
    around = [part for part in FLAT if part.part_id == 4]

    def kept(whole: int, place: int, day: date) -> bool:
        return whole == 4 or any(part.whole_id == whole and lies_in(part, day) for part in around)

    asked = [fact for fact in facts if fact.indicator_id in (1, 2)]
    # In plain Python the place is one more whole, of a scheme of its own.
    said = totals(
        asked, [*FLAT, Part(4, 4, "self")], **SPAN, months=12, schemes=region.SCHEMES | {"self"}, kept=kept
    )
    assert sorted(rows) == sorted(said)
    assert {row.whole_id for row in rows} == {4, 51, 52, 61, 90}


def test_a_municipality_counts_once_in_a_region_of_zones_that_overlap(
    engine: DuckEngine, tmp_path: Path
) -> None:
    parts = [Part(51, 1, "zone"), Part(61, 1, "police"), Part(90, 51, "region"), Part(90, 61, "region")]
    fact = Fact(1, 7, 70, "sum", None, 1, region.FIRST, 1, Decimal("2.5"), None, None, "final")
    published = publish([[fact]], tmp_path, parts=parts)
    rows = answer(engine, by_whole(published, quarters(published), **ALL))
    assert {row.whole_id: (row.total, row.places) for row in rows} == dict.fromkeys(
        [51, 61, 90], (Decimal("2.5"), 1)
    )


def test_hidden_figures_lower_the_coverage(engine: DuckEngine, tmp_path: Path) -> None:
    facts = [
        Fact(1, 7, 70, "sum", None, 1, region.FIRST, 1, Decimal(0), None, None, "final"),
        Fact(1, 7, 70, "sum", None, 2, region.FIRST, 1, None, None, None, "suppressed"),
        Fact(1, 7, 70, "sum", None, 3, region.FIRST, 1, None, None, None, "not_applicable"),
    ]
    published = publish([facts], tmp_path, parts=[Part(51, place, "zone") for place in (1, 2, 3, 4)])
    [row] = answer(engine, by_whole(published, quarters(published), **ALL))
    assert (row.total, row.places_with_figure, row.places, row.coverage) == (0, 1, 4, 0.25)


def test_a_figure_of_any_number_of_months_counts_in_the_period_that_holds_it(
    engine: DuckEngine, tmp_path: Path
) -> None:
    spans = {(3, 5): 1, (9, 4): 10, (10, 4): 100, (1, 24): 1000}
    facts = [
        Fact(1, 7, 70, "sum", None, 1, date(2024, month, 1), months, Decimal(value), None, None, "final")
        for (month, months), value in spans.items()
    ]
    published = publish([facts], tmp_path, parts=[Part(51, 1, "zone")])
    [row] = answer(engine, by_whole(published, quarters(published, 12), **ALL))
    assert row.total == 11, "not of the winter that ends in the next year, nor of two years"


@pytest.mark.parametrize("narrow", [of_region, of_place])
def test_what_is_asked_of_few_places_is_read_once(
    engine: DuckEngine, tmp_path: Path, narrow: Callable[..., Question]
) -> None:
    published = publish([region.figures(1)], tmp_path, parts=region.PARTS)
    asked = narrow(published, quarters(published), 4, **ALL, indicators=[1])
    assert engine.sql(asked).count('FROM "facts"') == 1


def test_what_never_adds_up_has_no_total_and_is_refused() -> None:
    with pytest.raises(NeverAdds, match="medianen"):
        check_adds({1: "sum", 4: "none"}, [1, 4])
    check_adds({1: "sum", 4: "none"}, [1])


def test_other_networks_stay_out(engine: DuckEngine, tmp_path: Path) -> None:
    facts = [
        Fact(network, 7, 70, "sum", None, 1, region.FIRST, 1, Decimal(network), None, None, "final")
        for network in (1, 2)
    ]
    published = publish([facts], tmp_path, parts=[Part(51, 1, "zone")])
    asked = {"schemes": ["zone"]}
    assert [
        t.total for t in answer(engine, by_whole(published, quarters(published), networks=[2], **asked))
    ] == [2]
    assert [
        t.total for t in answer(engine, by_whole(published, quarters(published), networks=[1, 2], **asked))
    ] == [3]
    assert answer(engine, by_whole(published, quarters(published), networks=[], **asked)) == []


def test_an_answer_too_large_to_hold_is_written(engine: DuckEngine, tmp_path: Path) -> None:
    published = publish([region.figures(1)], tmp_path, parts=region.PARTS)
    question = by_whole(published, quarters(published), **ALL)
    engine.write(question, tmp_path / "totals.parquet")
    with duckdb.connect() as reader:
        written = reader.execute(f"SELECT * FROM '{tmp_path / 'totals.parquet'}'").fetchall()
    assert sorted(written) == sorted(answer(engine, question))


def test_the_shelf_spares_another_process_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published = publish([region.figures(1)], tmp_path / "facts", parts=region.PARTS)
    question = by_whole(published, quarters(published), **ALL)
    first = DuckEngine(memory="512MB", shelf=tmp_path / "shelf")
    second = DuckEngine(memory="512MB", shelf=tmp_path / "shelf")
    sql = first.sql(question)
    monkeypatch.setattr(
        "streekwerk.analytics.engines.compiled", lambda question: pytest.fail("worked out again")
    )
    assert second.sql(question) == first.sql(question) == sql
