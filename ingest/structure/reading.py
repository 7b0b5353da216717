"""One file's text to its documents: divide, clean, structure, describe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.clean import clean
from ingest.clean.lines import read_lines
from ingest.clean.paragraphs import Paragraph
from ingest.loaded import LoadedText, Reason, Rejected
from ingest.metadata.describe import describe
from ingest.metadata.front_matter import apply_front_matter
from ingest.sections import Sections
from ingest.structure.card import is_card, parse_card
from ingest.structure.divide import Part, divide
from ingest.structure.leaves import plain_articles
from ingest.structure.leftovers import unclaimed
from ingest.structure.official import NOTICE, is_numbered, official_articles, restorations, with_leftovers
from ingest.structure.outline import read_outline
from ingest.structure.prose import prose_articles
from ingest.structure.sections import read_sections
from ingest.structure.statute import parse_statute
from ingest.structure.statute_lines import INFO_END
from knowledge.model import ArticleKind, ParsedDocument


def read_documents(loaded: LoadedText) -> list[ParsedDocument]:
    """The documents in a file, each with its articles.

    Raises:
        Rejected: with NO_ARTICLES, if nothing in the file can be cited.
    """
    if is_card(loaded):
        return [parse_card(loaded)]
    if INFO_END in loaded.text and (statute := parse_statute(loaded)):
        return [statute]
    documents = [_document(part, loaded) for part in divide(loaded.text)]
    if len(documents) == 1:
        documents = [apply_front_matter(documents[0], loaded.front_matter)]
    cited = [document for document in documents if _articles(document)]
    if not cited:
        raise Rejected(Reason.NO_ARTICLES)
    return cited


def _articles(document: ParsedDocument) -> int:
    return sum(article.kind is ArticleKind.ARTICLE for article in document.articles)


def _document(part: Part, loaded: LoadedText) -> ParsedDocument:
    cleaned = clean(part.text, offset=part.start, page_starts=loaded.page_starts, markdown=loaded.format == "markdown")
    preface = [Paragraph(line.text, line.start) for line in read_lines(part.preface)]
    sections = read_sections(cleaned.paragraphs, heading=part.heading, name=loaded.name)
    body = sections.body[0].start if sections.notice and sections.body else part.start
    statute = parse_statute(_only(loaded, body, part.start + len(part.text)))
    if statute and not sections.notice:
        return statute
    if statute:
        return _issued(statute, sections, preface, loaded)
    return _official(sections, preface, loaded)


def _only(loaded: LoadedText, start: int, end: int) -> LoadedText:
    """The text between two offsets, every character where it was; what comes before is left blank."""
    return replace(loaded, text="\n" * start + loaded.text[start:end])


def _issued(
    statute: ParsedDocument, sections: Sections, preface: Sequence[Paragraph], loaded: LoadedText
) -> ParsedDocument:
    """A document in articles (第N条) that a notice issues: the notice describes it, its body is read as a statute."""
    described = describe(sections, numbered=True)
    left = (*preface, *unclaimed(sections.head, described))
    notice = plain_articles(NOTICE, sections.notice, ArticleKind.NOTICE, page_starts=loaded.page_starts)
    articles = with_leftovers((*notice, *statute.articles), left, loaded.page_starts)
    return replace(described, articles=articles)


def _official(sections: Sections, preface: Sequence[Paragraph], loaded: LoadedText) -> ParsedDocument:
    outline = read_outline(sections.body)
    numbered = is_numbered(outline)
    described = describe(sections, numbered=numbered)
    left = (*preface, *unclaimed(sections.head, described))
    if numbered:
        articles = official_articles(sections, outline, loaded.page_starts)
        described = replace(described, restored=(*described.restored, *restorations(outline)))
    else:
        articles = prose_articles(sections, loaded.page_starts)
    return replace(described, articles=with_leftovers(articles, left, loaded.page_starts))
