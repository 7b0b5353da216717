"""Lines back to paragraphs: words and sentences broken over hard line ends and page ends are rejoined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.clean.lines import Line, width
from ingest.grammar.dates import is_date_line
from ingest.grammar.fields import opens_with_field
from ingest.grammar.marks import Level, read_mark
from ingest.grammar.words import names_body

INDENT = (1.0, 4.0)
"""The width of white space that opens a paragraph; a title is centred with more."""

FEWEST_WRAPPED = 6
LONGEST_END, LONGEST_IMPRINT = 400, 20
SENTENCE_LENGTH = 20
"""From here on an unmarked line with a comma in it is a sentence, not a title."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `start` is the offset of its first character in the loaded text."""

    text: str
    start: int


_TERMINATED = re.compile(r"[。！？；：!?;:…][”’」』\"')）\]】〕》〉]*$|[。；！？;!?][（(\[【〔][^。]*[)）\]】〕]$")
_OPEN = re.compile(r"[,，、（(《〈“‘\[【〔—]$")
_STATUTE = re.compile(
    r"^第[一二三四五六七八九十百千〇零]+(?:条|章|节|编|部分)(?:之[一二三四五六七八九十]+)?(?=\s|$|[^规的中])"
)
_ANNEX = re.compile(r"^附\s*[件表录]\s*[一二三四五六七八九十\d]*\s*(?:[:：.]|$)|^附\s*[:：]|^特此")
_IMPRINT = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日印发|^共印\s*\d+\s*份")
_ALONE = re.compile(r"^本(?:方案|意见|办法|规定|细则|通知|制度|规则|条例)自")


def rejoin(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of a document."""
    measure = wrap_width(lines)
    indents = _indents_tell(lines)
    paragraphs: list[Paragraph] = []
    last: Line | None = None
    for line in lines:
        whole = paragraphs[-1].text if paragraphs else ""
        if last and _continues(whole, last, line, measure, indents):
            paragraphs[-1] = Paragraph(_glue(whole, line.text), paragraphs[-1].start)
        else:
            paragraphs.append(Paragraph(line.text, line.start))
        last = line
    return paragraphs


def wrap_width(lines: Sequence[Line]) -> float:
    """The measure at which a text was wrapped, in full-width characters; 0 if it wasn't."""
    widths = sorted(_reach(line) for line in lines)
    if len(widths) < FEWEST_WRAPPED:
        return 0.0
    measure = widths[int(len(widths) * 0.95)]
    full = sum(measure - 2.5 <= one <= measure + 1.5 for one in widths)
    return measure if 15 <= measure <= 60 and full >= 0.35 * len(widths) else 0.0


def is_terminated(text: str) -> bool:
    """Whether a line ends a sentence, a bracket after its full stop included."""
    return bool(_TERMINATED.search(text, max(0, len(text) - LONGEST_END)))


def is_sentence(text: str) -> bool:
    """Whether an unended line is running text, not a title or a field: it has a full stop, or a comma and length."""
    if opens_with_field(text):
        return False
    return bool(re.search(r"[。；;]", text)) or (len(text) >= SENTENCE_LENGTH and bool(re.search(r"[,，]", text)))


def _continues(whole: str, last: Line, line: Line, measure: float, indents: bool) -> bool:
    """Whether `line` goes on with the paragraph `whole`, whose last line is `last`."""
    added = max(0, len(whole) - len(last.text) - LONGEST_IMPRINT)  # what stands before was looked at line by line
    if last.row or line.row or _opens_anew(line.text) or is_date_line(whole) or _IMPRINT.search(whole, added):
        return False
    if _OPEN.search(whole, max(0, len(whole) - 1)):
        return True
    indented = indents and INDENT[0] <= line.lead <= INDENT[1]
    if measure and _reach(last) >= measure - 2.5 and not line.gap:
        return not indented and _fills(whole, last, line, measure, indents)
    if indented or is_terminated(whole) or _is_heading(whole):
        return False
    return is_sentence(whole) or (line.cut and not opens_with_field(whole) and len(whole) >= 12)


def _fills(whole: str, last: Line, line: Line, measure: float, indents: bool) -> bool:
    """Whether a line as long as the measure goes on in the next: no section's title does for two lines more.

    Where indents don't tell, a full line that ends a sentence is more often inside a paragraph than its last.
    """
    if is_terminated(whole):
        return indents or (_reach(last) >= measure - 0.5 and not names_body(line.text))
    mark = read_mark(whole)
    if mark and mark.level <= Level.HAN and _is_heading(whole):
        return _reach(line) < measure - 2.5 and not is_terminated(line.text)
    return True


def _reach(line: Line) -> float:
    return line.lead + width(line.text)


def _opens_anew(text: str) -> bool:
    return bool(
        read_mark(text)
        or opens_with_field(text)
        or is_date_line(text)
        or _STATUTE.match(text)
        or _ANNEX.match(text)
        or _ALONE.match(text)
    )


def _is_heading(text: str) -> bool:
    """Whether a paragraph is a numbered title: 三、完善保障机制,加大落实力度."""
    mark = read_mark(text)
    if mark is None or len(text) > 40 or re.search(r"[。；;]", text):
        return False
    return mark.level <= Level.HAN or not re.search(r"[,，]", text)


def _indents_tell(lines: Sequence[Line]) -> bool:
    """Whether indents mark paragraphs: some lines have them and some don't."""
    indented = sum(INDENT[0] <= line.lead <= INDENT[1] for line in lines)
    return 0.05 * len(lines) < indented < 0.8 * len(lines)


def _glue(left: str, right: str) -> str:
    between = " " if left[-1:].isascii() and left[-1:].isalnum() and right[:1].isascii() and right[:1].isalnum() else ""
    return left + between + right
