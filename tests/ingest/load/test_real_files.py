"""What real files were seen to do to a plain reader."""

import io

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from ingest.load import load
from ingest.loaded import PageSource, Reason, Rejected

ARTICLES = ["第一条 为了规范政务诚信，制定本办法。", "第二条 各级行政机关应当守信践诺。"]


def saved(folder, name, document):
    path = folder / name
    document.save(str(path))
    return path


def with_chunk(content, kind, name):
    """A DOCX whose whole text is a file set into it, as statutes are downloaded from official collections."""
    document = docx.Document()
    part = Part(PackURI(f"/word/{name}"), kind, content, document.part.package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.A_F_CHUNK)
    chunk = OxmlElement("w:altChunk")
    chunk.set(qn("r:id"), relation)
    document.element.body.insert(0, chunk)
    return document


def page(body, head="", charset="utf-8"):
    return f"<html><head>{head}</head><body>{body}</body></html>".encode(charset)


def test_a_page_set_into_a_docx_is_its_text(tmp_path):
    body = "".join(f"<p>{line}</p>" for line in ARTICLES)
    path = saved(tmp_path, "a.docx", with_chunk(page(body), "text/html", "afchunk.htm"))
    assert load(path).text.split("\n")[:2] == ARTICLES


def test_a_saved_page_set_into_a_docx_is_its_text(tmp_path):
    body = "".join(f"<p>{line}</p>" for line in ARTICLES)
    mht = b'MIME-Version: 1.0\nContent-Type: text/html; charset="gb2312"\nContent-Transfer-Encoding: 8bit\n\n' + page(
        body, charset="gbk"
    )
    path = saved(tmp_path, "a.docx", with_chunk(mht, "message/rfc822", "afchunk.mht"))
    assert load(path).text.split("\n")[:2] == ARTICLES


