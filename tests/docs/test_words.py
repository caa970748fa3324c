"""What the texts say exists: targets, commands, links, settings, code names, numbered decisions."""

from __future__ import annotations

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from typer.main import get_command

from streekwerk.access.models import ROLES, Permission
from streekwerk.cli import app
from streekwerk.config import environment, settings  # noqa: F401 - reading the settings fills KNOWN

ROOT = Path(__file__).resolve().parents[2]


@cache
def committed() -> tuple[Path, ...]:
    """Every file of the repository; skips where this is not a clone."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git clone: which files are committed is not known")
    paths = (ROOT / name for name in done.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def pages() -> list[Path]:
    return sorted(path for path in ROOT.glob("*.md")) + sorted(
        path for folder in ("docs", "deploy") for path in (ROOT / folder).rglob("*.md")
    )


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def in_code(text: str) -> list[str]:
    """What stands in code marks: inline, and each line of a block."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    rest = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()] + re.findall(r"`([^`\n]+)`", rest)


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))


@cache
def options() -> dict[str, set[str]]:
    """Every command of `streekwerk` with its options, those of its subcommands included."""
    commands: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]

    def all_of(command: Any) -> set[str]:
        own = {option for each in command.params for option in each.opts if option.startswith("-")}
        return own.union(*(all_of(each) for each in getattr(command, "commands", {}).values()))

    return {name: all_of(command) for name, command in commands.items()}


def anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_finders_find() -> None:
    """A text without a command in it would make the tests below pass for nothing."""
    said = in_code("Kies `make run`.\n\n```\nstreekwerk read x\nmake test\n```\nen `streekwerk doctor`.")
    assert said == ["streekwerk read x", "make test", "make run", "streekwerk doctor"]
    assert {"run", "test", "check"} <= targets()
    assert "--force" in options()["restore"]
    assert len(pages()) > 12


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_exists(page: Path) -> None:
    named = {name for code in in_code(text_of(page)) for name in re.findall(r"\bmake ([a-z]+)", code)}
    assert named <= targets()


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_and_its_options_exist(page: Path) -> None:
    known = options()
    for code in in_code(text_of(page)):
        said = re.match(r"(?:\S*\s)*?(?:\S*/)?streekwerk ([a-z]+)\b(.*)", code)
        if said and not re.match(r"podman|useradd|systemctl|install", code):
            assert said[1] in known, code
            assert set(re.findall(r"(?<=\s)--[a-z-]+", said[2])) <= known[said[1]], code


def test_every_command_is_in_the_architecture() -> None:
    doors = text_of(ROOT / "docs" / "architecture.md").split("## Doors")[1]
    assert set(options()) <= set(re.findall(r"`([a-z]+)(?: [a-z]+)?`", doors))


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
        if re.match(r"https?:|mailto:", link):
            continue
        name, _, anchor = unquote(link).partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{page.relative_to(ROOT)} → {link}"
        if anchor:
            assert anchor in anchors(text_of(target)), f"{page.relative_to(ROOT)} → {link}"


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_setting_that_is_named_exists(page: Path) -> None:
    named = set(re.findall(r"\bSTREEKWERK_[A-Z_]*[A-Z]\b(?!_)", text_of(page)))
    assert named <= set(environment.KNOWN)


def test_the_production_settings_exist() -> None:
    lines = text_of(ROOT / "deploy" / "systemd" / "streekwerk.env").splitlines()
    named = {line.partition("=")[0] for line in lines if line and not line.startswith("#")}
    assert named - {"DJANGO_SETTINGS_MODULE"} <= set(environment.KNOWN)
    assert {"STREEKWERK_HTTPS", "STREEKWERK_HOSTS", "STREEKWERK_DATABASE_URL"} <= named


def test_every_file_of_production_is_explained() -> None:
    explained = text_of(ROOT / "deploy" / "README.md")
    for path in (ROOT / "deploy").rglob("*"):
        if path.is_file() and path.name != "README.md":
            assert f"]({path.relative_to(ROOT / 'deploy').as_posix()})" in explained


def test_what_the_container_copies_exists() -> None:
    for line in re.findall(r"^COPY (.+)$", text_of(ROOT / "deploy" / "Containerfile"), re.MULTILINE):
        for name in line.split()[:-1]:
            assert (ROOT / name).exists(), name


def test_every_code_name_of_the_word_list_is_in_the_code() -> None:
    rows = re.findall(r"^\|[^|]+\|([^|]+)\|[^|]+\|$", text_of(ROOT / "docs" / "glossary.md"), re.MULTILINE)
    names = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    code = {word for path in (ROOT / "src").rglob("*.py") for word in re.findall(r"\w+", text_of(path))}
    assert len(names) > 40
    assert [name for name in names if name not in code] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    found = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    for number, path in enumerate(found, start=1):
        assert path.name.startswith(f"{number:04}-")
        assert text_of(path).startswith(f"# {number}. ")
        assert [
            part for part in ("Context", "Decision", "Consequences") if f"**{part}.**" not in text_of(path)
        ] == []


def test_the_guide_of_roles_says_what_roles_may() -> None:
    page = text_of(ROOT / "docs" / "guide" / "coordinator-en-beheerder.md")
    rows = dict(re.findall(r"^\| (\w[\wë ]*) \| (.+) \|$", page.replace("ö", "o"), re.MULTILINE))
    words = {
        Permission.PLAN_IMPORT: "inlezen",
        Permission.FINDING_ACCEPT: "aanvaarden",
        Permission.AUDIT_READ: "logboek",
        Permission.MEMBERS_MANAGE: "rollen geven",
    }
    assert set(rows) - {"rol"} == {role.label.replace("ö", "o") for role in ROLES.values()}
    for role in ROLES.values():
        said = rows[role.label.replace("ö", "o")].replace(
            "alles van een planbeheerder", rows["Planbeheerder"]
        )
        for permission, word in words.items():
            assert (word in said) == (permission in role.permissions), (role.label, word)


def test_the_changes_name_this_version() -> None:
    version = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]["version"]
    assert re.search(
        rf"^## {re.escape(version)} – \d{{4}}-\d\d-\d\d$", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE
    )


def test_publiccode_says_what_catalogues_ask() -> None:
    said = text_of(ROOT / "publiccode.yaml")
    top = set(re.findall(r"^(\w+):", said, re.MULTILINE))
    assert {
        "publiccodeYmlVersion", "name", "releaseDate", "softwareVersion", "platforms", "categories",
        "developmentStatus", "softwareType", "description", "legal", "maintenance", "localisation",
    } <= top  # fmt: skip
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    assert f'softwareVersion: "{project["version"]}"' in said
    assert f"license: {project['license']}" in said
    short = re.findall(r"shortDescription: (.+)", said)
    long = re.findall(r"longDescription: >\n((?: {6}.+\n)+)", said)
    assert len(short) == len(long) == 2
    assert all(len(text) <= 150 for text in short)
    assert all(150 <= len(" ".join(text.split())) <= 10000 for text in long)


def test_publiccode_is_yaml() -> None:
    said = yaml.safe_load(text_of(ROOT / "publiccode.yaml"))
    assert said["publiccodeYmlVersion"] == "0.4"
    assert set(said["description"]) == {"nl", "en"}


def test_the_licence_is_whole() -> None:
    said = text_of(ROOT / "LICENSE")
    assert said.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert re.findall(r"^(\d+)\.[A-Z]", said, re.MULTILINE) == [str(number) for number in range(1, 16)]
    assert "Appendix" in said


# Written apart, so that this file does not hold what it looks for.
HOSTS = ["pypi" + ".org", "python" + "hosted.org", "npmjs" + ".", "docker" + ".io", "ghcr" + ".io", "quay" + ".io",
         "crates" + ".io", "proxy.golang" + ".org"]  # fmt: skip
FOLDERS = ["/" + "work/", "/" + "root/", "/" + "home/", "/" + "Users/"]


def test_no_file_names_where_packages_come_from_or_a_folder_of_a_machine() -> None:
    wrong = []
    for path in committed():
        try:
            said = text_of(path)
        except UnicodeDecodeError:
            continue
        wrong += [f"{path.relative_to(ROOT)}: {host}" for host in HOSTS if host in said]
        wrong += [
            f"{path.relative_to(ROOT)}: {folder}"
            for folder in FOLDERS
            if re.search(rf"(?<![\w.:*}}]){re.escape(folder)}", said)
        ]
    assert wrong == []
