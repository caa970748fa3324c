"""Read a document in a process of its own, within limits of time and memory.

A file from outside may be made to fill the memory or to keep a library busy for ever. The process that
asked stays free of that: it starts a fresh interpreter, takes the reading from it as JSON, and ends it
when it takes too long.

Memory is bounded by the system itself (`RLIMIT_AS`): measured on PDF plans the address space stays within
20 MB of the memory in use, so the limit is sharp, and no allocation can slip past it between two looks.
Where the system has no such limit (Windows) only time is bounded.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from streekwerk.kernel.errors import DomainError
from streekwerk.reading.cells import Grid, grids_of
from streekwerk.reading.extract import FileUnreadable, extract
from streekwerk.reading.extract.guards import MAX_FILE_BYTES, MEGABYTE, FileTooLarge
from streekwerk.reading.models import (
    Block,
    Cell,
    Document,
    Ignored,
    Line,
    Paragraph,
    Question,
    Reading,
    Repair,
    Table,
)
from streekwerk.reading.queries import read_document

MAX_MEGABYTES = MAX_FILE_BYTES // MEGABYTE
"""Largest file that is read, as it lies on disk."""
SECONDS = 30.0
MEGABYTES = 500

Progress = Callable[[str, float], None]
"""Called with the stage ("uitpakken", "lezen", "bijsluiter") and the share of the work done, 0 to 1."""


class ReadingTooSlow(DomainError):
    """The reading was stopped because it took too long."""

    def __init__(self, name: str, seconds: float) -> None:
        super().__init__(
            f"Het lezen van “{name}” duurde langer dan {seconds:g} seconden en is gestopt. "
            "Bewaar alleen het plan zelf in een nieuw bestand, zonder foto's en bijlagen, en probeer opnieuw."
        )


class ReadingTooLarge(DomainError):
    """The reading was stopped because it asked too much memory."""

    def __init__(self, name: str, megabytes: int) -> None:
        super().__init__(
            f"Het lezen van “{name}” vroeg meer dan {megabytes} MB geheugen en is gestopt. "
            "Bewaar alleen het plan zelf in een nieuw bestand, zonder foto's en bijlagen, en probeer opnieuw."
        )


class ReadingBroke(DomainError):
    """The process that read the file ended without an answer."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Het lezen van “{name}” is onverwacht afgebroken; het bestand is beschadigd of vroeg te veel "
            "geheugen. Open het, bewaar het opnieuw en probeer nog eens."
        )


