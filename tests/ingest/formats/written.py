"""One document of our own written in every format that is read: the generated set."""

from __future__ import annotations

import html
import io
import subprocess
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from ingest.load.office import office_program

TITLE = "清河市政务诚信建设管理办法"
PARAGRAPHS = (
    TITLE,
    "（2021年3月5日清河市人民政府令第12号公布　自2021年5月1日起施行）",
    "第一章　总则",
    "第一条　为了加强政务诚信建设，提高政府公信力，根据《中华人民共和国政府信息公开条例》，结合本市实际，制定本办法。",
    "第二条　本市各级行政机关及其工作人员履行职责，应当遵守下列规定：",
    "（一）依法行政，不得以政府换届、人员更替为由违约毁约；",
    "（二）政务公开，以公开为常态、不公开为例外；",
    "（三）守信践诺，兑现依法作出的承诺。",
    "第三条　县级以上人民政府发展改革部门负责政务诚信建设的综合协调，其他部门按照职责分工负责相关工作。",
    "第二章　监督管理",
    "第四条　建立失信记录。行政机关因违法违约被行政处罚的，相关信息纳入政务失信记录，并归集到公共信用信息平台。",
    "第五条　对失信记录有异议的，可以自收到告知之日起十五个工作日内申请复核；复核机关应当在二十个工作日内答复。",
    "第六条　本办法自2021年5月1日起施行。",
)
TABLE_TITLE = "清河市政务诚信建设重点任务分工表"
TABLE = (
    ("序号", "重点任务", "牵头单位", "配合单位", "完成时限"),
    ("1", "建立政务失信记录制度", "市发展改革委", "市司法局、市大数据局", "2021年12月底前"),
    ("2", "开展公务员诚信教育", "市委组织部", "市人力资源社会保障局", "2022年6月底前"),
    ("3", "清理拖欠企业账款", "市工业和信息化局", "市财政局", "2021年9月底前"),
)


def markdown() -> bytes:
    """The original."""
    rows = ["| " + " | ".join(row) + " |" for row in TABLE]
    table = [rows[0], "|" + " --- |" * len(TABLE[0]), *rows[1:]]
    return "\n\n".join([f"# {TITLE}", *PARAGRAPHS[1:], TABLE_TITLE, "\n".join(table)]).encode()


def page() -> str:
    """A web page."""
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in TABLE)
    text = "".join(f"<p>{html.escape(line)}</p>" for line in (*PARAGRAPHS, TABLE_TITLE))
    return f"<html><head><title>{TITLE}</title></head><body><div>{text}<table>{rows}</table></div></body></html>"


def mht() -> bytes:
    message = EmailMessage()
    message["Subject"] = "saved"
    message.set_content(page(), subtype="html", charset="gb18030", cte="base64")
    whole = EmailMessage()
    whole["MIME-Version"] = "1.0"
    whole.make_related()
    whole.attach(message)
    return whole.as_bytes()


def word(blank: int = 0) -> bytes:
    """A DOCX; `blank` lines after each paragraph spread it over pages."""
    document = docx.Document()
    for line in PARAGRAPHS:
        document.add_paragraph(line)
        for _ in range(blank):
            document.add_paragraph()
    document.add_paragraph(TABLE_TITLE)
    table = document.add_table(rows=len(TABLE), cols=len(TABLE[0]))
    table.style = "Table Grid"
    for row, words in zip(table.rows, TABLE, strict=True):
        for cell, word_ in zip(row.cells, words, strict=True):
            cell.text = word_
    document.add_paragraph()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def sheet() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.append([TABLE_TITLE])
    workbook.active.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(TABLE[0]))
    for row in TABLE:
        workbook.active.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def placed(width: int = 34, height: int = 30) -> list[list[tuple[float, float, str]]]:
    """The lines of the paragraphs on pages: x and y in characters from the top left, and the words."""
    lines: list[tuple[float, str]] = []
    for paragraph in PARAGRAPHS:
        text = "　　" + paragraph
        lines += [(0, text[start : start + width]) for start in range(0, len(text), width)]
    pages = [lines[start : start + height] for start in range(0, len(lines), height)]
    return [[(x, y, words) for y, (x, words) in enumerate(page_)] for page_ in pages]


def pdf() -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    sheet_ = canvas.Canvas(stream)
    for number, lines in enumerate(placed(height=16), 1):
        sheet_.setFont("STSong-Light", 12)
        for x, y, words in lines:
            sheet_.drawString(72 + 12 * x, 760 - 22 * y, words)
        sheet_.drawCentredString(298, 40, f"— {number} —")
        sheet_.showPage()
    draw_table(sheet_)
    sheet_.showPage()
    sheet_.save()
    return stream.getvalue()


def draw_table(sheet_: canvas.Canvas) -> None:
    columns = [60, 100, 230, 330, 450, 550]
    sheet_.setFont("STSong-Light", 12)
    sheet_.drawCentredString(298, 780, TABLE_TITLE)
    sheet_.grid(columns, [760 - 40 * row for row in range(len(TABLE) + 1)])
    for row, cells in enumerate(TABLE):
        for column, words in enumerate(cells):
            for line, start in enumerate(range(0, len(words), 8)):
                sheet_.drawString(columns[column] + 2, 744 - 40 * row - 14 * line, words[start : start + 8])


def ofd() -> bytes:
    """An OFD as converters write it: a text object a line, paths for the table's rules."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    pages = [[(20 + 4.2 * x, 30 + 8 * y, words) for x, y, words in lines] for lines in placed(height=16)]
    table = [(60.0, 18.0, TABLE_TITLE)] + [
        ([22, 38, 82, 120, 160][column], 31.5 + 14 * row + 6 * line, words[start : start + 8])
        for row, cells in enumerate(TABLE)
        for column, words in enumerate(cells)
        for line, start in enumerate(range(0, len(words), 8))
    ]
    rules = "".join(f"M 20 {30 + 14 * row} L 200 {30 + 14 * row} " for row in range(len(TABLE) + 1))
    rules += "".join(f"M {x} 30 L {x} {30 + 14 * len(TABLE)} " for x in (20, 36, 80, 118, 158, 200))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "OFD.xml",
            f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        links = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages) + 1))
        archive.writestr("Doc_0/Document.xml", f"<ofd:Document {space}><ofd:Pages>{links}</ofd:Pages></ofd:Document>")
        for number, texts in enumerate([*pages, table]):
            objects = "".join(
                f'<ofd:TextObject Boundary="{x} {y} {len(words) * 4.2} 5" Size="4.2"><ofd:TextCode X="0" Y="4" '
                f'DeltaX="g {max(0, len(words) - 1)} 4.2">{html.escape(words)}</ofd:TextCode></ofd:TextObject>'
                for x, y, words in texts
            )
            if texts is table:
                path = f"<ofd:AbbreviatedData>{rules}</ofd:AbbreviatedData>"
                objects += f'<ofd:PathObject Boundary="0 0 210 297">{path}</ofd:PathObject>'
            archive.writestr(
                f"Doc_0/Pages/Page_{number}/Content.xml",
                f"<ofd:Page {space}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>",
            )
    return stream.getvalue()


def by_office(content: bytes, source: str, target: str, folder: Path) -> bytes:
    """The document as LibreOffice writes it in another format."""
    (folder / f"in.{source}").write_bytes(content)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [office_program(), "--headless", f"-env:UserInstallation={profile}", "--convert-to", target]
        + ["--outdir", str(folder / "out"), str(folder / f"in.{source}")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "out" / f"in.{target.split(':')[0]}").read_bytes()
