"""Pictures for the tests: words as a scanner sees them, a round seal, a logo."""

from __future__ import annotations

import io
import math

import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.load.ocr import ocr_is_installed

FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
RED = (220, 20, 20, 255)
needs_ocr = pytest.mark.skipif(not ocr_is_installed(), reason="needs the extra ocr")


def font(size):
    try:
        return ImageFont.truetype(FONT, size, index=2)
    except OSError:
        pytest.skip("needs a font for Chinese (fonts-noto-cjk)")


def words(*lines, size=34, width=0, ink="black"):
    """Lines of words on white paper."""
    face = font(size)
    wide = max(width, *(int(face.getlength(line)) + 80 for line in lines))
    sheet = Image.new("RGB", (wide, int(1.8 * size * len(lines)) + 60), "white")
    for number, line in enumerate(lines):
        ImageDraw.Draw(sheet).text((40, 25 + 1.8 * size * number), line, font=face, fill=ink)
    return sheet


def seal(name="清河市人民政府"):
    """A round red seal on nothing, its name along its edge."""
    sheet = Image.new("RGBA", (500, 500), (0, 0, 0, 0))
    pen = ImageDraw.Draw(sheet)
    pen.ellipse((10, 10, 490, 490), outline=RED, width=14)
    for number, character in enumerate(name):
        turn = math.radians(-110 + number * 220 / (len(name) - 1))
        leaf = Image.new("RGBA", (80, 80), (0, 0, 0, 0))
        ImageDraw.Draw(leaf).text((10, -4), character, font=font(60), fill=RED)
        leaf = leaf.rotate(-math.degrees(turn), expand=True, resample=Image.Resampling.BICUBIC)
        x, y = 250 + 190 * math.sin(turn), 250 - 190 * math.cos(turn)
        sheet.alpha_composite(leaf, (int(x - leaf.width / 2), int(y - leaf.height / 2)))
    star = [(70 if n % 2 == 0 else 28, n * math.pi / 5) for n in range(10)]
    pen.polygon([(250 + r * math.sin(a), 250 - r * math.cos(a)) for r, a in star], fill=RED)
    return sheet


def faint(sheet):
    """A picture that reads badly: few dots, grey on grey."""
    small = sheet.convert("L").resize((sheet.width // 3, sheet.height // 3)).resize(sheet.size)
    return small.point(lambda value: 150 + value // 4).convert("RGB")


def png(sheet):
    """The picture as a file."""
    stream = io.BytesIO()
    sheet.save(stream, "PNG")
    stream.seek(0)
    return stream
