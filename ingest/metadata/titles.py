"""The title of a document from the lines of its head, broken and spaced as they are printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ingest.grammar.dates import find_date, is_date_line
from ingest.grammar.fields import opens_with_field
from ingest.grammar.words import ends_like_title, names_body, unspace
from ingest.metadata.numbers import is_number_line, without_number

_IN_BRACKETS = re.compile(r"^[（(〔【\[].*[）)〕】\]]$")
_QUALIFIES = re.compile(
    r"^[（(〔【\[](?:(?:公开)?征求意见稿|草案|送审稿|讨论稿|试行|暂行|修订|摘要|节选)[^（()）]{0,6}[）)〕】\]]$"
)
_ISSUES = re.compile(
    r"(?:关于(?:印发|转发|发布|公布|下发)\s*[《〈]?|(?:印发|转发)\s*[《〈])(?P<title>.{4,}?)[》〉]?的(?:通知|公告|函|决定)$"
)
_WRAPPED = re.compile(r"^《(?P<title>[^《》]{6,})》$")
_RED_HEAD = re.compile(r"文件$|^(?:特急|加急|平急|机密|秘密|内部)|^签发人|^\d{4,}$")
_CONTENTS = re.compile(r"^目\s*[录次]$")
_FRAGMENT = 8


def title_lines(head: Sequence[str]) -> list[str]:
    """The lines of a head that can belong to its title; a table of contents ends them."""
    return [
        _bare(unspace(line))
        for line in takewhile(lambda line: not is_contents(line), head)
        if not (
            opens_with_field(line)
            or is_number_line(line)
            or is_date_line(line)
            or re.match(r"^(?:19|20)\d\d-\d", line)
            or _RED_HEAD.search(line)
            or (_IN_BRACKETS.match(line) and not _QUALIFIES.match(line))
        )
    ]


def is_contents(line: str) -> bool:
    """Whether a line heads a table of contents: 目录."""
    return bool(_CONTENTS.match(line))


def read_title(head: Sequence[str]) -> str:
    """The title that a head prints; "" if it prints none. The name of the issuing body above it belongs to it."""
    lines = title_lines(head)
    ends = [index for index, line in enumerate(lines) if ends_like_title(line) and not _QUALIFIES.match(line)]
    if not ends:
        return next((line for line in lines if not names_body(line)), "")
    end = ends[-1]
    title = lines[end]
    for above in reversed(lines[:end]):
        if not _goes_before(above, title):
            break
        title = above + (" " if names_body(above) and names_body(title.split("关于")[0]) else "") + title
    return title + "".join(line for line in lines[end + 1 :] if _QUALIFIES.match(line))


def issued_title(title: str) -> str:
    """The title of what a covering notice issues: 关于印发X的通知 gives X; "" for any other title."""
    match = _ISSUES.search(title)
    return match["title"] if match else ""


def heading_title(heading: str) -> str:
    """The title in the heading line of a compilation, without a number before it."""
    return without_number(heading)[0].strip()


def unqualified(title: str) -> str:
    """The title without (征求意见稿) or (试行) after it."""
    return re.sub(r"[（(〔【\[][^（()）]{2,10}[）)〕】\]]$", "", title)


def _bare(line: str) -> str:
    """A title without its number and without the marks of a title round the whole of it."""
    title = without_number(line)[0]
    wrapped = _WRAPPED.match(title)
    return wrapped["title"] if wrapped else title


def _goes_before(above: str, title: str) -> bool:
    """Whether a line is the part of the title printed above `title`."""
    if ends_like_title(above) and not title.startswith("的"):
        return False
    if names_body(above):
        return title.startswith(("关于", "印发", "转发")) or names_body(title.split("关于")[0])
    if "关于" in above and "关于" not in title:
        return True
    return len(title) <= _FRAGMENT and len(above) > _FRAGMENT and find_date(above) is None
