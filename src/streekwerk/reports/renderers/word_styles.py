"""The styles a report is set in: how Word and people call them, and how they look where nobody else says so.

A look is written twice: `own` in our colours, for our own template; `plain` for a style that is added to a
template of somebody else, whose typeface and colours it then takes over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from streekwerk.kernel.ooxml import escaped
from streekwerk.reports.renderers import tones

_ACCENT, _INK, _SOFT, _LINE = (each.lstrip("#") for each in (tones.ACCENT, tones.INK, tones.SOFT, tones.LINE))
FONT = "Calibri"
"""Every Word has it; LibreOffice sets its twin Carlito, of the same widths."""
BULLET_LIST = 9071
"""The number of the list in our own template; in that of others the next free one."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style with a role in a report."""

    role: str
    id: str
    name: str
    """As Word keeps it: built-in styles have an English name in every language."""
    dutch: str
    """As people see it."""
    paragraph: str = ""
    """What is inside `w:pPr`, in any template."""
    own: str = ""
    """What is inside `w:rPr` in our own template."""
    plain: str = ""
    """The same, added to a template of somebody else."""
    kind: Literal["paragraph", "character", "table"] = "paragraph"
    based_on: str = "normal"
    next: str = ""
    also: tuple[str, ...] = ()
    """Other names and ids it goes by, in small letters."""
    custom: bool = False
    """Ours alone: a template need not have it."""
    tail: str = ""
    """What follows `w:rPr`: the properties of a table style."""


