"""Plans in styles that the readers were not written for, each held against a reading made by hand.

`unseen/` has an invented plan and its gold reading per style. The tree, the actions and the indicators are
compared here; the floors of the reading score need the scorer that lies beside the repository. The same plan
printed in another way (double spaced, indented, with broken ligatures) must be read as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from shared import SHARED
from streekwerk.reading.extract import extract_bytes
from streekwerk.reading.models import Reading
from streekwerk.reading.queries import read_document

UNSEEN = Path(__file__).parent / "unseen"
SCORER = SHARED / "reading" / "score.py"

FLOORS = {
    "armoede_tabellen": ("fiche", 0.97),
    "bbc_nota": ("fiche", 0.95),
    "beslissingen": ("outline", 0.97),
    "code_omschrijving": ("code_list", 0.97),
    "een_bladzijde": ("fiche", 0.97),
    "elz_labels": ("fiche", 0.97),
    "hoofdletters_koppen": ("fiche", 0.97),
    "speerpunten_streepjes": ("fiche", 0.97),
    "streekprojecten": ("fiche", 0.97),
    "tabel_kolommen": ("bbc_text", 0.97),
    "elz_afkortingen": ("fiche", 0.96),
    "inhoudstafel": ("fiche", 0.97),
    "werven_kapitalen": ("fiche", 0.97),
    "projecten_cijfers": ("fiche", 0.97),
    "fiches_genummerd": ("fiche", 0.97),
    "prioriteiten_letters": ("fiche", 0.97),
    "werven_cijfers": ("fiche", 0.97),
    "werven_proza": ("fiche", 0.97),
    "woorden_met_dubbelpunt": ("fiche", 0.95),
    "werven_regels": ("fiche", 0.97),
}
"""Per plan its dialect, and a score slightly below what is reached."""

PRINTED: dict[str, Callable[[str], str]] = {
    "double spaced": lambda text: text.replace("\n", "\n\n"),
    "without white lines": lambda text: re.sub(r"\n\n+", "\n", text),
    "indented": lambda text: re.sub(r"(?m)^(?=[^\s\f])", "    ", text),
    "broken ligatures": lambda text: text.replace("ti", "Ɵ").replace("fi", "ﬁ"),
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
    "titles below their numbers": lambda text: re.sub(
        r"(?m)^((?:Actie|Project|Doelstelling|Werf|Hoofdstuk|Speerpunt) [\d.]+) ?[:–] ", r"\1\n", text
    ),
    "labels above their values": lambda text: re.sub(
        r"(?m)^(Trekker|Timing|Budget|Status|Resultaat|Wie|Wanneer): (?=\S)", r"\1\n", text
    ),
}


def text_of(name: str) -> str:
    return (UNSEEN / f"{name}.txt").read_bytes().decode()


def gold_of(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((UNSEEN / f"{name}.json").read_bytes())
    return gold


@cache
def read(text: str, name: str) -> Reading:
    """Several tests look at the same reading; none changes it."""
    return read_document(extract_bytes(text.encode(), f"{name}.txt"))


def plain(words: str) -> str:
    """A title without white space and hyphens, which line ends leave behind."""
    return re.sub(r"[\W_]+", "", words).casefold()


@pytest.mark.parametrize("name", FLOORS)
def test_the_right_dialect_reads_it(name: str) -> None:
    assert read(text_of(name), name).dialect == FLOORS[name][0]


@pytest.mark.parametrize("name", FLOORS)
def test_actions_stand_below_their_goals(name: str) -> None:
    gold, reading = gold_of(name), read(text_of(name), name)
    title_of = {node["id"]: plain(node["title"]) for node in gold.get("nodes", ())}
    wanted = [
        (title_of[node["id"]], title_of.get(node["parent"]))
        for node in gold.get("nodes", ())
        if node["level"] in ("action", "project")
    ]
    found = [
        (plain(node.title), plain(reading.node(node.parent).title) if node.parent else None)
        for node in reading.nodes
        if node.level in ("action", "project")
    ]
    assert [title for title, _ in found] == [title for title, _ in wanted]
    assert [pair for pair in wanted if pair[1] and pair not in found] == []


@pytest.mark.parametrize("name", FLOORS)
def test_indicators_are_found(name: str) -> None:
    wanted = [plain(item["text"]) for item in gold_of(name).get("indicators", ())]
    found = [plain(item.text) for item in read(text_of(name), name).indicators]
    assert [text for text in wanted if text not in found] == []
    assert len(found) <= 1.4 * len(wanted)


@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.parametrize("printed", PRINTED)
def test_printed_in_another_way_it_says_the_same(name: str, printed: str) -> None:
    reading = read(PRINTED[printed](text_of(name)), name)
    wanted = sorted(
        plain(node["title"]) for node in gold_of(name).get("nodes", ()) if node["level"] != "statement"
    )
    found = sorted(plain(node.title) for node in reading.nodes if node.level != "statement")
    assert found == wanted


@pytest.mark.parametrize("name", FLOORS)
def test_the_reading_score(name: str, tmp_path: Path) -> None:
    if not SCORER.exists():
        pytest.skip("the scorer is not beside the repository")
    spec = spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    score = module_from_spec(spec)
    spec.loader.exec_module(score)
    path = tmp_path / "reading.json"
    path.write_text(json.dumps(read(text_of(name), name).to_json()), encoding="utf-8")
    result = score.Score(score.load(str(path)), score.load(str(UNSEEN / f"{name}.json"))).result()
    assert result["reading_score"] >= FLOORS[name][1], {
        kind: values["missed"] + values["extra"] for kind, values in result["kinds"].items()
    }
