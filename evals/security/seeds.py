"""The files that are damaged: real ones from folders that are named, and one text of our own in every format."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

LARGEST = 300_000
OURS = Path(__file__).parents[1] / "documents" / "sample.md"
LIBRARY = Path(__file__).parents[2] / "knowledge" / "library"
_OFD = '<?xml version="1.0" encoding="UTF-8"?><ofd:{tag} xmlns:ofd="http://www.ofdspec.org/2016"{more}>{inside}</ofd:{tag}>'


@dataclass(frozen=True)
class Seed:
    """A sound file."""

    ending: str
    content: bytes


def seeds(folders: Iterable[Path] = ()) -> list[Seed]:
    """All of them; those of the folders in the order of their names."""
    lines = [line for line in OURS.read_text(encoding="utf-8").split("\n") if line.strip()][:60]
    made = [
        Seed("md", OURS.read_bytes()), Seed("txt", "\n".join(lines).encode("gb18030")), Seed("html", _page(lines)),
        Seed("mht", _mht(lines)), Seed("docx", _docx(lines)), Seed("xlsx", _xlsx(lines)), Seed("pdf", _pdf(lines)),
        Seed("ofd", _ofd(lines)), Seed("md", (LIBRARY / "sources" / "civil-servants-law-2018.md").read_bytes()),
    ]  # fmt: skip
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    real = [Seed(path.suffix.lstrip("."), path.read_bytes()) for path in paths if path.stat().st_size <= LARGEST]
    return made + real


def _page(lines: list[str]) -> bytes:
    rows = "".join(f"<tr><td>{n}</td><td>{html.escape(line)}</td></tr>" for n, line in enumerate(lines[:5]))
    text = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    head = "<!doctype html><html><head><meta charset=utf-8></head>"
    return f"{head}<body>{text}<table>{rows}</table></body></html>".encode()


def _mht(lines: list[str]) -> bytes:
    message = EmailMessage()
    message["Content-Type"] = "multipart/related"
    part = EmailMessage()
    part.set_content(_page(lines).decode(), subtype="html", charset="utf-8")
    message.attach(part)
    return message.as_bytes()


def _docx(lines: list[str]) -> bytes:
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(3, 3)
    for cell in table._cells:
        cell.text = lines[-1][:20]
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _xlsx(lines: list[str]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for line in lines:
        book.worksheets[0].append([line[:10], line])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _pdf(lines: list[str]) -> bytes:
    from evals.documents.sheets import text_pdf

    return text_pdf(lines, 2)


def _ofd(lines: list[str]) -> bytes:
    """One page, a line of text an object."""
    objects = "".join(
        f'<ofd:TextObject ID="{n + 10}" Boundary="10 {10 + 4 * n} 180 4" Font="1" Size="3">'
        f'<ofd:TextCode X="0" Y="3">{html.escape(line[:60])}</ofd:TextCode></ofd:TextObject>'
        for n, line in enumerate(lines)
    )
    body = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    box = "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
    area = f"<ofd:CommonData><ofd:PageArea>{box}</ofd:PageArea></ofd:CommonData>"
    pages = '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
    layer = f'<ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", _OFD.format(tag="OFD", more=' Version="1.0" DocType="OFD"', inside=body))
        archive.writestr("Doc_0/Document.xml", _OFD.format(tag="Document", more="", inside=area + pages))
        archive.writestr("Doc_0/Pages/Page_0/Content.xml", _OFD.format(tag="Page", more="", inside=layer))
    return stream.getvalue()
