"""The tagged PDF of the zone plan, made by typst from `zorgkring.typ`."""

from __future__ import annotations

from pathlib import Path

import font_source_sans_pro
import typst

SOURCE = Path(__file__).parent / "zorgkring.typ"
FONTS = Path(font_source_sans_pro.__file__).parent


def write(folder: Path) -> Path:
    """Write the plan into the folder; returns the file."""
    target = folder / "zorgkring-netebogen-zoneplan-2025-2030.pdf"
    target.write_bytes(typst.compile(str(SOURCE), font_paths=[str(FONTS)], ignore_system_fonts=True))
    return target
