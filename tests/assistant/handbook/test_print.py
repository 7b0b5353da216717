"""The handbook in the two formats, read back by other libraries."""

import docx
import pytest
from pypdf import PdfReader

from assistant.handbook.content import Chapter, Entry, Handbook, Kind, Paragraph, read_handbook
from assistant.handbook.pdf import write_pdf
from assistant.handbook.word import write_docx
from assistant.wording.words import answer_words


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    path = tmp_path_factory.mktemp("handbook") / "h.pdf"
    pages = write_pdf(read_handbook(), path, answer_words("zh"))
    reader = PdfReader(path)
    assert len(reader.pages) == pages
    return reader


@pytest.fixture(scope="module")
def printed(pdf):
    return [page.extract_text() for page in pdf.pages]


def test_every_font_in_the_pdf_is_embedded(pdf):
    fonts = {
        str(font.get_object()["/BaseFont"]): font.get_object()
        for page in pdf.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts.values())


def test_contents_name_the_page_on_which_a_chapter_opens(printed):
    words, handbook = answer_words("zh"), read_handbook()
    contents = "\n".join(printed[1:5])
    for chapter in handbook.chapters:
        (page,) = [number for number, text in enumerate(printed[5:], 5) if text.count(chapter.title) == 2]
        assert f" {page}\n{chapter.title}\n" in contents  # a line is drawn from its end: dots, page, title
        assert words("handbook-page", number=page) in printed[page]


def test_the_pdf_says_every_article(printed):
    text = "".join("".join(printed).split())
    for chapter in read_handbook().chapters:
        for entry in chapter.entries:
            assert f"{entry.label}{entry.heading}".replace(" ", "") in text
            assert "".join(entry.paragraphs[0].text.split())[:20] in text


def test_a_character_that_the_type_lacks_is_named_before_anything_is_printed(tmp_path):
    entry = Entry("第一条", "生僻", (Paragraph(Kind.RULE, "㐀字"),))
    with pytest.raises(ValueError, match="㐀"):
        write_pdf(Handbook("册", "", "", (Chapter("第一章", (entry,), ()),)), tmp_path / "h.pdf", answer_words("zh"))


def test_the_docx_has_every_heading_a_contents_field_and_chinese_type(tmp_path):
    handbook = read_handbook()
    write_docx(handbook, tmp_path / "h.docx", answer_words("zh"))
    document = docx.Document(str(tmp_path / "h.docx"))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [chapter.title for chapter in handbook.chapters]
    assert len([p for p in document.paragraphs if p.style.name == "Heading 2"]) == 80
    assert "TOC" in document.element.xml
    assert 'w:eastAsia="SimSun"' in document.styles["Normal"].element.xml
