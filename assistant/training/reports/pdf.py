"""Reports and certificates in print: A4, the Chinese type embedded, heads repeated, pages numbered.

A character that the type which ships lacks (in a rare name) is a picture, drawn with a type of this machine. Where the
machine has none, it is set in STSong-Light, which every PDF reader with Chinese support has; what even that can't hold
is shown by its number.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any, BinaryIO

from assistant.handbook.looks import INK, MUTED, PANEL, RULE, TYPE_FILE, TYPE_NAME
from assistant.training.calendar import last_day, local
from assistant.training.certificates import Certificate
from assistant.training.reports.rare import ROOM, SIZE, picture_file, picture_of
from assistant.training.reports.sheets import Sheet
from assistant.wording.words import Words

RARE = "STSong-Light"
PICTURE = "picture"
BASIC = 0xFFFF


def write_pdf(sheets: Sequence[Sheet], out: BinaryIO, words: Words) -> None:
    """Writes the tables, each from a new page, across the page if it has many columns."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.units import mm
    from reportlab.platypus import PageBreak, SimpleDocTemplate, Spacer

    _known()
    across = any(len(sheet.heads) > 6 for sheet in sheets)
    size = landscape(A4) if across else A4
    document = SimpleDocTemplate(
        out, pagesize=size, leftMargin=16 * mm, rightMargin=16 * mm, topMargin=16 * mm, bottomMargin=18 * mm,
        title=sheets[0].title if sheets else "", lang="zh-CN", creator="integrity", initialFontName=TYPE_NAME,
    )  # fmt: skip

    def furniture(canvas: Any, told: Any) -> None:  # noqa: ANN401 - reportlab isn't typed
        canvas.setFont(TYPE_NAME, 8)
        canvas.setFillColor(MUTED)
        canvas.drawCentredString(size[0] / 2, 10 * mm, words("training-page", number=told.page))

    parts: list[Any] = []
    for number, sheet in enumerate(sheets):
        parts += [PageBreak()] if number else []
        parts += [_text(sheet.title, 15, INK), _text(sheet.subtitle, 9, MUTED), Spacer(1, 4 * mm)]
        parts.append(_table(sheet, size[0] - 32 * mm))
    document.build(parts, onFirstPage=furniture, onLaterPages=furniture)


def write_certificate(certificate: Certificate, address: str, out: BinaryIO, words: Words) -> None:
    """Writes a certificate with its QR code."""
    import segno
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.units import mm
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    _known()
    width, height = landscape(A4)
    canvas = Canvas(out, (width, height), invariant=1, lang="zh-CN", initialFontName=TYPE_NAME)  # type: ignore[arg-type]
    canvas.setTitle(words("training-certificate-title"))
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(2)
    canvas.rect(10 * mm, 10 * mm, width - 20 * mm, height - 20 * mm)
    canvas.setLineWidth(0.5)
    canvas.rect(12.5 * mm, 12.5 * mm, width - 25 * mm, height - 25 * mm)
    _line(canvas, words("training-certificate-title"), 32, INK, width / 2, height - 48 * mm)
    told = {
        "name": certificate.name, "unit": certificate.unit, "title": certificate.title,
        "day": words("training-day", **_day(certificate.completed_at)),
    }  # fmt: skip
    _line(canvas, words("training-certificate-who", **told), 17, "#1c2733", width / 2, height - 78 * mm)
    _line(canvas, words("training-certificate-what", **told), 17, "#1c2733", width / 2, height - 92 * mm)
    rest = []
    if certificate.hundredths:
        rest.append(words("training-certificate-hours", hours=f"{certificate.hundredths / 100:g}"))
    if certificate.valid_until:
        rest.append(words("training-certificate-valid", day=last_day(certificate.valid_until).isoformat()))
    _line(canvas, "\u3000".join(rest), 12, MUTED, width / 2, height - 106 * mm)
    image = io.BytesIO()
    segno.make(address, error="m").save(image, kind="png", scale=8, border=2)
    image.seek(0)
    canvas.drawImage(ImageReader(image), width - 62 * mm, 22 * mm, 36 * mm, 36 * mm)
    number = words("training-certificate-number", number=certificate.number)
    _line(canvas, number, 11, "#1c2733", 28 * mm, 40 * mm, middle=False)
    issued = words("training-certificate-issued", day=local(certificate.issued_at).date().isoformat())
    _line(canvas, issued, 11, "#1c2733", 28 * mm, 32 * mm, middle=False)
    _line(canvas, words("training-certificate-check"), 9, MUTED, 28 * mm, 24 * mm, middle=False)
    canvas.showPage()
    canvas.save()


