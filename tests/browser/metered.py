"""The sample region with figures for a handful of its indicators: one of each kind, the others still to confirm."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from streekwerk.access.models import Actor
from streekwerk.indicators.commands.cards import unconfirm_cards
from streekwerk.indicators.models import Indicator
from streekwerk.plans.models import Plan

FIGURES = "welzijnsbond"
KEPT = {
    "ritten": "meter_line",
    "bezetting": "meter_broken",
    "energiescans": "meter_targets",
    "eerste-tegemoetkoming": "meter_small",
    "aangesloten": "meter_counted",
    "zitdagen": "meter_each",
    "meldingen": "meter_channels",
    "wachttijd-budget": "meter_days",
    "kostprijs-km": "meter_money",
}
"""The key in the sample, and the word by which pages ask for it."""


@contextmanager
def sample_with_some_figures(sample: Path) -> Iterator[Path]:
    """The folder of the sample, with the figures that are kept here and those alone."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        for each in sample.iterdir():
            if each.name != "figures":
                (folder / each.name).symlink_to(each)
        (folder / "figures").mkdir()
        said = json.loads((sample / "figures" / f"{FIGURES}.json").read_text(encoding="utf-8"))
        kept = {name: said[name] for name in ("file", "cards_by", "figures_by", "partners")}
        kept["cards"] = [card for card in said["cards"] if card["key"] in KEPT]
        (folder / "figures" / f"{FIGURES}.json").write_text(json.dumps(kept), encoding="utf-8")
        with (sample / "figures" / f"{FIGURES}.csv").open(encoding="utf-8", newline="") as file:
            [head, *rows] = csv.reader(file)
        with (folder / "figures" / f"{FIGURES}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *(row for row in rows if row[0] in KEPT)])
        yield folder


def keep_some_cards(plan: Plan, sample: Path, *, by: Actor) -> dict[str, int]:
    """Take back every card but those with figures; the keys of what pages ask for."""
    said = json.loads((sample / "figures" / f"{FIGURES}.json").read_text(encoding="utf-8"))
    texts = {card["key"]: card["sentence"] for card in said["cards"]}
    indicators = list(Indicator.objects.filter(plan=plan).select_related("sentence"))
    places = {
        name: next(each.pk for each in indicators if each.sentence.text.startswith(texts[key]))
        for key, name in KEPT.items()
    }
    free = {each.pk: each.version for each in indicators if each.pk not in places.values()}
    unconfirm_cards(plan=plan, cards=free, by=by)
    return places
