"""GIFT, by the rules of Moodle's own reader.

What GIFT can't hold (ordering, several blanks, cases) is left out of the file and named to the caller. The item's id
goes in the name, what GIFT has no place for is lost; key points of a short answer stand in its general feedback.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from assistant.quiz.formats.reading import Fault, Row
from assistant.quiz.grammar.gift import POINT, UNTRUE_WORDS
from assistant.quiz.model import Item, ItemType, KeyPoint, Option, Target, make_option, make_options
from assistant.quiz.wording.words import item_words

FRACTIONS = (
    "100 90 83.33333 80 75 70 66.66667 60 50 40 33.33333 30 25 20 16.66667 14.28571 12.5 11.11111 10 5 0".split()
)
"""The weights Moodle knows; an item with another is skipped by it."""

_SPECIAL = re.compile(r"([\\~=#{}:])")
_HIDDEN = {name: chr(0xE000 + place) for place, name in enumerate("~=#{}:n\\")}
_ESCAPE = re.compile(r"\\([~=#{}:n\\])")
_NAME = re.compile(r"^::(.*?)::", re.DOTALL)
_WEIGHT = re.compile(r"^%(-?[\d.]+)%")
_TRUE_FALSE = re.compile(r"^(T|TRUE|F|FALSE)\s*(#|$)", re.IGNORECASE)
_FORMAT = re.compile(r"^\[(?:html|moodle|plain|markdown)\]")
UNSUPPORTED = (ItemType.ORDERING, ItemType.CASE)


def write_gift(items: Iterable[Item]) -> tuple[str, list[Item]]:
    """The items as GIFT (UTF-8, no byte-order mark, an empty line between them), and those it can't hold."""
    written, left_out = [], []
    for item in items:
        answers = _answers(item)
        if answers is None:
            left_out.append(item)
            continue
        general = f"####{_escaped(_feedback(item))}" if _feedback(item) else ""
        written.append(f"::{_escaped(f'[{item.id}]')}::{_escaped(item.stem)} {{{answers}{general}}}\n")
    return "\n".join(written), left_out


def read_gift(text: str) -> Iterator[Row]:
    """The items of a GIFT text as Moodle would read them; what it would skip or turn into another type is told."""
    start, block = 1, []
    for number, line in enumerate([*text.lstrip("\ufeff").splitlines(), ""], 1):
        if line.strip():
            if not line.lstrip().startswith("//") and not line.startswith("$CATEGORY"):
                block.append(line)
                start = number if len(block) == 1 else start
        elif block:
            yield _read(str(start), "\n".join(block))
            block = []


def _answers(item: Item) -> str | None:
    texts = {option.id: _escaped(option.text) for option in item.options}
    if item.type is ItemType.SINGLE:
        return "".join(f"\n{'=' if option in item.key else '~'}{text}" for option, text in texts.items()) + "\n"
    if item.type is ItemType.MULTIPLE:
        weight = next((f for f in FRACTIONS if abs(float(f) - 100 / len(item.key)) < 0.001), None)
        if weight is None:
            return None
        weights = {option: weight if option in item.key else "-100" for option in texts}
        return "".join(f"\n~%{weights[option]}%{text}" for option, text in texts.items()) + "\n"
    if item.type is ItemType.TRUE_FALSE:
        return "T" if item.key == ("true",) else "F"
    if item.type is ItemType.FILL_IN and len(item.blanks) == 1:
        return "".join(f"\n={_escaped(text.replace('*', chr(92) + '*'))}" for text in item.blanks[0]) + "\n"
    if item.type is ItemType.MATCHING:
        left = [*(premise.text for premise in item.premises)]
        pairs = [*zip(left, item.key, strict=True), *(("", o.id) for o in item.options if o.id not in item.key)]
        if any("->" in text for pair in pairs for text in (pair[0], texts[pair[1]])):
            return None
        return "".join(f"\n={_escaped(one)} -> {texts[other]}" for one, other in pairs) + "\n"
    return "" if item.type is ItemType.SHORT_ANSWER else None


def _feedback(item: Item) -> str:
    points = [POINT + point.text for point in item.points]
    return "\n".join([item.explanation, *points] if item.explanation else points)


def _escaped(text: str) -> str:
    """A text with what GIFT reads as a sign escaped, on one line, full-width spaces off its ends."""
    return _SPECIAL.sub(r"\\\1", text.replace("\r", "").strip()).replace("\n", "\\n")