@cache
def _known() -> frozenset[int]:
    """The characters of the type that ships; both types are made known to reportlab."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(TYPE_NAME, str(TYPE_FILE))
    pdfmetrics.registerFont(font)
    pdfmetrics.registerFont(UnicodeCIDFont(RARE))
    return frozenset(font.face.charToGlyph)


def _runs(text: str) -> list[tuple[str, str]]:
    """A text in pieces, each with the type that has its characters."""
    known = _known()
    runs: list[tuple[str, str]] = []
    for character in text:
        font = TYPE_NAME if ord(character) in known or character.isspace() else _fallback(character)
        if font == RARE and ord(character) > BASIC:
            font, character = TYPE_NAME, f"[U+{ord(character):X}]"
        if runs and runs[-1][0] == font and font != PICTURE:
            runs[-1] = (font, runs[-1][1] + character)
        else:
            runs.append((font, character))
    return runs


def _fallback(character: str) -> str:
    return PICTURE if picture_of(character) else RARE


def _text(text: str, size: float, colour: str) -> Any:  # noqa: ANN401
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle(
        "cell", fontName=TYPE_NAME, fontSize=size, leading=size * 1.4, textColor=HexColor(colour), wordWrap="CJK"
    )
    return Paragraph("".join(_marked(font, run, size) for font, run in _runs(text)), style)


def _marked(font: str, run: str, size: float) -> str:
    if font == PICTURE:
        high = size * ROOM / SIZE
        return f'<img src="{picture_file(run)}" width="{size}" height="{high}" valign="{size - high}"/>'
    return f'<font name="{font}">{escape(run)}</font>' if font == RARE else escape(run)


def _table(sheet: Sheet, room: float) -> Any:  # noqa: ANN401
    from reportlab.platypus import Table

    shares = [2.4 if column in sheet.wide else 1.0 for column in range(len(sheet.heads))]
    widths = [room * share / sum(shares) for share in shares]
    rows = [[_text(head, 8.5, INK) for head in sheet.heads]]
    rows += [[_text(str(cell), 8.5, "#1c2733") for cell in row] for row in sheet.rows]
    return Table(
        rows, widths, repeatRows=1,
        style=[
            ("BACKGROUND", (0, 0), (-1, 0), PANEL), ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("FONT", (0, 0), (-1, -1), TYPE_NAME),
            ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ],
    )  # fmt: skip


def _line(canvas: Any, text: str, size: float, colour: str, x: float, y: float, *, middle: bool = True) -> None:  # noqa: ANN401
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase.pdfmetrics import stringWidth

    runs = _runs(text)
    widths = [size if font == PICTURE else stringWidth(run, font, size) for font, run in runs]
    x -= sum(widths) / 2 if middle else 0
    canvas.setFillColor(colour)
    for (font, run), width in zip(runs, widths, strict=True):
        if font == PICTURE:
            drawn, high = ImageReader(io.BytesIO(picture_of(run) or b"")), size * ROOM / SIZE
            canvas.drawImage(drawn, x, y + size - high, size, high, mask="auto")
        else:
            canvas.setFont(font, size)
            canvas.drawString(x, y, run)
        x += width


def _day(at: Any) -> dict[str, int]:  # noqa: ANN401
    day = local(at).date()
    return {"year": day.year, "month": day.month, "number": day.day}
