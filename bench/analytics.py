"""Totals over places and periods at 2 and 20 million figures, beside the same done by hand.

Three questions: everything to zones and regions by quarter; forty indicators of one region by zone and year;
two hundred indicators of one place beside its zone and region. The peers are DuckDB's SQL written by hand on
the same files, pandas with the figures in memory, and PostgreSQL with an index. Their answers are compared
before any time is printed. Run it with: python bench/analytics.py (--full: also 20 million in PostgreSQL).

*core s* are seconds of processor cores (other work on the machine does not count), of the fastest of a few
runs that take turns; *clock s* are those a person waits; *peak* is the memory of a fresh process.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench")]

import duckdb
from analytics_peers import pandas_answer, raw
from analytics_postgres import Absent, postgres_answers
from analytics_workload import FIRST, FORTY, LAST, PLACE, REGION, TWO_HUNDRED, workload

from streekwerk.analytics.engines import DuckEngine, Question, quoted
from streekwerk.analytics.periods import as_then
from streekwerk.analytics.publications import Published
from streekwerk.analytics.questions import by_whole, of_place, of_region

QUESTIONS = ("roll-up", "dashboard", "profile")
MEMORY = "4GB"
ROUNDS = {"roll-up": 1, "dashboard": 5, "profile": 5}

Found = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="also 20 million in PostgreSQL")
    parser.add_argument("--small", action="store_true", help="2 million only")
    parser.add_argument("--measure", nargs=4, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        who, question, millions, answers = arguments.measure
        print(json.dumps(MEASURES[who](question, int(millions), Path(answers))))
        return
    ours: dict[tuple[str, int], Found] = {}
    with tempfile.TemporaryDirectory(prefix="streekwerk-bench-") as folder:
        for millions in (2,) if arguments.small else (2, 20):
            compare(millions, Path(folder), ours, postgres=millions == 2 or arguments.full)
    if not arguments.small:
        print("\nten times as many figures cost, in core seconds:")
        for question in QUESTIONS:
            print(f"  {question:12}{ours[question, 20]['core'] / ours[question, 2]['core']:6.1f} ×")


def compare(millions: int, folder: Path, ours: dict[tuple[str, int], Found], *, postgres: bool) -> None:
    began = time.perf_counter()
    published = workload(millions)
    size = sum(Path(path).stat().st_size for path in published.facts([1]).paths) / 1e6
    waited = time.perf_counter() - began
    print(f"\n{published.rows:,} figures, {size:.0f} MB of Parquet (there after {waited:.0f} s)", flush=True)
    others: dict[str, dict[str, Found]] = {question: {} for question in QUESTIONS}
    if postgres:
        try:
            for question, found in postgres_answers(published, folder).items():
                others[question]["PostgreSQL"] = found
        except Absent as why:
            print(why)
    print(f"{'':12}{'':26}{'core s':>8}{'clock s':>9}{'peak MB':>9}")
    for question in QUESTIONS:
        pair = measure("pair", question, millions, folder)
        for who in ("ours", "raw"):
            pair[who]["peak"] = measure(who, question, millions, folder)["peak"]
        mine = ours[question, millions] = pair["ours"]
        others[question] = {
            "DuckDB's SQL by hand": pair["raw"],
            "pandas, in memory": measure("pandas", question, millions, folder),
            **others[question],
        }
        for peer in others[question].values():
            check_same(mine["answer"], peer["answer"], question)
        print(f"{question:12}{line('Streekwerk', mine)}   first in a process: + {pair['compiling']:.1f} s")
        for name, peer in others[question].items():
            by = "core" if "core" in peer else "clock"
            times = mine[by] / peer[by]
            said = (
                f"Streekwerk takes {times:.2f} ×"
                if times > 0.1
                else f"Streekwerk is {1 / times:.0f} × faster"
            )
            print(f"{'':12}{line(name, peer)}   {said}")


def line(name: str, found: Found) -> str:
    core = f"{found['core']:8.2f}" if "core" in found else f"{'–':>8}"
    peak = f"{found['peak']:9.0f}" if "peak" in found else f"{'–':>9}"
    return f"{name:26}{core}{found['clock']:9.2f}{peak}"


def measure(who: str, question: str, millions: int, answers: Path) -> Found:
    """The answer of a fresh process that measures one thing."""
    command = [sys.executable, __file__, "--measure", who, question, str(millions), str(answers)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: Found = json.loads(answer.stdout)
    return found


def check_same(ours: str, theirs: str, question: str) -> None:
    """Stops when an answer differs: a fast wrong answer is no peer."""
    near = "abs(coalesce(o.{0}, -1) - coalesce(t.{0}, -1)) <= 1e-9 * greatest(1, abs(coalesce(o.{0}, 0)))"
    same = " AND ".join(
        near.format(column) for column in ("total", "denominator", "value", "places_with_figure", "places")
    )
    with duckdb.connect() as judge:
        judge.execute("SET memory_limit = '4GB'")
        [(rows, wrong)] = judge.execute(
            f"SELECT count(*), count(*) FILTER (WHERE NOT coalesce({same}, false)) "
            f"FROM {quoted(ours)} AS o FULL JOIN {quoted(theirs)} AS t "
            "USING (whole_id, indicator_id, definition_id, shown)"
        ).fetchall()
    if wrong or not rows:
        raise SystemExit(f"{question}: {wrong} of {rows} rows of {Path(theirs).name} are not the same")


# ------------------------------------------------------------------ in the measuring process


def ask(question: str, published: Published) -> Question:
    months = 3 if question == "roll-up" else 12
    periods = as_then(FIRST, LAST, months=months, changes=published.changes)
    if question == "roll-up":
        return by_whole(published, periods, networks=[1], schemes=["zone", "police", "region"])
    asked: Any = {"networks": [1], "schemes": ["zone", "region"]}
    if question == "dashboard":
        return of_region(published, periods, REGION, indicators=FORTY, **asked)
    return of_place(published, periods, PLACE, indicators=TWO_HUNDRED, **asked)


def timed(work: Callable[[], object], best: Found | None = None) -> Found:
    """Seconds of the clock and of cores; the least of this run and the best so far."""
    clock, core = time.perf_counter(), time.process_time()
    work()
    found = {"clock": time.perf_counter() - clock, "core": time.process_time() - core}
    return found if best is None else {key: min(found[key], best[key]) for key in found}


def ours(
    question: str, millions: int, answers: Path
) -> tuple[Callable[[], object], Callable[[], object], Path]:
    """To ask it, to write the answer down, and where."""
    published = workload(millions)
    engine = DuckEngine(memory=MEMORY, shelf=answers / "shelf")
    target = answers / f"ours-{question}-{millions}.parquet"

    def write() -> None:
        engine.write(ask(question, published), target)

    if question == "roll-up":
        return write, write, target
    return lambda: engine.rows(ask(question, published)), write, target


def by_hand(
    question: str, millions: int, answers: Path
) -> tuple[Callable[[], object], Callable[[], object], Path]:
    published = workload(millions)
    connection = duckdb.connect(
        config={"memory_limit": MEMORY, "preserve_insertion_order": False, "temp_directory": str(answers)}
    )
    for name, table in (("facts", published.facts([1])), ("parts", published.parts)):
        connection.execute(f"CREATE VIEW {name} AS FROM read_parquet({list(table.paths)})")
    sql = raw(question, "duckdb")
    target = answers / f"raw-{question}-{millions}.parquet"

    def write() -> None:
        connection.execute(f"COPY ({sql}) TO {quoted(str(target))} (FORMAT parquet, COMPRESSION zstd)")

    if question == "roll-up":
        return write, write, target
    return lambda: connection.execute(sql).fetchall(), write, target


def once(which: Callable[..., Any]) -> Callable[[str, int, Path], Found]:
    """One run in this fresh process, for its peak of memory."""

    def run(question: str, millions: int, answers: Path) -> Found:
        work, _, _ = which(question, millions, answers)
        work()
        return {"peak": peak()}

    return run


def pair(question: str, millions: int, answers: Path) -> Found:
    """Ours and the SQL by hand in turn, so that whatever else the machine does weighs on both."""
    published = workload(millions)
    began = time.process_time()
    DuckEngine(shelf=answers / "shelf").sql(ask(question, published))
    found: Found = {"compiling": time.process_time() - began}
    works = {"ours": ours(question, millions, answers), "raw": by_hand(question, millions, answers)}
    for work, write, _ in works.values():
        write()
        if work is not write:
            work()
    for _ in range(ROUNDS[question]):
        for who, (work, _, _) in works.items():
            found[who] = timed(work, found.get(who))
    for who, (_, _, target) in works.items():
        found[who]["answer"] = str(target)
    return found


def with_pandas(question: str, millions: int, answers: Path) -> Found:
    published = workload(millions)
    with duckdb.connect() as reader:
        facts = reader.execute(
            "SELECT indicator_id, definition_id, place_id, period_start, value::DOUBLE AS value, "
            "numerator::DOUBLE AS numerator, denominator::DOUBLE AS denominator, "
            "addition::ENUM('sum', 'weighted', 'latest', 'none') AS addition FROM read_parquet(?)",
            [list(published.facts([1]).paths)],
        ).df()
        parts = reader.execute("FROM read_parquet(?)", [list(published.parts.paths)]).df()
        found = timed(lambda: answers_of.append(pandas_answer(question, facts, parts)))
        found["peak"] = peak()
        answer = answers_of[0]
        target = answers / f"pandas-{question}-{millions}.parquet"
        rows = "SELECT * REPLACE (shown::DATE AS shown) FROM answer"
        reader.execute(f"COPY ({rows}) TO {quoted(str(target))} (FORMAT parquet)")
    assert len(answer)
    return {**found, "answer": str(target)}


answers_of: list[Any] = []


def peak() -> float:
    """Megabytes this process held at most."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1000


MEASURES = {"pair": pair, "ours": once(ours), "raw": once(by_hand), "pandas": with_pandas}

if __name__ == "__main__":
    main()
