"""Where a passage stands on the picture of a page: on pages laid crooked, turned, cut and made of several pictures."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from assistant.originals.picture import line_picture, page_picture
from ingest.load import load
from ingest.load.ocr import Recogniser
from knowledge.page_lines import ReadLine, keep_lines, kept_pages, turned
from tests.ingest.formats import written
from tests.ingest.load.drawn import font, needs_ocr, png

LINES = {
    150: "第一条 为了加强政务诚信建设，制定本办法。",
    600: "第二条 行政机关应当守信。",
    1050: "第三条 本办法自公布之日起施行，由市人民政府办公室解释。",
}


def sheet():
    page = Image.new("RGB", (1240, 1500), "white")
    for top, words in LINES.items():
        ImageDraw.Draw(page).text((120, top), words, font=font(36), fill="black")
    return page


def covered(content, passage, read, path, kind):
    """The share of a page's ink below the marks of a passage, and the share of the page that is marked."""
    plain, marked = (
        np.asarray(Image.open(io.BytesIO(page_picture(path, kind, 1, quote, read))).convert("RGB")).astype(int)
        for quote in ("", passage)
    )
    ink, under = plain.sum(axis=2) < 300, (plain != marked).any(axis=2)
    return (ink & under).sum() / ink.sum(), under.mean()


def check_each_line(path, kind, read):
    """Each line's mark covers its ink and no other's, and its picture is that line, upright and straight."""
    shares = []
    for words in LINES.values():
        share, area = covered(None, words, read, path, kind)
        shares.append(share)
        assert area < 0.05
        line = max(read, key=lambda one: len(set(one.text) & set(words)))
        with Image.open(io.BytesIO(line_picture(path, kind, 1, line))) as cut:
            assert cut.width > 3 * cut.height
            rows = np.flatnonzero((np.asarray(cut.convert("L")) < 110).any(axis=1))
            assert (rows[-1] - rows[0]) / cut.height < 0.75, "straight"
    expected = [len(words) / sum(map(len, LINES.values())) for words in LINES.values()]
    assert shares == pytest.approx(expected, abs=0.06)
    assert sum(shares) > 0.97


@needs_ocr
@pytest.mark.parametrize(("turn", "skew"), [(0, 3), (180, 1), (90, 0)])
def test_the_marks_lie_on_the_lines_of_a_page_laid_crooked_or_turned(tmp_path, turn, skew):
    page = sheet().rotate(skew, fillcolor="white", resample=Image.Resampling.BICUBIC).rotate(turn, expand=True)
    page.save(tmp_path / "a.png")
    (read,) = load(tmp_path / "a.png", ocr=Recogniser()).pages
    check_each_line(tmp_path / "a.png", "picture", read.lines)


@needs_ocr
@pytest.mark.parametrize("quarter", [0, 90])
def test_the_marks_lie_on_the_lines_of_a_page_of_strips_cut_and_turned(tmp_path, quarter):
    """The scan lies in three strips, crooked, on a larger page of which a part is shown, turned by the reader."""
    page = sheet()
    stream = io.BytesIO()
    paper = canvas.Canvas(stream, pagesize=(700, 900))
    paper.translate(80, 60)
    paper.rotate(1.5)
    for top in (0, 500, 1000):
        strip = page.crop((0, top, 1240, top + 500))
        paper.drawImage(ImageReader(png(strip)), 0, (1500 - top - 500) * 0.4, 1240 * 0.4, 500 * 0.4)
    paper.save()
    writer = PdfWriter()
    writer.append(PdfReader(stream))
    shown = RectangleObject((50, 50, 620, 720))
    writer.pages[0].cropbox = shown
    writer.pages[0].rotate(quarter)
    writer.write(tmp_path / "a.pdf")
    (read,) = load(tmp_path / "a.pdf", ocr=Recogniser()).pages
    check_each_line(tmp_path / "a.pdf", "pdf", read.lines)


@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
def test_the_marks_lie_on_the_text_of_a_page_cut_and_turned(tmp_path, quarter):
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(written.pdf())))
    writer.pages[0].cropbox = RectangleObject((40, 300, 560, 830))
    writer.pages[0].rotate(quarter)
    writer.write(tmp_path / "a.pdf")
    passage = "为了加强政务诚信建设，提高政府公信力"
    share, area = covered(None, passage, (), tmp_path / "a.pdf", "pdf")
    assert 0.02 < share < 0.2
    assert area < 0.03
    plain = Image.open(io.BytesIO(page_picture(tmp_path / "a.pdf", "pdf", 1))).rotate(quarter, expand=True)
    marked = Image.open(io.BytesIO(page_picture(tmp_path / "a.pdf", "pdf", 1, passage))).rotate(quarter, expand=True)
    under = (np.asarray(plain).astype(int) != np.asarray(marked).astype(int)).any(axis=2)
    rows, columns = np.flatnonzero(under.any(axis=1)), np.flatnonzero(under.any(axis=0))
    ink = np.asarray(plain.convert("L"))[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] < 140
    assert ink.any(axis=1).mean() > 0.5, "the mark lies on a line of ink"


def test_where_a_line_lies_is_kept_and_older_files_are_read(tmp_path):
    line = ReadLine("第一条", 0.9, (0.1, 0.2, 0.6, 0.3), 1, 0.02)
    keep_lines(tmp_path, "a", 0, [line], 1.4)
    assert kept_pages(tmp_path, "a")[0].lines == (line,)
    assert kept_pages(tmp_path, "a")[0].shape == 1.4
    (tmp_path / "b.jsonl").write_text('{"page": 0, "lines": [["x", 0.9, 0.1, 0.2, 0.6, 0.3]]}\n')
    (old,) = kept_pages(tmp_path, "b")[0].lines
    assert old.level == pytest.approx(old.box)
    assert turned(turned(line.box, 1), -1) == pytest.approx(line.box)