def _read(place: str, block: str) -> Row:
    hidden = _ESCAPE.sub(lambda match: _HIDDEN[match[1]], block.strip())
    name = _NAME.match(hidden)
    body = hidden[name.end() :] if name else hidden
    opened, closed = body.find("{"), body.rfind("}")
    if opened < 0 or closed < opened:
        return Row(place, faults=((Fault.NOT_AN_ITEM, "{ }"),))
    stem = _FORMAT.sub("", body[:opened].strip())
    tail = body[closed + 1 :].strip()
    stem = f"{stem} _____ {tail}" if tail else stem
    answers, _, general = body[opened + 1 : closed].partition("####")
    if not _shown(stem):
        return Row(place, faults=((Fault.NO_STEM, ""),))
    item, fault = _item(_shown(stem), answers.strip(), _shown(general), _number(_shown(name[1]) if name else ""))
    kept = None if fault and fault[0] is not Fault.BECOMES_SHORT_ANSWER else item
    return Row(place, kept, (fault,) if fault else (), partial=True)


def _item(stem: str, answers: str, general: str, number: str) -> tuple[Item | None, tuple[Fault, str] | None]:
    lines = general.split("\n") if general else []
    points = tuple(KeyPoint(make_option(text).id, text) for line in lines if (text := line.removeprefix(POINT)) != line)
    explanation = "\n".join(line for line in lines if not line.startswith(POINT))

    def made(kind: ItemType, **what: tuple[object, ...]) -> Item:
        return Item(kind, Target.AUTHORED, stem, explanation, number=number, **what)  # type: ignore[arg-type]

    if not answers:
        return made(ItemType.SHORT_ANSWER, points=points), None
    truth = _TRUE_FALSE.match(answers)
    if truth:
        phrase = item_words()
        options = (Option("true", phrase("statement-true")), Option("false", phrase("statement-false")))
        return made(ItemType.TRUE_FALSE, options=options, key=("true" if truth[1][0] in "tT" else "false",)), None
    if "~" in answers:
        return _choice(answers, made)
    pieces = [piece.strip() for piece in answers.split("=") if piece.strip()]
    if answers.startswith("=") and all("->" in piece for piece in pieces):
        pairs = [tuple(_shown(side.partition("#")[0]) for side in piece.split("->", 1)) for piece in pieces]
        key = tuple(make_option(right).id for left, right in pairs if left)
        rights = make_options([right for _, right in pairs])
        return made(
            ItemType.MATCHING, options=rights, key=key, premises=make_options([p[0] for p in pairs if p[0]])
        ), None
    accepted = tuple(_shown(_WEIGHT.sub("", piece).partition("#")[0]).replace("\\*", "*") for piece in pieces)
    fault = (Fault.BECOMES_SHORT_ANSWER, accepted[0]) if set(accepted) & UNTRUE_WORDS else None
    return made(ItemType.FILL_IN, blanks=(accepted,)), fault


def _choice(answers: str, made: Callable[..., Item]) -> tuple[Item | None, tuple[Fault, str] | None]:
    """Moodle's rule: one unescaped = anywhere makes it single-answer, and every = starts an answer."""
    single = "=" in answers
    pieces = [piece.strip() for piece in answers.replace("=", "~=").split("~") if piece.strip()]
    texts, key = [], []
    for piece in pieces:
        right = piece.startswith("=")
        piece = piece.removeprefix("=").strip()
        weight = _WEIGHT.match(piece)
        if weight and weight[1].lstrip("-") not in FRACTIONS:
            return None, (Fault.BAD_WEIGHT, weight[1])
        text = _shown(_WEIGHT.sub("", piece).partition("#")[0])
        texts.append(text)
        if right or (weight and not single and float(weight[1]) > 0):
            key.append(make_option(text).id)
    if not key:
        return None, (Fault.NO_ANSWER, "")
    kind = ItemType.SINGLE if single else ItemType.MULTIPLE
    return made(kind, options=make_options(texts), key=tuple(key)), None


def _number(name: str) -> str:
    return name[1:-1] if name.startswith("[") and name.endswith("]") else ""


def _shown(text: str) -> str:
    """A text with its escapes resolved, without spaces at its ends, full-width ones among them."""
    for name, sign in _HIDDEN.items():
        text = text.replace(sign, "\n" if name == "n" else name)
    return text.strip()