def _type(size: float, colour: str = "", *, bold: bool = False) -> str:
    """Half points and colour, in the order of the schema."""
    tint = f'<w:color w:val="{colour}"/>' if colour else ""
    half = int(size * 2)
    return f'{"<w:b/><w:bCs/>" if bold else ""}{tint}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _heading(level: int, size: float, before: int, colour: str) -> Style:
    return Style(
        f"heading{level}",
        f"Heading{level}",
        f"heading {level}",
        f"Kop {level}",
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{max(60, before // 3)}" '
        f'w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="{level - 1}"/>',
        _type(size, colour, bold=True),
        _type(size, bold=True),
        next="normal",
        also=(f"kop {level}", f"kop{level}"),
    )


def _contents(level: int) -> Style:
    return Style(
        f"toc{level}",
        f"TOC{level}",
        f"toc {level}",
        f"Inhopg {level}",
        f'<w:spacing w:before="{80 if level == 1 else 0}" w:after="20" w:line="252" w:lineRule="auto"/>'
        f'<w:ind w:left="{(level - 1) * 284}"/>',
        based_on="normal",
        also=(f"inhopg {level}", f"inhopg{level}", f"contents {level}"),
        custom=True,
    )


def _ours(role: str, name: str, paragraph: str = "", own: str = "", plain: str = "", **more: str) -> Style:
    identity = "".join(word.capitalize() for word in name.split())
    return Style(role, identity, name, name, paragraph, own, plain or own, custom=True, **more)  # type: ignore[arg-type]


_EDGE = '<w:{0} w:val="single" w:sz="{1}" w:space="0" w:color="{2}"/>'
_GRID = "".join(
    _EDGE.format(side, size, colour)
    for side, size, colour in (("top", 8, _INK), ("bottom", 8, _INK), ("insideH", 4, "C9C5BA"))
)
_HEAD_ROW = (
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tblPr/><w:tcPr><w:tcBorders>'
    f"{_EDGE.format('bottom', 8, _INK)}</w:tcBorders></w:tcPr></w:tblStylePr>"
)
_TOTAL_ROW = (
    '<w:tblStylePr w:type="lastRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tblPr/><w:tcPr><w:tcBorders>'
    f"{_EDGE.format('top', 8, _INK)}</w:tcBorders></w:tcPr></w:tblStylePr>"
)
_TABLE = (
    f"<w:tblPr><w:tblBorders>{_GRID}</w:tblBorders><w:tblCellMar>"
    '<w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    f"{_HEAD_ROW}{_TOTAL_ROW}"
)
_TIGHT = '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'

_SMALL = _type(9, _SOFT)

STYLES: dict[str, Style] = {
    style.role: style
    for style in (
        Style(
            "normal", "Normal", "Normal", "Standaard",
            '<w:spacing w:after="120" w:line="269" w:lineRule="auto"/>', based_on="",
            also=("standaard", "default", "default paragraph style"),
        ),
        _heading(1, 18, 480, _ACCENT),
        _heading(2, 14, 360, _INK),
        _heading(3, 12, 280, _INK),
        _heading(4, 10.5, 220, _SOFT),
        Style(
            "title", "Title", "Title", "Titel",
            '<w:keepLines/><w:spacing w:before="900" w:after="120" w:line="240" w:lineRule="auto"/>'
            "<w:contextualSpacing/>",
            _type(30, _ACCENT, bold=True), _type(28, bold=True), next="normal", also=("titel",),
        ),
        Style(
            "subtitle", "Subtitle", "Subtitle", "Ondertitel", '<w:spacing w:after="480"/>',
            _type(15, _SOFT), _type(14), next="normal", also=("ondertitel", "ondertiteling"),
        ),
        Style(
            "caption", "Caption", "caption", "Bijschrift",
            '<w:keepLines/><w:spacing w:before="300" w:after="100" w:line="240" w:lineRule="auto"/>',
            _type(10, _INK, bold=True), _type(10, bold=True), also=("bijschrift",),
        ),
        Style(
            "bullet", "ListBullet", "List Bullet", "Lijst opsom.teken", "{list}"
            '<w:spacing w:after="60"/><w:contextualSpacing/>',
            also=("lijst opsom.teken", "lijst opsomteken", "lijstopsomteken", "lijstopsom.teken"),
        ),
        Style(
            "link", "Hyperlink", "Hyperlink", "Hyperlink", kind="character", based_on="", custom=True,
            own=f'<w:color w:val="{_ACCENT}"/><w:u w:val="single"/>',
            plain='<w:u w:val="single"/>', also=("internet link", "internetkoppeling"),
        ),
        _contents(1),
        _contents(2),
        _contents(3),
        Style(
            "contents", "TOCHeading", "TOC Heading", "Kop van inhoudsopgave",
            '<w:keepNext/><w:spacing w:before="480" w:after="160"/>',
            _type(14, _INK, bold=True), _type(14, bold=True), next="normal", custom=True,
            also=("kop van inhoudsopgave", "kopvaninhoudsopgave", "contents heading"),
        ),
        Style("header", "Header", "header", "Koptekst", own=_SMALL, custom=True, also=("koptekst",)),
        Style("footer", "Footer", "footer", "Voettekst", own=_SMALL, custom=True, also=("voettekst",)),
        _ours("fact", "Rapport gegeven",
              '<w:tabs><w:tab w:val="left" w:pos="2552"/></w:tabs><w:spacing w:after="40"/>'
              '<w:ind w:left="2552" w:hanging="2552"/>'),
        _ours("lead", "Rapport inleiding", '<w:spacing w:after="180"/>', _type(12)),
        _ours("note", "Rapport noot",
              '<w:spacing w:before="80" w:after="160" w:line="240" w:lineRule="auto"/>',
              _type(9, _SOFT), _type(9)),
        _ours("picture", "Rapport figuur", '<w:keepNext/><w:spacing w:before="280" w:after="0" w:line="240" '
              'w:lineRule="auto"/>'),
        _ours("cell", "Rapport tabeltekst", _TIGHT, _type(9.5)),
        _ours("head", "Rapport tabelkop", _TIGHT, "<w:b/><w:bCs/>", based_on="cell"),
        _ours("explain", "Rapport uitleg",
              '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="C9C5BA"/></w:pBdr>'
              '<w:spacing w:after="60"/><w:ind w:left="227"/>', _type(9.5, _SOFT)),
        Style(
            "table", "Rapporttabel", "Rapporttabel", "Rapporttabel", kind="table", based_on="",
            paragraph='<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>', tail=_TABLE,
            also=("rapport tabel", "table grid", "tabelraster"), custom=True,
        ),
    )
}  # fmt: skip
"""Every style by its role."""


def style_xml(style: Style, ids: dict[str, str], *, plain: bool, bullets: int = BULLET_LIST) -> str:
    """The style as XML (the prefix `w` still to be declared); `ids` says what the roles are called here."""
    paragraph = style.paragraph.replace("{list}", f'<w:numPr><w:numId w:val="{bullets}"/></w:numPr>')
    letters = style.plain if plain else style.own
    base, following = ids.get(style.based_on, ""), ids.get(style.next, "")
    built_in = not style.name.startswith("Rapport")
    return "".join(
        (
            f'<w:style w:type="{style.kind}"',
            ' w:default="1"' if style.role == "normal" else "",
            "" if built_in else ' w:customStyle="1"',
            f' w:styleId="{escaped(ids.get(style.role, style.id))}"><w:name w:val="{style.name}"/>',
            f'<w:basedOn w:val="{escaped(base)}"/>' if base else "",
            f'<w:next w:val="{escaped(following)}"/>' if following else "",
            '<w:uiPriority w:val="39"/>' if style.role.startswith("toc") else "",
            "<w:qFormat/>" if style.kind == "paragraph" and not style.role.startswith("toc") else "",
            f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "",
            f"<w:rPr>{letters}</w:rPr>" if letters else "",
            style.tail,
            "</w:style>",
        )
    )
