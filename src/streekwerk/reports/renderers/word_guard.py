"""Opening a template of somebody else: a file from outside, and part of every report afterwards.

What runs, or fetches something from elsewhere when a report is opened, is refused. What an office leaves in
its files without knowing (where the template itself lies, who may type where) is taken out and said.
"""

from __future__ import annotations

import re
from typing import Any

from streekwerk.kernel.errors import DomainError
from streekwerk.kernel.ooxml import w
from streekwerk.reading.packages import FileDamaged, FileTooLarge, Package, parse, refuse_doctype
from streekwerk.reports.renderers.word_package import TYPES, WORD_TYPE, Parts
from streekwerk.reports.rules.house_styles import MAX_MEGABYTES

MEGABYTE = 1_000_000
MAX_BYTES = MAX_MEGABYTES * MEGABYTE
MAX_PARTS = 400
MAX_UNPACKED = 40 * MEGABYTE
MAX_XML = 6 * MEGABYTE
"""One part of text, unpacked; the styles of a large office are 1 MB."""

_RUNS = re.compile(r"vbaproject|vbadata|activex|oleobject|customui|attachedtoolbars|\.(exe|dll|js|vbs|bat)$")
_INSIDE = re.compile(
    r"(^|/)embeddings/|afchunk|(?<!settings\d)\.bin$|\.(ole|docx?|docm|xlsx?|xlsm|html?|mht|rtf)$"
)
_FETCHES = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|RD|QUOTE)\b", re.I)
_MAIN = f"{WORD_TYPE}.document.main+xml"
_TEMPLATE = f"{WORD_TYPE}.template.main+xml"
_STRICT = b"http://purl.oclc.org/ooxml/"
_LEFT = {"attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData"}
"""Relations of the settings that lead outside and that nobody misses."""
_SETTINGS_LEFT = {
    "attachedTemplate": "de plaats van het oorspronkelijke sjabloon",
    "mailMerge": "de gegevensbron van een afdruk samenvoegen",
    "documentProtection": "de beveiliging tegen wijzigen",
    "writeProtection": "de beveiliging tegen wijzigen",
    "trackRevisions": "het bijhouden van wijzigingen",
}


class TemplateTooLarge(DomainError):
    def __init__(self, what: str) -> None:
        super().__init__(
            f"Dit sjabloon is te groot om veilig te openen: {what}. Verklein de afbeeldingen "
            f"en bewaar het opnieuw; een sjabloon mag {MAX_MEGABYTES} MB groot zijn."
        )


class TemplateRuns(DomainError):
    def __init__(self, what: str) -> None:
        super().__init__(
            f"Dit sjabloon bevat {what}. Dat zou met elk rapport meegaan. Bewaar het als gewoon "
            "Word-document (.docx) zonder macro’s, formulierknoppen of ingevoegde bestanden, en laad het "
            "opnieuw op."
        )


class TemplateFetches(DomainError):
    def __init__(self, what: str) -> None:
        super().__init__(
            f"Dit sjabloon haalt iets op van buiten het bestand: {what}. Wie een rapport opent, zou dat "
            "ongemerkt doen. Voeg de afbeelding of tekst zelf in, en laad het sjabloon opnieuw op."
        )


class NoTemplate(DomainError):
    def __init__(self, what: str) -> None:
        super().__init__(f"Dit is geen Word-sjabloon: {what}. Bewaar het in Word als .docx en laad dat op.")


def opened(data: bytes, name: str) -> tuple[Parts, str, list[str]]:
    """The parts of a template, the path of its text, and what was taken out of it.

    Raises:
        TemplateTooLarge, TemplateRuns, TemplateFetches, NoTemplate: it cannot serve; the message says why.
        DomainError: it is damaged, has a password or is of before 2007.
    """
    if len(data) > MAX_BYTES:
        raise TemplateTooLarge(f"het is {len(data) / MEGABYTE:.0f} MB".replace(".", ","))
    if data and not data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise NoTemplate("het is vanbinnen een ander soort bestand")
    try:
        package = Package(data, name, newer="Word-document (.docx)")
        names = [part for part in package.parts() if not part.endswith("/")]
        _check_names(names, name)
        files: dict[str, bytes] = {}
        size = 0
        for part in names:
            files[part] = package.read(part)
            size += len(files[part])
            if size > MAX_UNPACKED:
                raise TemplateTooLarge(f"uitgepakt is het meer dan {MAX_UNPACKED // MEGABYTE} MB")
            _check_part(part, files[part], name)
    except FileTooLarge as refusal:
        raise TemplateTooLarge("het pakt onredelijk veel uit") from refusal
    parts = Parts(files)
    main = _main(parts)
    taken_out = [*_outside(parts, main), *_settings(parts, main), *_signed(parts)]
    for part in names:
        if part.endswith(".xml") and part in parts:
            _check_fields(parts.files[part])
    return parts, main, list(dict.fromkeys(taken_out))


