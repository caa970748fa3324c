"""Which style of a template serves for what in a report; what is missing is added, and said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from streekwerk.kernel.ooxml import WORD, w
from streekwerk.reports.renderers.word_own import abstract_list, list_number
from streekwerk.reports.renderers.word_package import WORD_TYPE, Parts
from streekwerk.reports.renderers.word_styles import STYLES, Style, style_xml

_YES = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class Use:
    """What serves for a style of the report."""

    wanted: str
    """As people know it: “Kop 1”."""
    found: str
    """The name of the template's own style; empty: ours is added."""
    custom: bool
    """A style of Streekwerk's own, which no template needs to have."""


@dataclass(frozen=True)
class Fit:
    """The styles of a template by their role in a report."""

    ids: dict[str, str]
    uses: tuple[Use, ...]
    list_number: int
    """What a bullet points at itself; 0: the style of bullets does."""

    def warnings(self) -> Iterator[str]:
        missing = [use.wanted for use in self.uses if not use.found and not use.custom]
        if missing:
            names = ", ".join(f"“{name}”" for name in missing)
            yield (
                f"Niet gevonden: {names}. Streekwerk voegt een sobere stijl toe in uw lettertype. "
                "Gebruik die stijlen één keer in uw sjabloon als u ze zelf wilt bepalen."
            )


def fitted(parts: Parts, main: str, language: str) -> Fit:
    """The styles that serve; afterwards those that were missing stand in the template, and the language."""
    root = _styles_of(parts, main)
    known = [each for each in root.findall(w("style")) if each.get(w("styleId"))]
    by_name = _named(known)
    ids: dict[str, str] = {}
    uses, missing = [], []
    taken = {each.get(w("styleId")).lower() for each in known}
    for role, style in STYLES.items():
        found = _found(style, by_name, known)
        if found is None:
            missing.append(style)
            ids[role] = _free(style.id, taken)
        else:
            ids[role] = found.get(w("styleId"))
        uses.append(Use(style.dutch, "" if found is None else _name(found), style.custom))
    bullets = "bullet" not in {style.role for style in missing} and _numbered(ids["bullet"], known)
    number = 0 if bullets else _own_list(parts, main)
    for style in missing:
        xml = style_xml(style, ids, plain=True, bullets=number)
        root.append(etree.fromstring(f'<x xmlns:w="{WORD}">{xml}</x>')[0])
    _speak(parts, main, root, language)
    # The style that was added points at the list itself.
    return Fit(ids, tuple(uses), 0 if "bullet" in {style.role for style in missing} else number)


def _styles_of(parts: Parts, main: str) -> Any:
    path = parts.one(main, "styles")
    if not path:
        path = "word/styles.xml"
        parts.put(path, etree.Element(w("styles"), nsmap={"w": WORD}), f"{WORD_TYPE}.styles+xml")
        parts.point(main, "styles", path)
    return parts.parsed(path)


def _name(style: Any) -> str:
    found = style.find(w("name"))
    return "" if found is None else found.get(w("val"), "")


def _named(known: list[Any]) -> dict[tuple[str, str], Any]:
    """Styles by kind and by every name they go by: their own, their aliases, and their id."""
    named: dict[tuple[str, str], Any] = {}
    ways = (lambda style: [_name(style)], _aliases, lambda style: [style.get(w("styleId"))])
    for way in ways:
        for style in known:
            for name in way(style):
                named.setdefault((style.get(w("type"), "paragraph"), name.strip().lower()), style)
    return named


def _aliases(style: Any) -> list[str]:
    return [name for each in style.findall(w("aliases")) for name in each.get(w("val"), "").split(",")]


def _found(style: Style, by_name: dict[tuple[str, str], Any], known: list[Any]) -> Any | None:
    if style.role == "table":
        return _table(by_name, known)
    for name in (style.name.lower(), style.dutch.lower(), style.id.lower(), *style.also):
        found = by_name.get((style.kind, name))
        if found is not None:
            return found
    if style.role != "normal":
        return None
    paragraphs = (each for each in known if each.get(w("type")) == "paragraph")
    return next((each for each in paragraphs if each.get(w("default")) in _YES), None)


