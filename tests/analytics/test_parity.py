"""The same questions on DuckDB and on Spark give the same rows."""

from __future__ import annotations

import importlib.util
import math
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from analytics import small_region as region
from streekwerk.analytics.engines import DuckEngine, Question, SparkEngine
from streekwerk.analytics.periods import as_then, restated
from streekwerk.analytics.places import heirs
from streekwerk.analytics.publications import Published, publish
from streekwerk.analytics.questions import Total, answer, by_whole, of_place, of_region

pytestmark = pytest.mark.slow


def java_is_missing() -> bool:
    java = shutil.which("java")
    return (
        java is None or subprocess.run([java, "-version"], capture_output=True, check=False).returncode != 0
    )


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkEngine]:
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("pyspark is not installed: pip install streekwerk[spark]")
    if java_is_missing():
        pytest.skip("Spark needs Java (apt-get install default-jre-headless)")
    from pyspark.sql import SparkSession

    with warnings.catch_warnings():
        # Of its own start: sockets and files that the Java process takes over.
        warnings.simplefilter("ignore", ResourceWarning)
        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            # A few rows: making Java code for each step takes far longer than running the steps as they are.
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.log.level", "ERROR")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
            .getOrCreate()
        )
    yield SparkEngine(session)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        session.stop()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return publish([region.figures(11)], tmp_path_factory.mktemp("facts"), parts=region.PARTS)


@pytest.fixture(scope="module")
def duck(shelf: Path) -> Iterator[DuckEngine]:
    found = DuckEngine(memory="512MB", shelf=shelf)
    yield found
    found.close()


def questions(published: Published) -> dict[str, Question]:
    asked = {"networks": [1], "schemes": sorted(region.SCHEMES)}
    quarters = as_then(region.FIRST, region.LAST, months=3, changes=published.changes)
    years = as_then(region.FIRST, region.LAST, months=12, changes=published.changes)
    day = date(2025, 6, 1)
    today = restated(region.FIRST, region.LAST, months=12, on=day)
    return {
        "every quarter": by_whole(published, quarters, **asked),
        "restated": by_whole(published, today, **asked, heirs=heirs(region.SUCCESSIONS, on=day)),
        "region": of_region(published, years, 90, **asked, indicators=[1, 2, 3]),
        "place": of_place(published, years, 4, **asked, indicators=[1, 2, 3, 4]),
    }


def assert_same(ours: list[Total], theirs: list[Total]) -> None:
    """The same rows: sums exact, quotients to the last digits of a double."""
    assert ours, "a question without an answer proves nothing"
    assert [t._replace(value=None) for t in sorted(ours)] == [t._replace(value=None) for t in sorted(theirs)]
    for mine, other in zip(sorted(ours), sorted(theirs), strict=True):
        assert mine.value == other.value or math.isclose(mine.value or 0, other.value or 0, rel_tol=1e-14)


@pytest.mark.parametrize("name", ["every quarter", "restated", "region", "place"])
def test_both_engines_answer_alike(
    spark: SparkEngine, duck: DuckEngine, published: Published, name: str
) -> None:
    question = questions(published)[name]
    assert_same(answer(duck, question), answer(spark, question))


def test_both_engines_write_alike(
    spark: SparkEngine, duck: DuckEngine, published: Published, tmp_path: Path
) -> None:
    question = questions(published)["region"]
    spark.write(question, tmp_path / "spark")
    duck.write(question, tmp_path / "duck.parquet")
    with duckdb.connect() as reader:
        rows = [
            [Total(*row) for row in reader.execute(f"SELECT * FROM '{tmp_path / files}'").fetchall()]
            for files in ("duck.parquet", "spark/*.parquet")
        ]
    assert_same(*rows)


def test_a_network_without_facts(spark: SparkEngine, duck: DuckEngine, published: Published) -> None:
    years = as_then(region.FIRST, region.LAST, months=12)
    question = by_whole(published, years, networks=[7], schemes=["zone"])
    assert answer(duck, question) == answer(spark, question) == []
