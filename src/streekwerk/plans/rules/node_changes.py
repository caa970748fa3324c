"""What changed in one node: its texts, dates, people, marks, and what stands under it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from streekwerk.plans.rules.changes import PRIORITIES, Change, Kind, Names, say_when
from streekwerk.plans.rules.links import link_word
from streekwerk.plans.rules.versions import LinkText, NodeText, PartText, Snapshot, WhenText
from streekwerk.ui.dutch import short

PartKind = Literal["indicators", "milestones"]
PARTS: dict[PartKind, tuple[str, str]] = {
    "indicators": ("indicator", "nieuwe indicator"),
    "milestones": ("mijlpaal", "nieuwe mijlpaal"),
}


def changes_of_node(old: NodeText, new: NodeText, old_names: Names, names: Names) -> Iterator[Change]:
    """What changed in the node itself, its place and parts apart."""
    subject = names.of(new)
    for kind, what, before, after in _said(old, new, old_names, names):
        yield Change(kind, new["id"], subject, what, before, after)


Said = tuple[Kind, str, str, str]


def _said(old: NodeText, new: NodeText, old_names: Names, names: Names) -> Iterator[Said]:
    yield from _texts(old, new)
    yield from _date("start", "begin", old["start"], new["start"])
    yield from _date("end", "einde", old["end"], new["end"])
    yield from _one("people", "trekker", old["steward"], new["steward"])
    yield from _one("people", "organisatie", old["lead"], new["lead"])
    if old["partners"] != new["partners"]:
        came = [name for name in new["partners"] if name not in old["partners"]]
        went = [name for name in old["partners"] if name not in new["partners"]]
        parts = [f"{', '.join(came)} erbij"] * bool(came) + [f"{', '.join(went)} niet meer"] * bool(went)
        yield "people", f"partners: {'; '.join(parts) or 'andere volgorde'}", "", ""
    yield from _one("marks", "nummer", old["code"], new["code"])
    if (old["level"], old["level_label"]) != (new["level"], new["level_label"]):
        yield (
            "marks",
            f"was {old_names.level(old).split(',')[0]}, is nu {names.level(new).split(',')[0]}",
            "",
            "",
        )
    marks = [PRIORITIES.get(node["priority"], node["priority"]) for node in (old, new)]
    yield from _one("marks", "prioriteit", *marks)
    yield from _one("marks", "deelrapportcode", old["external_code"], new["external_code"])
    yield from _links(old["links"], new["links"], old_names, names)


def _texts(old: NodeText, new: NodeText) -> Iterator[Said]:
    pairs = [("titel", old["title"], new["title"]), ("tekst", old["text"], new["text"])]
    labels = dict.fromkeys([*old["fields"], *new["fields"]])
    pairs += [(f"“{label}”", old["fields"].get(label, ""), new["fields"].get(label, "")) for label in labels]
    for label, before, after in pairs:
        if before != after:
            done = "gewijzigd" if before and after else "ingevuld" if after else "leeggemaakt"
            yield "text", f"{label} {done}", before, after


def _date(side: str, word: str, old: WhenText | None, new: WhenText | None) -> Iterator[Said]:
    if old == new:
        return
    was, now = say_when(old), say_when(new)
    if was == now and old and new:
        yield "dates", f"{word} anders verwoord", old["words"], new["words"]
    elif not was:
        yield "dates", f"{word} toegevoegd: {now}", "", ""
    elif not now:
        yield "dates", f"{word} weggehaald, was {was}", "", ""
    else:
        yield "dates", f"{word} verschoven van {was} naar {now}", "", ""


def _one(kind: Kind, word: str, was: str, now: str) -> Iterator[Said]:
    if was == now:
        return
    if not was:
        yield kind, f"{word} is nu {now}", "", ""
    elif not now:
        yield kind, f"geen {word} meer, was {was}", "", ""
    else:
        yield kind, f"{word} was {was}, is nu {now}", "", ""


def _links(old: list[LinkText], new: list[LinkText], old_names: Names, names: Names) -> Iterator[Said]:
    before, after = ({link["id"]: link for link in links} for links in (old, new))
    for number, link in after.items():
        said = f"{link_word(link['kind'])} {names(link['target'])}"
        was = before.get(number)
        if was is None:
            yield "links", f"nieuw verband: {said}", "", ""
        elif (was["kind"], was["target"]) != (link["kind"], link["target"]):
            once = f"{link_word(was['kind'])} {old_names(was['target'])}"
            yield "links", f"verband gewijzigd: {once} werd {said}", was["rationale"], link["rationale"]
        elif was != link:
            yield "links", f"reden gewijzigd bij: {said}", was["rationale"], link["rationale"]
    for number, link in before.items():
        if number not in after:
            gone = f"{link_word(link['kind'])} {old_names(link['target'])}"
            yield "links", f"verband weggehaald: {gone}", "", ""


def changes_of_parts(
    before: Snapshot, after: Snapshot, old_names: Names, names: Names
) -> dict[int | None, list[Change]]:
    """What changed in indicators and milestones, by the node they stand under (None: under no node).

    What came or went together with its node is told by the node.
    """
    old_nodes, new_nodes = ({node["id"] for node in whole["nodes"]} for whole in (before, after))
    found: dict[int | None, list[Change]] = {}
    for kind, (word, new_word) in PARTS.items():
        old, new = _parts_of(before, kind), _parts_of(after, kind)
        for number, (home, part) in new.items():
            for what, was, now in _of_part(old.get(number), home, part, word):
                found.setdefault(home, []).append(Change(kind, home, _named(names, home), what, was, now))
            if number not in old and (home is None or home in old_nodes):
                said = f"{new_word}: “{short(part['text'], 160)}”"
                found.setdefault(home, []).append(Change(kind, home, _named(names, home), said))
        for number, (home, part) in old.items():
            if number not in new and (home is None or home in new_nodes):
                said = f"{word} geschrapt: “{short(part['text'], 160)}”"
                found.setdefault(home, []).append(Change(kind, home, _named(old_names, home), said))
    return found


def _named(names: Names, home: int | None) -> str:
    return "Het plan" if home is None else names(home)


def _parts_of(whole: Snapshot, kind: PartKind) -> dict[int, tuple[int | None, PartText]]:
    """Every part of this kind by its number, with the node it stands under."""
    parts: dict[int, tuple[int | None, PartText]] = {
        part["id"]: (None, part) for part in whole["loose"][kind]
    }
    for node in whole["nodes"]:
        for part in node[kind]:
            parts[part["id"]] = (node["id"], part)
    return parts


def _of_part(
    was: tuple[int | None, PartText] | None, home: int | None, part: PartText, word: str
) -> Iterator[tuple[str, str, str]]:
    """What changed in a part that both texts have: where it stands, its words, its date."""
    if was is None or was == (home, part):
        return
    once_at, once = was
    if once_at != home:
        yield f"{word} “{short(part['text'])}” staat nu hier", "", ""
    if once["text"] != part["text"]:
        yield f"{word} gewijzigd", once["text"], part["text"]
    if once.get("when") != part.get("when"):
        before, after = say_when(once.get("when")), say_when(part.get("when"))
        yield f"datum van {word} “{short(part['text'])}” verschoven van {before} naar {after}", "", ""
