import io

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from ingest.load.docx import load_docx
from ingest.loaded import PageSource


def lines(document):
    stream = io.BytesIO()
    document.save(stream)
    return load_docx(stream.getvalue(), "a").text.split("\n")


def number(paragraph, level, number_id):
    place = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    place.get_or_add_ilvl().val = level
    place.get_or_add_numId().val = number_id


def define_list(document, *levels):
    """Adds a list to the document whose levels are (format, text); its id."""
    root = document.part.numbering_part.element
    written = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (style, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{written}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/></w:num>'))
    return 78


def test_paragraphs_and_tables_keep_their_order():
    document = docx.Document()
    document.add_paragraph("第一条 甲。")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ["任务", "责任单位", "教育", "人社局"], strict=True):
        cell.text = words
    document.add_paragraph("第二条 乙。")
    assert lines(document) == ["第一条 甲。", "任务\t责任单位", "教育\t人社局", "第二条 乙。"]


def test_numbers_that_word_counts_itself_are_written_out():
    document = docx.Document()
    identifier = define_list(document, ("chineseCountingThousand", "第%1条"), ("chineseCounting", "（%2）"))
    for level, words in [(0, "甲"), (1, "一项"), (1, "二项"), (0, "乙"), (1, "又一项")]:
        number(document.add_paragraph(words), level, identifier)
    document.add_paragraph("不编号")
    assert lines(document) == ["第一条 甲", "（一）一项", "（二）二项", "第二条 乙", "（一）又一项", "不编号"]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("decimal", "3."),
        ("upperRoman", "III."),
        ("lowerLetter", "c."),
        ("decimalEnclosedCircle", "③."),
        ("bullet", ""),
    ],
)
def test_every_kind_of_counting_is_known(style, expected):
    document = docx.Document()
    identifier = define_list(document, (style, "%1."))
    for _ in range(3):
        number(document.add_paragraph("x"), 0, identifier)
    assert lines(document)[-1] == expected + "x"


def test_a_number_can_come_from_the_style():
    document = docx.Document()
    identifier = define_list(document, ("chineseCounting", "%1、"))
    style = document.styles["Heading 1"]
    properties = style.element.get_or_add_pPr()
    place = OxmlElement("w:numPr")
    value = OxmlElement("w:numId")
    value.set(qn("w:val"), str(identifier))
    place.append(value)
    properties.append(place)
    document.add_heading("指导思想", 1)
    document.add_heading("工作目标", 1)
    assert lines(document) == ["一、指导思想", "二、工作目标"]


def test_inserted_words_are_read_and_deleted_ones_are_not():
    document = docx.Document()
    paragraph = document.add_paragraph("第一条 ")
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>新文</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>旧文</w:delText></w:r></w:del>"))
    assert lines(document) == ["第一条 新文"]


def test_content_controls_and_breaks_are_read():
    document = docx.Document()
    body = document.element.body
    paragraph = "<w:p><w:r><w:t>控件</w:t><w:br/><w:t>次行</w:t></w:r></w:p>"
    body.insert(0, parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"))
    assert lines(document) == ["控件", "次行"]


def picture():
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (600, 300), "white").save(stream, "PNG")
    stream.seek(0)
    return stream


def test_pictures_large_enough_for_words_are_counted():
    document = docx.Document()
    document.add_paragraph("第一条 下表为任务分工。")
    document.add_picture(picture(), width=Cm(12))
    document.add_picture(picture(), width=Cm(1.5))
    assert lines(document)[0] == "第一条 下表为任务分工。"
    stream = io.BytesIO()
    document.save(stream)
    assert [page.source for page in load_docx(stream.getvalue(), "x").pictures] == [PageSource.SCANNED]


def test_footnotes_are_set_apart_and_sums_are_read():
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = docx.Document()
    paragraph = document.add_paragraph("第一条 补助标准为")
    sum_ = "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><m:r><m:t>a+b</m:t></m:r></m:oMath>"
    paragraph._p.append(parse_xml(sum_))
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:footnoteReference w:id='2'/></w:r>"))
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>线</w:t></w:r></w:p>"
        "</w:footnote><w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>参见财政部文件。</w:t></w:r></w:p>"
        "</w:footnote></w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), "application/xml", notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    stream = io.BytesIO()
    document.save(stream)
    loaded = load_docx(stream.getvalue(), "a")
    assert loaded.text == "第一条 补助标准为a+b"
    assert [(note.text, note.page) for note in loaded.footnotes] == [("参见财政部文件。", None)]
