"""Drawings by their specification: kept, and made by several processes when there are many.

The engine draws one at a time in a process, whatever the threads; so what must be quick is shared out.
Also the program of those processes: `python drawing.py FONTS`, a specification per line in, an SVG out.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from threading import Lock, Thread

import vl_convert

WORTH_IT = 8
"""Fewer new drawings are ready before another process has started."""
HELPERS = 3
"""At most so many processes beside this one; each takes 190 MB while it draws."""
AHEAD = 2
"""Specifications a helper has in hand, so that it never waits for this process."""

_PART = re.compile(r'(?<=[#"])(clip|gradient_)(\d+)(?=[")])')


class Drawings:
    """SVG by specification; the last so many are kept. Safe to use from several threads."""

    def __init__(self, kept: int, fonts: str = "") -> None:
        self.most, self.fonts = kept, fonts
        self.kept: OrderedDict[str, str] = OrderedDict()
        self.lock = Lock()

    def of(self, spec: str) -> str:
        """The drawing of one specification."""
        with self.lock:
            if spec in self.kept:
                self.kept.move_to_end(spec)
                return self.kept[spec]
        return self._keep(spec, vl_convert.vegalite_to_svg(spec))

    def ahead(self, specs: Sequence[str]) -> None:
        """Draw what is not kept yet, with every core."""
        new = [spec for spec in dict.fromkeys(specs) if spec not in self.kept][: self.most]
        helpers = min(HELPERS, (os.cpu_count() or 1) - 1) if len(new) >= WORTH_IT else 0
        waiting: SimpleQueue[str] = SimpleQueue()
        for spec in new:
            waiting.put(spec)
        threads = [Thread(target=self._help, args=(waiting,), daemon=True) for _ in range(helpers)]
        for thread in threads:
            thread.start()
        while (mine := _next(waiting)) is not None:
            self.of(mine)
        for thread in threads:
            thread.join()

    def _help(self, waiting: SimpleQueue[str]) -> None:
        """Feeds another process; what it cannot draw is left to `of`, which then says why."""
        command = [sys.executable, "-I", __file__, self.fonts]
        with subprocess.Popen(  # noqa: S603 (this very file)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        ) as helper:
            assert helper.stdin is not None
            assert helper.stdout is not None
            given: list[str] = []
            try:
                while True:
                    while len(given) < AHEAD and (spec := _next(waiting)) is not None:
                        given.append(spec)
                        helper.stdin.write(f"{spec}\n")
                        helper.stdin.flush()
                    if not given or not (line := helper.stdout.readline()):
                        break
                    if svg := json.loads(line):
                        self._keep(given[0], svg)
                    given.pop(0)
                helper.stdin.close()
            except OSError:
                return

    def _keep(self, spec: str, svg: str) -> str:
        svg = renumbered(svg)
        with self.lock:
            self.kept[spec] = svg
            while len(self.kept) > self.most:
                self.kept.popitem(last=False)
        return svg


def renumbered(svg: str) -> str:
    """The drawing with its parts numbered from nought: the engine counts on from the drawing before.

    >>> renumbered('<clipPath id="clip7"/><g clip-path="url(#clip7)"/>')
    '<clipPath id="clip0"/><g clip-path="url(#clip0)"/>'
    """
    numbers: dict[str, int] = {}
    return _PART.sub(lambda found: f"{found[1]}{numbers.setdefault(found[0], len(numbers))}", svg)


def _next(waiting: SimpleQueue[str]) -> str | None:
    try:
        return waiting.get_nowait()
    except Empty:
        return None


def main(fonts: str) -> None:
    """Draw line by line until there is no more; an empty text for what cannot be drawn."""
    if fonts:
        vl_convert.register_font_directory(fonts)
    for line in sys.stdin:
        try:
            svg = vl_convert.vegalite_to_svg(line)
        except ValueError:
            svg = ""
        sys.stdout.write(json.dumps(svg) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
