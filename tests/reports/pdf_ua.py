"""What a program can check of PDF/UA-1, by the numbers of the Matterhorn protocol 1.1.

The other failure conditions ask for a person: whether an alternative text is a good one, whether reading order
makes sense. Opened by pypdf, which did not write the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

_TYPES = """
Document Part Sect Div Art BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Figure Formula Form
"""
STANDARD = frozenset(_TYPES.split())
PAINTING = frozenset(["Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "BI"])
PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}


@dataclass(frozen=True)
class Element:
    """An element of the structure tree, with its role after the role map."""

    role: str
    own: dict[str, Any] = field(repr=False)
    parent: str = ""
    pieces: int = 0
    """Stretches of content and annotations directly in it."""

    def attribute(self, name: str) -> str:
        found = [entry.get_object() for entry in self.own.get("/A", [])]
        return next((str(entry[name])[1:] for entry in found if name in entry), "")


class Opened:
    """A PDF and its structure tree, in reading order."""

    def __init__(self, data: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(data))
        self.root: Any = self.reader.trailer["/Root"]
        self.tree: Any = self.root["/StructTreeRoot"]
        self.roles = {key[1:]: value[1:] for key, value in self.tree.get("/RoleMap", {}).items()}
        self.elements = list(self._walk(self.tree["/K"], ""))
        self.xmp = self.root["/Metadata"].get_data().decode()

    @property
    def text(self) -> str:
        return "\n".join(page.extract_text() for page in self.reader.pages)

    def of(self, *roles: str) -> list[Element]:
        return [each for each in self.elements if each.role in roles]

    def _walk(self, node: Any, parent: str) -> Iterator[Element]:
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                yield from self._walk(each, parent)
        elif isinstance(node, DictionaryObject) and "/S" in node:
            role = self.roles.get(node["/S"][1:], node["/S"][1:])
            below = node.get("/K", [])
            below = below.get_object() if hasattr(below, "get_object") else below
            pieces = (
                sum(not (isinstance(k.get_object(), dict) and "/S" in k.get_object()) for k in below)
                if isinstance(below, list)
                else 1
            )
            yield Element(role, node, parent, pieces)
            if "/K" in node:
                yield from self._walk(node["/K"], role)


def faults(data: bytes | Opened) -> list[str]:
    """What goes against PDF/UA-1; empty: nothing a program can see."""
    opened = Opened(data) if isinstance(data, bytes) else data
    return [*_document(opened), *_structure(opened), *_pages(opened), *_fonts(opened)]


def _document(opened: Opened) -> Iterator[str]:
    root = opened.root
    if opened.reader.is_encrypted:
        yield "26-001 encrypted"
    if "<pdfuaid:part>1</pdfuaid:part>" not in opened.xmp:
        yield "05-001 the metadata do not say PDF/UA-1"
    if "<dc:title>" not in opened.xmp or not (opened.reader.metadata or {}).get("/Title"):
        yield "06-003 no title"
    if not _true(root.get("/ViewerPreferences", {}), "/DisplayDocTitle"):
        yield "07-001 the title is not shown"
    if not _true(root.get("/MarkInfo", {}), "/Marked") or _true(root["/MarkInfo"], "/Suspects"):
        yield "00 not marked as tagged, or suspect"
    if not root.get("/Lang"):
        yield "11-006 no language"
    if opened.elements[0].role != "Document":
        yield "09 no Document at the root"


def _structure(opened: Opened) -> Iterator[str]:
    for each in opened.elements:
        if each.role not in STANDARD:
            yield f"02-001 {each.role} is no standard type"
        if each.role in PARENTS and each.parent not in PARENTS[each.role]:
            yield f"09-004 {each.role} in {each.parent}"
        if each.role == "Figure" and not str(each.own.get("/Alt", "")).strip():
            yield "13-004 a figure without alternative text"
        if each.role == "TH" and each.attribute("/Scope") not in ("Column", "Row", "Both"):
            yield "15-003 a head of a table without scope"
    level = 0
    for each in opened.of("H1", "H2", "H3", "H4", "H5", "H6"):
        here = int(each.role[1])
        if here > level + 1:
            yield f"14-003 {each.role} after level {level}"
        level = here


def _pages(opened: Opened) -> Iterator[str]:
    parents = dict(_numbers(opened.tree["/ParentTree"]))
    for number, page in enumerate(opened.reader.pages, 1):
        yield from _content(opened, page, number, parents)
        for annotation in page.get("/Annots", []):
            entry = annotation.get_object()
            if page.get("/Tabs") != "/S":
                yield f"28-008 page {number} does not follow the structure with the tab key"
            if not str(entry.get("/Contents", "")).strip():
                yield f"28-004 page {number}: an annotation that says nothing"
            owner = parents.get(entry.get("/StructParent", -1))
            if owner is None or owner.get_object()["/S"] != "/Link":
                yield f"28-011 page {number}: a link outside Link"


def _content(opened: Opened, page: Any, number: int, parents: dict[int, Any]) -> Iterator[str]:
    marks: list[str] = []
    owners = parents.get(page.get("/StructParents", -1), [])
    owners = owners.get_object() if hasattr(owners, "get_object") else owners
    for operands, operator in ContentStream(page["/Contents"].get_object(), opened.reader).operations:
        name = operator.decode()
        if name in ("BDC", "BMC"):
            tag = operands[0][1:]
            inside = next((mark for mark in reversed(marks) if mark), "")
            # A span without a number says how its letters are read aloud, and is nobody's content.
            known = name == "BDC" and "/MCID" in operands[1]
            if (tag == "Artifact" and inside == "tagged") or (known and inside == "artifact"):
                yield f"01-003 page {number}: an artifact inside tagged content, or the other way round"
            if known and (
                operands[1]["/MCID"] >= len(owners) or not owners[operands[1]["/MCID"]].get_object()
            ):
                yield f"01-005 page {number}: content that no element holds"
            marks.append("artifact" if tag == "Artifact" else "tagged" if known else "")
        elif name == "EMC":
            marks.pop()
        elif name in PAINTING and not any(marks):
            yield f"01-005 page {number}: {name} is neither tagged nor an artifact"


def _fonts(opened: Opened) -> Iterator[str]:
    for number, page in enumerate(opened.reader.pages, 1):
        for font in fonts_of(page):
            name = font["/BaseFont"]
            below = [each.get_object() for each in font.get("/DescendantFonts", [font])]
            if font["/Subtype"] != "/Type3" and not all(
                {"/FontFile", "/FontFile2", "/FontFile3"} & set(each["/FontDescriptor"]) for each in below
            ):
                yield f"31-009 page {number}: {name} is not embedded"
            if "/ToUnicode" not in font:
                yield f"31-027 page {number}: {name} has no way back to Unicode"


def fonts_of(holder: Any) -> Iterator[Any]:
    """The fonts of a page and of every picture on it."""
    resources = DictionaryObject(holder.get("/Resources", DictionaryObject()).get_object())
    kinds = {name: resources[name] for name in ("/Font", "/XObject") if name in resources}
    yield from (each.get_object() for each in kinds.get("/Font", {}).values())
    for each in kinds.get("/XObject", {}).values():
        if each.get_object().get("/Subtype") == "/Form":
            yield from fonts_of(each.get_object())


def _true(entries: Any, name: str) -> bool:
    """Whether this is said to be so; pypdf's false counts as true in Python."""
    return getattr(entries.get(name), "value", False) is True


def _numbers(node: Any) -> Iterator[tuple[int, Any]]:
    """The pairs of a number tree."""
    node = node.get_object()
    pairs = node.get("/Nums", [])
    yield from zip(pairs[::2], pairs[1::2], strict=True)
    for kid in node.get("/Kids", []):
        yield from _numbers(kid)
