"""What comes before the text of a report: its title, its facts, and the table of contents."""

from __future__ import annotations

from dataclasses import dataclass

from streekwerk.kernel.ooxml import escaped
from streekwerk.reports.renderers.word_own import field
from streekwerk.reports.renderers.word_text import BOLD, letters, paragraph
from streekwerk.reports.rules.content import Content

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_BELOW_TITLE = 18
"""A table of contents of so many lines fits on the page of the title, whatever the type."""
_MOST_LINES = {3: 24, 2: 60}
"""A table of contents shows a level more as long as it has no more lines than this."""


@dataclass(frozen=True, slots=True)
class Place:
    """A heading in the text."""

    level: int
    """1 to 4, and never more than one deeper than the heading before it."""
    text: str
    bookmark: str
    """Where the table of contents leads."""
    anchor: str
    """Where links of the report lead; empty: none does."""


def places_of(content: Content) -> list[Place]:
    """The headings in order, with the names under which they can be reached."""
    found: list[Place] = []
    seen: set[str] = set()
    before = 0
    for number, heading in enumerate(content.headings()):
        before = min(max(1, heading.level), 4, before + 1)
        anchor = f"_Kop{number:05d}" if heading.anchor and heading.anchor not in seen else ""
        seen.add(heading.anchor)
        found.append(Place(before, " ".join(heading.text.split()), f"_Toc9{number:08d}", anchor))
    return found


def title_block(content: Content, styles: dict[str, str]) -> str:
    """Title and subtitle."""
    title = paragraph(styles["title"], letters(content.title))
    return title + (paragraph(styles["subtitle"], letters(content.subtitle)) if content.subtitle else "")


def facts_block(content: Content, styles: dict[str, str]) -> str:
    """What stands on the cover, a line each: its name, and what it is."""
    return "".join(
        paragraph(
            styles["fact"],
            f"{letters(name.replace(chr(10), ' '), BOLD)}<w:r><w:tab/></w:r>{letters(value)}",
        )
        for name, value in content.facts
    )


def depth_of(places: list[Place]) -> int:
    """How deep the table of contents goes: three levels in a short report, one in a very long one."""
    fits = (
        depth for depth, most in _MOST_LINES.items() if sum(place.level <= depth for place in places) <= most
    )
    return next(fits, 1)


def needs_own_page(places: list[Place]) -> bool:
    """Whether the table of contents is too long to stand below the title."""
    return len(contents_lines(places)) > _BELOW_TITLE


def contents_lines(places: list[Place]) -> list[str]:
    """What the lines of the table of contents say."""
    depth = depth_of(places)
    return [place.text for place in places if place.level <= depth]


def contents_block(
    places: list[Place],
    pages: list[int],
    styles: dict[str, str],
    *,
    width: int,
    number: int,
    new_page: bool,
) -> str:
    """The table of contents as Word knows it, filled in; `number` makes it known apart from other parts.

    Nothing asks to be updated on opening: Word would warn the reader for other files.
    """
    depth = depth_of(places)
    lines = [(place, page) for place, page in zip(places, pages, strict=True) if place.level <= depth]
    if not lines:
        return ""
    tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f'TOC \\o "1-{depth}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    made = []
    for at, (place, page) in enumerate(lines):
        line = (
            f'<w:hyperlink w:anchor="{place.bookmark}" w:history="1">{letters(place.text)}<w:r><w:tab/></w:r>'
            + field(f"PAGEREF {place.bookmark} \\h", str(page))
            + "</w:hyperlink>"
        )
        inside = ("" if at else begin) + line
        if at == len(lines) - 1:
            inside += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        made.append(paragraph(styles[f"toc{place.level}"], inside, tabs))
    above = "<w:pageBreakBefore/>" if new_page else ""
    heading = paragraph(styles["contents"], letters("Inhoud"), above)
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{number}"/><w:docPartObj><w:docPartGallery '
        'w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{heading}{''.join(made)}</w:sdtContent></w:sdt>"
    )


def described(content: Content) -> str:
    """The properties of the document: title, organisation, language. No dates: the report has its own."""
    return (
        f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(' '.join(content.title.split()))}</dc:title>"
        f"<dc:subject>{escaped(' '.join(content.subtitle.split()))}</dc:subject>"
        f"<dc:creator>{escaped(content.organisation)}</dc:creator>"
        f"<dc:language>{escaped(content.language)}</dc:language></cp:coreProperties>"
    )
