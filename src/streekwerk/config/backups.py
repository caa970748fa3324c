"""An installation in one file, and back: all of it or nothing.

A backup is a tar.gz with `manifest.json` first (format, version, date, SHA-256 of every part), then the
database, the originals under `files/`, and on request the secret key. The database is copied before the
originals: an original is written before the row that names it and never changed, so every row of the copy
finds its file.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
import zlib
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO

from streekwerk.config.databases import Database, move
from streekwerk.kernel.errors import DomainError

FORMAT = 1
MANIFEST = "manifest.json"
SECRET = "secret_key"  # noqa: S105 - the name of a file
FILES = "files/"
CHUNK = 1 << 20


class NotABackup(DomainError):
    def __init__(self, archive: Path, why: str) -> None:
        super().__init__(
            f"{archive} is niet teruggezet: {why}. Er is niets gewijzigd; neem een andere back-up."
        )


class NotEmpty(DomainError):
    def __init__(self, data: Path) -> None:
        super().__init__(
            f"Deze installatie ({data}) is niet leeg, en er is niets gewijzigd. Zet terug in een "
            "lege installatie, of gebruik --force: wat er nu staat, wordt dan opzij gezet."
        )


class CannotWrite(DomainError):
    """The backup cannot be written where it was asked."""


@dataclass(frozen=True)
class Installation:
    """What a backup holds: a database, a folder of originals, and the data folder they belong to."""

    data: Path
    files: Path
    database: Database
    version: str


@dataclass(frozen=True)
class Restored:
    """What came back, and the folder where the earlier content is kept, if there was any."""

    made_at: str
    version: str
    files: int
    aside: Path | None


def back_up(site: Installation, target: Path, *, with_secret: bool = False) -> int:
    """Write a backup to a new file, readable only by its owner; returns how many originals it holds.

    Raises:
        CannotWrite: the file exists already, its folder does not exist, or there is no secret key to include.
        DatabaseRefused: the database cannot be copied.
    """
    if target.exists():
        raise CannotWrite(f"{target} bestaat al. Kies een andere naam: een back-up overschrijft niets.")
    if not target.parent.is_dir():
        raise CannotWrite(f"De map {target.parent} bestaat niet. Maak ze eerst.")
    if with_secret and not (site.data / SECRET).exists():
        raise CannotWrite(
            f"In {site.data} staat geen geheime sleutel: ze komt uit STREEKWERK_SECRET_KEY. "
            "Bewaar ze apart en laat --with-secret weg."
        )
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
        copy = Path(folder) / site.database.part
        site.database.copy_to(copy)
        parts = {site.database.part: copy}
        if with_secret:
            parts[SECRET] = site.data / SECRET
        originals = sorted(path for path in site.files.rglob("*") if path.is_file())
        parts |= {FILES + path.relative_to(site.files).as_posix(): path for path in originals}
        written = Path(folder) / "backup.tar.gz"
        written.touch(mode=0o600)
        with tarfile.open(written, "w:gz") as archive:
            manifest = _manifest(site.version, parts)
            archive.addfile(_entry(MANIFEST, len(manifest)), io.BytesIO(manifest))
            for name, path in parts.items():
                with path.open("rb") as file:
                    archive.addfile(_entry(name, path.stat().st_size), file)
        with written.open("rb") as file:
            os.fsync(file.fileno())
        written.rename(target)
    return len(originals)


def _manifest(version: str, parts: dict[str, Path]) -> bytes:
    hashes = {}
    for name, path in parts.items():
        with path.open("rb") as file:
            hashes[name] = hashlib.file_digest(file, "sha256").hexdigest()
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    said = {"format": FORMAT, "version": version, "made_at": made_at, "parts": hashes}
    return json.dumps(said, indent=1).encode()


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o600, int(datetime.now(UTC).timestamp())
    return entry


def restore(site: Installation, archive: Path, *, force: bool = False) -> Restored:
    """Put a backup in place. Everything is unpacked and checked first; what fails half-way is undone.

    With `force` the earlier content moves to a folder `before-restore-…` in the data folder (and, on
    PostgreSQL, to a schema of that name). The site must not be running.

    Raises:
        NotABackup: not a backup, damaged, of another engine or a later version.
        NotEmpty: there is content already and `force` was not given.
        DatabaseRefused: the database did not take the copy.
    """
    filled = site.database.has_content() or any(path.is_file() for path in site.files.rglob("*"))
    if filled and not force:
        raise NotEmpty(site.data)
    aside = site.data / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=site.data) as folder:
        unpacked = Path(folder)
        manifest = _unpack(archive, unpacked, site)
        (unpacked / FILES).mkdir(exist_ok=True)
        with ExitStack() as undo:
            move(site.files, aside / site.files.name, undo)
            move(unpacked / FILES, site.files, undo)
            if SECRET in manifest.parts:
                move(site.data / SECRET, aside / SECRET, undo)
                move(unpacked / SECRET, site.data / SECRET, undo)
            site.database.replace(unpacked / site.database.part, aside, undo)
            undo.pop_all()
    if not filled:
        site.database.forget(aside)
        shutil.rmtree(aside, ignore_errors=True)
    originals = sum(name.startswith(FILES) for name in manifest.parts)
    return Restored(manifest.made_at, manifest.version, originals, aside if filled else None)


@dataclass(frozen=True)
class _Manifest:
    version: str
    made_at: str
    parts: dict[str, str]


def _unpack(archive: Path, folder: Path, site: Installation) -> _Manifest:
    """Unpack into the folder what the manifest names, checking every hash."""
    try:
        with tarfile.open(archive, "r:gz") as tar:
            manifest = _read_manifest(archive, tar, site)
            waiting = dict(manifest.parts)
            for member in iter(tar.next, None):
                expected = waiting.pop(member.name, None)
                content = tar.extractfile(member) if member.isreg() else None
                if expected is None or content is None:
                    raise NotABackup(archive, f"“{member.name}” hoort er niet in")
                if _write(content, folder / member.name) != expected:
                    raise NotABackup(archive, f"“{member.name}” is beschadigd")
    except FileNotFoundError as error:
        raise NotABackup(archive, "het bestand bestaat niet") from error
    except (tarfile.TarError, zlib.error, EOFError, OSError) as error:
        raise NotABackup(archive, f"het archief is niet te lezen ({error})") from error
    if waiting:
        raise NotABackup(archive, f"“{next(iter(waiting))}” ontbreekt")
    return manifest


def _write(content: IO[bytes], target: Path) -> str:
    """Write the content to the target and return its SHA-256."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with target.open("wb") as file:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
            file.write(chunk)
    if target.name == SECRET:
        target.chmod(0o600)
    return digest.hexdigest()


