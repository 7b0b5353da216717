"""Questions pasted as text: a stem, `A.` or `A、` for options, 答案：, 解析：."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.quiz.formats.cells import from_cells
from assistant.quiz.formats.reading import Row
from assistant.quiz.grammar import sheet
from assistant.quiz.model import ItemType


def read_pasted(text: str) -> Iterator[Row]:
    """The questions of a pasted text; a new one starts after an answer or explanation, or after an empty line."""
    cells: dict[str, str] = {}
    start = 1
    for number, line in enumerate([*text.replace("\r", "").split("\n"), ""], 1):
        ended = sheet.ANSWER in cells and not _continues(line)
        if cells.get(sheet.STEM) and (ended and line.strip() or not line.strip() and sheet.ANSWER in cells):
            yield _row(start, cells)
            cells = {}
        if line.strip():
            start = number if not cells else start
            _take(line, cells)
    if cells.get(sheet.STEM):
        yield _row(start, cells)


def _continues(line: str) -> bool:
    return bool(sheet.PASTED_EXPLANATION.match(line))


def _take(line: str, cells: dict[str, str]) -> None:
    option = sheet.PASTED_OPTION.match(line)
    explanation = sheet.PASTED_EXPLANATION.match(line)
    answer = sheet.PASTED_ANSWER.match(line)
    if explanation:
        cells[sheet.EXPLANATION] = explanation[1].strip()
    elif answer:
        cells[sheet.ANSWER] = answer[1].strip()
    elif option and cells.get(sheet.STEM):
        letter = chr(ord(option[1].upper()) - 0xFEE0) if ord(option[1]) > 0xFF00 else option[1].upper()
        cells[sheet.OPTIONS[sheet.LETTERS.index(letter)]] = option[2].strip()
    else:
        stem = cells.get(sheet.STEM, "")
        cells[sheet.STEM] = f"{stem}\n{line.strip()}" if stem else line


def _row(start: int, cells: dict[str, str]) -> Row:
    stem = sheet.PASTED_NUMBER.sub("", cells[sheet.STEM], count=1).strip()
    kind = sheet.PASTED_TYPE.match(stem)
    stem = stem[kind.end() :] if kind else stem
    inline = sheet.INLINE_ANSWER.search(stem)
    if inline and sheet.ANSWER not in cells:
        cells[sheet.ANSWER] = inline[1]
        stem = stem[: inline.start(1)] + "\u3000\u3000" + stem[inline.end(1) :]
    cells |= {sheet.STEM: stem, sheet.TYPE: kind[1] if kind else sheet.TYPES[_guess(cells, stem)]}
    item, faults = from_cells(cells)
    return Row(str(start), item, tuple(faults))


def _guess(cells: dict[str, str], stem: str) -> ItemType:
    answer = cells.get(sheet.ANSWER, "").strip()
    if any(name in cells for name in sheet.OPTIONS):
        return ItemType.MULTIPLE if len(sheet.ANSWER_MARKS.sub("", answer)) > 1 else ItemType.SINGLE
    if answer.lower() in sheet.TRUE | sheet.FALSE:
        return ItemType.TRUE_FALSE
    return ItemType.FILL_IN if sheet.BLANK_MARKS.search(stem) else ItemType.SHORT_ANSWER