def _check_names(names: list[str], name: str) -> None:
    if len(names) > MAX_PARTS:
        raise TemplateTooLarge(f"er zitten {len(names)} bestanden in")
    if any(".." in part.split("/") or "\\" in part or ":" in part for part in names):
        raise FileDamaged(name, "een onderdeel heeft een naam die Word nooit geeft")
    if len({part.lower() for part in names}) != len(names):
        raise FileDamaged(name, "een onderdeel komt twee keer voor")
    if TYPES not in names:
        raise NoTemplate("het is een zip-bestand zonder document")
    for part in names:
        if _RUNS.search(part.lower()):
            raise TemplateRuns("macro’s of iets dat zichzelf uitvoert")
        if _INSIDE.search(part.lower()):
            raise TemplateRuns("een ingevoegd bestand")


def _check_part(part: str, content: bytes, name: str) -> None:
    if not part.lower().endswith((".xml", ".rels")):
        return
    if len(content) > MAX_XML:
        raise TemplateTooLarge(f"een onderdeel is uitgepakt meer dan {MAX_XML // MEGABYTE} MB")
    refuse_doctype(content, name)
    parse(content, name)  # refuses what is not well-formed, or deeper than any text


def _main(parts: Parts) -> str:
    """The path of the text; a .dotx becomes a .docx.

    Raises:
        NoTemplate, TemplateRuns: it is a workbook, has macros, or is written in the strict dialect.
    """
    types = parts.parsed(TYPES)
    if any("macroenabled" in each.get("ContentType", "").lower() for each in types):
        raise TemplateRuns("macro’s (.docm of .dotm)")
    main = parts.one("", "officeDocument")
    if not main:
        raise NoTemplate("het bevat geen tekst van Word")
    if _STRICT in parts.files[main]:
        raise NoTemplate("het is bewaard als “Strict Open XML-document”")
    declared = next((each for each in types if each.get("PartName") == f"/{main}"), None)
    kind = "" if declared is None else declared.get("ContentType", "")
    if kind == _TEMPLATE and declared is not None:
        declared.set("ContentType", _MAIN)
    elif kind != _MAIN:
        raise NoTemplate("het is een werkboek, een presentatie of een ander soort bestand")
    body = parts.parsed(main).find(w("body"))
    if body is None or parts.parsed(main).tag != w("document"):
        raise NoTemplate("de tekst ontbreekt")
    if next(parts.parsed(main).iter(w("altChunk")), None) is not None:
        raise TemplateRuns("een ingevoegd bestand")
    return main


def _outside(parts: Parts, main: str) -> list[str]:
    """What the settings said of outside and was taken out.

    Raises:
        TemplateFetches: another part fetches something.
    """
    said = []
    for where in [part for part in parts.files if part.endswith(".rels")]:
        for each in list(parts.parsed(where)):
            if each.get("TargetMode") != "External":
                continue
            kind, target = each.get("Type", "").rsplit("/", 1)[-1], each.get("Target", "")
            if kind in _LEFT:
                parts.parsed(where).remove(each)
                said.append(_SETTINGS_LEFT["attachedTemplate" if kind == "attachedTemplate" else "mailMerge"])
            elif kind != "hyperlink":
                raise TemplateFetches("een gekoppelde afbeelding" if kind == "image" else f"een “{kind}”")
            elif not target.lower().startswith(("http://", "https://", "mailto:")):
                raise TemplateFetches(f"een link naar “{target[:80]}”")
    return said


def _settings(parts: Parts, main: str) -> list[str]:
    path = parts.one(main, "settings")
    if not path:
        return []
    said = []
    for each in list(parts.parsed(path)):
        name = each.tag.rpartition("}")[2] if isinstance(each.tag, str) else ""
        if name in _SETTINGS_LEFT:
            parts.parsed(path).remove(each)
            said.append(_SETTINGS_LEFT[name])
    return said


def _signed(parts: Parts) -> list[str]:
    """A signature does not hold for a text that is filled in."""
    signed = [part for part in parts.files if part.startswith("_xmlsignatures/")]
    for part in signed:
        parts.remove(part)
    for each in [each for each in parts.relations("") if "signature" in each.kind or "origin" in each.kind]:
        parts.unpoint("", each.id)
    return ["een digitale handtekening"] if signed else []


def _check_fields(content: bytes) -> None:
    """Refuse fields that fetch; an instruction may be spread over several pieces of text.

    Raises:
        TemplateFetches: there is one.
    """
    if b"instr" not in content:
        return
    root: Any = parse(content, "")
    for paragraph in root.iter(w("p")):
        written = "".join(each.text or "" for each in paragraph.iter(w("instrText"), w("delInstrText")))
        simple = " ".join(each.get(w("instr"), "") for each in paragraph.iter(w("fldSimple")))
        found = _FETCHES.search(f"{written} {simple}")
        if found:
            raise TemplateFetches(f"een veld {found.group().upper()}")
