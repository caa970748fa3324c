"""Publishing facts as files, and finding what was published. A reader sees all of a publication, or the last.

manifest.json               which publication holds, its files with rows and checksum; replaced in one step
<digest>/network-3.parquet  the facts of a network, sorted: those of an indicator lie together
<digest>/parts.parquet      the compositions, flattened
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from streekwerk.analytics.engines import Table, columns_of, put, quoted
from streekwerk.analytics.facts import FACT_TYPES, Fact, checked
from streekwerk.analytics.places import PART_TYPES, Part, changes, flattened
from streekwerk.kernel.errors import DomainError

FORMAT = "streekwerk-facts/1"
MANIFEST = "manifest.json"
MEMORY = "512MB"
ROWS_PER_GROUP = 40_960
"""Rows that are read or passed over together: a few indicators, so that forty of a thousand read little."""
KEPT_SECONDS = 3600
"""An earlier publication stays so long: somebody may be reading it."""


class NothingPublished(DomainError):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            "Er zijn nog geen cijfers voor de totalen klaargezet. Publiceer de cijfers en probeer opnieuw."
        )
        self.folder = folder


class PublicationDamaged(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"Het bestand {name} is niet meer zoals het geschreven werd. Publiceer de cijfers opnieuw."
        )


@dataclass(frozen=True)
class Published:
    """The publication that holds."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def rows(self) -> int:
        """How many facts it holds."""
        return sum(int(file["rows"]) for file in self.manifest["files"] if file["network_id"] is not None)

    @property
    def made_at(self) -> datetime:
        return datetime.fromisoformat(self.manifest["made_at"])

    @property
    def changes(self) -> list[date]:
        """The days on which compositions change."""
        return [date.fromisoformat(day) for day in self.manifest["changes"]]

    def facts(self, networks: Iterable[int]) -> Table:
        """The facts of these networks: who asks says of which ones it may know them."""
        wanted = set(networks)
        paths = [self._path(file["name"]) for file in self.manifest["files"] if file["network_id"] in wanted]
        return Table(FACT_TYPES, tuple(paths))

    @property
    def parts(self) -> Table:
        return Table(PART_TYPES, (self._path("parts.parquet"),))

    def check(self) -> None:
        """Reads every file over. Raises PublicationDamaged on the first that is not what was written."""
        for file in self.manifest["files"]:
            path = Path(self._path(file["name"]))
            if not path.is_file() or _sha256(path) != file["sha256"]:
                raise PublicationDamaged(file["name"])

    def _path(self, name: str) -> str:
        return str(self.folder / self.manifest["digest"] / name)


def published(folder: Path) -> Published:
    """The publication in this folder that holds. Raises NothingPublished."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NothingPublished(folder) from None
    return Published(folder, manifest)


def publish(batches: Iterable[Iterable[Fact]], folder: Path, *, parts: Iterable[Part]) -> Published:
    """Write all facts and compositions; they hold from the moment this returns.

    Memory stays bounded however many batches come: each is put on disk before the next one is asked for.
    Raises FactRefused or PlaceInItself; then the last publication still holds.
    """
    flat = flattened(parts)
    with workshop(folder) as (work, database):
        database.execute(f"CREATE TABLE facts ({columns_of(FACT_TYPES)})")
        for batch in batches:
            _load(database, work / "batch.csv", "facts", FACT_TYPES, checked(iter(batch)))
        return write_publication(database, work, folder, flat)


def write_publication(
    database: duckdb.DuckDBPyConnection, work: Path, folder: Path, flat: list[Part]
) -> Published:
    """Write what stands in the table `facts`, sorted, a file per network, and let it hold."""
    out = work / "out"
    out.mkdir()
    files: list[dict[str, Any]] = []
    networks = database.execute("SELECT network_id, count(*) FROM facts GROUP BY ALL ORDER BY ALL").fetchall()
    for network_id, rows in networks:
        name = f"network-{network_id}.parquet"
        # The way of adding first: the few that never cross periods are then read apart without a search.
        _copy(
            database, out / name,
            f"SELECT * FROM facts WHERE network_id = {network_id} "
            "ORDER BY addition, indicator_id, definition_id, period_start, place_id, party_id",
        )  # fmt: skip
        files.append({"name": name, "network_id": network_id, "rows": rows})
    database.execute(f"CREATE TABLE parts ({columns_of(PART_TYPES)})")
    _load(database, work / "batch.csv", "parts", PART_TYPES, flat)
    _copy(database, out / "parts.parquet", "SELECT * FROM parts ORDER BY ALL")
    files.append({"name": "parts.parquet", "network_id": None, "rows": len(flat)})
    for file in files:
        file["sha256"] = _sha256(out / file["name"])
    digest = hashlib.sha256("".join(file["sha256"] for file in files).encode()).hexdigest()[:16]
    manifest = {
        "format": FORMAT,
        "made_at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "digest": digest,
        "changes": [day.isoformat() for day in changes(flat)],
        "files": files,
    }
    _let_hold(out, folder, manifest)
    return published(folder)


def _let_hold(out: Path, folder: Path, manifest: dict[str, Any]) -> None:
    final = folder / manifest["digest"]
    if final.exists():  # The same facts were published before.
        os.utime(final)
    else:
        out.rename(final)
    put(folder / MANIFEST, json.dumps(manifest, indent=1))
    for other in folder.iterdir():
        if (
            re.fullmatch(r"[0-9a-f]{16}", other.name)
            and other != final
            and other.stat().st_mtime < time.time() - KEPT_SECONDS
        ):
            shutil.rmtree(other, ignore_errors=True)


@contextmanager
def workshop(folder: Path) -> Iterator[tuple[Path, duckdb.DuckDBPyConnection]]:
    """A folder beside the publications with a database in it; both are gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".making-", dir=folder))
    limits: dict[str, Any] = {
        "memory_limit": MEMORY,
        "temp_directory": str(work / "spill"),
        "autoinstall_known_extensions": False,
    }
    try:
        with duckdb.connect(work / "staging.duckdb", config=limits) as database:
            yield work, database
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _load(
    database: duckdb.DuckDBPyConnection,
    file: Path,
    table: str,
    types: dict[str, str],
    rows: Iterable[tuple[Any, ...]],
) -> None:
    """Add rows by way of a file of text: one by one they cost a millisecond each, and this needs no Arrow."""
    with file.open("w", encoding="utf-8", newline="") as sheet:
        csv.writer(sheet).writerows(rows)
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
    database.execute(
        f"INSERT INTO {table} SELECT * FROM read_csv({quoted(str(file))}, header = false, delim = ',', "
        f"quote = '\"', escape = '\"', auto_detect = false, columns = {{{columns}}})"
    )
    file.unlink()


def _copy(database: duckdb.DuckDBPyConnection, file: Path, query: str) -> None:
    database.execute(
        f"COPY ({query}) TO {quoted(str(file))} "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_PER_GROUP})"
    )


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
