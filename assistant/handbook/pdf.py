"""The handbook as PDF: cover, contents, running heads, page numbers, the Chinese type embedded."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.handbook.content import Chapter, Entry, Handbook, Kind
from assistant.handbook.lines import break_lines
from assistant.handbook.looks import (
    INK,
    MARGIN,
    MUTED,
    PADDING,
    PANEL,
    RULE,
    TYPE_FILE,
    TYPE_NAME,
    paragraph_styles,
)  # fmt: skip

if TYPE_CHECKING:
    from assistant.wording.words import Words


def write_pdf(handbook: Handbook, path: Path, words: Words) -> int:
    """Writes the handbook; gives the number of pages.

    Raises:
        ValueError: the type that ships lacks characters that the handbook uses.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(TYPE_NAME, str(TYPE_FILE))
    _check_characters(handbook, set(font.face.charToGlyph))
    pdfmetrics.registerFont(font)
    pages = _Pages(handbook, words)
    document = pages.document(path)
    document.multiBuild(list(_flowables(handbook, words)))
    return int(document.page)


def _check_characters(handbook: Handbook, known: set[int]) -> None:
    """Refuses a text that would print with gaps."""
    used = {character for character in repr(handbook) if not character.isspace()}
    missing = sorted(character for character in used if ord(character) not in known)
    if missing:
        raise ValueError(f"{TYPE_FILE.name} lacks {' '.join(missing)}: use other words, or make the DOCX file")


class _Pages:
    """What stands on every page round the text."""

    def __init__(self, handbook: Handbook, words: Words) -> None:
        self._handbook = handbook
        self._words = words
        self._chapter = ""

    def document(self, path: Path) -> Any:  # noqa: ANN401 - reportlab isn't typed
        """The document template: a bare cover, then pages with running heads and numbers."""
        from reportlab.lib.pagesizes import A4
        from reportlab.lib.units import mm
        from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

        pages = self

        class Template(BaseDocTemplate):
            def afterFlowable(self, flowable: Any) -> None:  # noqa: ANN401, N802 - reportlab's hook
                pages.note(self, flowable)

        frame = Frame(MARGIN * mm, 24 * mm, A4[0] - 2 * MARGIN * mm, A4[1] - 50 * mm, 0, 0, 0, 0, id="text")
        document = Template(
            str(path), pagesize=A4, title=self._handbook.title, author=self._handbook.issuer,
            subject=self._words("handbook-notice"), lang="zh-CN", creator="integrity", invariant=1,
            initialFontName=TYPE_NAME,
        )  # fmt: skip
        document.addPageTemplates(
            [
                PageTemplate("cover", [frame], onPage=self._cover),
                PageTemplate("text", [frame], onPageEnd=self._furniture),
            ]
        )
        return document

    def note(self, document: Any, flowable: Any) -> None:  # noqa: ANN401
        """Chapter and article headings go into the contents and the reader's outline."""
        name = getattr(getattr(flowable, "style", None), "name", "")
        if name not in ("chapter", "article"):
            return
        level = 0 if name == "chapter" else 1
        text = flowable.getPlainText(identify=False)
        if level == 0:
            self._chapter = text
        key = f"{name}-{document.seq.nextf('place')}"
        document.canv.bookmarkPage(key)
        document.canv.addOutlineEntry(text, key, level, closed=level == 0)
        document.notify("TOCEntry", (level, escape(text), document.page - 1, key))

    def _cover(self, canvas: Any, document: Any) -> None:  # noqa: ANN401, ARG002 - reportlab's signature
        from reportlab.lib.units import mm

        width, height = canvas._pagesize
        self._chapter = self._words("handbook-contents")
        canvas.setFillColor(INK)
        canvas.rect(0, height - 118 * mm, width, 118 * mm, stroke=0, fill=1)
        canvas.setFillColor("#ffffff")
        canvas.setFont(TYPE_NAME, 40)
        canvas.drawString(26 * mm, height - 76 * mm, self._handbook.title)
        canvas.setFont(TYPE_NAME, 14)
        canvas.drawString(27 * mm, height - 92 * mm, self._words("handbook-subtitle"))
        canvas.setFillColor(INK)
        canvas.setFont(TYPE_NAME, 12)
        canvas.drawString(26 * mm, 46 * mm, self._handbook.issuer)
        canvas.drawString(26 * mm, 38 * mm, self._handbook.published)
        canvas.setFillColor(MUTED)
        canvas.setFont(TYPE_NAME, 9)
        canvas.drawString(26 * mm, 26 * mm, self._words("handbook-notice"))

    def _furniture(self, canvas: Any, document: Any) -> None:  # noqa: ANN401
        from reportlab.lib.units import mm

        width, height = canvas._pagesize
        canvas.setFont(TYPE_NAME, 9)
        canvas.setFillColor(MUTED)
        canvas.drawString(26 * mm, height - 17 * mm, self._handbook.title)
        canvas.drawRightString(width - 26 * mm, height - 17 * mm, self._chapter)
        canvas.setStrokeColor(RULE)
        canvas.line(26 * mm, height - 19 * mm, width - 26 * mm, height - 19 * mm)
        canvas.drawCentredString(width / 2, 13 * mm, self._words("handbook-page", number=document.page - 1))


