"""Lists of bodies: 市发改委、市建设局和各区、县(市)政府 parted into names that mean something by themselves."""

from __future__ import annotations

import re
from functools import lru_cache

_OPENING, _CLOSING = "(（[〔【", ")）]〕】"
_BODY_ENDS = re.compile(
    r"(?:[局委办部厅署院会室股科处队站所社行司联团校库组网]|中心|单位|部门|机构|政府|公署|人民团体|高校|企业|街道|乡镇|地区"
    r"|支行|海关|公司|集团|协会|学会|领导小组|成员)$"
)
_QUANTIFIED = re.compile(r"^(?:各|全|[市省县区州盟]直|有关|相关|其他|国务院有关|[市省县]级(?=有关|相关|各|部门|单位))")
_GENERIC = re.compile(r"^(?:单位|部门|机构|企业|直属单位|直属机构|企事业单位|团体|人民团体|其他(?:有关)?单位|单位等)$")
_FILLER = re.compile(r"^(?:由|并由|其中|以及|等|和|及|与)+|(?:等|等单位|等部门)$")
_AND = ("以及", "会同", "和", "与", "及")


@lru_cache(maxsize=4096)
def split_names(text: str) -> tuple[str, ...]:
    """The names in a list of bodies, in order.

    各区、县(市)政府 is one name, and so are 市直有关部门、单位 and 各乡(镇、街办、场): a piece that opens with 各
    and doesn't end as a body's name does goes with the next, a bare 单位 with the one before, and brackets are
    never parted. 和 parts only where a body's name ends before it (not 市住房和城乡建设局).
    """
    names: list[str] = []
    open_piece = ""
    for separator, piece in _pieces(text):
        if open_piece:
            joins = not _QUANTIFIED.match(piece)
            if joins:
                names[-1] += separator + piece
            else:
                names.append(piece)
        elif names and separator == "、" and _GENERIC.match(piece):
            names[-1] += separator + piece
        else:
            names.append(piece)
        open_piece = piece if _is_open(names[-1], piece) else ""
    cleaned = (_FILLER.sub("", name.strip()).strip() for name in names)
    return tuple(name for name in cleaned if name)


def is_body(name: str) -> bool:
    """Whether a name ends as a body's does."""
    return bool(_BODY_ENDS.search(_without_brackets(name)))


def _is_open(name: str, piece: str) -> bool:
    """Whether a name can't stand alone yet: 各区, 各国家级, 市."""
    bare = _without_brackets(piece)
    if _BODY_ENDS.search(bare):
        return False
    return len(bare) == 1 or bool(re.match(r"^(?:各|全市各|有关|相关)", _without_brackets(name))) and not _closed(piece)


def _closed(piece: str) -> bool:
    """各乡(镇、街办、场) ends in its bracket: it stands alone."""
    return piece[-1:] in _CLOSING


def _without_brackets(text: str) -> str:
    return re.sub(r"[（(\[〔【][^）)\]〕】]*[）)\]〕】]?", "", text)


def _pieces(text: str) -> list[tuple[str, str]]:
    """(separator before it, piece), parted outside brackets."""
    pieces: list[tuple[str, str]] = []
    depth, start, separator, position = 0, 0, "", 0
    while position < len(text):
        char = text[position]
        depth += (char in _OPENING) - (char in _CLOSING and depth > 0)
        step = _separator(text, position, text[start:position]) if depth == 0 else ""
        if step:
            pieces.append((separator, text[start:position]))
            separator, start = step, position + len(step)
        position += len(step) or 1
    pieces.append((separator, text[start:]))
    return [(mark, piece.strip()) for mark, piece in pieces if piece.strip()]


def _separator(text: str, position: int, before: str) -> str:
    if text[position] in "、，,；;":
        return text[position]
    for word in _AND:
        if text.startswith(word, position):
            ended = _BODY_ENDS.search(_without_brackets(before)) or before[-1:] in _CLOSING
            return word if ended and position + len(word) < len(text) else ""
    return ""
