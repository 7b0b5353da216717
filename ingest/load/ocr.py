"""Text recognition of scanned pages by RapidOCR: the extra `ocr`; it works offline, its models are in the package.

Several pages are read at once, one core each. What was read is kept page by page, so that a long scan that was
stopped goes on where it was.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from ingest.load.layout import Glyph, lay_out
from ingest.load.ocr_mending import mend_line
from ingest.loaded import PageSource
from knowledge.page_lines import Box, ReadLine, ReadPage, keep_lines, kept_pages, turned

if TYPE_CHECKING:
    import numpy as np

DPI = 200
LOW_CONFIDENCE = 0.85
"""A line read with less goes to a person's list."""
_NOISE, _NOISE_CHARACTERS = 0.55, 2
_UPSIDE_DOWN = 0.7
_RED, _RED_SHARE = 50, 0.001
_HEIGHT = 1000.0


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page that was read from its picture."""

    text: str
    confidence: float
    lines: tuple[ReadLine, ...]
    footnotes: tuple[str, ...] = ()
    source: PageSource = PageSource.OCR


def ocr_is_installed() -> bool:
    """Whether the extra `ocr` is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


@dataclass
class Recogniser:
    """Reads pictures of pages. `folder` keeps what was read; `progress` hears (pages done, pages to do)."""

    folder: Path | None = None
    workers: int = 0
    progress: Callable[[int, int], None] | None = None
    _own: threading.local = field(default_factory=threading.local, init=False, repr=False)

    def read(
        self, digest: str, numbers: Sequence[int], draw: Callable[[int], np.ndarray[Any, Any]]
    ) -> dict[int, Recognised]:
        """The pages numbered, by number; `draw` makes the picture of one and is called one at a time."""
        kept = kept_pages(self.folder, digest) if self.folder else {}
        found = {number: kept[number] for number in numbers if number in kept}
        waiting = [number for number in numbers if number not in found]
        for number, page in self._read_all(waiting, draw):
            found[number] = page
            if self.folder:
                keep_lines(self.folder, digest, number, page.lines, page.shape)
            if self.progress:
                self.progress(len(found), len(numbers))
        return {number: laid_out(found[number]) for number in numbers}

    def _read_all(
        self, numbers: Sequence[int], draw: Callable[[int], np.ndarray[Any, Any]]
    ) -> Iterator[tuple[int, ReadPage]]:
        """Lines of each page, a few pictures ahead at most, so that memory stays flat."""
        workers = self.workers or len(os.sched_getaffinity(0))
        running: list[tuple[int, Future[ReadPage]]] = []
        with ThreadPoolExecutor(workers) as pool:
            for number in numbers:
                running.append((number, pool.submit(self._lines, draw(number))))
                if len(running) > 2 * workers:
                    done, result = running.pop(0)
                    yield done, result.result()
            for done, result in running:
                yield done, result.result()

    def _lines(self, picture: np.ndarray[Any, Any]) -> ReadPage:
        """The lines of a picture; one that reads badly is tried upside down and on its sides."""
        lines = self._recognise(picture)
        if lines and (_mean(lines) < _UPSIDE_DOWN or _stands_on_side(lines, picture)):
            import numpy as np

            sides = [np.rot90(picture, quarters) for quarters in range(4)]
            tried = [lines, *map(self._recognise, sides[1:])]
            best = max(range(4), key=lambda n: _worth(tried[n], sides[n]))
            lines = _turned_back(tried[best], best)
        height, width = picture.shape[:2]
        return ReadPage(lines, width / height)

    def _recognise(self, picture: np.ndarray[Any, Any]) -> tuple[ReadLine, ...]:
        """The lines of a picture; one with red on it is read without the red too: seals hide what is below."""
        lines = self._read_as_it_is(picture)
        paled = without_red(picture)
        return lines if paled is None else _merged(lines, self._read_as_it_is(paled))

    def _read_as_it_is(self, picture: np.ndarray[Any, Any]) -> tuple[ReadLine, ...]:
        height, width = picture.shape[:2]
        read = self._engine()(picture)
        if read.boxes is None or read.txts is None:
            return ()
        lines = []
        slope = _slope(read.boxes)
        for corners, text, confidence in zip(read.boxes, read.txts, read.scores, strict=True):
            xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
            sides = (min(xs) / width, min(ys) / height, max(xs) / width, max(ys) / height)
            left, top, right, bottom = (round(min(1.0, max(0.0, side)), 5) for side in sides)
            if text.strip() and not (confidence < _NOISE and len(text.strip()) <= _NOISE_CHARACTERS):
                box = (left, top, right, bottom)
                fall = round(slope * width / height, 6)
                lines.append(ReadLine(mend_line(text), round(float(confidence), 4), box, slope=fall))
        return tuple(lines)

    def _engine(self) -> Any:  # noqa: ANN401 - rapidocr has no types
        """An engine for each thread: it keeps state."""
        if not hasattr(self._own, "engine"):
            from rapidocr import RapidOCR

            threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
            self._own.engine = RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False, **threads})
        return self._own.engine