class _Text:
    """Paragraphs of the handbook, broken into lines for the width they stand in."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.styles = paragraph_styles()

    def paragraph(self, text: str, style: str, padding: float = 0) -> Any:  # noqa: ANN401
        """A reportlab paragraph; `padding` is what a panel round it takes off the width, in points."""
        from reportlab.lib.pagesizes import A4
        from reportlab.lib.units import mm
        from reportlab.pdfbase.pdfmetrics import stringWidth
        from reportlab.platypus import Paragraph

        look = self.styles[style]
        room = A4[0] - 2 * MARGIN * mm - 2 * padding - look.leftIndent - look.rightIndent
        lines = break_lines(
            text, lambda mark: stringWidth(mark, TYPE_NAME, look.fontSize), room - look.firstLineIndent, room
        )
        return Paragraph("<br/>".join(escape(line) for line in lines), look)


def _flowables(handbook: Handbook, words: Words) -> Iterator[Any]:
    from reportlab.platypus import NextPageTemplate, PageBreak, Spacer, TableStyle
    from reportlab.platypus.tableofcontents import TableOfContents

    text = _Text(words)
    yield NextPageTemplate("text")
    yield Spacer(1, 1)
    yield PageBreak()
    yield text.paragraph(words("handbook-contents"), "contents")
    contents = TableOfContents(
        levelStyles=[text.styles["contents-chapter"], text.styles["contents-article"]],
        tableStyle=TableStyle([("FONT", (0, 0), (-1, -1), TYPE_NAME), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]),
        dotsMinLevel=0,
    )  # fmt: skip
    yield contents
    for chapter in handbook.chapters:
        yield PageBreak()
        yield text.paragraph(chapter.title, "chapter")
        for entry in chapter.entries:
            yield _entry(entry, text)
        yield from _cases(chapter, text)


def _entry(entry: Entry, text: _Text) -> Any:  # noqa: ANN401
    from reportlab.platypus import KeepTogether

    lines = [text.paragraph(f"{entry.label}\u3000{entry.heading}", "article")]
    for paragraph in entry.paragraphs:
        words = paragraph.text
        if paragraph.kind is Kind.SOURCES:
            words = text.words("handbook-sources", sources=words)
        lines.append(text.paragraph(words, paragraph.kind.value))
    return KeepTogether(lines)


def _cases(chapter: Chapter, text: _Text) -> Iterator[Any]:
    from reportlab.lib.units import mm
    from reportlab.platypus import KeepTogether, Spacer, Table

    padding = PADDING * mm
    for case in chapter.cases:
        see = text.words("handbook-see", articles=text.words("list-mark").join(case.articles))
        lines = [
            text.paragraph(text.words("handbook-case", title=case.title), "case", padding),
            text.paragraph(case.story, "story", padding),
            *(text.paragraph(f"{n}. {question}", "question", padding) for n, question in enumerate(case.questions, 1)),
            text.paragraph(see, "sources", padding),
        ]
        panel = Table([[lines]], style=[
            ("FONT", (0, 0), (-1, -1), TYPE_NAME), ("BACKGROUND", (0, 0), (-1, -1), PANEL),
            ("LINEBEFORE", (0, 0), (0, -1), 2, INK),
            ("LEFTPADDING", (0, 0), (-1, -1), padding), ("RIGHTPADDING", (0, 0), (-1, -1), padding),
            ("TOPPADDING", (0, 0), (-1, -1), padding), ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
        ])  # fmt: skip
        yield KeepTogether([Spacer(1, 5 * mm), panel])
