"""A Word file as its parts: what each is, what points at what, and the zip file they travel in."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lxml import etree

TYPES = "[Content_Types].xml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The same content gives the same bytes: a file inside carries no time of its own."""
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EFFORT = 4
"""Half the time of the usual 6 for a few percent; PNG as drawn here shrinks to less than half as well."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A part points at another part, or outside."""

    id: str
    kind: str
    """The last word of its type: “image”, “styles”, “hyperlink”."""
    target: str
    external: bool


class Parts:
    """The parts of a package by their path, each as bytes.

    `parsed(path)` hands out a tree that `save` writes back; `files` holds what was not parsed.
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self._trees: dict[str, Any] = {}

    def __contains__(self, path: str) -> bool:
        return path in self.files or path in self._trees

    def parsed(self, path: str) -> Any:
        """The root of an XML part, for reading and changing.

        Raises:
            KeyError: there is no such part.
        """
        if path not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            self._trees[path] = etree.fromstring(self.files[path], parser)
        return self._trees[path]

    def put(self, path: str, content: bytes | Any, content_type: str = "") -> None:
        """Keep a part, as bytes or as a tree; `content_type` declares what it is."""
        self._trees.pop(path, None)
        if isinstance(content, bytes):
            self.files[path] = content
        else:
            self._trees[path] = content
        if content_type:
            self._declare("Override", "PartName", f"/{path}", content_type)

    def remove(self, path: str) -> None:
        """Take a part away, with what declares it; whoever points at it must be told apart."""
        self.files.pop(path, None)
        self._trees.pop(path, None)
        for each in self.parsed(TYPES).findall(f"{{{_TYPES}}}Override"):
            if each.get("PartName", "").lower() == f"/{path}".lower():
                each.getparent().remove(each)

    def declare_extension(self, extension: str, content_type: str) -> None:
        """Say what every part with this extension is."""
        self._declare("Default", "Extension", extension, content_type)

    def _declare(self, tag: str, key: str, value: str, content_type: str) -> None:
        root = self.parsed(TYPES)
        for each in root.findall(f"{{{_TYPES}}}{tag}"):
            if each.get(key, "").lower() == value.lower():
                each.set("ContentType", content_type)
                return
        made = etree.Element(f"{{{_TYPES}}}{tag}", {key: value, "ContentType": content_type})
        # The schema wants no order; Word itself writes the defaults first.
        root.insert(0, made) if tag == "Default" else root.append(made)

    def relations(self, path: str) -> Iterator[Relation]:
        """What a part points at; the empty path is the package itself."""
        where = relations_of(path)
        if where not in self:
            return
        for each in self.parsed(where).findall(f"{{{RELATIONS}}}Relationship"):
            external = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            kind = each.get("Type", "").rsplit("/", 1)[-1]
            yield Relation(each.get("Id", ""), kind, target if external else resolved(path, target), external)

    def one(self, path: str, kind: str) -> str:
        """The part of this kind that a part points at; empty when there is none."""
        return next(
            (each.target for each in self.relations(path) if each.kind == kind and each.target in self), ""
        )

    def point(self, path: str, kind: str, target: str, *, external: bool = False) -> str:
        """The id of a new relation from a part; `target` is a path in the package, or an address."""
        where = relations_of(path)
        if where not in self:
            self.put(where, etree.fromstring(f'<Relationships xmlns="{RELATIONS}"/>'))
        root = self.parsed(where)
        taken = {each.get("Id") for each in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        made = etree.SubElement(root, f"{{{RELATIONS}}}Relationship")
        made.set("Id", f"rId{number}")
        made.set("Type", kind if ":" in kind else f"{OFFICE}/{kind}")
        made.set("Target", target if external else f"/{target}")
        if external:
            made.set("TargetMode", "External")
        return f"rId{number}"

    def unpoint(self, path: str, relation: str) -> None:
        """Take a relation of a part away."""
        root = self.parsed(relations_of(path))
        for each in [each for each in root if each.get("Id") == relation]:
            root.remove(each)

    def save(self) -> bytes:
        """The package as a file."""
        out = io.BytesIO()
        paths = sorted({*self.files, *self._trees}, key=lambda path: (path != TYPES, path))
        with zipfile.ZipFile(out, "w") as archive:
            for path in paths:
                entry = zipfile.ZipInfo(path, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, self._bytes(path), compresslevel=_EFFORT)
        return out.getvalue()

    def _bytes(self, path: str) -> bytes:
        tree = self._trees.get(path)
        return self.files[path] if tree is None else HEAD + etree.tostring(tree, encoding="utf-8")


def relations_of(path: str) -> str:
    """Where the relations of a part stand.

    >>> relations_of("word/document.xml"), relations_of("")
    ('word/_rels/document.xml.rels', '_rels/.rels')
    """
    folder, base = posixpath.split(path)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def resolved(path: str, target: str) -> str:
    """The path of a part that another part points at.

    >>> resolved("word/document.xml", "media/a.png"), resolved("word/document.xml", "/word/b.png")
    ('word/media/a.png', 'word/b.png')
    """
    target = unquote(target)
    where = target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(path), target)
    return posixpath.normpath(where)
