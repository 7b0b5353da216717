"""What an article's words point at: 前款, 前条, 本法第十五条, 《…》第三条, 按照《…》的规定."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.answering.grammar import relative
from assistant.answering.passage import paragraphs
from knowledge.catalogue.reading import Catalogue
from knowledge.model import ArticleKind, CataloguedArticle, Version
from knowledge.reference.article_ref import ArticleReference
from knowledge.reference.labels import label_key
from knowledge.reference.mentions import find_mentions
from knowledge.reference.references import find_references
from knowledge.reference.titles import title_key
from knowledge.search.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Referred:
    """Words of a text that point at an article, or at a document as a whole (`found` is None), and at what.

    `start` and `end` delimit the words in the article's text; `from_` and `to` the stretch of the target's text.
    """

    start: int
    end: int
    version: Version
    found: CataloguedArticle | None = None
    from_: int = 0
    to: int = 0


@dataclass(frozen=True, slots=True)
class References:
    """Finds what articles refer to, in what was in force on a day."""

    catalogue: Catalogue
    snapshot: Snapshot
    as_of: date

    def within(self, found: CataloguedArticle, start: int, end: int) -> list[Referred]:
        """What a stretch of an article refers to, in order; what this knowledge base has not is left out."""
        text = found.article.text
        referred: list[Referred] = []
        for reference in find_references(text[start:end]):
            referred += self._targets(found, reference, start)
        taken = [(one.start, one.end) for one in referred]
        for mention in find_mentions(text[start:end]):
            at, to = start + mention.start, start + mention.end
            if not any(first <= at < last for first, last in taken):
                referred += [Referred(at, to, version) for version in self._titled(mention.title)[:1]]
        return sorted(referred, key=lambda one: one.start)

    def _targets(self, found: CataloguedArticle, reference: ArticleReference, offset: int) -> Iterator[Referred]:
        start, end = offset + reference.start, offset + reference.end
        if reference.relative:
            if target := self._relative(found, reference.relative, start):
                yield Referred(start, end, found.version, *target)
            return
        versions = self._titled(reference.ref.title) if reference.ref.title else [found.version]
        for version in versions[:1]:
            for label in reference.labels:
                for one in self.catalogue.article_labelled(version, label_key(label))[:1]:
                    if (one.version.id, one.ordinal) != (found.version.id, found.ordinal):
                        yield Referred(start, end, version, one, *_part(one, reference))

    def _relative(self, found: CataloguedArticle, word: str, start: int) -> tuple[CataloguedArticle, int, int] | None:
        if relative.is_paragraph(word):
            before = [part for part in paragraphs(found.article.text) if part[1] <= start]
            return (found, *before[-1]) if before else None
        if relative.is_article_before(word):
            articles = self.catalogue.articles_of(found.version)
            before_it = [
                one for one in articles if one.ordinal < found.ordinal and one.article.kind is ArticleKind.ARTICLE
            ]
            return (before_it[-1], 0, len(before_it[-1].article.text)) if before_it else None
        return None

    def _titled(self, title: str) -> list[Version]:
        ids = self.snapshot.by_title.get(title_key(title), ())
        return [version for id_ in ids if (version := self.snapshot.versions[id_]).answers_on(self.as_of)]


def _part(one: CataloguedArticle, reference: ArticleReference) -> tuple[int, int]:
    """The paragraph named (第二款), else the whole article."""
    parts = paragraphs(one.article.text)
    number = reference.ref.paragraph
    return parts[number - 1] if 0 < number <= len(parts) else (0, len(one.article.text))
