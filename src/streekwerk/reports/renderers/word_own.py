"""Our own template: the one a report is set in as long as nobody gave another, and the start of such another.

What stands in the style “Rapport uitleg” explains the template and is left out of every report.
"""

from __future__ import annotations

from functools import cache

from streekwerk.kernel.ooxml import WORD, escaped
from streekwerk.reports.renderers.word_package import HEAD, OFFICE, RELATIONS, TYPES, WORD_TYPE, Parts
from streekwerk.reports.renderers.word_styles import BULLET_LIST, FONT, STYLES, style_xml

_ROOT = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'

_EXPLAINED = (
    "Dit is het sjabloon van Streekwerk. Maak er uw huisstijl van: pas de stijlen, de marges, de kop- en "
    "voettekst en het logo aan in Word of LibreOffice, bewaar als Word-document (.docx) en laad het op.",
    "Stijlen die een rapport gebruikt: Titel, Ondertitel, Kop 1 tot Kop 4, Standaard, Bijschrift, "
    "Lijst opsom.teken, Rapporttabel, en alle stijlen waarvan de naam met Rapport begint.",
    "Ingevuld worden, ook in kop- en voettekst: [titel], [ondertitel], [periode], [organisatie] en [datum]. "
    "Elk op een eigen regel staan: [feiten], [inhoud] en [rapport]. Zonder [rapport] komt het rapport na het "
    "eerste pagina-einde.",
    "Alles in de stijl Rapport uitleg, zoals deze tekst, komt niet in een rapport.",
)


@cache
def own_template() -> bytes:
    """Our template as a Word file."""
    files = {
        TYPES: _types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            ("numbering", "numbering.xml"),
            ("fontTable", "fontTable.xml"),
            ("footer", "footer1.xml"),
        ),
        "word/document.xml": _document(),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/numbering.xml": f"<w:numbering {_ROOT}>{abstract_list(0)}{list_number(BULLET_LIST, 0)}"
        "</w:numbering>",
        "word/fontTable.xml": f'<w:fonts {_ROOT}><w:font w:name="{FONT}"><w:altName w:val="Carlito"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>',
        "word/footer1.xml": _footer(),
    }
    return Parts({path: HEAD + text.encode() for path, text in files.items()}).save()


def abstract_list(number: int) -> str:
    """A list of bullets of one level; a report knows no deeper ones."""
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>'
    )


def list_number(number: int, abstract: int) -> str:
    """What a paragraph points at to be in that list."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/></w:num>'


def field(instruction: str, shown: str) -> str:
    """A field that Word works out again, with what it shows until then."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    told = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    result = f"<w:r><w:t>{escaped(shown)}</w:t></w:r>"
    return mark.format("begin") + told + mark.format("separate") + result + mark.format("end")


def _types() -> str:
    overrides = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "numbering": "numbering",
        "fontTable": "fontTable",
        "footer1": "footer",
    }
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{WORD_TYPE}.{kind}+xml"/>'
            for name, kind in overrides.items()
        )
        + "</Types>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{made}</Relationships>'


def _document() -> str:
    explained = "".join(_line("explain", text) for text in _EXPLAINED)
    body = (
        _line("title", "[titel]")
        + _line("subtitle", "[ondertitel]")
        + _line("fact", "[feiten]")
        + explained
        + _line("contents", "[inhoud]")
        + _line("normal", "[rapport]", "<w:pageBreakBefore/>")
    )
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1361" w:right="1304" w:bottom="1361" w:left="1304" '
        'w:header="624" w:footer="624" w:gutter="0"/><w:cols w:space="708"/><w:titlePg/></w:sectPr>'
    )
    return f"<w:document {_ROOT}><w:body>{body}{section}</w:body></w:document>"


def _line(role: str, text: str, more: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{STYLES[role].id}"/>{more}</w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escaped(text)}</w:t></w:r></w:p>'
    )


def _styles() -> str:
    ids = {role: style.id for role, style in STYLES.items()}
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" '
        f'w:hAnsi="{FONT}" w:cs="{FONT}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="nl-BE" w:eastAsia="nl-BE" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    base = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    ours = [style_xml(style, ids, plain=False) for style in STYLES.values()]
    return f"<w:styles {_ROOT}>{defaults}{ours[0]}{base}{''.join(ours[1:])}</w:styles>"


def _settings() -> str:
    return (
        f'<w:settings {_ROOT}><w:zoom w:percent="100"/><w:autoHyphenation/>'
        '<w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="284"/><w:doNotHyphenateCaps/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="nl-BE"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    )


def _footer() -> str:
    page = f'{field("PAGE", "1")}<w:r><w:t xml:space="preserve"> / </w:t></w:r>{field("NUMPAGES", "1")}'
    return (
        f'<w:ftr {_ROOT}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:tabs><w:tab w:val="right" w:pos="9298"/>'
        '</w:tabs></w:pPr><w:r><w:t xml:space="preserve">[organisatie] · [titel] · [periode]</w:t></w:r>'
        "<w:r><w:tab/></w:r>"
        f"{page}</w:p></w:ftr>"
    )
