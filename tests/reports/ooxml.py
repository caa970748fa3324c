"""Judges a Word file by the rules that Word itself is strict about: there is no other validator here.

`faults(data)` tells everything that is wrong in words; a valid file has none. The order of elements comes
from the schema of WordprocessingML (ECMA-376 part 1, transitional).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

ORDER: dict[str, str] = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath rPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark "
    "headers cellIns cellDel cellMerge tcPrChange",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings "
    "sectPrChange",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "numPr": "ilvl numId numberingChange ins",
    "pBdr": "top left bottom right between bar",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    "tblCellMar": "top left start bottom right end",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
    "embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState "
    "formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge "
    "revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride "
    "styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
    "doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders "
    "bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing "
    "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
    "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData "
    "noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter "
    "noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent "
    "alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt "
    "showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids "
    "mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures "
    "forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags "
    "decimalSymbol listSeparator",
}
"""Per element what may stand in it, in this order."""

INSIDE: dict[str, set[str]] = {
    "p": {"pPr", "r", "hyperlink", "fldSimple", "bookmarkStart", "bookmarkEnd", "sdt", "proofErr", "ins", "del", "smartTag"},
    "r": {"rPr", "t", "br", "tab", "drawing", "fldChar", "instrText", "pict", "sym", "lastRenderedPageBreak", "noBreakHyphen"},
    "hyperlink": {"r", "bookmarkStart", "bookmarkEnd", "fldSimple"},
    "body": {"p", "tbl", "sdt", "sectPr", "bookmarkStart", "bookmarkEnd"},
    "tc": {"tcPr", "p", "tbl", "sdt", "bookmarkStart", "bookmarkEnd"},
}  # fmt: skip
"""What may stand in an element in any order, properties first."""

FIRST = {"p": "pPr", "r": "rPr", "tc": "tcPr"}
_ANYWHERE = {"AlternateContent"}


def faults(data: bytes) -> list[str]:
    """Everything that is wrong with a Word file, in words."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        found = [f"twice in the package: {name}" for name, often in Counter(names).items() if often > 1]
        files = {name: archive.read(name) for name in names}
    trees: dict[str, Any] = {}
    for name, content in files.items():
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = etree.fromstring(content)
            except etree.XMLSyntaxError as error:
                found.append(f"{name} is not well-formed: {error}")
    if found:
        return found
    found += _package(files, trees)
    for name, tree in trees.items():
        if tree.tag.startswith(f"{{{W}}}"):
            found += [f"{name}: {fault}" for fault in _inside(files[name])]
    found += _names(trees)
    return found


@lru_cache(maxsize=64)
def _inside(content: bytes) -> tuple[str, ...]:
    """Kept: the styles of a file, the largest part by far, are those of the file before."""
    tree = etree.fromstring(content)
    return *_order(tree), *_content(tree)


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _is_word(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(f"{{{W}}}")


def _package(files: dict[str, bytes], trees: dict[str, Any]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    defaults = Counter(each.get("Extension").lower() for each in types.findall(f"{{{TYPES}}}Default"))
    overrides = Counter(each.get("PartName") for each in types.findall(f"{{{TYPES}}}Override"))
    yield from (f"declared twice: {name}" for name, often in (defaults | overrides).items() if often > 1)
    yield from (f"declared but absent: {name}" for name in overrides if name.lstrip("/") not in files)
    for name in files:
        if name != "[Content_Types].xml" and f"/{name}" not in overrides:
            extension = name.rpartition(".")[2].lower()
            if extension not in defaults:
                yield f"no content type: {name}"
            elif extension == "xml" and name.startswith("word/") and "customXml" not in name:
                yield f"only the content type of any XML: {name}"
    if MAIN not in {each.get("ContentType") for each in types}:
        yield "no main document"
    pointed = set()
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        owner = posixpath.join(posixpath.dirname(posixpath.dirname(name)), posixpath.basename(name)[:-5])
        if owner and owner not in files:
            yield f"relations of a part that is not there: {name}"
        ids = Counter(each.get("Id") for each in tree)
        yield from (f"{name}: relation {key} twice" for key, often in ids.items() if often > 1)
        for each in tree:
            target = unquote(each.get("Target", ""))
            if each.get("TargetMode") == "External":
                if not target.startswith(("http://", "https://", "mailto:")):
                    yield f"{name}: leads to {target}"
                continue
            path = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(posixpath.dirname(owner), target))
            )
            pointed.add(path)
            if path not in files:
                yield f"{name}: {each.get('Id')} points at {path}, which is not there"
        if owner in trees:
            used = {
                value
                for element in trees[owner].iter()
                for key, value in element.attrib.items()
                if key.startswith(f"{{{R}}}")
            }
            yield from (f"{owner}: no relation {key}" for key in used - set(ids))
    for name in files:
        if name.startswith("word/media/") and name not in pointed:
            yield f"nobody points at {name}"


