"""The handbook as DOCX, to be edited: cover, contents, running heads, page numbers, Chinese type by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.handbook.content import Handbook, Kind
from assistant.handbook.looks import INK, MUTED, PANEL

if TYPE_CHECKING:
    from assistant.wording.words import Words

LATIN, CHINESE = "Times New Roman", "SimSun"
"""Type that Word has on every Chinese system; others put their own Song in its place."""

_SIZES = {"Title": 34, "Subtitle": 14, "Heading 1": 20, "Heading 2": 12.5, "Heading 3": 11, "Normal": 10.5}


def write_docx(handbook: Handbook, path: Path, words: Words) -> int:
    """Writes the handbook; gives the number of its paragraphs.

    The contents and the page numbers are fields: Word fills them in when it opens the file.
    """
    import docx

    document = docx.Document()
    _styles(document)
    _cover(document, handbook, words)
    _contents(document, handbook, words)
    for chapter in handbook.chapters:
        document.add_heading(chapter.title, 1).paragraph_format.page_break_before = True
        for entry in chapter.entries:
            document.add_heading(f"{entry.label}\u3000{entry.heading}", 2)
            for paragraph in entry.paragraphs:
                _line(document, paragraph.kind, paragraph.text, words)
        for case in chapter.cases:
            document.add_heading(words("handbook-case", title=case.title), 3)
            _line(document, Kind.RULE, case.story, words)
            for number, question in enumerate(case.questions, 1):
                _line(document, Kind.ITEM, f"{number}. {question}", words)
            see = document.add_paragraph(words("handbook-see", articles=words("list-mark").join(case.articles)))
            _small(see)
    _furniture(document, handbook, words)
    document.save(str(path))
    return len(document.paragraphs)


def _styles(document: Any) -> None:  # noqa: ANN401 - python-docx's own classes
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size = LATIN, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
        fonts.set(qn("w:eastAsia"), CHINESE)
        _language(style.element.get_or_add_rPr())
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(INK[1:])
    document.styles["Normal"].paragraph_format.line_spacing = 1.5
    document.styles["Normal"].paragraph_format.space_after = Pt(2)
    document.styles["Heading 2"].paragraph_format.keep_with_next = True
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(26)


def _language(look: Any) -> None:  # noqa: ANN401
    """Chinese, so that marks get the mainland's shapes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    look.append(language)


def _cover(document: Any, handbook: Handbook, words: Words) -> None:  # noqa: ANN401
    from docx.shared import Mm

    document.core_properties.title, document.core_properties.author = handbook.title, handbook.issuer
    title = document.add_paragraph(handbook.title, style="Title")
    title.paragraph_format.space_before = Mm(70)
    subtitle = document.add_paragraph(words("handbook-subtitle"), style="Subtitle")
    subtitle.paragraph_format.space_after = Mm(90)
    document.add_paragraph(handbook.issuer)
    document.add_paragraph(handbook.published)
    _small(document.add_paragraph(words("handbook-notice")))


def _contents(document: Any, handbook: Handbook, words: Words) -> None:  # noqa: ANN401
    """A contents field, holding the chapters until Word puts in the pages."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    heading = document.add_paragraph(words("handbook-contents"), style="Subtitle")
    heading.paragraph_format.page_break_before = True
    chapters = "\n".join(chapter.title for chapter in handbook.chapters)
    _field(document.add_paragraph(), r'TOC \o "1-2" \h \z \u', chapters)
    update = OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    document.settings.element.append(update)


def _furniture(document: Any, handbook: Handbook, words: Words) -> None:  # noqa: ANN401
    """The chapter in the head, the page number at the foot; the cover has neither."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    section = document.sections[0]
    section.different_first_page_header_footer = True
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.add_run(f"{handbook.title}\u3000")
    _field(head, 'STYLEREF "Heading 1"', "")
    before, after = words("handbook-page", number="\n").split("\n")
    foot.add_run(before)
    _field(foot, "PAGE", "1")
    foot.add_run(after)
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _small(head)
    _small(foot)


def _line(document: Any, kind: Kind, text: str, words: Words) -> None:  # noqa: ANN401
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    shown = words("handbook-sources", sources=text) if kind is Kind.SOURCES else text
    paragraph = document.add_paragraph(shown)
    look = paragraph.paragraph_format
    if kind is Kind.RULE:
        look.first_line_indent = Pt(21)
    elif kind is Kind.ITEM:
        look.left_indent, look.first_line_indent = Pt(42), Pt(-21)
    elif kind is Kind.TIP:
        look.left_indent = Pt(21)
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), PANEL[1:])
        paragraph._p.get_or_add_pPr().append(shade)
    else:
        _small(paragraph)


def _small(paragraph: Any) -> None:  # noqa: ANN401
    from docx.shared import Pt, RGBColor

    for run in paragraph.runs:
        run.font.size = Pt(8.5)
        run.font.color.rgb = RGBColor.from_string(MUTED[1:])


def _field(paragraph: Any, code: str, shown: str) -> None:  # noqa: ANN401
    """A field with the text to show until it is brought up to date."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    def mark(kind: str) -> Any:  # noqa: ANN401
        element = OxmlElement("w:fldChar")
        element.set(qn("w:fldCharType"), kind)
        return element

    paragraph.add_run()._r.append(mark("begin"))
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)
    paragraph.add_run()._r.append(mark("separate"))
    paragraph.add_run(shown)
    paragraph.add_run()._r.append(mark("end"))
