"""Scanned pages, where the extra `ocr` is installed; and what recognition gets wrong in numbers and labels."""

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.load import load
from ingest.load.ocr import Recogniser, ocr_is_installed
from ingest.load.ocr_mending import mend_line
from ingest.loaded import PageSource
from ingest.quality import judge
from ingest.structure import read_documents
from tests.ingest.formats.written import PARAGRAPHS

FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
LINES = [PARAGRAPHS[0], "", PARAGRAPHS[3][:28], PARAGRAPHS[3][28:], PARAGRAPHS[-1]]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("国办发[2012】36号", "国办发〔2012〕36号"),
        ("杭政函（2O17)13O号", "杭政函〔2017〕130号"),
        ("第—条 为了", "第一条 为了"),
        ("笫十ニ条 依法", "第十二条 依法"),
        ("（-）依法行政", "（一）依法行政"),
        ("—、总体要求", "一、总体要求"),
        ("2O19年12月3l日", "2019年12月31日"),
        ("依据本办法(试行),办理", "依据本办法（试行），办理"),
        ("API的I型接口1.2", "API的I型接口1.2"),
        ("（2019）最高法行申1号", "（2019）最高法行申1号"),
    ],
)
def test_numbers_and_labels_are_mended_by_what_they_can_be(read, meant):
    assert mend_line(read) == meant


needs_ocr = pytest.mark.skipif(not ocr_is_installed(), reason="needs the extra ocr")


@pytest.fixture(scope="module")
def scan():
    try:
        font = ImageFont.truetype(FONT, 40, index=2)
    except OSError:
        pytest.skip("needs a font for Chinese (fonts-noto-cjk)")
    sheet = Image.new("RGB", (1300, 700), "white")
    pen = ImageDraw.Draw(sheet)
    for number, line in enumerate(LINES):
        pen.text((80, 60 + 70 * number), line, font=font, fill="black")
    return sheet


@pytest.fixture(scope="module")
def scanned(scan):
    stream = io.BytesIO()
    scan.save(stream, "PDF", resolution=200)
    return stream.getvalue()


@needs_ocr
def test_a_scan_is_read_and_says_how_sure_it_is(tmp_path, scanned):
    path = tmp_path / "a.pdf"
    path.write_bytes(scanned)
    loaded = load(path, ocr=Recogniser())
    (page,) = loaded.pages
    assert page.source is PageSource.OCR
    assert page.confidence > 0.9
    (document,) = read_documents(loaded)
    assert document.articles[0].confidence == page.confidence
    quality = judge(loaded, [document])
    assert (quality.ocr_share, quality.unread_pages) == (1.0, ())
    assert "根据《中华人民共和国政府信息公开条例》" in loaded.text.replace("\n", "")


@needs_ocr
def test_what_was_read_is_kept_and_not_read_again(tmp_path, scanned):
    path = tmp_path / "a.pdf"
    path.write_bytes(scanned)
    heard = []
    first = load(path, ocr=Recogniser(tmp_path / "kept", progress=lambda done, total: heard.append((done, total))))
    again = load(path, ocr=Recogniser(tmp_path / "kept", progress=lambda done, total: heard.append((done, total))))
    assert first == again
    assert heard == [(1, 1)]


@needs_ocr
def test_a_page_scanned_upside_down_is_read(tmp_path, scan):
    scan.rotate(180).save(tmp_path / "a.png")
    assert "第六条本办法自2021年5月1日起施行" in "".join(load(tmp_path / "a.png", ocr=Recogniser()).text.split())


@needs_ocr
def test_a_file_of_text_and_scanned_pages_is_read_whole(tmp_path, scanned, pdf_bytes):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for content in (pdf_bytes("第一条 首页是文字。"), scanned):
        writer.add_page(PdfReader(io.BytesIO(content)).pages[0])
    writer.write(tmp_path / "a.pdf")
    sources = [page.source for page in load(tmp_path / "a.pdf", ocr=Recogniser()).pages]
    assert sources == [PageSource.TEXT, PageSource.OCR]
    unread = load(tmp_path / "a.pdf")
    assert judge(unread, read_documents(unread)).unread_pages == (2,)


@needs_ocr
def test_what_a_seal_covers_and_a_red_head_are_both_read(tmp_path, scan):
    sheet = scan.copy()
    pen = ImageDraw.Draw(sheet)
    pen.text((300, 540), "清河市人民政府文件", font=ImageFont.truetype(FONT, 60, index=2), fill=(220, 20, 20))
    stamp = Image.new("RGBA", sheet.size, (0, 0, 0, 0))
    ImageDraw.Draw(stamp).ellipse((300, 250, 500, 450), fill=(210, 20, 20, 170))
    Image.alpha_composite(sheet.convert("RGBA"), stamp).convert("RGB").save(tmp_path / "a.png")
    text = "".join(load(tmp_path / "a.png", ocr=Recogniser()).text.split())
    assert "第六条本办法自2021年5月1日起施行" in text
    assert "清河市人民政府文件" in text


@needs_ocr
def test_a_page_scanned_upside_down_and_crooked_keeps_the_order_of_its_lines(tmp_path, scan):
    scan.rotate(181, fillcolor="white").save(tmp_path / "a.png")
    text = "".join(load(tmp_path / "a.png", ocr=Recogniser()).text.split())
    assert text.index("政务诚信建设管理办法") < text.index("第一条") < text.index("第六条")
