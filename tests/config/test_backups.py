"""A backup goes round, and nothing of a bad one gets in."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from streekwerk.config import environment
from streekwerk.config.backups import CannotWrite, Installation, NotABackup, NotEmpty, back_up, restore
from streekwerk.config.databases import DatabaseRefused, Postgres, Sqlite


def installation(folder: Path, version: str = "0.1.0") -> Installation:
    folder.mkdir(exist_ok=True)
    return Installation(folder, folder / "files", Sqlite(folder / "db.sqlite3"), version)


def fill(site: Installation, title: str) -> None:
    """A database with one plan, and its original."""
    with closing(sqlite3.connect(site.data / "db.sqlite3")) as database, database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE plan (title TEXT)")
        database.execute("INSERT INTO plan VALUES (?)", [title])
    original = site.files / "uploads" / "2026" / "plan één.docx"
    original.parent.mkdir(parents=True)
    original.write_bytes(title.encode() * 1000)


def titles(site: Installation) -> list[str]:
    with closing(sqlite3.connect(site.data / "db.sqlite3")) as database:
        return [title for (title,) in database.execute("SELECT title FROM plan")]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under the folder, except what SQLite keeps beside a database."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


@pytest.fixture
def site(tmp_path: Path) -> Installation:
    site = installation(tmp_path / "site")
    fill(site, "Samen wonen")
    return site


@pytest.fixture
def archive(site: Installation, tmp_path: Path) -> Path:
    target = tmp_path / "backup.tar.gz"
    assert back_up(site, target) == 1
    return target


def rewrite(archive: Path, *, name: str, content: bytes, listed: bool = True, **manifest: object) -> None:
    """Write the archive again with one part more, or another content of one."""
    with tarfile.open(archive) as tar:
        parts = {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]
    said = json.loads(parts.pop("manifest.json")) | manifest
    parts[name] = content
    if listed:
        said["parts"][name] = hashlib.sha256(content).hexdigest()
    with tarfile.open(archive, "w:gz") as tar:
        for each, data in {"manifest.json": json.dumps(said).encode(), **parts}.items():
            entry = tarfile.TarInfo(each)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))


def test_a_backup_goes_round(site: Installation, archive: Path, tmp_path: Path) -> None:
    other = installation(tmp_path / "other")
    restored = restore(other, archive)
    assert titles(other) == ["Samen wonen"]
    assert tree(other.files) == tree(site.files)
    assert (restored.files, restored.version, restored.aside) == (1, "0.1.0", None)
    assert {path.name for path in other.data.iterdir()} == {"db.sqlite3", "files"}


def test_a_backup_has_what_was_written_while_others_read(site: Installation, tmp_path: Path) -> None:
    with closing(sqlite3.connect(site.data / "db.sqlite3")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM plan").fetchall()
        with closing(sqlite3.connect(site.data / "db.sqlite3")) as writer, writer:
            writer.execute("INSERT INTO plan VALUES ('Warm thuis')")
        back_up(site, tmp_path / "b.tar.gz")
    other = installation(tmp_path / "other")
    restore(other, tmp_path / "b.tar.gz")
    assert titles(other) == ["Samen wonen", "Warm thuis"]


def test_only_its_owner_reads_a_backup(archive: Path) -> None:
    assert archive.stat().st_mode & 0o077 == 0


def test_the_manifest_says_the_hash_of_every_part(archive: Path) -> None:
    with tarfile.open(archive) as tar:
        contents = {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]
    said = json.loads(contents.pop("manifest.json"))
    assert said["parts"] == {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}


def test_the_secret_key_travels_only_when_asked(site: Installation, tmp_path: Path) -> None:
    (site.data / "secret_key").write_text("geheim")
    back_up(site, tmp_path / "without.tar.gz")
    back_up(site, tmp_path / "with.tar.gz", with_secret=True)
    for name, expected in (("without", "eigen"), ("with", "geheim")):
        other = installation(tmp_path / name)
        (other.data / "secret_key").write_text("eigen")
        restore(other, tmp_path / f"{name}.tar.gz")
        assert (other.data / "secret_key").read_text() == expected


def test_a_secret_key_that_is_not_there_is_refused(site: Installation, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="STREEKWERK_SECRET_KEY"):
        back_up(site, tmp_path / "b.tar.gz", with_secret=True)


def test_a_backup_overwrites_nothing(site: Installation, archive: Path) -> None:
    before = archive.read_bytes()
    with pytest.raises(CannotWrite, match="bestaat al"):
        back_up(site, archive)
    assert archive.read_bytes() == before


def test_a_failed_backup_leaves_no_file(tmp_path: Path) -> None:
    empty = installation(tmp_path / "empty")
    (tmp_path / "out").mkdir()
    with pytest.raises(DatabaseRefused, match="streekwerk migrate"):
        back_up(empty, tmp_path / "out" / "b.tar.gz")
    assert not list((tmp_path / "out").iterdir())


def test_a_filled_installation_is_not_overwritten(archive: Path, tmp_path: Path) -> None:
    other = installation(tmp_path / "other")
    fill(other, "Eigen plan")
    before = tree(other.data)
    with pytest.raises(NotEmpty, match="--force"):
        restore(other, archive)
    assert tree(other.data) == before


def test_with_force_the_earlier_content_is_kept_aside(archive: Path, tmp_path: Path) -> None:
    other = installation(tmp_path / "other")
    fill(other, "Eigen plan")
    aside = restore(other, archive, force=True).aside
    assert titles(other) == ["Samen wonen"]
    assert aside is not None
    assert titles(Installation(aside, aside / "files", Sqlite(aside / "db.sqlite3"), "")) == ["Eigen plan"]
    assert len(tree(aside / "files")) == 1


def test_what_migrating_makes_is_not_content(archive: Path, tmp_path: Path) -> None:
    other = installation(tmp_path / "other")
    with closing(sqlite3.connect(other.data / "db.sqlite3")) as database, database:
        database.execute("CREATE TABLE django_migrations (name TEXT)")
        database.execute("CREATE TABLE plan (title TEXT)")
        database.execute("INSERT INTO django_migrations VALUES ('0001')")
    restore(other, archive)
    assert titles(other) == ["Samen wonen"]


@pytest.mark.parametrize(
    "name",
    ["files/../../out.txt", "../out.txt", "/out.txt", "files//out.txt", "files/./out.txt", "mail/out.txt"],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str, archive: Path, tmp_path: Path) -> None:
    rewrite(archive, name=name, content=b"x")
    other = installation(tmp_path / "other")
    with pytest.raises(NotABackup, match="hoort niet"):
        restore(other, archive)
    assert not tree(other.data)
    assert not list(tmp_path.rglob("out.txt"))


def test_a_link_in_the_archive_is_refused(archive: Path, tmp_path: Path) -> None:
    with tarfile.open(archive) as tar:
        manifest = tar.extractfile("manifest.json").read()  # type: ignore[union-attr]
    said = json.loads(manifest)
    with tarfile.open(archive, "w:gz") as tar:
        entry = tarfile.TarInfo("manifest.json")
        entry.size = len(manifest)
        tar.addfile(entry, io.BytesIO(manifest))
        link = tarfile.TarInfo(next(name for name in said["parts"] if name.startswith("files/")))
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        tar.addfile(link)
    other = installation(tmp_path / "other")
    with pytest.raises(NotABackup, match="hoort er niet in"):
        restore(other, archive)
    assert not tree(other.data)


def test_a_part_nobody_announced_is_refused(archive: Path, tmp_path: Path) -> None:
    rewrite(archive, name="files/extra.txt", content=b"x", listed=False)
    with pytest.raises(NotABackup, match=r"files/extra\.txt.* hoort er niet in"):
        restore(installation(tmp_path / "other"), archive)


def test_a_changed_part_is_refused(archive: Path, tmp_path: Path) -> None:
    rewrite(archive, name="files/uploads/2026/plan één.docx", content=b"anders", listed=False)
    with pytest.raises(NotABackup, match="is beschadigd"):
        restore(installation(tmp_path / "other"), archive)


def test_a_missing_part_is_refused(archive: Path, tmp_path: Path) -> None:
    with tarfile.open(archive) as tar:
        said = json.loads(tar.extractfile("manifest.json").read())  # type: ignore[union-attr]
    said["parts"]["files/weg.txt"] = "0" * 64
    rewrite(archive, name="files/x.txt", content=b"x", parts=said["parts"])
    with pytest.raises(NotABackup, match="ontbreekt"):
        restore(installation(tmp_path / "other"), archive)


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.9])
def test_a_cut_off_archive_is_refused(kept: float, archive: Path, tmp_path: Path) -> None:
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * kept)])
    other = installation(tmp_path / "other")
    fill(other, "Eigen plan")
    before = tree(other.data)
    with pytest.raises(NotABackup):
        restore(other, archive, force=True)
    assert tree(other.data) == before


def test_every_damaged_byte_is_noticed_or_harmless(archive: Path, tmp_path: Path) -> None:
    content = archive.read_bytes()
    other = installation(tmp_path / "other")
    refused = 0
    for at in range(10, len(content) - 8, max(1, len(content) // 40)):
        archive.write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
        try:
            restore(other, archive, force=True)
        except NotABackup:
            refused += 1
        else:
            assert titles(other) == ["Samen wonen"]
    assert refused > 30


def test_a_file_that_is_no_archive_is_refused(site: Installation, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("geen archief")
    with pytest.raises(NotABackup, match="niet te lezen"):
        restore(site, tmp_path / "plan.txt", force=True)
    with pytest.raises(NotABackup, match="bestaat niet"):
        restore(site, tmp_path / "weg.tar.gz", force=True)
    with tarfile.open(tmp_path / "ander.tar.gz", "w:gz") as tar:
        tar.addfile(tarfile.TarInfo("foto.jpg"))
    with pytest.raises(NotABackup, match="geen back-up van Streekwerk"):
        restore(site, tmp_path / "ander.tar.gz", force=True)


def test_a_later_version_is_refused(archive: Path, tmp_path: Path) -> None:
    rewrite(archive, name="files/x.txt", content=b"x", version="0.12.0")
    with pytest.raises(NotABackup, match="werk eerst bij"):
        restore(installation(tmp_path / "other", version="0.2.0"), archive)


def test_a_damaged_database_changes_nothing(archive: Path, tmp_path: Path) -> None:
    rewrite(archive, name="database.sqlite3", content=b"SQLite format 3\0" + b"onzin" * 2000)
    other = installation(tmp_path / "other")
    fill(other, "Eigen plan")
    before = tree(other.files)
    with pytest.raises(DatabaseRefused, match="beschadigd"):
        restore(other, archive, force=True)
    assert titles(other) == ["Eigen plan"]
    assert tree(other.files) == before


def test_a_failure_half_way_is_undone(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = installation(tmp_path / "other")
    fill(other, "Eigen plan")

    def fails(self: Sqlite, copy: Path, aside: Path, undo: ExitStack) -> None:
        self.path.rename(aside / "db")
        undo.callback((aside / "db").rename, self.path)
        raise OSError("de schijf is vol")

    monkeypatch.setattr(Sqlite, "replace", fails)
    before = tree(other.files)
    with pytest.raises(OSError, match="vol"):
        restore(other, archive, force=True)
    assert titles(other) == ["Eigen plan"]
    assert tree(other.files) == before


# ---------------------------------------------------------------- PostgreSQL


@pytest.fixture
def server() -> Iterator[Postgres]:
    """An empty database of its own on the server of STREEKWERK_DATABASE_URL."""
    if not os.environ.get("STREEKWERK_DATABASE_URL"):
        pytest.skip("STREEKWERK_DATABASE_URL is not set: no PostgreSQL to try on")
    described = environment.database("STREEKWERK_DATABASE_URL", Path(), help="")
    admin = Postgres({**described, "NAME": "postgres"})
    name = f"backup_test_{os.getpid()}"
    with admin._connect() as connection:
        connection.autocommit = True
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield Postgres({**described, "NAME": name})
    finally:
        with admin._connect() as connection:
            connection.autocommit = True
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.django_db
def test_postgresql_goes_round(server: Postgres, tmp_path: Path) -> None:
    site = Installation(tmp_path, tmp_path / "files", server, "0.1.0")
    assert not server.has_content()
    server._do(
        "CREATE TABLE plan (id serial PRIMARY KEY, title text)", "INSERT INTO plan (title) VALUES ('één')"
    )
    assert server.has_content()
    back_up(site, tmp_path / "b.tar.gz")
    with pytest.raises(NotEmpty):
        restore(site, tmp_path / "b.tar.gz")

    # A later version has a table that points at an earlier one; going back must not trip over it.
    server._do("CREATE TABLE later (plan int REFERENCES plan)", "UPDATE plan SET title = 'twee'")
    aside = restore(site, tmp_path / "b.tar.gz", force=True).aside
    assert server._ask("SELECT title FROM plan") == [("één",)]
    assert server._ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == [("plan",)]
    assert aside is not None
    assert server._ask(f"SELECT title FROM {aside.name.replace('-', '_')}.plan") == [("twee",)]

    # And round once more, from what was restored into an emptied database.
    back_up(site, tmp_path / "c.tar.gz")
    server._do("DROP TABLE plan")
    assert restore(site, tmp_path / "c.tar.gz").aside is None
    server._do("INSERT INTO plan (title) VALUES ('drie')")
    assert server._ask("SELECT id, title FROM plan ORDER BY id") == [(1, "één"), (2, "drie")]


@pytest.mark.django_db
def test_a_copy_postgresql_does_not_take_changes_nothing(server: Postgres, tmp_path: Path) -> None:
    site = Installation(tmp_path, tmp_path / "files", server, "0.1.0")
    server._do("CREATE TABLE plan (title text)", "INSERT INTO plan VALUES ('één')")
    back_up(site, tmp_path / "b.tar.gz")
    rewrite(tmp_path / "b.tar.gz", name="database.pgdump", content=b"PGDMP onzin")
    with pytest.raises(DatabaseRefused, match="pg_restore is niet gelukt"):
        restore(site, tmp_path / "b.tar.gz", force=True)
    assert server._ask("SELECT title FROM plan") == [("één",)]


def test_a_backup_of_the_other_engine_is_refused(archive: Path, tmp_path: Path) -> None:
    class Empty(Postgres):
        def has_content(self) -> bool:
            return False

    site = Installation(tmp_path / "pg", tmp_path / "pg" / "files", Empty({"NAME": "x"}), "0.1.0")
    site.data.mkdir()
    with pytest.raises(NotABackup, match="deze soort databank"):
        restore(site, archive)


def test_missing_tools_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DatabaseRefused, match="postgresql-client"):
        Postgres({"NAME": "x"}).copy_to(tmp_path / "copy")
