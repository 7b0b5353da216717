"""Pictures set into a file that has no pages: their words are read by OCR and stand where the picture stood.

A loader puts a mark into its lines for each picture large enough for words; when the file is read through, the marks
give way to what recognition read. Seals, and pictures in which it read next to nothing, leave no words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from ingest.load.ocr import LOW_CONFIDENCE, Recognised, Recogniser
from ingest.load.opening import PICTURE_FAULTS, as_dots, on_white, open_picture, smaller
from ingest.loaded import Page, PageSource, Reason, Rejected
from knowledge.page_lines import Box, picture_place

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

MOST_PICTURES = 300
"""Of one file that are read; more are told of."""
MOST_DOTS_IN_ALL = 1_500_000_000
_LEAST_AREA, _LEAST_SIDE = 8.0, 0.6
"""Square centimetres and centimetres: a smaller picture is a mark, a thinner one a rule."""
LEAST_DOTS = (120, 24)
"""With fewer dots across and down there is no room for a line of words."""
_FEWEST, _SUREST = 4, 0.6
"""Characters that a picture must hold, and how sure recognition must be of them."""
_SEAL_SHAPE, _SEAL_RED = 1.35, 0.8
_COPY_SIDE, _COPY_QUALITY = 2000, 80
_MARK = "\ufdd0{}\ufdd1"
_MARKS = re.compile("\ufdd0([0-9]{1,6})\ufdd1")
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a file: its bytes, none where they can't be had; what is shown of it, and how it is turned."""

    content: bytes | None
    shown: Box = WHOLE
    degrees: float = 0.0
    """By so many to the right."""
    least: tuple[int, int] = LEAST_DOTS


@dataclass
class Pictures:
    """The pictures of one file, in the order in which they stand."""

    ocr: Recogniser | None = None
    digest: str = ""
    _found: list[Picture] = field(default_factory=list, init=False)

    def mark(self, picture: Picture) -> str:
        """The line that stands for a picture until it is read."""
        self._found.append(picture)
        return _MARK.format(len(self._found) - 1)

    def read(self, text: str) -> tuple[str, tuple[Page, ...]]:
        """The text with the words of the pictures in their places; what became of each picture.

        Raises:
            Rejected: with NEEDS_OCR, there are no words but in pictures, and no OCR is at hand.
        """
        if not self._found:
            return text, ()
        looked_at = dict(enumerate(self._kinds()))
        numbers = [n for n, source in looked_at.items() if source is PageSource.OCR]
        recognised = self.ocr.read(self.digest, numbers, self._draw) if self.ocr and numbers else {}
        words: dict[int, str] = {}
        pages = []
        for number, one in enumerate(self._found):
            page, said = _judged(looked_at.get(number, PageSource.SCANNED), recognised.get(number))
            pages.append(page)
            words[number] = said
            keep_copy(self.ocr, self.digest, number, page, partial(_drawn, one))
        if self.ocr is None and not _MARKS.sub("", text).strip() and PageSource.SCANNED in looked_at.values():
            raise Rejected(Reason.NEEDS_OCR, f"{len(self._found)}")
        return _placed(text, words), tuple(pages)

    def _kinds(self) -> Iterator[PageSource]:
        """What is to be done with each picture, as far as the limits let: OCR, or what it is without."""
        dots = 0
        for picture in self._found[:MOST_PICTURES]:
            try:
                opened = open_picture(picture.content or b"")
                dots += opened.width * opened.height
                if dots > MOST_DOTS_IN_ALL:
                    return
                drawn = _drawn(picture)
            except Rejected:
                yield PageSource.SCANNED
                continue
            if drawn.width < picture.least[0] or drawn.height < picture.least[1] or is_seal(as_dots(drawn)):
                yield PageSource.BLANK
            else:
                yield PageSource.OCR if self.ocr else PageSource.SCANNED

    def _draw(self, number: int) -> np.ndarray[Any, Any]:
        return as_dots(_drawn(self._found[number]))



def keep_copy(ocr: Recogniser | None, digest: str, number: int, page: Page, draw: Callable[[], Image]) -> None:
    """Keeps a copy of a picture, or of a page that is not drawn later, if lines on it are doubtful: for a person."""
    if ocr is None or ocr.folder is None or not any(line.confidence < LOW_CONFIDENCE for line in page.lines):
        return
    copy = draw()
    copy.thumbnail((_COPY_SIDE, _COPY_SIDE))
    ocr.folder.mkdir(parents=True, exist_ok=True)
    copy.save(picture_place(ocr.folder, digest, number), "JPEG", quality=_COPY_QUALITY)


def is_large(wide: float, high: float) -> bool:
    """Whether a picture of that size in centimetres has room for words."""
    return wide * high >= _LEAST_AREA and min(wide, high) >= _LEAST_SIDE


def is_seal(dots: np.ndarray[Any, Any]) -> bool:
    """Whether a picture is a seal: as wide as high, and next to all that is drawn on it is red."""
    import numpy as np

    height, width = dots.shape[:2]
    if max(height, width) > _SEAL_SHAPE * min(height, width):
        return False
    blue, green, red = (dots[:, :, channel].astype(np.int16) for channel in range(3))
    inked = np.minimum(np.minimum(blue, green), red) < 200
    reddish = inked & (red - np.maximum(blue, green) > 40)
    return bool(inked.sum() and reddish.sum() > _SEAL_RED * inked.sum())


def _drawn(picture: Picture) -> Image:
    """A picture as the file shows it.

    Raises:
        Rejected: it can't be drawn.
    """
    found = open_picture(picture.content or b"")
    try:
        drawn = smaller(on_white(found))
        if picture.shown != WHOLE:
            sides = zip(picture.shown, (drawn.width, drawn.height) * 2, strict=True)
            left, top, right, bottom = (round(share * side) for share, side in sides)
            drawn = drawn.crop((left, top, max(left + 1, right), max(top + 1, bottom)))
        if round(picture.degrees) % 360:
            drawn = drawn.rotate(-picture.degrees, expand=True, fillcolor="white")
    except PICTURE_FAULTS as error:
        raise Rejected(Reason.DAMAGED, type(error).__name__) from error
    return drawn


def worth(read: Recognised) -> PageSource:
    """Whether a picture says something: OCR; or next to nothing; or was read too badly, and is left to a person."""
    if sum(map(str.isalnum, read.text)) < _FEWEST:
        return PageSource.BLANK
    return PageSource.SCANNED if read.confidence < _SUREST else PageSource.OCR


def _judged(source: PageSource, read: Recognised | None) -> tuple[Page, str]:
    """What became of a picture, and its words."""
    found = worth(read) if read else source
    if read is None or found is not PageSource.OCR:
        return Page(found), ""
    notes = "".join(f"\n{note}" for note in read.footnotes)
    return Page(PageSource.OCR, round(read.confidence, 4), read.lines), read.text.strip("\n") + notes


def _placed(text: str, words: dict[int, str]) -> str:
    """The text with words for marks: lines of their own where the mark is a line, else within the line."""
    lines: list[str] = []
    for line in text.split("\n"):
        alone = _MARKS.fullmatch(line.strip())
        if alone:
            lines += [said for said in words.get(int(alone[1]), "").split("\n") if said.strip()]
        else:
            lines.append(_MARKS.sub(lambda mark: " ".join(words.get(int(mark[1]), "").split()), line))
    return "\n".join(lines)