def test_hidden_words_and_deleted_rows_do_not_leak(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("第一条 公开")
    paragraph.add_run("隐藏").font.hidden = True
    style = document.styles.add_style("Secret", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    paragraph.add_run("样式隐藏", style="Secret")
    paragraph.add_run("。")
    table = document.add_table(rows=3, cols=2)
    for cell, words in zip(table._cells, ["甲", "乙", "删", "除", "丙", "丁"], strict=True):
        cell.text = words
    gone = table.rows[1]._tr.get_or_add_trPr()
    gone.append(parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="x"/>'))
    assert load(saved(tmp_path, "a.docx", document)).text.split("\n") == ["第一条 公开。", "甲\t乙", "丙\t丁"]


def test_merged_and_nested_cells_keep_their_words(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    table.cell(1, 0).merge(table.cell(2, 0)).text = "信用建设"
    for place, words in {(0, 0): "领域", (0, 1): "任务", (1, 1): "任务一"}.items():
        table.cell(*place).text = words
    inner = table.cell(2, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "内甲", "内乙"
    lines = load(saved(tmp_path, "a.docx", document)).text.split("\n")
    assert lines == ["领域\t任务", "信用建设\t任务一", "信用建设\t内甲 内乙"]


@pytest.mark.parametrize(("declared", "real"), [("gb2312", "utf-8"), ("utf-8", "gb18030"), ("iso-8859-1", "gbk")])
def test_a_page_is_read_in_the_encoding_it_is_in_not_the_one_it_declares(tmp_path, declared, real):
    path = tmp_path / "a.html"
    path.write_bytes(page(f"<p>{ARTICLES[0]}</p>" * 3, f'<meta charset="{declared}">', real))
    assert load(path).text.split("\n") == [ARTICLES[0]] * 3


def test_one_broken_character_does_not_cost_the_page(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(page(f"<p>{ARTICLES[0]}</p>" * 300).replace("政务".encode(), "政务".encode()[:-1], 1))
    assert load(path).text.count("第一条") == 300


def test_a_stray_end_of_page_does_not_cut_it_off(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(page(f"<p>{ARTICLES[0]}</p></body></html><p>{ARTICLES[1]}</p>"))
    assert load(path).text.split("\n") == ARTICLES


def test_a_page_shell_with_a_title_and_no_text_is_turned_away(tmp_path):
    path = tmp_path / "a.html"
    script = "<script>" + "var a = 1;\n" * 2000 + "</script>"
    links = "<ul>" + "".join(f"<li>栏目{n}</li>" for n in range(40)) + "</ul>"
    path.write_bytes(page(f"{script}{links}<h1>中华人民共和国监察法</h1><div id='app'></div>"))
    with pytest.raises(Rejected) as rejected:
        load(path)
    assert rejected.value.reason is Reason.LITTLE_TEXT


def test_a_docx_of_pictures_asks_for_ocr(tmp_path):
    from PIL import Image

    stream = io.BytesIO()
    Image.effect_noise((400, 400), 90).save(stream, "PNG")
    document = docx.Document()
    document.add_paragraph("附件")
    document.add_picture(io.BytesIO(stream.getvalue()))
    with pytest.raises(Rejected) as rejected:
        load(saved(tmp_path, "a.docx", document))
    assert rejected.value.reason is Reason.NEEDS_OCR


def test_radicals_stand_for_the_characters_they_look_like(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("中华⼈⺠共和国⾏政许可法，⻅⻓⼾⻔⾦⾷", encoding="utf-8")
    assert load(path).text == "中华人民共和国行政许可法，见长户门金食"


def drawn(*pages):
    """A PDF by reportlab: each page a function that draws on the canvas."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream, pageCompression=0)
    for draw in pages:
        sheet.setFont("STSong-Light", 12)
        draw(sheet)
        sheet.showPage()
    sheet.save()
    return stream.getvalue()


def lines(*words, left=72, top=760, step=20):
    def draw(sheet):
        for number, line in enumerate(words):
            sheet.drawString(left, top - step * number, line)

    return draw


def test_a_broken_page_costs_only_itself(tmp_path):
    content = drawn(lines(ARTICLES[0]), lines("坏页"), lines(ARTICLES[1]))
    place = content.index(b"/Type /Page\n", content.index(b"/Type /Page\n") + 1)
    content = content[:place] + b"/Type /Pxxx\n" + content[place + 12 :]
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    loaded = load(path)
    assert ARTICLES[0] in loaded.text
    assert ARTICLES[1] in loaded.text
    assert loaded.pages[1].source in (PageSource.DAMAGED, PageSource.TEXT)


def test_two_columns_are_read_one_after_the_other(tmp_path):
    left = [f"左栏第{n}行文字文字文字文字文字文字" for n in range(15)]
    right = [f"右栏第{n}行文字文字文字文字文字文字" for n in range(15)]

    def draw(sheet):
        sheet.drawCentredString(300, 800, "某市人民政府公报全文")
        lines(*left)(sheet)
        lines(*right, left=320)(sheet)

    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(draw))
    found = [line.strip() for line in load(path).text.split("\n")]
    assert found == ["某市人民政府公报全文", *left, *right]


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_rotated_pages_are_read_upright(tmp_path, quarters):
    def draw(sheet):
        sheet.translate(300, 400)
        sheet.rotate(90 * quarters)
        sheet.translate(-250, -300)
        lines(*ARTICLES, top=300)(sheet)

    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(draw))
    assert [line.strip() for line in load(path).text.split("\n")] == ARTICLES


def test_vertical_writing_is_read_column_by_column_from_the_right(tmp_path):
    columns = ["第一条为了规范政务诚信建设工作", "制定本办法第二条各级机关守信"]

    def draw(sheet):
        for number, column in enumerate(columns):
            for place, character in enumerate(column):
                sheet.drawString(400 - 30 * number, 700 - 14 * place, character)

    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(draw))
    assert [line.strip() for line in load(path).text.split("\n")] == columns


def test_a_footnote_is_set_apart_with_its_page(tmp_path):
    def draw(sheet):
        lines(*[f"正文第{n}行，文字文字文字文字文字。" for n in range(12)])(sheet)
        sheet.setFont("STSong-Light", 8)
        sheet.drawString(72, 80, "① 参见国务院文件。")

    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(lines("首页"), draw))
    loaded = load(path)
    assert "参见" not in loaded.text
    assert [(note.text, note.page) for note in loaded.footnotes] == [("① 参见国务院文件。", 2)]


def test_a_ruled_table_keeps_its_cells(tmp_path):
    cells = [
        ["序号", "重点任务", "责任单位"],
        ["1", "加强公务员诚信教育", "市委组织部"],
        ["2", "建立守信激励机制", "市发改委"],
    ]

    def draw(sheet):
        sheet.drawString(72, 780, "第三条 任务分工如下。")
        sheet.grid([72, 132, 332, 452], [620, 660, 700, 740])
        for row, words in enumerate(cells):
            for column, word in enumerate(words):
                sheet.drawString([76, 136, 336][column], 715 - 40 * row, word[:6])
                sheet.drawString([76, 136, 336][column], 703 - 40 * row, word[6:])
        sheet.drawString(72, 590, "第四条 本办法自印发之日起施行。")

    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(draw))
    found = [line.strip("\u3000") for line in load(path).text.split("\n")]
    assert found[0] == "第三条 任务分工如下。"
    assert found[-1] == "第四条 本办法自印发之日起施行。"
    assert [line.replace(" ", "").split("\t") for line in found[1:-1]] == cells


def test_a_file_with_scanned_pages_alone_asks_for_ocr(tmp_path):
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(stream, "PDF")
    path = tmp_path / "scan.pdf"
    path.write_bytes(stream.getvalue())
    with pytest.raises(Rejected) as rejected:
        load(path)
    assert rejected.value.reason is Reason.NEEDS_OCR