def _read_manifest(archive: Path, tar: tarfile.TarFile, site: Installation) -> _Manifest:
    """The manifest, if this installation can take what it describes."""
    first = tar.next()
    content = tar.extractfile(first) if first and first.name == MANIFEST and first.isreg() else None
    if content is None:
        raise NotABackup(archive, "het is geen back-up van Streekwerk")
    try:
        said = json.loads(content.read())
        manifest = _Manifest(str(said["version"]), str(said["made_at"]), dict(said["parts"]))
        known, later = said["format"] == FORMAT, _numbers(manifest.version) > _numbers(site.version)
    except (ValueError, KeyError, TypeError) as error:
        raise NotABackup(archive, "de inhoudsopgave is niet te lezen") from error
    if not known or later:
        raise NotABackup(
            archive,
            f"hij is gemaakt met Streekwerk {manifest.version}, dit is {site.version}; werk eerst bij",
        )
    for name in manifest.parts:
        if name not in (site.database.part, SECRET) and not _is_original(name):
            raise NotABackup(archive, f"“{name}” hoort niet in een back-up voor deze soort databank")
    if site.database.part not in manifest.parts:
        raise NotABackup(archive, f"“{site.database.part}” ontbreekt")
    return manifest


def _is_original(name: str) -> bool:
    """Whether a name stays inside the folder of originals.

    >>> _is_original("files/2026/plan.docx"), _is_original("files/../secret_key"), _is_original("/files/x")
    (True, False, False)
    """
    return name.startswith(FILES) and PurePosixPath(name).as_posix() == name and ".." not in name.split("/")


def _numbers(version: str) -> tuple[int, ...]:
    """
    >>> _numbers("0.10.2") > _numbers("0.9")
    True
    """
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def this_installation() -> Installation:
    """The installation that the settings describe."""
    from importlib.metadata import version

    from django.conf import settings
    from django.core.files.storage import default_storage

    from streekwerk.config.databases import database_of

    return Installation(
        settings.DATA,
        Path(default_storage.path("")),
        database_of(settings.DATABASES["default"]),
        version("streekwerk"),
    )
