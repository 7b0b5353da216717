"""Pictures as their files hold them, to dots: on white where they are clear, none larger than reading needs."""

from __future__ import annotations

import struct
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ingest.loaded import Reason, Rejected
from knowledge.pdfium import MOST_DOTS

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

MOST_IN_FILE = 80_000_000
"""Dots of one picture; a sheet of A3 at 600 to the inch has 70 million."""
PICTURE_FAULTS = (OSError, ValueError, SyntaxError, struct.error, LookupError, TypeError, EOFError, OverflowError)
"""What Pillow lets through on damaged pictures."""


def open_picture(content: bytes) -> Image:
    """A picture, its dots not yet read.

    Raises:
        Rejected: it is damaged, of no kind that is known, or has more dots than are read.
    """
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content))
    except Image.DecompressionBombError as error:
        raise Rejected(Reason.TOO_LARGE, str(error)[:80]) from error
    except PICTURE_FAULTS as error:
        raise Rejected(Reason.DAMAGED, type(error).__name__) from error
    if picture.width * picture.height > MOST_IN_FILE:
        raise Rejected(Reason.TOO_LARGE, f"{picture.width} × {picture.height}")
    return picture


def on_white(picture: Image) -> Image:
    """The picture in red, green and blue; where it is clear the paper shows."""
    from PIL import Image

    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(paper, clear).convert("RGB")


def smaller(picture: Image) -> Image:
    """The picture, with fewer dots if it has more than reading needs."""
    dots = picture.width * picture.height
    if dots <= MOST_DOTS:
        return picture
    share = (MOST_DOTS / dots) ** 0.5
    return picture.resize((max(1, int(picture.width * share)), max(1, int(picture.height * share))))


def as_dots(picture: Image) -> np.ndarray[Any, Any]:
    """Its dots as recognition has them: rows of blue, green, red."""
    import numpy as np

    return np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])