def without_red(picture: np.ndarray[Any, Any]) -> np.ndarray[Any, Any] | None:
    """A picture (blue, green, red) as red glass shows it, where red ink is gone; None if there is next to none."""
    import numpy as np

    blue, green, red = (picture[:, :, channel].astype(np.int16) for channel in range(3))
    reddish = (red - np.maximum(blue, green)) > _RED
    if reddish.mean() < _RED_SHARE:
        return None
    return np.repeat(picture[:, :, 2:3], 3, axis=2)


def _merged(lines: tuple[ReadLine, ...], paled: tuple[ReadLine, ...]) -> tuple[ReadLine, ...]:
    """What was read without red, and of what was read with it the lines that stand nowhere there: a red head."""
    alone = [line for line in lines if not any(_overlap(line.box, other.box) > 0.3 for other in paled)]
    places = [line for line in alone if _mean([line]) > _NOISE]
    return tuple(sorted([*paled, *places], key=lambda line: line.box[1]))


def _overlap(one: Box, other: Box) -> float:
    """The share of one box that lies in another."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    area = (one[2] - one[0]) * (one[3] - one[1])
    return max(0.0, wide) * max(0.0, high) / area if area > 0 else 1.0


def _slope(boxes: Any) -> float:  # noqa: ANN401 - an array of corners
    """How much lines fall to the right on a page laid crooked, in dots to a dot."""
    slopes = [
        float(right[1] - left[1]) / float(right[0] - left[0])
        for left, right, _, below in boxes
        if right[0] - left[0] > 8 * abs(below[1] - left[1])
    ]
    return median(slopes) if slopes else 0.0


def _mean(lines: Sequence[ReadLine]) -> float:
    total = sum(len(line.text) for line in lines)
    return sum(line.confidence * len(line.text) for line in lines) / max(1, total)


def _worth(lines: Sequence[ReadLine], picture: np.ndarray[Any, Any]) -> float:
    """How much was read how well; half where lines stand on their side, which the engine reads turned one by one."""
    read = sum(len(line.text) * line.confidence for line in lines)
    return read / 2 if _stands_on_side(lines, picture) else read


def _stands_on_side(lines: Sequence[ReadLine], picture: np.ndarray[Any, Any]) -> bool:
    """Whether most lines are taller than wide: a page scanned on its side."""
    height, width = picture.shape[:2]
    tall = sum((b - t) * height > 1.5 * (r - left) * width for line in lines for left, t, r, b in [line.box])
    return bool(tall * 2 > len(lines))


def _turned_back(lines: tuple[ReadLine, ...], quarters: int) -> tuple[ReadLine, ...]:
    """Lines read on a picture turned to the left, in their places on the picture as it lay."""
    return tuple(replace(line, box=turned(line.box, -quarters), turn=quarters) for line in lines)


def laid_out(page: ReadPage) -> Recognised:
    """The text that the lines of a page make."""
    lines = page.lines
    on_side = bool(lines and lines[0].turn % 2)
    wide = _HEIGHT * (1 / page.shape if on_side else page.shape)
    glyphs = [
        Glyph(line.text, left * wide, -bottom * _HEIGHT, right * wide, -top * _HEIGHT)
        for line in lines
        for left, top, right, bottom in [line.level]
    ]
    laid = lay_out(glyphs)
    text = "\n".join(mend_line(line) for line in laid.lines)
    return Recognised(text, _mean(lines), lines, tuple(laid.footnotes))
