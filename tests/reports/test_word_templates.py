"""A report in the template of somebody else: its styles, its frame, its words; ours only where it has none."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reports import contents
from reports.contents import ACTIONS, report
from reports.ooxml import W, accessible, faults
from reports.templates import house, with_text
from streekwerk.reports.renderers.word import as_docx, fitting_of, own_template
from streekwerk.reports.renderers.word_fill import words_of
from streekwerk.reports.rules.content import Bullets, Content, Heading, Paragraph, Run
from streekwerk.reports.rules.house_styles import sample_report


@cache
def office(marker: bool = True, dutch: bool = True) -> bytes:
    return house(marker=marker, dutch=dutch)


def part(data: bytes, name: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def texts(data: bytes) -> list[tuple[str, str]]:
    return [(p.style.style_id, p.text) for p in docx.Document(io.BytesIO(data)).paragraphs if p.text.strip()]


@pytest.mark.parametrize("dutch", [True, False])
@pytest.mark.parametrize("marker", [True, False])
def test_a_report_in_a_house_style_follows_the_rules_of_word(marker: bool, dutch: bool) -> None:
    data = as_docx(report(), template=office(marker, dutch))
    assert faults(data) == []
    assert accessible(data) == []


def test_our_styles_become_those_of_the_house_by_their_name() -> None:
    data = as_docx(report(), template=office())
    said = texts(data)
    assert ("Titel", "Kwartaalrapport") in said
    assert ("Kop1", "Gewijzigd") in said
    assert ("Lijstopsomteken", "Stil: 1.1") in said
    assert ("Bijschrift", "Tabel 1. Acties met hun stand") in said
    tables = docx.Document(io.BytesIO(data)).tables
    assert tables[0].style.style_id == "Tabelraster"
    used = {use.wanted: use.found for use in fitting_of(office(), report()).uses}
    assert (used["Kop 1"], used["Lijst opsom.teken"], used["Rapporttabel"]) == (
        "heading 1",
        "List Bullet",
        "Table Grid",
    )


def test_frame_cover_and_closing_words_of_the_house_stay() -> None:
    document = docx.Document(io.BytesIO(as_docx(report(), template=office())))
    section = document.sections[-1]
    assert (round(section.left_margin.cm), round(section.right_margin.cm)) == (4, 2)
    assert section.header.paragraphs[0].text.strip() == "Dienst Welzijn Zonnedorp"
    assert document.styles["Normal"].font.name == "Liberation Serif"
    text = [p.text for p in document.paragraphs if p.text.strip()]
    assert text[0] == "Kwartaalrapport"
    assert text[-1] == "Vragen? Bel de dienst Welzijn."
    assert text.count("Kwartaalrapport") == 1, "the title of the cover is the title"


def test_words_between_brackets_are_filled_in_wherever_word_split_them() -> None:
    document = docx.Document(io.BytesIO(as_docx(report(), template=office())))
    assert document.paragraphs[1].text == "Verslag van Welzijnsbond Zonnedorp, toestand op 30 september 2026"
    footer = document.sections[0].footer.paragraphs[0].text
    assert footer == "Welzijnsbond Zonnedorp · Derde kwartaal 2026 · 30 september 2026"


def test_an_empty_word_takes_the_mark_before_it_along() -> None:
    bare = report(facts=(), organisation="", subtitle="")
    document = docx.Document(io.BytesIO(as_docx(bare, template=office())))
    assert document.sections[0].footer.paragraphs[0].text == ""
    ours = docx.Document(io.BytesIO(as_docx(bare)))
    assert ours.sections[0].footer.paragraphs[0].text == "Kwartaalrapport\t1 / 1"


def test_without_its_place_the_report_comes_after_the_cover_and_says_so() -> None:
    template = office(marker=False)
    said = [text for _, text in texts(as_docx(report(), template=template))]
    assert said[1].startswith("Verslag van")
    assert "Gewijzigd" in said
    assert "Vragen? Bel de dienst Welzijn." not in said
    [warning] = fitting_of(template, report()).warnings
    assert "geen [rapport]" in warning
    assert "valt weg" in warning


def test_styles_that_are_missing_are_added_without_our_colours_and_said() -> None:
    bare = with_text(office(dutch=False), "word/styles.xml", 'w:val="heading 3"', 'w:val="eigen kop"')
    bare = with_text(bare, "word/styles.xml", 'w:styleId="Heading3"', 'w:styleId="EigenKop"')
    bare = with_text(bare, "word/styles.xml", '<w:name w:val="caption"/>', '<w:name w:val="iets"/>')
    bare = with_text(bare, "word/styles.xml", 'w:styleId="Caption"', 'w:styleId="Iets"')
    data = as_docx(report(), template=bare)
    assert [fault for fault in faults(data) if "Heading3" not in fault] == []
    warnings = fitting_of(bare, report()).warnings
    assert any("“Kop 3”" in warning and "“Bijschrift”" in warning for warning in warnings)
    styles = {
        each.get(f"{{{W}}}styleId"): each for each in part(data, "word/styles.xml").findall(f"{{{W}}}style")
    }
    assert styles["Heading3"].find(f"{{{W}}}rPr/{{{W}}}color") is None
    assert styles["Caption"].find(f"{{{W}}}rPr/{{{W}}}rFonts") is None


def test_a_template_without_styles_lists_or_settings_gets_them() -> None:
    document = (
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>[rapport]</w:t></w:r></w:p>'
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:body></w:document>'
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", document)
    data = as_docx(report(), template=out.getvalue())
    assert faults(data) == []
    assert accessible(data) == []
    assert int(part(data).find(f".//{{{W}}}tblW").get(f"{{{W}}}w")) == 16838


def test_a_word_template_file_serves_as_well() -> None:
    dotx = with_text(office(), "[Content_Types].xml", "document.main+xml", "template.main+xml")
    assert faults(as_docx(report(), template=dotx)) == []


def test_our_start_explains_itself_and_gives_our_own_report() -> None:
    said = " ".join(text for _, text in texts(own_template()))
    assert "[rapport]" in said
    assert "huisstijl" in said
    assert as_docx(report(), template=own_template()) == as_docx(report())
    assert fitting_of(own_template(), report()).warnings == ()


def test_a_place_inside_a_table_is_said_and_the_report_comes_below() -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "[rapport]"
    out = io.BytesIO()
    document.save(out)
    data = as_docx(report(), template=out.getvalue())
    assert faults(data) == []
    assert any("eigen alinea" in warning for warning in fitting_of(out.getvalue(), report()).warnings)


def test_a_word_that_is_not_known_stays_and_is_said() -> None:
    document = docx.Document()
    document.add_paragraph("Van [afdeling] aan [rapport maker]")
    document.add_paragraph("[rapport]")
    out = io.BytesIO()
    document.save(out)
    fitting = fitting_of(out.getvalue(), report())
    assert "[afdeling] is geen woord dat wordt ingevuld; het blijft staan." in fitting.warnings


def test_what_an_office_leaves_behind_is_taken_out_and_said() -> None:
    styled = with_text(
        office(), "word/settings.xml", "</w:settings>",
        '<w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>',
    )  # fmt: skip
    data = as_docx(report(), template=styled)
    assert part(data, "word/settings.xml").find(f"{{{W}}}documentProtection") is None
    assert "Weggelaten: de beveiliging tegen wijzigen." in fitting_of(styled, report()).warnings


def test_every_fact_can_be_asked_by_its_name() -> None:
    words = words_of(report())
    assert words["voor"] == "bestuursorgaan"
    assert words["datum"] == words["toestand op"] == "30 september 2026"


def test_the_example_shows_everything_once() -> None:
    data = as_docx(sample_report("Ons netwerk"), template=office())
    assert faults(data) == []
    assert accessible(data) == []


bracketed = st.text(alphabet="[]titelrapportinhoudfeiten ·", max_size=24)


@settings(max_examples=15, deadline=None)
@given(st.lists(bracketed, max_size=5), contents.texts)
def test_whatever_a_template_says_the_file_follows_the_rules(lines: list[str], title: str) -> None:
    document = docx.Document()
    for line in lines:
        paragraph = document.add_paragraph()
        for at in range(0, len(line), 3):
            paragraph.add_run(line[at : at + 3])
    out = io.BytesIO()
    document.save(out)
    small = Content(
        title, title, (Heading(1, "Kop"), Paragraph((Run("Tekst"),)), Bullets(((Run("punt"),),)), ACTIONS)
    )
    data = as_docx(small, template=out.getvalue())
    assert faults(data) == []
    assert "Tekst" in [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]
