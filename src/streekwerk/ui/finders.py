"""Static files that come out of a Python package: the typeface, and the script that draws charts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage, Storage

PREFIX = "ui/fonts/"
FONTS = ("SourceSansPro-Regular.ttf", "SourceSansPro-It.ttf", "SourceSansPro-Semibold.ttf")


class FontFinder(BaseFinder):
    """Serves three weights of Source Sans under `ui/fonts/`; the package holds 24 files.

    Without the package nothing is found and the pages fall back to the system's sans serif.
    """

    def __init__(self, app_names: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        spec = find_spec("font_source_sans_pro")
        self.folder = Path(spec.origin).parent / "files" if spec and spec.origin else None

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file of a static path, or an empty list; a list when all are asked for."""
        name = path.removeprefix(PREFIX)
        if self.folder is None or not path.startswith(PREFIX) or name not in FONTS:
            return []
        found = str(self.folder / name)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        if self.folder is None:
            return
        storage = FileSystemStorage(location=self.folder)
        # `collectstatic` copies to prefix + name.
        storage.prefix = PREFIX.rstrip("/")  # type: ignore[attr-defined]
        for name in FONTS:
            yield name, storage


VEGA = "vega.js"


class VegaFinder(BaseFinder):
    """Serves Vega, Vega-Lite and Vega-Embed as one script, `ui/vega.js`, made from the package `vl_convert`.

    Making it takes seconds, so it is made once per version, on first need, and kept in the data folder.
    """

    def __init__(self, app_names: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        pass

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file of `ui/vega.js`, or an empty list; a list when all are asked for."""
        if path != f"ui/{VEGA}":
            return []
        found = str(vega_folder() / VEGA)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        storage = FileSystemStorage(location=vega_folder())
        storage.prefix = "ui"  # type: ignore[attr-defined]
        yield VEGA, storage


def vega_folder() -> Path:
    """The folder with the script of the installed version; makes it when it is not there yet."""
    import vl_convert  # 84 MB: only who serves files needs it here

    folder: Path = settings.DATA / "charts" / version("vl-convert-python")
    made = folder / VEGA
    if not made.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Several processes may start at once: each writes its own file, the last one stays.
        with NamedTemporaryFile("w", dir=folder, suffix=".part", delete=False, encoding="utf-8") as part:
            part.write(vl_convert.javascript_bundle())  # type: ignore[call-arg]
        os.replace(part.name, made)
        made.chmod(0o644)
    return folder