def _table(by_name: dict[tuple[str, str], Any], known: list[Any]) -> Any | None:
    """Our own name, or the only table style that somebody made, or the grid that every Word has."""
    ours = by_name.get(("table", "rapporttabel"))
    if ours is not None:
        return ours
    made = [each for each in known if each.get(w("type")) == "table" and each.get(w("customStyle")) in _YES]
    if len(made) == 1:
        return made[0]
    return by_name.get(("table", "table grid"), by_name.get(("table", "tabelraster")))


def _free(wanted: str, taken: set[str]) -> str:
    made, number = wanted, 2
    while made.lower() in taken:
        made, number = f"{wanted}{number}", number + 1
    taken.add(made.lower())
    return made


def _numbered(style_id: str, known: list[Any]) -> bool:
    """Whether the style is a list, itself or by what it is based on."""
    by_id = {each.get(w("styleId")): each for each in known}
    seen: set[str] = set()
    while style_id in by_id and style_id not in seen:
        seen.add(style_id)
        style = by_id[style_id]
        number = style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
        if number is not None:
            return bool(number.get(w("val"), "0") != "0")
        base = style.find(w("basedOn"))
        style_id = "" if base is None else base.get(w("val"), "")
    return False


def _own_list(parts: Parts, main: str) -> int:
    """The number of a list of bullets, added to the lists of the template."""
    path = parts.one(main, "numbering")
    if not path:
        path = "word/numbering.xml"
        parts.put(path, etree.Element(w("numbering"), nsmap={"w": WORD}), f"{WORD_TYPE}.numbering+xml")
        parts.point(main, "numbering", path)
    root = parts.parsed(path)
    abstracts, numbers = root.findall(w("abstractNum")), root.findall(w("num"))
    abstract = 1 + max((_whole(each.get(w("abstractNumId"))) for each in abstracts), default=0)
    number = 1 + max((_whole(each.get(w("numId"))) for each in numbers), default=0)
    xml = f'<x xmlns:w="{WORD}">{abstract_list(abstract)}{list_number(number, abstract)}</x>'
    shape, pointer = etree.fromstring(xml)
    # All shapes stand before all numbers: numPicBullet*, abstractNum*, num*, numIdMacAtCleanup?
    if numbers:
        numbers[0].addprevious(shape)
        numbers[-1].addnext(pointer)
    else:
        at = len(root.findall(w("numPicBullet"))) + len(abstracts)
        root.insert(at, shape)
        root.insert(at + 1, pointer)
    return number


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _speak(parts: Parts, main: str, styles: Any, language: str) -> None:
    """The whole document is in this language: by default, and where its basic style says another."""
    defaults = styles.find(w("docDefaults"))
    if defaults is None:
        defaults = etree.Element(w("docDefaults"))
        styles.insert(0, defaults)
    letters = defaults.find(w("rPrDefault"))
    if letters is None:
        letters = etree.Element(w("rPrDefault"))
        defaults.insert(0, letters)
    properties = letters.find(w("rPr"))
    if properties is None:
        properties = etree.SubElement(letters, w("rPr"))
    spoken = properties.find(w("lang"))
    if spoken is None:
        spoken = etree.Element(w("lang"))
        after = [each for each in properties if each.tag in (w("eastAsianLayout"), w("specVanish"))]
        after[0].addprevious(spoken) if after else properties.append(spoken)
    spoken.set(w("val"), language)
    for each in styles.findall(f"{w('style')}/{w('rPr')}/{w('lang')}"):
        if each.get(w("val")):
            each.set(w("val"), language)
    settings = parts.one(main, "settings")
    if settings:
        theme = parts.parsed(settings).find(w("themeFontLang"))
        if theme is not None:
            theme.set(w("val"), language)
