"""Pages handed in as pictures: PNG, JPEG, TIFF with a page a frame."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ingest.load.limits import MAX_PAGES, check_text
from ingest.load.ocr import Recogniser
from ingest.loaded import LoadedText, Page, Reason, Rejected

if TYPE_CHECKING:
    import numpy as np

_MOST_DOTS = 80_000_000


def load_picture(content: bytes, name: str, ocr: Recogniser | None) -> LoadedText:
    """What is written on the pictures, read by OCR."""
    import numpy as np
    from PIL import Image, UnidentifiedImageError

    if ocr is None:
        raise Rejected(Reason.NEEDS_OCR)
    try:
        picture = Image.open(BytesIO(content))
        count = getattr(picture, "n_frames", 1)
        if count > MAX_PAGES or picture.width * picture.height > _MOST_DOTS:
            raise Rejected(Reason.TOO_LARGE, f"{count} × {picture.width} × {picture.height}")

        def draw(number: int) -> np.ndarray[Any, Any]:
            picture.seek(number)
            return np.asarray(picture.convert("RGB"))[:, :, ::-1]

        pages = ocr.read(hashlib.sha256(content).hexdigest(), range(count), draw)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Rejected(Reason.DAMAGED, type(error).__name__) from error
    starts, position = [], 0
    for number in range(count):
        starts.append(position)
        position += len(pages[number].text) + 1
    return LoadedText(
        check_text("\n".join(pages[number].text for number in range(count))),
        name,
        "picture",
        page_starts=tuple(starts),
        pages=tuple(Page(page.source, page.confidence, page.lines) for page in pages.values()),
    )
