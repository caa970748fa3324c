"""The typeface as static files, straight from its Python package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

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
