"""Filling a template: words between square brackets, and the places where facts, contents and report come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from streekwerk.kernel.ooxml import clean, w
from streekwerk.reports.renderers.word_package import Parts
from streekwerk.reports.rules.content import Content

BLOCKS = ("feiten", "inhoud", "rapport")
"""What stands on a line of its own and becomes more than a word."""
_TARGET = "streekwerk"
_WORD = re.compile(r"\[([^\[\]\n]{2,40})\]")
_JOINED = re.compile(r"(\s+[·|–—-]\s+)?\[([^\[\]\n]{2,40})\]")
_LOOSE_START = re.compile(r"^\s*[·|–—]\s+")
_DAYS = ("datum", "toestand op", "opgemaakt op", "bevroren op")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass
class Filled:
    """What a template turned out to have."""

    words: set[str] = field(default_factory=set)
    """The words between brackets that were filled in."""
    titled: bool = False
    """The title stands in the text itself, not only in a header."""
    blocks: set[str] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    section: Any = None
    """The properties of the section in which the report comes."""
    pages_before: int = 1
    """On which page the report begins, as far as the template says itself."""
    contents_on_top: bool = False
    """The place of the table of contents is at the top of a page already."""
    new_page: bool = False
    """The place of the report asks for a new page."""


def words_of(content: Content) -> dict[str, str]:
    """What is filled in for which word; every fact of the report can be asked by its name.

    >>> words = words_of(Content("Jaarverslag", "2026", (), (("Toestand op", "1 juni 2026"),)))
    >>> words["titel"], words["datum"], words["toestand op"], words["periode"]
    ('Jaarverslag', '1 juni 2026', '1 juni 2026', '2026')
    """
    facts = {name.lower(): value for name, value in content.facts}
    return facts | {
        "titel": content.title,
        "ondertitel": content.subtitle,
        "organisatie": content.organisation,
        "periode": facts.get("periode") or content.subtitle,
        "datum": next((facts[name] for name in _DAYS if facts.get(name)), ""),
    }


def filled(parts: Parts, main: str, content: Content, explain_style: str) -> Filled:
    """Fill the template in; where blocks come, an instruction stands that `split` finds again."""
    words = words_of(content)
    seen = Filled()
    body = parts.parsed(main).find(w("body"))
    _leave_out_explanation(body, explain_style)
    _blocks(body, seen)
    if "rapport" not in seen.blocks:
        _after_cover(body, seen)
    _look_at_place(body, seen)
    for root in (parts.parsed(main), *_running(parts, main)):
        for paragraph in root.iter(w("p")):
            _fill(paragraph, words, seen)
        # The text comes first of all.
        seen.titled = seen.titled or (root.tag == w("document") and "titel" in seen.words)
    seen.unknown = list(dict.fromkeys(seen.unknown))
    return seen


def place(block: str) -> str:
    """How the instruction that stands for a block is written in the text.

    >>> place("rapport")
    '<?streekwerk rapport?>'
    """
    return f"<?{_TARGET} {block}?>"


def _running(parts: Parts, main: str) -> Iterator[Any]:
    """Headers and footers."""
    for each in parts.relations(main):
        if each.kind in ("header", "footer") and each.target in parts:
            yield parts.parsed(each.target)


def _text(paragraph: Any) -> str:
    return "".join(each.text or "" for each in paragraph.iter(w("t")))


def _leave_out_explanation(body: Any, style: str) -> None:
    for paragraph in list(body.iter(w("p"))):
        named = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if named is None or named.get(w("val")) != style:
            continue
        holds_section = paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None
        if holds_section or paragraph.getparent() is not body:
            for run in paragraph.findall(w("r")):
                paragraph.remove(run)
        else:
            body.remove(paragraph)


def _blocks(body: Any, seen: Filled) -> None:
    """Put an instruction where a block comes; a table of contents that Word made is such a place too."""
    for paragraph in list(body.iter(w("p"))):
        name = _text(paragraph).strip().lower().strip("[]")
        if name not in BLOCKS or _text(paragraph).strip().lower() != f"[{name}]" or name in seen.blocks:
            continue
        if paragraph.getparent() is body:
            if name == "rapport":
                seen.new_page = paragraph.find(f"{w('pPr')}/{w('pageBreakBefore')}") is not None
            section = paragraph.find(f"{w('pPr')}/{w('sectPr')}")
            paragraph.addprevious(etree.PI(_TARGET, name))
            if section is None:
                body.remove(paragraph)
            else:
                for child in [child for child in paragraph if child.tag != w("pPr")]:
                    paragraph.remove(child)
        else:
            outer = next(each for each in paragraph.iterancestors() if each.getparent() is body)
            outer.addnext(etree.PI(_TARGET, name))
            for each in paragraph.iter(w("t")):
                each.text = ""
            seen.warnings.append(
                f"[{name}] staat in een tabel, kader of tekstvak; het komt daar nu onder. "
                "Zet het in een eigen alinea."
            )
        seen.blocks.add(name)
    for gallery in list(body.iter(w("docPartGallery"))):
        outer = next((each for each in gallery.iterancestors(w("sdt")) if each.getparent() is body), None)
        if outer is not None and gallery.get(w("val")) == "Table of Contents":
            if "inhoud" not in seen.blocks:
                outer.addprevious(etree.PI(_TARGET, "inhoud"))
                seen.blocks.add("inhoud")
            body.remove(outer)


def _breaks(block: Any) -> bool:
    """Whether a new page or section begins after this."""
    if block.find(f"{w('pPr')}/{w('sectPr')}") is not None:
        return True
    if any(each.get(w("type")) == "page" for each in block.iter(w("br"))):
        return True
    return any(each.get(w("val")) == "Cover Pages" for each in block.iter(w("docPartGallery")))


def _after_cover(body: Any, seen: Filled) -> None:
    """The report comes after the cover: what goes up to the first new page or section; the rest goes."""
    blocks = [each for each in body if each.tag != w("sectPr")]
    cover = next((number for number, block in enumerate(blocks, 1) if _breaks(block)), 0)
    own = [block for block in blocks[cover:] if isinstance(block.tag, str)]
    lost = any(_text(block).strip() for block in own)
    for block in own:
        last = list(block.iter(w("sectPr")))
        if last and body.find(w("sectPr")) is not None and block is own[-1]:
            continue
        body.remove(block)
    marker = etree.PI(_TARGET, "rapport")
    if cover:
        blocks[cover - 1].addnext(marker)
    else:
        body.insert(0, marker)
    seen.warnings.append(
        "Er staat geen [rapport] in uw sjabloon: het rapport komt "
        + ("na de voorpagina" if cover else "in de plaats van de tekst")
        + (", en de tekst die daar stond valt weg." if lost else ".")
    )


def _look_at_place(body: Any, seen: Filled) -> None:
    """The section of the report, and how many pages come before it."""
    before = True
    for block in body:
        if block.tag is etree.PI and block.text == "rapport":
            before = False
        elif block.tag is etree.PI and block.text == "inhoud":
            above = block.getprevious()
            seen.contents_on_top = above is not None and isinstance(above.tag, str) and _breaks(above)
        elif before and isinstance(block.tag, str) and _breaks(block):
            seen.pages_before += 1
        elif not before:
            section = block if block.tag == w("sectPr") else None
            if section is None and isinstance(block.tag, str):
                section = block.find(f"{w('pPr')}/{w('sectPr')}")
            if section is not None:
                seen.section = deepcopy(section)
                return


def _fill(paragraph: Any, words: dict[str, str], seen: Filled) -> None:
    """Fill in the words of one paragraph, wherever Word split them over pieces."""
    pieces = [each for each in paragraph.iter(w("t")) if next(each.iterancestors(w("p"))) is paragraph]
    whole = "".join(each.text or "" for each in pieces)
    if "[" not in whole:
        return
    changes: list[tuple[int, int, str]] = []
    for match in _JOINED.finditer(whole):
        name = match[2].strip().lower()
        if name in words:
            seen.words.add(name)
            value = " ".join(clean(words[name]).split())
            changes.append((match.start(), match.end(), (match[1] or "") + value if value else ""))
        else:
            seen.unknown.append(match[2].strip())
    for start, end, value in reversed(changes):
        _replace(pieces, start, end, value)
    if changes and pieces and not whole.startswith((" ", "·", "|")):
        pieces[0].text = _LOOSE_START.sub("", pieces[0].text or "")
    for each in pieces:
        each.set(_SPACE, "preserve")


def _replace(pieces: list[Any], start: int, end: int, value: str) -> None:
    at = 0
    for piece in pieces:
        text = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < last:
            piece.text = text[:first] + value + text[last:]
            value = ""
        at += len(text)
