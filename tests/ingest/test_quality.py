import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from ingest.load import load
from ingest.loaded import LoadedText, Page, PageSource, Reason, Rejected
from ingest.quality import judge
from ingest.structure import read_documents
from knowledge.page_lines import ReadLine

TEXT = "诚信办法\n第一条 为了诚信，制定本办法。\n第二条 各级机关守信。\n第四条 自印发之日起施行。"


def judged(**more):
    loaded = LoadedText(TEXT, "诚信办法", "pdf", **more)
    return judge(loaded, read_documents(loaded))


def test_a_jump_in_the_numbering_is_named_and_costs_a_little():
    quality = judged()
    assert quality.breaks == ("第二条 → 第四条",)
    assert 0.8 < quality.score < 1


def test_pages_that_could_not_be_read_cost_their_share_and_come_first():
    pages = (Page(PageSource.TEXT), Page(PageSource.SCANNED), Page(PageSource.TEXT), Page(PageSource.DAMAGED))
    quality = judged(pages=pages, page_starts=(0, len(TEXT), len(TEXT), len(TEXT)))
    assert quality.unread_pages == quality.look_first == (2, 4)
    assert quality.score < 0.5


def test_lines_that_recognition_was_unsure_of_are_listed_with_their_place():
    lines = (ReadLine("清晰", 0.99, (0, 0, 1, 0.1)), ReadLine("模糊的字", 0.4, (0, 0.2, 1, 0.3)))
    quality = judged(pages=(Page(PageSource.OCR, 0.7, lines),), page_starts=(0,))
    assert [(line.page, line.text, line.box) for line in quality.low_lines] == [(1, "模糊的字", (0, 0.2, 1, 0.3))]
    assert quality.look_first == (1,)
    assert (quality.ocr_share, quality.ocr_confidence) == (1.0, 0.7)


def test_a_font_without_a_unicode_map_is_noticed_not_indexed_as_rubbish(tmp_path, pdf_bytes):
    words = "为了规范政务诚信建设提升政府公信力保护公民法人和其他组织的合法权益根据有关法律结合本市实际制定本办法"
    page = PdfReader(io.BytesIO(pdf_bytes(words))).pages[0]
    font = page["/Resources"]["/Font"]["/F2"]
    data = font["/ToUnicode"].get_data()
    for place, character in enumerate(dict.fromkeys(words)):
        data = data.replace(character.encode("utf-16-be").hex().encode(), b"%04x" % (0xE000 + place))
    font["/ToUnicode"].set_data(data)
    writer = PdfWriter()
    writer.add_page(page)
    writer.root_object[NameObject("/Lang")] = NameObject("/zh")
    writer.write(tmp_path / "a.pdf")
    with pytest.raises(Rejected) as rejected:
        load(tmp_path / "a.pdf")
    assert rejected.value.reason is Reason.NEEDS_OCR
