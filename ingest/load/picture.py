"""Pages handed in as pictures: PNG, JPEG, TIFF with a page a frame."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from ingest.load.limits import MAX_PAGES, check_text
from ingest.load.ocr import Recogniser
from ingest.load.opening import MOST_IN_FILE, PICTURE_FAULTS, as_dots, on_white, open_picture, smaller
from ingest.loaded import LoadedText, Page, Reason, Rejected

if TYPE_CHECKING:
    import numpy as np


def load_picture(content: bytes, name: str, ocr: Recogniser | None) -> LoadedText:
    """What is written on the pictures, read by OCR."""
    if ocr is None:
        raise Rejected(Reason.NEEDS_OCR)
    picture = open_picture(content)
    try:
        count = getattr(picture, "n_frames", 1)
        if count > MAX_PAGES:
            raise Rejected(Reason.TOO_LARGE, f"{count:,} > {MAX_PAGES:,}")

        def draw(number: int) -> np.ndarray[Any, Any]:
            picture.seek(number)
            if picture.width * picture.height > MOST_IN_FILE:
                raise Rejected(Reason.TOO_LARGE, f"{picture.width} × {picture.height}")
            return as_dots(smaller(on_white(picture)))

        pages = ocr.read(hashlib.sha256(content).hexdigest(), range(count), draw)
    except PICTURE_FAULTS as error:
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
