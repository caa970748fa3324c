"""How fast and how sparing documents are read: `python bench/reading.py` (or `make bench`).

Prints per case what was read per second, the memory at its peak and how that compares with a peer: the
least that any reader must do (pdfium's own text, splitting lines) or another library's whole answer.
Every case runs in a fresh process; inputs are made on the spot. Then come the files made to do harm.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench")]

from reading_inputs import HOSTILE, plan_pdf, plan_text

PLUMBER_PAGES = 20
LIMIT_SECONDS, LIMIT_MEGABYTES = 30, 500


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", nargs=2, metavar=("WHAT", "FILE"), help=argparse.SUPPRESS)
    parser.add_argument("--hostile", action="store_true", help="only the files made to do harm")
    arguments = parser.parse_args()
    if arguments.measure:
        what, file = arguments.measure
        print(json.dumps(MEASURES[what](Path(file))))
        return
    with tempfile.TemporaryDirectory() as folder:
        if not arguments.hostile:
            compare(Path(folder))
        harm(Path(folder))


# ------------------------------------------------------------------ plans


def compare(folder: Path) -> None:
    """Documents of realistic size beside their peers."""
    text = folder / "plan.txt"
    text.write_text(plan_text(20_000), encoding="utf-8")
    prints = [("pdf, text", plan_pdf(115)), ("pdf, text, tagged", plan_pdf(115, tags=True)),
              ("pdf, ruled tables", plan_pdf(115, table_rows=12)),
              ("pdf, tagged tables", plan_pdf(115, table_rows=12, tags=True))]  # fmt: skip
    print(f"{'case':34}{'amount':>12}{'core s':>9}{'per core s':>16}{'peak MB':>9}   compared with")
    peer = measure("split", text)
    show("text, extract", measure("extract", text), "lines", (peer, "splitting lines and words"))
    show("text, whole reading", measure("read", text), "lines", (peer, "splitting lines and words"))
    for label, data in prints:
        file = folder / "plan.pdf"
        file.write_bytes(data)
        peer = measure("pdfium", file)
        show(f"{label}, extract", measure("extract", file), "pages", (peer, "pdfium's raw text"))
        show(f"{label}, whole reading", measure("read", file), "pages", (peer, "pdfium's raw text"))
        other = measure("plumber", file)
        name = f"pdfplumber text and tables, {other['pages']} p."
        show(f"{label}, {name}", other, "pages", (peer, "pdfium's raw text"))
    small = folder / "klein.txt"
    small.write_text(plan_text(40), encoding="utf-8")
    command = seconds_of("-m", "streekwerk.cli", "read", str(small), "--format", "json")
    bare = seconds_of("-c", "pass")
    print(
        f"{'cold command, 40 lines':34}{'':12}{command:9.2f}{'':25}   {command / bare:.0f} × an empty Python"
    )


def show(label: str, found: dict[str, Any], unit: str, peer: tuple[dict[str, Any], str]) -> None:
    amount = found[unit]
    speed = amount / found["seconds"]
    ratio = speed / (peer[0][unit] / peer[0]["seconds"])
    compared = f"1/{1 / ratio:.1f} of {peer[1]}" if ratio < 1 else f"{ratio:.1f} × {peer[1]}"
    if len(label) > 33:
        print(label)
        label = ""
    print(
        f"{label:34}{amount:>6} {unit}{found['seconds']:9.2f}{speed:>10.0f} {unit}/s{found['peak']:>9.0f}"
        f"   {compared}"
    )


def measure(what: str, file: Path) -> dict[str, Any]:
    """The answer of a fresh process that measures one thing."""
    command = [sys.executable, __file__, "--measure", what, str(file)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def seconds_of(*arguments: str) -> float:
    """Seconds that a fresh interpreter takes, the best of three."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
        best = min(best, time.perf_counter() - began)
    return best


# ------------------------------------------------------------------ files made to do harm


def harm(folder: Path) -> None:
    """Each hostile file, read within the limits."""
    print(f"\n{'file made to do harm':34}{'size MB':>8}{'seconds':>9}{'peak MB':>9}   what comes back")
    broken = []
    for label, make in HOSTILE.items():
        file = folder / "kwaad.pdf"
        file.write_bytes(make())
        found = measure("guarded", file)
        size = file.stat().st_size / 1e6
        print(f"{label:34}{size:8.1f}{found['seconds']:9.1f}{found['peak']:9.0f}   {found['answer']}")
        if found["seconds"] > LIMIT_SECONDS + 1 or found["peak"] > LIMIT_MEGABYTES:
            broken.append(label)
    if broken:
        raise SystemExit(f"past {LIMIT_SECONDS} s or {LIMIT_MEGABYTES} MB: {', '.join(broken)}")


# ------------------------------------------------------------------ in the measuring process


def measured(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What the work answers, with the seconds of one processor core it took and the peak of memory in MB.

    Processor time, not the clock: other work on the machine does not count.
    """
    began = time.process_time()
    found = work()
    status = Path("/proc/self/status").read_text()
    # Not getrusage: that also counts what the parent process used before it started this one.
    highest = int(status.split("VmHWM:")[1].split()[0])
    return {"seconds": time.process_time() - began, "peak": highest / 1000, **found}


def extract_file(file: Path) -> dict[str, Any]:
    from streekwerk.reading.extract import extract

    def work() -> dict[str, Any]:
        document = extract(file)
        return {"lines": len(document.lines), "pages": document.pages}

    return measured(work)


def read_whole(file: Path) -> dict[str, Any]:
    from streekwerk.reading.queries import read_file

    def work() -> dict[str, Any]:
        source = read_file(file).source
        return {"lines": source["lines"], "pages": source["pages"]}

    return measured(work)


def guarded(file: Path) -> dict[str, Any]:
    import resource

    from streekwerk.kernel.errors import DomainError
    from streekwerk.reading.guarded import read_guarded

    began = time.perf_counter()
    try:
        answer = f"{len(read_guarded(file)[1].lines)} lines"
    except DomainError as refusal:
        answer = type(refusal).__name__
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    return {"seconds": time.perf_counter() - began, "peak": most, "answer": answer}


def split(file: Path) -> dict[str, Any]:
    def work() -> dict[str, Any]:
        lines = [line.split() for line in file.read_text(encoding="utf-8").split("\n")]
        return {"lines": len(lines)}

    return measured(work)


def pdfium(file: Path) -> dict[str, Any]:
    import pypdfium2

    def work() -> dict[str, Any]:
        opened = pypdfium2.PdfDocument(file)
        for index in range(len(opened)):
            page = opened[index]
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
        return {"pages": len(opened)}

    return measured(work)


def plumber(file: Path) -> dict[str, Any]:
    import pdfplumber

    def work() -> dict[str, Any]:
        with pdfplumber.open(file) as opened:
            pages = opened.pages[:PLUMBER_PAGES]
            for page in pages:
                page.extract_text()
                page.extract_tables()
                page.flush_cache()
            return {"pages": len(pages)}

    return measured(work)


MEASURES: dict[str, Callable[[Path], dict[str, Any]]] = {
    "extract": extract_file,
    "guarded": guarded,
    "pdfium": pdfium,
    "plumber": plumber,
    "read": read_whole,
    "split": split,
}

if __name__ == "__main__":
    main()