@lru_cache
def _places(name: str) -> dict[str, int]:
    """The place of each that may stand in this element."""
    return {each: at for at, each in enumerate(ORDER[name].split())}


def _order(root: Any) -> Iterator[str]:
    for element in root.iter():
        if not _is_word(element):
            continue
        name = _local(element)
        if name not in ORDER and name not in INSIDE and name not in FIRST:
            continue
        children = [_local(child) for child in element if _is_word(child)]
        if name in ORDER:
            order = _places(name)
            unknown = [child for child in children if child not in order]
            if unknown and name not in ("tbl", "tr"):
                yield f"<{name}> holds {unknown}"
            known = [order[child] for child in children if child in order]
            if known != sorted(known) and name != "sectPr":
                yield f"<{name}> in the wrong order: {children}"
            if name in ("pPr", "rPr", "tblPr", "tcPr") and len(set(children)) != len(children):
                yield f"<{name}> says something twice: {children}"
        if name in INSIDE:
            strange = set(children) - INSIDE[name] - _ANYWHERE
            if strange:
                yield f"<{name}> holds {sorted(strange)}"
        if name in FIRST and FIRST[name] in children[1:]:
            yield f"<{FIRST[name]}> is not first in <{name}>"


def _content(root: Any) -> Iterator[str]:
    for cell in root.iter(f"{{{W}}}tc"):
        last = [_local(child) for child in cell][-1:]
        if last != ["p"]:
            yield "a cell does not end with a paragraph"
    for table in root.iter(f"{{{W}}}tbl"):
        grid = table.findall(f"{{{W}}}tblGrid/{{{W}}}gridCol")
        for row in table.findall(f"{{{W}}}tr"):
            spans = [cell.find(f"{{{W}}}tcPr/{{{W}}}gridSpan") for cell in row.findall(f"{{{W}}}tc")]
            if sum(1 if span is None else int(span.get(f"{{{W}}}val")) for span in spans) != len(grid):
                yield f"a row of {len(spans)} cells on a grid of {len(grid)}"
        following = table.getnext()
        if following is not None and _local(following) == "tbl":
            yield "two tables without a paragraph between them"
        if following is None or (_local(table.getparent()) == "body" and _local(following) == "sectPr"):
            yield "nothing follows a table"
    depth = 0
    for mark in root.iter(f"{{{W}}}fldChar"):
        kind = mark.get(f"{{{W}}}fldCharType")
        depth += {"begin": 1, "separate": 0, "end": -1}[kind]
        if depth < 0:
            yield "a field ends that did not begin"
        if mark.get(f"{{{W}}}dirty"):
            yield "a field asks to be updated on opening"
    if depth:
        yield "a field does not end"
    for text in root.iter(f"{{{W}}}t"):
        if (
            text.text
            and text.text != text.text.strip()
            and text.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve"
        ):
            yield f"white space gets lost: {text.text!r}"
    if _local(root) == "document":
        body = root.find(f"{{{W}}}body")
        if [_local(child) for child in body].count("sectPr") != 1 or _local(body[-1]) != "sectPr":
            yield "the body does not end with its section"