class ReadingFailed(DomainError):
    """A mistake of ours; what went wrong is in the cause of the exception."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Het lezen van “{name}” mislukte. Dit is een fout in Streekwerk; meld ze met het document erbij."
        )


def read_guarded(
    path: Path,
    *,
    name: str | None = None,
    dialect: str | None = None,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
    on_progress: Progress | None = None,
) -> tuple[Reading, Document]:
    """The reading of a file and its document, made in a process of its own.

    Args:
        name: what people call the file when the path is a temporary one.
        dialect: forces one by name instead of taking the best fit.

    Raises:
        FileUnreadable, FileTooLarge: before anything is started.
        ReadingTooSlow, ReadingTooLarge, ReadingBroke, ReadingFailed: the process was stopped or ended.
        DomainError: what the reading itself refuses, as its own class.
    """
    order = {"path": str(path.resolve()), "name": name or path.name, "dialect": dialect}
    answer = _ask(order, seconds, megabytes, on_progress)
    return Reading.from_json(answer["reading"]), document_from_json(answer["document"])


def grids_guarded(
    path: Path,
    *,
    name: str | None = None,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
    on_progress: Progress | None = None,
) -> list[Grid]:
    """The cells of a workbook, read in a process of its own; raises as `read_guarded` does."""
    order = {"path": str(path.resolve()), "name": name or path.name, "what": "cells"}
    answer = _ask(order, seconds, megabytes, on_progress)
    return [Grid.from_json(grid) for grid in answer["grids"]]


def _ask(
    order: dict[str, Any], seconds: float, megabytes: int, on_progress: Progress | None
) -> dict[str, Any]:
    """What the child process answers; its refusal is ours."""
    name: str = order["name"]
    try:
        size = os.stat(order["path"]).st_size
    except OSError as error:
        raise FileUnreadable(name, error.strerror or "onbekende fout") from error
    if size > MAX_FILE_BYTES:
        raise FileTooLarge(name, f"het is groter dan {MAX_MEGABYTES} MB")
    answer = _answer({**order, "seconds": seconds, "megabytes": megabytes}, on_progress)
    if "refusal" in answer:
        raise _refusal(answer["class"], answer["refusal"])
    if "memory" in answer:
        raise ReadingTooLarge(name, megabytes)
    if "broke" in answer:
        raise ReadingFailed(name) from RuntimeError(answer["broke"])
    return answer


def _answer(order: dict[str, Any], on_progress: Progress | None) -> dict[str, Any]:
    name, seconds = order["name"], order["seconds"]
    child = subprocess.Popen(  # noqa: S603  (our own interpreter and module)
        [sys.executable, "-P", "-m", "streekwerk.reading.guarded", json.dumps(order)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )
    assert child.stdout is not None
    messages: queue.Queue[bytes | None] = queue.Queue()
    listener = threading.Thread(target=_listen, args=(child.stdout, messages), daemon=True)
    listener.start()
    deadline = time.monotonic() + seconds
    try:
        while True:
            try:
                message = messages.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise ReadingTooSlow(name, seconds) from None
            if message is None:
                raise ReadingBroke(name)
            answer: dict[str, Any] = json.loads(message)
            if "stage" not in answer:
                return answer
            if on_progress:
                on_progress(answer["stage"], answer["share"])
    finally:
        child.kill()
        child.wait()
        listener.join()
        child.stdout.close()


def _listen(pipe: IO[bytes], messages: queue.Queue[bytes | None]) -> None:
    """Pass on each line; the last one is only passed on when it is whole."""
    for line in pipe:
        if line.endswith(b"\n"):
            messages.put(line)
    messages.put(None)


def _environment() -> dict[str, str]:
    """The environment in which the child finds the same streekwerk as we did."""
    source = str(Path(__file__).resolve().parents[2])
    paths = [source, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}


def _refusal(where: str, sentence: str) -> DomainError:
    """The refusal of the child as an exception of the same class; a plain one when that is not ours."""
    module, _, kind = where.partition(":")
    found: Any = getattr(import_module(module), kind, None) if module.startswith("streekwerk.") else None
    if not (isinstance(found, type) and issubclass(found, DomainError)):
        return DomainError(sentence)
    refusal: DomainError = found.__new__(found)
    refusal.args = (sentence,)
    return refusal


# ------------------------------------------------------------------ a document as JSON


def document_to_json(document: Document) -> dict[str, Any]:
    """The document as plain lists and dictionaries."""
    return asdict(document)


def document_from_json(data: Mapping[str, Any]) -> Document:
    """The document that `document_to_json` wrote, also when it went through JSON."""
    return Document(
        name=data["name"],
        media_type=data["media_type"],
        sha256=data["sha256"],
        lines=tuple(Line(**line) for line in data["lines"]),
        pages=data["pages"],
        blocks=tuple(_block(block) for block in data["blocks"]),
        repairs=tuple(Repair(**repair) for repair in data["repairs"]),
        questions=tuple(
            Question(**{**question, "spans": tuple(_span(span) for span in question["spans"])})
            for question in data["questions"]
        ),
        ignored=tuple(
            Ignored(item["why"], tuple(_span(span) for span in item["spans"])) for item in data["ignored"]
        ),
    )


def _block(data: Mapping[str, Any]) -> Block:
    if "cells" not in data:
        return Paragraph(**{**data, "lines": _span(data["lines"])})
    cells = tuple(
        Cell(**{**cell, "lines": _span(cell["lines"]) if cell["lines"] else None}) for cell in data["cells"]
    )
    return Table(**{**data, "cells": cells})


def _span(span: list[int]) -> tuple[int, int]:
    return span[0], span[1]


# ------------------------------------------------------------------ in the child process


def main() -> None:
    """Read the file that the order on the command line names; answer in lines of JSON on standard output."""
    order = json.loads(sys.argv[1])
    # Only our answers go through the pipe: what a library prints goes nowhere.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def answer(**message: Any) -> None:
        json.dump(message, answers, ensure_ascii=False)
        answers.write("\n")
        answers.flush()

    _limit(order["seconds"], order["megabytes"])
    try:
        answer(stage="uitpakken", share=0.0)
        if order.get("what") == "cells":
            answer(grids=[grid.to_json() for grid in grids_of(Path(order["path"]), order["name"])])
            return
        document = extract(Path(order["path"]), order["name"])
        answer(stage="lezen", share=0.5)
        reading = read_document(
            document, dialect_name=order["dialect"], on_stage=lambda stage: answer(stage=stage, share=0.8)
        )
        answer(reading=reading.to_json(), document=document_to_json(document))
    except DomainError as refusal:
        answer(**{"class": f"{type(refusal).__module__}:{type(refusal).__name__}", "refusal": str(refusal)})
    except MemoryError:
        answer(memory=True)
    except Exception:
        answer(broke=traceback.format_exc())


def _limit(seconds: float, megabytes: int) -> None:
    """Bound the memory and the processor time of this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000,) * 2)
    # Ends a child whose parent was killed before it could end the child itself.
    most = int(seconds) + 5
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
