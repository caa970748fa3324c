"""Publishing: all or nothing, batch by batch, and refused where a total would silently be wrong."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from analytics import small_region as region
from streekwerk.analytics import publications
from streekwerk.analytics.facts import Fact, FactRefused
from streekwerk.analytics.places import Part, PlaceInItself
from streekwerk.analytics.publications import NothingPublished, PublicationDamaged, publish, published

FACT = Fact(1, 7, 70, "sum", None, 1, date(2026, 1, 1), 1, Decimal(5), None, None, "final")
PARTS = [Part(51, 1, "zone")]


def stored(folder: Path) -> list[Fact]:
    found = published(folder)
    files = list(found.facts(range(10)).paths)
    with duckdb.connect() as reader:
        return [Fact(*row) for row in reader.execute("SELECT * FROM read_parquet(?)", [files]).fetchall()]


def test_what_comes_in_stands_in_the_files(tmp_path: Path) -> None:
    facts = [*region.figures(2), FACT._replace(network_id=2)]
    found = publish([facts[:10], facts[10:], []], tmp_path, parts=PARTS)
    assert sorted(stored(tmp_path), key=repr) == sorted(
        (
            f._replace(**{n: _four(getattr(f, n)) for n in ("value", "numerator", "denominator")})
            for f in facts
        ),
        key=repr,
    )
    assert found.rows == len(facts)
    assert {path.name for path in (tmp_path / found.manifest["digest"]).iterdir()} == {
        "network-1.parquet",
        "network-2.parquet",
        "parts.parquet",
    }
    found.check()


def _four(number: Decimal | None) -> Decimal | None:
    return None if number is None else number.quantize(Decimal("0.0001"))


def test_the_manifest_says_rows_and_checksum_of_each_file(tmp_path: Path) -> None:
    found = publish([[FACT, FACT._replace(party_id=3)]], tmp_path, parts=PARTS)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert [(file["name"], file["rows"]) for file in manifest["files"]] == [
        ("network-1.parquet", 2),
        ("parts.parquet", 1),
    ]
    for file in manifest["files"]:
        content = (tmp_path / manifest["digest"] / file["name"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
    assert found.made_at.tzinfo is not None


def test_an_indicator_lies_together(tmp_path: Path) -> None:
    publish([region.figures(2)], tmp_path, parts=PARTS)
    series = [(fact.addition, fact.indicator_id) for fact in stored(tmp_path)]
    assert series == sorted(series)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (FACT._replace(state="suppressed"), "verborgen"),
        (FACT._replace(state="not_applicable", value=None, numerator=Decimal(1)), "draagt toch een getal"),
        (FACT._replace(period_start=date(2026, 1, 2)), "hele maanden"),
        (FACT._replace(months=0), "hele maanden"),
        (FACT._replace(value=Decimal("0.00001")), "4 cijfers na de komma"),
        (FACT._replace(value=Decimal("NaN")), "4 cijfers na de komma"),
    ],
)
def test_a_fact_that_would_spoil_a_total_is_refused_and_the_last_publication_holds(
    tmp_path: Path, wrong: Fact, why: str
) -> None:
    publish([[FACT]], tmp_path, parts=PARTS)
    with pytest.raises(FactRefused, match=f"{why}.* Verbeter"):
        publish([[FACT._replace(place_id=2)], [wrong]], tmp_path, parts=PARTS)
    assert [fact.place_id for fact in stored(tmp_path)] == [1]
    assert not list(tmp_path.glob(".making-*"))


def test_a_circle_of_places_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlaceInItself, match="samenstelling"):
        publish([[FACT]], tmp_path, parts=[Part(1, 2, "zone"), Part(2, 1, "zone")])


def test_nothing_published_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NothingPublished, match="Publiceer"):
        published(tmp_path)


def test_a_damaged_file_is_found(tmp_path: Path) -> None:
    found = publish([[FACT]], tmp_path, parts=PARTS)
    [path] = found.facts([1]).paths
    Path(path).write_bytes(Path(path).read_bytes()[:-1])
    with pytest.raises(PublicationDamaged, match=r"network-1\.parquet"):
        found.check()


def test_batches_are_asked_for_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch is on disk before the next one is made, so memory does not grow with their number."""
    loaded: list[int] = []
    load = publications._load

    def spying(database: duckdb.DuckDBPyConnection, *rest: object) -> None:
        load(database, *rest)  # type: ignore[arg-type]
        loaded.append(1)

    monkeypatch.setattr(publications, "_load", spying)

    def batches() -> Iterator[list[Fact]]:
        for number in range(4):
            assert len(loaded) == number
            yield [FACT._replace(place_id=place) for place in range(100)]

    assert publish(batches(), tmp_path, parts=PARTS).rows == 400


def test_the_same_facts_again_are_the_same_publication(tmp_path: Path) -> None:
    first = publish([[FACT]], tmp_path, parts=PARTS)
    assert publish([[FACT]], tmp_path, parts=PARTS).manifest["digest"] == first.manifest["digest"]


def test_an_earlier_publication_stays_a_while_then_goes(tmp_path: Path) -> None:
    [old] = publish([[FACT]], tmp_path, parts=PARTS).facts([1]).paths
    publish([[FACT._replace(place_id=2)]], tmp_path, parts=PARTS)
    assert Path(old).is_file(), "somebody may be reading it"
    long_ago = os.stat(old).st_mtime - 2 * publications.KEPT_SECONDS
    os.utime(Path(old).parent, (long_ago, long_ago))
    publish([[FACT._replace(place_id=3)]], tmp_path, parts=PARTS)
    assert not Path(old).exists()


def test_a_reader_never_sees_half(tmp_path: Path) -> None:
    """Somebody reads on and on while others publish: every time one whole publication."""
    publish([[FACT._replace(indicator_id=1)] * 50], tmp_path, parts=PARTS)
    broken: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            facts = stored(tmp_path)
            if len(facts) != 50 or len({fact.indicator_id for fact in facts}) != 1:
                broken.append(facts)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(2, 8):
            publish([[FACT._replace(indicator_id=number)] * 50], tmp_path, parts=PARTS)
    finally:
        done.set()
        reader.join()
    assert broken == []
