"""The page of the manual that lists every rule, written from `RULES` so that it cannot fall behind.

python -m streekwerk.reading.findings.page > docs/guide/bijsluiter.md
"""

from __future__ import annotations

import sys
from itertools import groupby

from streekwerk.reading.findings import RULES
from streekwerk.reading.models import Severity

_WEIGHTS: dict[Severity, str] = {"error": "fout", "warning": "waarschuwing", "note": "opmerking"}
_INTRODUCTION = """\
# De bijsluiter van een plan

Elk ingelezen plan krijgt een bijsluiter: de fouten die het plan tegen zichzelf maakt. Elke bevinding
citeert de woorden, toont de rekensom, zegt waar het staat en wat u kunt doen. De regels kijken alleen naar
het plan zelf; ze weten niet wat in werkelijkheid juist is. Wat u aanvaardt met een reden, blijft stil.

- **fout**: het plan spreekt zichzelf tegen;
- **waarschuwing**: iets ontbreekt of is niet op te volgen;
- **opmerking**: het kan duidelijker.
"""


def page() -> str:
    """The page in Dutch, as Markdown."""
    parts = [_INTRODUCTION]
    families = {rule.family: None for rule in RULES}
    order = list(families)
    rules = sorted(RULES, key=lambda rule: order.index(rule.family))
    for family, group in groupby(rules, key=lambda rule: rule.family):
        rows = [
            f"| {r.name} | {_WEIGHTS[r.severity]} | {r.explanation} | {r.remedy} | `{r.code}` |"
            for r in group
        ]
        table = "\n".join(
            ["| regel | gewicht | waarom | wat te doen | code |", "|---|---|---|---|---|", *rows]
        )
        parts.append(f"## {family}\n\n{table}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(page())
