"""Reports of three sizes as PDF, Word and Excel: seconds and memory, beside WeasyPrint and docxtpl.

Every measurement is a process of its own, from its first import to the bytes; *charts* draws all pictures,
which a report does once, when it is frozen. Run it with: python bench/reports.py
`--real` makes the reports through the job: plan in the database, gathering, freezing, three files.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench"), str(ROOT / "tests")]

Measured = dict[str, Any]
PEERS = {"pdf": "weasyprint", "docx": "docxtpl"}
TIMES = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", nargs=3, metavar=("WHAT", "SIZE", "FOLDER"), help=argparse.SUPPRESS)
    parser.add_argument("--size", action="append", choices=["13", "100", "500"], help="only this size")
    parser.add_argument("--real", action="store_true", help="through the job, with a database")
    asked = parser.parse_args()
    if asked.measure:
        what, size, folder = asked.measure
        print(json.dumps(MEASURES[what](size, Path(folder))))
        return
    for size in asked.size or ["13", "100", "500"]:
        with tempfile.TemporaryDirectory() as folder:
            real(size, folder) if asked.real else compare(size, folder)


def compare(code: str, folder: str) -> None:
    from report_inputs import MEGABYTES, SIZES

    size = SIZES[code]
    drawn = best("charts", code, folder)
    print(f"\n{size.name} ({drawn['charts']} charts, {drawn['tables']} tables)")
    print(
        f"{'':14}{'seconds':>9}{'core s':>9}{'with charts':>13}{'must be':>9}"
        f"{'peak MB':>9}{'kB':>8}   compared with"
    )
    line("charts", drawn, "", "")
    for kind in ("pdf", "docx", "xlsx"):
        made = best(kind, code, folder)
        limit = size.seconds.get(kind)
        whole = made["seconds"] + drawn["seconds"]
        said = ""
        if kind in PEERS:
            peer = best(PEERS[kind], code, folder)
            said = peer.get("skipped") or (
                f"{PEERS[kind]} {peer['core']:.2f} core s ({made['core'] / peer['core']:.2f} ×), "
                f"{peer['megabytes']:.0f} MB ({made['megabytes'] / peer['megabytes']:.2f} ×)"
            )
        line(kind, made, f"{whole:.2f}", f"< {limit} s" if limit else "", said)
        if made["megabytes"] > MEGABYTES:
            print(f"{'':14}more than {MEGABYTES} MB")


def line(name: str, made: Measured, whole: str, limit: str, said: str = "") -> None:
    print(
        f"{name:14}{made['seconds']:9.2f}{made['core']:9.2f}{whole:>13}{limit:>9}{made['megabytes']:9.0f}"
        f"{made['bytes'] / 1000:8.0f}   {said}",
        flush=True,
    )


def real(code: str, folder: str) -> None:
    made = measure("real", code, folder)
    steps = ", ".join(f"{name} {seconds:.2f}" for name, seconds in made["steps"].items())
    print(
        f"{made['actions']} actions, {made['pages']} pages: {made['seconds']:.2f} s, "
        f"{made['core']:.2f} core s, the first {made['first']:.2f}, {made['megabytes']:.0f} MB "
        f"(core s: {steps})"
    )


def best(what: str, size: str, folder: str) -> Measured:
    """The quickest of a few fresh processes: what else runs here only ever adds."""
    found = [measure(what, size, folder) for _ in range(TIMES)]
    return min(found, key=lambda each: each.get("seconds", 0))


def measure(what: str, size: str, folder: str) -> Measured:
    command = [sys.executable, __file__, "--measure", what, size, folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{what}: {done.stderr[-2000:]}")
    found: Measured = json.loads(done.stdout.splitlines()[-1])
    return found


# ------------------------------------------------------------------ inside the fresh process


def timed(do: Callable[[], bytes]) -> Measured:
    """Clock, processor and memory of making these bytes; memory of helpers is added."""
    clock, core = time.perf_counter(), _core()
    data = do()
    return {
        "seconds": time.perf_counter() - clock,
        "core": _core() - core,
        "megabytes": _peak(),
        "bytes": len(data),
    }


def _core() -> float:
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def _peak() -> float:
    """Of this very program: the figure of `getrusage` would begin with that of who started it."""
    helpers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000 + helpers
    return int(status.split("VmHWM:")[1].split()[0]) / 1000 + helpers


def _kept(folder: Path) -> Any:
    from streekwerk.reports.rules.content import Content

    return Content.from_json(json.loads((folder / "content.json").read_text()))


def charts(size: str, folder: Path) -> Measured:
    found = {}

    def draw() -> bytes:
        from report_inputs import SIZES, content_of

        found["content"] = content_of(SIZES[size])
        return json.dumps(found["content"].to_json()).encode()

    made = timed(draw)
    content = found["content"]
    (folder / "content.json").write_text(json.dumps(content.to_json()))
    kinds = [type(part).__name__ for part in content.parts]
    return made | {"charts": kinds.count("Picture"), "tables": kinds.count("Table")}


def pdf(size: str, folder: Path) -> Measured:
    content = _kept(folder)

    def make() -> bytes:
        from streekwerk.reports.renderers.pdf import as_pdf

        return as_pdf(content)

    return timed(make)


def docx(size: str, folder: Path) -> Measured:
    content = _kept(folder)

    def make() -> bytes:
        from streekwerk.reports.renderers.word import as_docx

        return as_docx(content)

    return timed(make)


def xlsx(size: str, folder: Path) -> Measured:
    content = _kept(folder)

    def make() -> bytes:
        from streekwerk.reports.renderers.workbook import as_xlsx

        return as_xlsx(content)

    return timed(make)


def weasyprint(size: str, folder: Path) -> Measured:
    from report_inputs import as_page

    page = as_page(_kept(folder))

    def make() -> bytes:
        from weasyprint import HTML

        made: bytes = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
        return made

    try:
        return timed(make)
    except (ImportError, OSError) as missing:
        return {"skipped": f"WeasyPrint is not here, or misses a library of the system: {missing}"}


def docxtpl(size: str, folder: Path) -> Measured:
    from report_inputs import word_data, word_template

    content, template = _kept(folder), word_template()

    def make() -> bytes:
        from docx.shared import Pt
        from docxtpl import DocxTemplate, InlineImage

        from streekwerk.reports.renderers.drawings import pngs_of
        from streekwerk.reports.rules.content import Picture

        # The same drawings as ours, so that what differs is the Word file.
        drawn = pngs_of(part for part in content.parts if isinstance(part, Picture))
        filled = DocxTemplate(io.BytesIO(template))
        filled.render(
            word_data(content, lambda svg: InlineImage(filled, io.BytesIO(drawn[svg]), width=Pt(420))),
            autoescape=True,
        )
        out = io.BytesIO()
        filled.save(out)
        return out.getvalue()

    try:
        return timed(make)
    except ImportError as missing:
        return {"skipped": f"docxtpl is not here: {missing}"}


def through_the_job(size: str, folder: Path) -> Measured:
    """A plan in a database, with figures, and its quarterly report by the job."""
    os.environ["STREEKWERK_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "streekwerk.config.settings_test"
    import django

    django.setup()
    from report_job import made_by_the_job

    return made_by_the_job({"13": 15, "100": 110, "500": 556}[size], timed)


MEASURES = {
    "charts": charts,
    "pdf": pdf,
    "docx": docx,
    "xlsx": xlsx,
    "weasyprint": weasyprint,
    "docxtpl": docxtpl,
    "real": through_the_job,
}

if __name__ == "__main__":
    main()