def _names(trees: dict[str, Any]) -> Iterator[str]:
    """Ids that must be unique, and names that must lead somewhere."""
    words = [tree for tree in trees.values() if tree.tag.startswith(f"{{{W}}}")]
    drawings = Counter(each.get("id") for tree in words for each in tree.iter(f"{{{WP}}}docPr"))
    yield from (f"drawing {key} twice" for key, often in drawings.items() if often > 1)
    starts = [each for tree in words for each in tree.iter(f"{{{W}}}bookmarkStart")]
    for what in ("id", "name"):
        counted = Counter(each.get(f"{{{W}}}{what}") for each in starts)
        yield from (f"bookmark {what} {key} twice" for key, often in counted.items() if often > 1)
    names = {each.get(f"{{{W}}}name") for each in starts}
    yield from (f"bookmark name too long: {name}" for name in names if len(name) > 40)
    ends = Counter(each.get(f"{{{W}}}id") for tree in words for each in tree.iter(f"{{{W}}}bookmarkEnd"))
    if ends != Counter(each.get(f"{{{W}}}id") for each in starts):
        yield "bookmarks that do not end once"
    for tree in words:
        for each in tree.iter(f"{{{W}}}hyperlink"):
            anchor = each.get(f"{{{W}}}anchor")
            if anchor and anchor not in names:
                yield f"a link to the bookmark {anchor}, which is not there"
            if not anchor and not each.get(f"{{{R}}}id"):
                yield "a link that leads nowhere"
    styles = next(tree for name, tree in trees.items() if _local(tree) == "styles")
    kinds: dict[str, str] = {}
    for style in styles.findall(f"{{{W}}}style"):
        key = style.get(f"{{{W}}}styleId")
        if key in kinds:
            yield f"style {key} twice"
        kinds[key] = style.get(f"{{{W}}}type")
    called = Counter(each.get(f"{{{W}}}val").lower() for each in styles.iter(f"{{{W}}}name"))
    yield from (f"style name {key} twice" for key, often in called.items() if often > 1)
    wanted = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    for tree in words:
        for tag, kind in wanted.items():
            for key in {each.get(f"{{{W}}}val") for each in tree.iter(f"{{{W}}}{tag}")}:
                if kinds.get(key) != kind:
                    yield f"no {kind} style {key}"
        for tag in ("basedOn", "next", "link"):
            for each in tree.iter(f"{{{W}}}{tag}"):
                if each.get(f"{{{W}}}val") not in kinds:
                    yield f"style based on {each.get(f'{{{W}}}val')}, which is not there"
    lists = next((tree for tree in words if _local(tree) == "numbering"), None)
    numbers = set() if lists is None else {each.get(f"{{{W}}}numId") for each in lists.findall(f"{{{W}}}num")}
    for tree in words:
        for each in tree.iter(f"{{{W}}}numPr"):
            number = each.find(f"{{{W}}}numId")
            if number is not None and number.get(f"{{{W}}}val") not in numbers | {"0"}:
                yield f"no list {number.get(f'{{{W}}}val')}"


def accessible(data: bytes) -> list[str]:
    """What stands in the way of who reads with a screen reader: language, headings, alt texts, table heads."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist() if name.startswith(("word/", "docProps/core")) and name.endswith(".xml")
        }  # fmt: skip
    found = []
    styles = next(tree for tree in parts.values() if _local(tree) == "styles")
    spoken = styles.find(f"{{{W}}}docDefaults/{{{W}}}rPrDefault/{{{W}}}rPr/{{{W}}}lang")
    if spoken is None or not spoken.get(f"{{{W}}}val", "").startswith("nl"):
        found.append("no Dutch by default")
    core = next((tree for name, tree in parts.items() if name.startswith("docProps/core")), None)
    said = "" if core is None else {_local(each): each.text or "" for each in core}
    if not said or not said.get("title") or not said.get("language"):
        found.append("no title or language")
    levels = {}
    for style in styles.findall(f"{{{W}}}style"):
        outline = style.find(f"{{{W}}}pPr/{{{W}}}outlineLvl")
        if outline is not None and style.find(f"{{{W}}}name").get(f"{{{W}}}val").startswith(
            ("heading", "Heading")
        ):
            levels[style.get(f"{{{W}}}styleId")] = int(outline.get(f"{{{W}}}val")) + 1
    document = next(tree for tree in parts.values() if _local(tree) == "document")
    before = 0
    for each in document.iter(f"{{{W}}}pStyle"):
        level = levels.get(each.get(f"{{{W}}}val"))
        if level:
            if level > before + 1:
                found.append(f"a heading {level} after a heading {before}")
            before = level
    for drawing in document.iter(f"{{{WP}}}docPr"):
        if not drawing.get("descr"):
            found.append("a picture without words")
    for table in document.iter(f"{{{W}}}tbl"):
        rows = table.findall(f"{{{W}}}tr")
        if rows[0].find(f"{{{W}}}trPr/{{{W}}}tblHeader") is None:
            found.append("a table without a head")
        properties = table.find(f"{{{W}}}tblPr")
        look = properties.find(f"{{{W}}}tblLook")
        if look.get(f"{{{W}}}firstRow") != "1" or look.get(f"{{{W}}}firstColumn") != "1":
            found.append("a table without named rows and columns")
        if any(properties.find(f"{{{W}}}{name}") is None for name in ("tblCaption", "tblDescription")):
            found.append("a table without words")
    return found
