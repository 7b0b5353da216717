"""Words in pictures set into files: read where OCR is installed, told of where it isn't; no rubbish from seals."""

import io
import zipfile
from email.message import EmailMessage

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image

from ingest.load import load, pictures
from ingest.load.apart import Apart
from ingest.load.ocr import Recogniser
from ingest.load.office import office_program
from ingest.load.pictures import is_seal
from ingest.loaded import PageSource, Reason, Rejected
from ingest.quality import judge
from ingest.structure import read_documents
from knowledge.page_lines import picture_place
from tests.ingest.formats import written
from tests.ingest.load.drawn import faint, needs_ocr, png, seal, words

SECOND = "第二条 窗口应当在五个工作日内答复书面询问，不得拖延。"
THIRD = "第三条 窗口工作人员应当佩戴工牌，使用文明用语。"
FIRST = "第一条 为了规范政务服务窗口的工作，方便公民和组织办事，根据有关法律法规，结合本市实际，制定本规定。"
FOURTH = "第四条 本规定由市政务服务局负责解释，各县（市、区）可以制定实施细则，自2024年6月1日起施行。"


def document(*pictures_):
    """A regulation whose middle is pictures, each with its width in centimetres."""
    made = docx.Document()
    made.add_paragraph("清河市窗口服务规定")
    made.add_paragraph(FIRST)
    for picture, width in pictures_:
        made.add_picture(png(picture), width=Cm(width))
    made.add_paragraph(FOURTH)
    return made


def saved(folder, made, name="规定.docx"):
    path = folder / name
    made.save(str(path))
    return path


def squeezed(text):
    return "".join(text.split())


def articles_of(loaded):
    (found,) = read_documents(loaded)
    return {article.label: article for article in found.articles}


@needs_ocr
def test_the_words_of_a_picture_stand_where_it_stands_and_say_how_sure_they_are(tmp_path):
    loaded = load(saved(tmp_path, document((words(SECOND, THIRD), 14))), ocr=Recogniser())
    assert [squeezed(line) for line in loaded.text.split("\n") if line][1:] == list(
        map(squeezed, (FIRST, SECOND, THIRD, FOURTH))
    )
    articles = articles_of(loaded)
    assert [articles[f"第{n}条"].confidence is not None for n in "一二三四"] == [False, True, True, False]
    assert articles["第二条"].confidence > 0.9
    quality = judge(loaded, read_documents(loaded))
    assert (quality.pictures, quality.pictures_read, quality.unread_pages) == (0, 1, ())
    assert quality.ocr_confidence > 0.9


def test_without_ocr_the_file_is_read_and_its_pictures_are_told_of(tmp_path):
    loaded = load(saved(tmp_path, document((words(SECOND, THIRD), 14), (seal(), 4.2))))
    assert [page.source for page in loaded.pictures] == [PageSource.SCANNED, PageSource.BLANK]
    assert "第二条" not in loaded.text
    assert judge(loaded, read_documents(loaded)).pictures == 1


def test_a_file_that_is_pictures_alone_asks_for_ocr(tmp_path):
    made = docx.Document()
    made.add_picture(png(words(FIRST, SECOND, THIRD)), width=Cm(14))
    with pytest.raises(Rejected) as rejected:
        load(saved(tmp_path, made))
    assert rejected.value.reason is Reason.NEEDS_OCR


@needs_ocr
def test_a_file_that_is_pictures_alone_is_read(tmp_path):
    made = docx.Document()
    page = words("清河市窗口服务规定", "第一条 为了规范窗口的工作，制定本规定。", SECOND, THIRD)
    made.add_picture(png(page), width=Cm(15))
    articles = articles_of(load(saved(tmp_path, made), ocr=Recogniser()))
    assert squeezed(articles["第二条"].text) == squeezed(SECOND)[3:]
    assert all(article.confidence for article in articles.values())


@needs_ocr
def test_seals_logos_and_empty_pictures_leave_no_words(tmp_path):
    made = document((seal(), 4.5), (words("某某"), 3), (Image.new("RGB", (900, 400), "white"), 12))
    loaded = load(saved(tmp_path, made), ocr=Recogniser())
    assert [line for line in loaded.text.split("\n") if line] == ["清河市窗口服务规定", FIRST, FOURTH]
    assert [page.source for page in loaded.pictures] == [PageSource.BLANK] * 2
    assert judge(loaded, read_documents(loaded)).pictures == 0


def test_a_seal_is_known_by_its_shape_and_its_colour():
    import numpy as np

    def dots(picture):
        flat = Image.new("RGBA", picture.size, "white")
        flat.alpha_composite(picture.convert("RGBA"))
        return np.asarray(flat.convert("RGB"))[:, :, ::-1]

    assert is_seal(dots(seal()))
    assert not is_seal(dots(words(SECOND, THIRD)))
    assert not is_seal(dots(words("清河市人民政府文件", ink=(220, 20, 20))))


