"""The words an item shows of an article: a sentence, with what it leans on before it, or a list's header and entry."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.quiz.grammar.anaphora import ITS, LEANING, LEANING_START, OTHERS
from assistant.quiz.grammar.marks import BLANK, ELLIPSIS, ENTRY_MARK, LIST_END, TRAILING
from assistant.quiz.reading import ReadArticle, Sentence

SHORT = 14
ANTECEDENT = 10


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces of an article's text, verbatim, joined; `leaned` tells that the sentence before was taken along."""

    pieces: tuple[tuple[int, str], ...]
    main: Sentence
    leaned: bool = False

    @property
    def text(self) -> str:
        """What is shown."""
        return "".join(text for _, text in self.pieces)

    def put(self, start: int, end: int, replacement: str) -> str:
        """What is shown, with the article's span from `start` to `end` replaced."""
        shown = []
        for place, text in self.pieces:
            if 0 <= place <= start and end <= place + len(text):
                text = text[: start - place] + replacement + text[end - place :]
            shown.append(text)
        return "".join(shown)

    def blanked(self, start: int, end: int) -> str:
        """What is shown, with a gap in place of a span."""
        return self.put(start, end, BLANK)


def passage_at(read: ReadArticle, position: int) -> Passage:
    """The passage that shows the sentence at a position."""
    sentence = read.sentence_at(position)
    if sentence.header:
        mark = ENTRY_MARK.match(sentence.text)
        begin = mark.end() if mark else 0
        text = sentence.text[begin:].rstrip(TRAILING)
        header = sentence.header
        return Passage(((header.start, header.text), (-1, ELLIPSIS), (sentence.start + begin, text)), sentence)
    if leans(sentence.text):
        previous = read.before(sentence, across=bool(LIST_END.search(sentence.text)))
        if previous:
            return Passage(((previous.start, previous.text), (sentence.start, sentence.text)), sentence, leaned=True)
    return Passage(((sentence.start, sentence.text),), sentence)


def leans(text: str, short: int = SHORT) -> bool:
    """Whether a sentence needs what was said before it; one shorter than `short` always does."""
    return leans_at_start(text) or points_back(text) or len(text) < short


def leans_at_start(text: str) -> bool:
    """Whether it starts without saying who or what it is about."""
    return bool(LEANING_START.match(text))


def points_back(text: str) -> bool:
    """Whether it says 其 or 该 of something that the sentence hasn't named yet."""
    match, its = LEANING.search(text), ITS.search(text)
    near = match is not None and match.start() < ANTECEDENT
    return near or (its is not None and its.start() < 2 * ANTECEDENT) or bool(OTHERS.search(text))
