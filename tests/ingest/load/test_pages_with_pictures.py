"""Pictures on pages: OFD pages that are nothing else, and pictures on pages that have a text of their own."""

import io
import zipfile

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from ingest.load import load
from ingest.load.figures import figures_among
from ingest.load.ocr import Recogniser
from ingest.loaded import PageSource, Reason, Rejected
from ingest.quality import judge
from ingest.structure import read_documents
from knowledge.page_lines import picture_place
from tests.ingest.load.drawn import needs_ocr, png, seal, words

FIRST = "第一条 为了规范政务服务窗口的工作，制定本规定。"
SECOND = "第二条 窗口应当在五个工作日内答复书面询问，不得拖延。"
THIRD = "第三条 窗口工作人员应当佩戴工牌，使用文明用语。"
FOURTH = "第四条 本规定自2024年6月1日起施行。"
MORE = [f"第{n}条 各窗口应当公布本窗口的办事指南和监督电话。" for n in "五六七八"]
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def squeezed(text):
    return "".join(text.split())


def text_object(x, y, said):
    return (
        f'<ofd:TextObject Boundary="{x} {y} 170 6" Size="4.2"><ofd:TextCode X="0" Y="4" '
        f'DeltaX="g {len(said) - 1} 4.2">{said}</ofd:TextCode></ofd:TextObject>'
    )


def image_object(number, x, y, wide, high, matrix=""):
    ctm = matrix or f"{wide} 0 0 {high} 0 0"
    return f'<ofd:ImageObject Boundary="{x} {y} {wide} {high}" CTM="{ctm}" ResourceID="{number}"/>'


def many():
    """A page of text of some length."""
    return "".join(text_object(20, 30 + 10 * row, line) for row, line in enumerate([FIRST, *MORE]))