@needs_ocr
def test_doubtful_lines_are_listed_with_a_copy_of_the_picture(tmp_path, monkeypatch):
    monkeypatch.setattr("ingest.quality.LOW_CONFIDENCE", 1.1)
    monkeypatch.setattr("ingest.load.pictures.LOW_CONFIDENCE", 1.1)
    kept = tmp_path / "kept"
    path = saved(tmp_path, document((seal(), 4.5), (words(SECOND, THIRD), 14)))
    loaded = load(path, ocr=Recogniser(kept))
    low = judge(loaded, read_documents(loaded)).low_lines
    assert {line.page for line in low} == {2}, "the second picture"
    (written_,) = kept.glob("*.jsonl")
    with Image.open(picture_place(kept, written_.stem, 1)) as copy:
        assert copy.size == words(SECOND, THIRD).size
    assert load(path, ocr=Recogniser(kept)) == loaded, "not read again"


@needs_ocr
def test_a_picture_that_reads_badly_is_left_to_a_person(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "_SUREST", 1.1)
    loaded = load(saved(tmp_path, document((words(SECOND, THIRD), 14))), ocr=Recogniser())
    assert "窗口应当" not in loaded.text
    assert judge(loaded, read_documents(loaded)).pictures == 1


@needs_ocr
def test_what_is_cut_away_from_a_picture_is_not_read(tmp_path):
    made = document((words(SECOND, THIRD), 14))
    (fill,) = made.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/picture}blipFill")
    fill.insert(1, parse_xml(f'<a:srcRect {nsdecls("a")} b="55000"/>'))
    text = squeezed(load(saved(tmp_path, made), ocr=Recogniser()).text)
    assert squeezed(SECOND) in text
    assert "文明用语" not in text


@needs_ocr
def test_words_on_a_clear_ground_are_read(tmp_path):
    sheet = words(SECOND, THIRD)
    clear = Image.new("RGBA", sheet.size, (0, 0, 0, 255))
    clear.putalpha(sheet.convert("L").point(lambda value: 255 - value))
    assert squeezed(SECOND) in squeezed(load(saved(tmp_path, document((clear, 14))), ocr=Recogniser()).text)
    clear.save(tmp_path / "a.png")
    assert squeezed(SECOND) in squeezed(load(tmp_path / "a.png", ocr=Recogniser()).text)


@needs_ocr
def test_the_words_of_a_picture_in_a_cell_stay_in_its_row(tmp_path):
    made = document()
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["事项", "说明", "补办证件", ""], strict=True):
        cell.text = text
    table.cell(1, 1).paragraphs[0].add_run().add_picture(png(words("凭身份证到窗口办理", "当场办结")), width=Cm(8))
    loaded = load(saved(tmp_path, made), ocr=Recogniser())
    row = next(line for line in loaded.text.split("\n") if line.startswith("补办证件"))
    assert row.split("\t")[1].split() == ["凭身份证到窗口办理", "当场办结"]


@pytest.mark.parametrize(
    "content", [b"\x01\x00\x00\x00 no picture", png(Image.new("1", (9500, 9500))).getvalue()], ids=["broken", "immense"]
)
@needs_ocr
def test_a_picture_that_cannot_be_drawn_costs_only_itself_and_is_told_of(tmp_path, content):
    path = saved(tmp_path, document((words(SECOND), 14), (words(THIRD), 14)))
    changed = tmp_path / "b.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, content if member.endswith("image1.png") else old.read(member))
    loaded = load(changed, ocr=Recogniser())
    assert squeezed(THIRD) in squeezed(loaded.text)
    assert [page.source for page in loaded.pictures] == [PageSource.SCANNED, PageSource.OCR]
    assert judge(loaded, read_documents(loaded)).pictures == 1


@needs_ocr
def test_there_is_a_limit_to_the_pictures_of_a_file(tmp_path, monkeypatch):
    path = saved(tmp_path, document((words(SECOND), 14), (words(THIRD), 13)))
    monkeypatch.setattr(pictures, "MOST_PICTURES", 1)
    assert [page.source for page in load(path, ocr=Recogniser()).pictures] == [PageSource.OCR, PageSource.SCANNED]
    monkeypatch.setattr(pictures, "MOST_PICTURES", 9)
    monkeypatch.setattr(pictures, "MOST_DOTS_IN_ALL", 1000)
    assert {page.source for page in load(path, ocr=Recogniser()).pictures} == {PageSource.SCANNED}


@needs_ocr
def test_pictures_are_read_in_the_program_apart(tmp_path):
    path = saved(tmp_path, document((words(SECOND, THIRD), 14)))
    heard = []
    apart = Apart(Recogniser(tmp_path / "kept", progress=lambda done, count: heard.append((done, count))))
    try:
        loaded = apart.load(path)
    finally:
        apart.close()
    assert squeezed(SECOND) in squeezed(loaded.text)
    assert loaded.pictures[0].confidence > 0.9
    assert heard == [(1, 1)]


