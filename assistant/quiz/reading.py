"""An article taken apart once for all fact finders: its sentences and its lists, with their places in the text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from assistant.quiz.grammar.marks import ENTRY_MARK, LIST_END, SENTENCE, bare_entry
from knowledge.model import CataloguedArticle


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the article's text; `paragraph` counts its lines; `header` is set for an entry of a list."""

    text: str
    start: int
    paragraph: int
    header: Sentence | None = None

    @property
    def end(self) -> int:
        """Where it ends in the article's text."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list (项): its text without mark and closing punctuation, and where that stands."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the article's text."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Listing:
    """A header that ends in a colon, and the entries below it."""

    header: Sentence
    entries: tuple[Entry, ...]

    @property
    def end(self) -> int:
        """Where the last entry ends."""
        return self.entries[-1].end


@dataclass(frozen=True)
class ReadArticle:
    """An article with its sentences and lists."""

    found: CataloguedArticle
    sentences: tuple[Sentence, ...]
    listings: tuple[Listing, ...]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.found.article.text

    @cached_property
    def document(self) -> str:
        """The document it belongs to."""
        return self.found.version.document_id

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that holds a position of the text."""
        for sentence in reversed(self.sentences):
            if sentence.start <= position:
                return sentence
        return self.sentences[0]

    def before(self, sentence: Sentence, *, across: bool = False) -> Sentence | None:
        """The sentence before it in the same paragraph; `across` paragraphs too, but no entry of a list."""
        index = self.sentences.index(sentence)
        previous = self.sentences[index - 1] if index else None
        if previous and (previous.paragraph == sentence.paragraph or (across and not previous.header)):
            return self.sentences[index - 1]
        return None


def read_article(found: CataloguedArticle) -> ReadArticle:
    """Takes an article apart."""
    sentences: list[Sentence] = []
    listings: list[Listing] = []
    header: Sentence | None = None
    entries: list[Entry] = []
    start = 0
    for number, line in enumerate(found.article.text.split("\n")):
        mark = ENTRY_MARK.match(line)
        if mark and header:
            sentences.append(Sentence(line, start, number, header))
            entries.append(Entry(bare_entry(line), start + mark.end()))
        else:
            if header and entries:
                listings.append(Listing(header, tuple(entries)))
            entries = []
            own = [
                Sentence(piece[0], start + piece.start(), number)
                for piece in SENTENCE.finditer(line)
                if piece[0].strip()
            ]
            sentences.extend(own)
            header = own[-1] if own and LIST_END.search(line) else None
        start += len(line) + 1
    if header and entries:
        listings.append(Listing(header, tuple(entries)))
    return ReadArticle(found, tuple(sentences), tuple(listings))