def ofd(folder, pages, images):
    """An OFD whose pages are these objects, with these pictures by their numbers."""
    path = folder / "规定.ofd"
    links = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    media = "".join(
        f'<ofd:MultiMedia ID="{n}" Type="Image"><ofd:MediaFile>image_{n}.png</ofd:MediaFile></ofd:MultiMedia>'
        for n in images
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        body = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        archive.writestr("OFD.xml", f"<ofd:OFD {SPACE}>{body}</ofd:OFD>")
        common = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        common = f"<ofd:CommonData>{common}<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData>"
        tree = f"<ofd:Document {SPACE}>{common}<ofd:Pages>{links}</ofd:Pages></ofd:Document>"
        archive.writestr("Doc_0/Document.xml", tree)
        listed = f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>'
        archive.writestr("Doc_0/DocumentRes.xml", listed)
        for number, picture in images.items():
            archive.writestr(f"Doc_0/Res/image_{number}.png", png(picture).read())
        for number, objects in enumerate(pages):
            layer = f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
            archive.writestr(f"Doc_0/Pages/Page_{number}/Content.xml", layer)
    return path


@needs_ocr
@pytest.mark.parametrize("turned", [False, True])
def test_a_page_that_is_only_pictures_is_read_in_its_place(tmp_path, turned):
    sheet = words(SECOND, THIRD)
    upper, lower = (sheet.crop((0, top, sheet.width, top + sheet.height // 2)) for top in (0, sheet.height // 2))
    wide, high = 170, 170 * upper.height / upper.width
    matrix = f"-{wide} 0 0 -{high} {wide} {high}" if turned else ""
    if turned:
        upper, lower = upper.rotate(180), lower.rotate(180)
    page = image_object(7, 20, 60, wide, high, matrix) + image_object(8, 20, 60 + high, wide, high, matrix)
    path = ofd(tmp_path, [text_object(20, 30, FIRST), page], {7: upper, 8: lower})
    loaded = load(path, ocr=Recogniser())
    assert [page.source for page in loaded.pages] == [PageSource.TEXT, PageSource.OCR]
    assert squeezed(loaded.text) == squeezed(FIRST + SECOND + THIRD)
    (document,) = read_documents(loaded)
    assert [(a.page, a.confidence is not None) for a in document.articles] == [(1, False), (2, True), (2, True)]
    top = min(line.box[1] for line in loaded.pages[1].lines)
    assert abs(top - (60 + high * 25 / upper.height) / 297) < 0.02, "where it stands on the page"


def test_without_ocr_an_ofd_of_pictures_is_one_clear_row(tmp_path):
    path = ofd(tmp_path, [image_object(7, 20, 60, 170, 40)], {7: words(SECOND)})
    with pytest.raises(Rejected) as rejected:
        load(path)
    assert rejected.value.reason is Reason.NEEDS_OCR


@needs_ocr
def test_a_picture_that_an_ofd_lacks_is_a_page_unread(tmp_path):
    path = ofd(tmp_path, [many(), image_object(9, 20, 60, 170, 40)], {})
    loaded = load(path, ocr=Recogniser())
    assert [page.source for page in loaded.pages] == [PageSource.TEXT, PageSource.SCANNED]
    assert judge(loaded, read_documents(loaded)).unread_pages == (2,)


@needs_ocr
def test_doubtful_lines_of_an_ofd_have_a_copy_of_the_page(tmp_path, monkeypatch):
    monkeypatch.setattr("ingest.load.pictures.LOW_CONFIDENCE", 1.1)
    path = ofd(tmp_path, [many(), image_object(7, 20, 60, 170, 40)], {7: words(SECOND, THIRD)})
    load(path, ocr=Recogniser(tmp_path / "kept"))
    (kept,) = (tmp_path / "kept").glob("*.jsonl")
    assert picture_place(tmp_path / "kept", kept.stem, 1).is_file()


def pdf_with(folder, *drawn):
    """A PDF page of text with pictures: each a picture, where its lower left corner stands, how wide and high."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    path = folder / "规定.pdf"
    sheet = canvas.Canvas(str(path))
    sheet.setFont("STSong-Light", 12)
    sheet.drawString(72, 760, FIRST)
    for row, line in enumerate([FOURTH, *MORE]):
        sheet.drawString(72, 420 - 20 * row, line)
    for picture, *place in drawn:
        sheet.drawImage(ImageReader(png(picture)), *place, mask="auto")
    sheet.save()
    return path


def pages_of(folder, kind):
    """A text page with a picture between its two articles, as PDF or as OFD."""
    picture = words(SECOND, THIRD)
    if kind == "pdf":
        return pdf_with(folder, (picture, 72, 560, 430, 430 * picture.height / picture.width))
    high = 150 * picture.height / picture.width
    page = text_object(20, 30, FIRST) + image_object(7, 20, 60, 150, high) + text_object(20, 200, FOURTH)
    page += "".join(text_object(20, 210 + 10 * row, line) for row, line in enumerate(MORE))
    return ofd(folder, [page], {7: picture})


@needs_ocr
@pytest.mark.parametrize("kind", ["pdf", "ofd"])
def test_a_picture_on_a_page_of_text_is_read_where_it_stands(tmp_path, kind):
    loaded = load(pages_of(tmp_path, kind), ocr=Recogniser())
    assert squeezed(loaded.text) == squeezed(FIRST + SECOND + THIRD + FOURTH + "".join(MORE))
    (page,) = loaded.pages
    assert (page.source, page.unread) == (PageSource.TEXT, 0)
    (document,) = read_documents(loaded)
    assert [article.confidence is not None for article in document.articles] == [False, True, True, *[False] * 5]
    assert judge(loaded, [document]).pictures_read == 1


@pytest.mark.parametrize("kind", ["pdf", "ofd"])
def test_a_picture_on_a_page_of_text_is_told_of_where_there_is_no_ocr(tmp_path, kind):
    loaded = load(pages_of(tmp_path, kind))
    assert judge(loaded, read_documents(loaded)).pictures == 1


@needs_ocr
def test_a_seal_and_a_scan_below_its_own_text_are_no_figures(tmp_path):
    path = pdf_with(tmp_path, (seal(), 300, 520, 128, 128))
    said = squeezed(FIRST + FOURTH + "".join(MORE))
    assert squeezed(load(path, ocr=Recogniser()).text) == said
    path = pdf_with(tmp_path, (words(FIRST, "", "", FOURTH), 60, 300, 480, 480))
    loaded = load(path, ocr=Recogniser())
    assert squeezed(loaded.text) == said
    assert loaded.pages[0].unread == 0


def test_pieces_of_a_scan_are_one_and_what_is_written_on_is_none():
    strips = [(0.1, 0.1 + 0.02 * n, 0.9, 0.12 + 0.02 * n) for n in range(10)]
    (whole,) = figures_among(strips, [], (21, 29.7))
    assert whole == pytest.approx((0.1, 0.1, 0.9, 0.3))
    assert figures_among(strips, [(0.5, 0.2)] * 3, (21, 29.7)) == ()
    assert figures_among([(0.1, 0.1, 0.15, 0.12)], [], (21, 29.7)) == ()
    assert len(figures_among([(0, 0, 1, 1), (0.2, 0.2, 0.8, 0.4)], [(0.5, 0.9)] * 3, (21, 29.7))) == 1


def test_a_table_that_a_form_draws_keeps_its_cells(tmp_path):
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream)
    sheet.beginForm("table")
    sheet.setFont("STSong-Light", 12)
    sheet.grid([0, 60, 260, 400], [0, 40, 80])
    for y, row in ((50, ("序号", "任务", "单位")), (10, ("1", "建立制度", "市委组织部"))):
        for x, said in zip((4, 64, 264), row, strict=True):
            sheet.drawString(x, y, said)
    sheet.endForm()
    sheet.translate(72, 600)
    sheet.doForm("table")
    sheet.save()
    (tmp_path / "a.pdf").write_bytes(stream.getvalue())
    assert load(tmp_path / "a.pdf").text.split("\n") == ["序号\t任务\t单位", "1\t建立制度\t市委组织部"]