@needs_ocr
@pytest.mark.skipif(not office_program(), reason="needs LibreOffice (libreoffice-writer-nogui)")
@pytest.mark.parametrize("kind", ["doc", "odt"])
def test_pictures_in_what_libreoffice_opens_are_read_too(tmp_path, kind):
    stream = io.BytesIO()
    document((words(SECOND, THIRD), 14), (seal(), 4.5)).save(stream)
    path = tmp_path / f"规定.{kind}"
    target = {"wps": "doc"}.get(kind, kind)
    path.write_bytes(written.by_office(stream.getvalue(), "docx", target, tmp_path))
    loaded = load(path, ocr=Recogniser(tmp_path / "kept"))
    articles = articles_of(loaded)
    assert list(articles) == [f"第{n}条" for n in "一二三四"]
    assert squeezed(articles["第二条"].text) == squeezed(SECOND)[3:]
    assert articles["第二条"].confidence > 0.9
    assert articles["第一条"].confidence is None
    assert [page.source for page in loaded.pictures] == [PageSource.OCR, PageSource.BLANK]
    assert len(list((tmp_path / "kept").glob("*.jsonl"))) == 1, "under the digest of the file handed in"


@needs_ocr
def test_pictures_in_workbooks_and_in_saved_pages_are_read(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["事项", "说明"])
    workbook.active.append(["补办证件", "凭身份证到窗口办理"])
    workbook.active.add_image(SheetImage(png(words(SECOND, THIRD))), "A4")
    workbook.save(tmp_path / "a.xlsx")
    page = EmailMessage()
    page.set_content(f"<html><body><p>{FIRST}{FIRST}</p><img src='cid:one'><p>{FOURTH}</p></body></html>", "html")
    whole = EmailMessage()
    whole["MIME-Version"] = "1.0"
    whole.make_related()
    whole.attach(page)
    whole.add_related(png(words(SECOND, THIRD, "", "", "")).read(), "image", "png", cid="<one>")
    (tmp_path / "a.mht").write_bytes(whole.as_bytes())
    for name in ("a.xlsx", "a.mht"):
        loaded = load(tmp_path / name, ocr=Recogniser())
        assert squeezed(SECOND + THIRD) in squeezed(loaded.text), name
        assert [page.source for page in loaded.pictures] == [PageSource.OCR], name
        assert [page.source for page in load(tmp_path / name).pictures] == [PageSource.SCANNED], name


def test_the_banner_of_a_saved_page_is_no_text(tmp_path):
    import base64

    banner = base64.b64encode(png(words("清河市人民政府门户网站")).read()).decode()
    path = tmp_path / "a.html"
    picture = f"<img src='data:image/png;base64,{banner}'>"
    path.write_text(f"<html><body>{picture}<p>{FIRST}</p><p>{FOURTH}{FIRST}</p></body></html>", "utf-8")
    assert [page.source for page in load(path).pictures] == [PageSource.BLANK]


def test_charts_and_smart_art_are_told_of_or_read(tmp_path):
    made = document()
    chart = (
        '<w:r {}><w:drawing><wp:inline {}><wp:extent cx="5000000" cy="3000000"/><a:graphic><a:graphicData>'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId99"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    ).format(nsdecls("w"), nsdecls("wp", "a", "r"))
    made.paragraphs[1]._p.append(parse_xml(chart))
    assert [page.source for page in load(saved(tmp_path, made)).pictures] == [PageSource.SCANNED]


@needs_ocr
def test_a_faint_picture_is_read_or_told_of_but_never_lost(tmp_path):
    loaded = load(saved(tmp_path, document((faint(words(SECOND, THIRD)), 14))), ocr=Recogniser())
    quality = judge(loaded, read_documents(loaded))
    assert quality.pictures + quality.pictures_read == 1


def test_the_words_of_smart_art_follow_its_paragraph(tmp_path):
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    made = document()
    spaces = (
        'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    points = "".join(f"<dgm:pt><dgm:t><a:p><a:r><a:t>{w}</a:t></a:r></a:p></dgm:t></dgm:pt>" for w in ("受理", "审查"))
    content = f"<dgm:dataModel {spaces}><dgm:ptLst>{points}<dgm:pt/></dgm:ptLst></dgm:dataModel>".encode()
    part = Part(PackURI("/word/diagrams/data1.xml"), "application/xml", content, made.part.package)
    relation = made.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData")
    drawing = (
        f'<w:r {nsdecls("w")}><w:drawing><wp:inline {nsdecls("wp", "a", "r")}><wp:extent cx="5000000" cy="3000000"/>'
        f'<a:graphic><a:graphicData><dgm:relIds {spaces} r:dm="{relation}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
    made.paragraphs[1]._p.append(parse_xml(drawing))
    assert load(saved(tmp_path, made)).text.split("\n") == ["清河市窗口服务规定", FIRST, "受理", "审查", FOURTH]
