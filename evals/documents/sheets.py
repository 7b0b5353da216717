"""Pages for the measurements: a text PDF of any length, and a page as a picture with the faults of a scan."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable, Sequence
from typing import Any

FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
WIDTH, LINES = 30, 30


def wrapped(paragraphs: Sequence[str], width: int = WIDTH) -> list[str]:
    """Paragraphs in lines, each opened by two wide spaces."""
    lines: list[str] = []
    for paragraph in paragraphs:
        text = "\u3000\u3000" + paragraph
        lines += [text[start : start + width] for start in range(0, len(text), width)]
    return lines


def text_pdf(lines: Sequence[str], pages: int) -> bytes:
    """A PDF with as many pages of text."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream)
    for number in range(pages):
        sheet.setFont("STSong-Light", 12)
        for row in range(LINES):
            sheet.drawString(72, 770 - 22 * row, lines[(number * LINES + row) % len(lines)])
        sheet.drawCentredString(298, 40, f"— {number + 1} —")
        sheet.showPage()
    sheet.save()
    return stream.getvalue()


def picture(lines: Sequence[str], dpi: int = 200) -> Any:  # noqa: ANN401 - Pillow's Image
    """A page of A4 with the lines on it."""
    from PIL import Image, ImageDraw, ImageFont

    size = dpi / 72
    sheet = Image.new("L", (round(595 * size), round(842 * size)), 255)
    font = ImageFont.truetype(FONT, round(14 * size), index=2)
    pen = ImageDraw.Draw(sheet)
    for row, line in enumerate(lines):
        pen.text((round(72 * size), round((70 + 24 * row) * size)), line, font=font, fill=20)
    return sheet.convert("RGB")


def noisy(level: float) -> Callable[[Any], Any]:
    """Specks and grain as a worn scanner leaves them."""

    def spoil(sheet: Any) -> Any:  # noqa: ANN401
        import numpy as np
        from PIL import Image

        random_ = np.random.default_rng(7)
        dots = np.asarray(sheet, dtype=np.float32) + random_.normal(0, level, (sheet.height, sheet.width, 1))
        dots[random_.random((sheet.height, sheet.width)) < level / 8000] = 0
        return Image.fromarray(np.clip(dots, 0, 255).astype(np.uint8))

    return spoil


def skewed(degrees: float) -> Callable[[Any], Any]:
    """Laid crooked on the glass."""
    return lambda sheet: sheet.rotate(degrees, fillcolor="white", resample=3)


def coarse(dpi: int) -> Callable[[Any], Any]:
    """Scanned at few dots an inch."""

    def spoil(sheet: Any) -> Any:  # noqa: ANN401
        small = sheet.resize((sheet.width * dpi // 200, sheet.height * dpi // 200))
        return small.resize(sheet.size)

    return spoil


def sealed(sheet: Any) -> Any:  # noqa: ANN401
    """With a round red seal over the last lines."""
    from PIL import Image, ImageDraw

    layer = Image.new("RGBA", sheet.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    x, y, radius = sheet.width * 0.45, sheet.height * 0.55, sheet.width * 0.11
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(210, 20, 20, 190), width=12)
    points = [
        (x + radius * part * math.sin(turn * math.pi / 5), y - radius * part * math.cos(turn * math.pi / 5))
        for turn in range(10)
        for part in [0.45 if turn % 2 == 0 else 0.18]
    ]
    pen.polygon(points, fill=(210, 20, 20, 170))
    return Image.alpha_composite(sheet.convert("RGBA"), layer).convert("RGB")


def all_at_once(sheet: Any) -> Any:  # noqa: ANN401
    """Grain, crooked, a seal, few dots."""
    random.seed(7)
    return noisy(24)(skewed(0.8)(sealed(coarse(130)(sheet))))


LEVELS: dict[str, Callable[[Any], Any]] = {
    "clean, 200 dpi": lambda sheet: sheet,
    "grain 20": noisy(20),
    "grain 50": noisy(50),
    "grain 110": noisy(110),
    "crooked by 1.5°": skewed(1.5),
    "crooked by 3°": skewed(3),
    "100 dpi": coarse(100),
    "75 dpi": coarse(75),
    "50 dpi": coarse(50),
    "a seal over the text": sealed,
    "130 dpi, grain, crooked, a seal": all_at_once,
}
