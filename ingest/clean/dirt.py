"""What a web page or a scan puts round and into a document: navigation, footers, counters, page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.clean.lines import Line

HEAD_LINES, FOOTER_LINES = 15, 25
"""How far from the top a menu, and from the bottom a footer, is looked for."""

_DASH = "—–―－\\-"
_PAGE_NUMBER = re.compile(
    rf"^[{_DASH}~·\s]+\d{{1,4}}[{_DASH}~·\s]+$|^第\s*\d{{1,4}}\s*页(?:\s*[,，/]?\s*共\s*\d{{1,4}}\s*页)?$"
)
_INLINE_PAGE_NUMBER = re.compile(r"(?:^|\s)—\s?\d{1,4}\s?—(?![\d—])\s*")
_BARE_NUMBER = re.compile(r"^\d{1,4}$")
_MENU = re.compile(
    r"^首\s*页(?=[\s|｜>»·]|$)|^(?:今天是|现在是|天气预报)\s*[:：]?|^欢迎(?:您|访问|光临)"
    r"|^(?:您|你)?(?:现在|当前|目前)?(?:的|所在)*位置(?:是)?\s*[:：]|^[^。]{0,40}(?:>>|»)[^。]*(?:>>|»)"
    r"|^视力保护色|^[【\[|\s]*(?:(?:打印|关闭|收藏|分享|纠错|返回|顶部|本页|窗口|扫一扫|大|中|小)[【】\[\]|\s]*){2,}$"
)
_COUNTER = re.compile(
    r"\s*(?:浏览|阅读|点击|访问)(?:次数|人数|量|数|率)\s*[:：]\s*(?:\d+\s*次?)?"
    r"|(?:^|(?<=[\s】\]）)|]))字[体号]\s*[:：]\s*(?:[\[【〖(（][^\]】〗)）]*[\]】〗)）]?|(?:特?大|中|小)(?:\s*(?:中|小))*)?"
    r"|\s*[【\[](?:打印|关闭|收藏|分享|大\s*中\s*小)[^\]】]*[\]】]"
)
_COUNTER_OPEN = re.compile(r"(?:次数|人数|[量数率])\s*[:：]$")
_FOOTER_OPENS = re.compile(r"^(?:主办|承办|联系我们|地址|关于我们)(?:单位)?(?:名称)?\s*(?:[:：|]|$)")
_FOOTER = re.compile(
    r"ICP备\d|公网安备|网站标识码\s*[:：]|^版权所有|^(?:技术支持|网站地图)|^总?流量(?:统计|计)\s*[:：]"
    r"|^(?:上一篇|下一篇|相关(?:链接|文章|阅读))\s*[:：]?|^[(（]?责任编辑\s*[:：]"
)
_SENTENCE = re.compile(r"。|^[一二三四五六七八九十]+、|^[（(][一二三四五六七八九十]+[）)]")


def drop_dirt(lines: Sequence[Line], page_starts: Sequence[int] = ()) -> tuple[list[Line], list[str]]:
    """The lines without dirt, and the dirt; a line after a dropped page number knows that it was `cut`."""
    kept, dropped = _drop_footer(*_drop_menu(lines))
    kept, headers = _drop_running(kept, page_starts)
    kept, numbers = _drop_page_numbers(kept, page_starts)
    return kept, dropped + headers + numbers


def _drop_menu(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    kept: list[Line] = []
    dropped: list[str] = []
    counted = False
    for line in lines[:HEAD_LINES]:
        if _MENU.search(line.text) or (counted and _BARE_NUMBER.match(line.text)):
            dropped.append(line.text)
            continue
        counted = bool(_COUNTER_OPEN.search(line.text))
        dropped += [match[0] for match in _COUNTER.finditer(line.text) if match[0].strip()]
        rest = _COUNTER.sub("", line.text).strip()
        if rest:
            kept.append(replace(line, text=rest))
    return kept + list(lines[HEAD_LINES:]), dropped


def _drop_footer(lines: list[Line], dropped: list[str]) -> tuple[list[Line], list[str]]:
    tail = max(0, len(lines) - FOOTER_LINES)
    for index in range(tail, len(lines)):
        rest = [line.text for line in lines[index:]]
        opens = _FOOTER.search(rest[0]) or (
            _FOOTER_OPENS.search(rest[0]) and any(_FOOTER.search(text) for text in rest)
        )
        if opens and not any(_SENTENCE.search(text) for text in rest):
            return lines[:index], dropped + rest
    return lines, dropped


def _drop_running(lines: list[Line], page_starts: Sequence[int]) -> tuple[list[Line], list[str]]:
    """Lines that open or close most pages of a PDF: its running headers and footers."""
    if len(page_starts) < 4:
        return lines, []
    edges = [index for index in _page_edges(lines, page_starts) if len(lines[index].text) <= 40]
    seen: dict[str, int] = {}
    for index in edges:
        shape = re.sub(r"\d+", "0", lines[index].text)
        seen[shape] = seen.get(shape, 0) + 1
    running = {index for index in edges if seen[re.sub(r"\d+", "0", lines[index].text)] * 2 > len(page_starts)}
    kept = [line for index, line in enumerate(lines) if index not in running]
    return kept, [lines[index].text for index in sorted(running)]


def _drop_page_numbers(lines: list[Line], page_starts: Sequence[int]) -> tuple[list[Line], list[str]]:
    edges = set(_page_edges(lines, page_starts))
    starts = _first_of_pages(lines, page_starts)
    kept: list[Line] = []
    dropped: list[str] = []
    cut = False
    for index, line in enumerate(lines):
        cut = cut or index in starts
        if _PAGE_NUMBER.match(line.text) or (index in edges and _BARE_NUMBER.match(line.text)):
            dropped.append(line.text)
            cut = True
            continue
        inline = list(_INLINE_PAGE_NUMBER.finditer(line.text)) if "—" in line.text else []
        text = _INLINE_PAGE_NUMBER.sub("", line.text) if inline else line.text
        dropped += [match[0].strip() for match in inline]
        if text:
            kept.append(replace(line, text=text, cut=cut) if inline or cut else line)
        cut = bool(inline) and inline[-1].end() == len(line.text)
    return kept, dropped


def _first_of_pages(lines: Sequence[Line], page_starts: Sequence[int]) -> set[int]:
    """Indexes of the first line of each page but the first."""
    firsts, page = set(), 1
    for index, line in enumerate(lines):
        if page < len(page_starts) and line.start >= page_starts[page]:
            firsts.add(index)
            while page < len(page_starts) and line.start >= page_starts[page]:
                page += 1
    return firsts


def _page_edges(lines: Sequence[Line], page_starts: Sequence[int]) -> list[int]:
    """Indexes of the first and last lines of the pages of a PDF."""
    if not page_starts or not lines:
        return []
    firsts = _first_of_pages(lines, page_starts)
    return sorted(firsts | {index - 1 for index in firsts} | {0, len(lines) - 1})
