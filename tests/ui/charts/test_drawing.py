"""Many charts of a report are drawn by several processes, with the same outcome as one by one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from streekwerk.ui.charts import static_svg
from streekwerk.ui.charts.drawing import WORTH_IT, Drawings
from streekwerk.ui.charts.static import _drawings, specification
from streekwerk.ui.gallery_charts import LINE

SPECS = [specification(replace(LINE, title=f"Ritten {at}"), width=300 + at) for at in range(WORTH_IT + 4)]


@pytest.mark.slow
def test_drawn_together_is_the_same_as_drawn_alone() -> None:
    fonts = _drawings().fonts  # this process knows them from now on; the helpers have to be told
    together, alone = Drawings(64, fonts), Drawings(64, fonts)
    together.ahead([*SPECS, SPECS[0]])
    assert sorted(together.kept) == sorted(SPECS)
    assert all(together.of(spec) == alone.of(spec) for spec in SPECS[:3])


@pytest.mark.slow
def test_without_helpers_it_only_takes_longer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A helper that cannot start, or is killed, leaves its work to this process."""
    monkeypatch.setattr("sys.executable", "/bin/false")
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    drawings = Drawings(64)
    drawings.ahead(SPECS)
    assert all(drawings.of(spec).startswith("<svg") for spec in SPECS)


@pytest.mark.slow
def test_only_so_many_are_kept() -> None:
    drawings = Drawings(2)
    for spec in SPECS[:4]:
        drawings.of(spec)
    assert list(drawings.kept) == SPECS[2:4]


@pytest.mark.slow
def test_few_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: Any, **options: Any) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr("subprocess.Popen", refused)
    drawings = Drawings(64)
    drawings.ahead(SPECS[: WORTH_IT - 1])
    drawings.ahead(SPECS[: WORTH_IT - 1])
    assert len(drawings.kept) == WORTH_IT - 1


@pytest.mark.slow
def test_the_key_stands_above_the_drawing_and_says_every_word() -> None:
    svg = static_svg(LINE, width=640)
    assert svg.index("vroegere streefwaarde: minstens 1.200 per kwartaal") < svg.index('class="mark-group')
    assert svg.count("<svg") == 1
    assert 'stroke-dasharray="0.857 0.429"' in svg
