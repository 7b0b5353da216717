"""One file's text to its documents: divide, clean, structure, describe."""

from __future__ import annotations

from dataclasses import replace

from ingest.clean import clean
from ingest.clean.lines import read_lines
from ingest.clean.paragraphs import Paragraph
from ingest.loaded import LoadedText, Reason, Rejected
from ingest.metadata.describe import describe
from ingest.metadata.front_matter import apply_front_matter
from ingest.sections import Sections
from ingest.structure.articled import is_articled, is_collected, statute_of
from ingest.structure.card import is_card, parse_card
from ingest.structure.divide import Part, divide
from ingest.structure.leftovers import unclaimed
from ingest.structure.official import is_numbered, official_articles, restorations, surrounded, with_leftovers
from ingest.structure.outline import read_outline
from ingest.structure.parting import read_sections
from ingest.structure.prose import prose_articles
from ingest.structure.statute import numbered_articles, parse_statute
from ingest.structure.sureness import with_confidence
from ingest.structure.tables import row_articles, set_tables_apart
from knowledge.model import Article, ArticleKind, ParsedDocument

FEWEST_COLUMNS_IN_TEXT = 3
"""In plain text two words with a tab between them are seldom a table."""


def read_documents(loaded: LoadedText) -> list[ParsedDocument]:
    """The documents in a file, each with its articles.

    Raises:
        Rejected: with NO_ARTICLES, if nothing in the file can be cited.
    """
    if is_card(loaded):
        return [parse_card(loaded)]
    documents = [_document(part, loaded) for part in divide(loaded.text)]
    if len(documents) == 1:
        documents = [apply_front_matter(documents[0], loaded.front_matter)]
    cited = [document for document in documents if _articles(document)]
    if not cited:
        raise Rejected(Reason.NO_ARTICLES)
    return _with_pages(cited, loaded)


def _with_pages(documents: list[ParsedDocument], loaded: LoadedText) -> list[ParsedDocument]:
    """The documents with the footnotes of their pages, and with how sure recognition was of the pages it read."""
    notes = [
        Article(f"脚注{number}", note.text, kind=ArticleKind.ANNEX, page=note.page)
        for number, note in enumerate(loaded.footnotes, 1)
    ]
    first = replace(documents[0], articles=(*documents[0].articles, *notes))
    return with_confidence([first, *documents[1:]], loaded)


def _document(part: Part, loaded: LoadedText) -> ParsedDocument:
    text = loaded if part.text == loaded.text else replace(loaded, text=part.text, page_starts=())
    if is_collected(text) and (statute := parse_statute(text)):
        return statute
    fewest = FEWEST_COLUMNS_IN_TEXT if loaded.format == "text" else 2
    running, tables = set_tables_apart(part.text, offset=part.start, fewest_columns=fewest)
    document = _running(replace(part, text=running), loaded)
    if not tables:
        return document
    if not running.strip() and tables[0].caption:
        document = replace(document, title=tables[0].caption)
    return replace(document, articles=(*document.articles, *row_articles(tables, loaded.page_starts)))


def _running(part: Part, loaded: LoadedText) -> ParsedDocument:
    """The document that the running text makes, its tables apart."""
    cleaned = clean(part.text, offset=part.start, page_starts=loaded.page_starts, markdown=loaded.format == "markdown")
    sections = read_sections(cleaned.paragraphs, heading=part.heading, name=loaded.name)
    if is_articled(sections.body):
        return statute_of(sections, loaded) or _articled(sections, part, loaded)
    return _official(sections, part, loaded)


def _articles(document: ParsedDocument) -> int:
    return sum(article.kind is ArticleKind.ARTICLE for article in document.articles)


def _articled(sections: Sections, part: Part, loaded: LoadedText) -> ParsedDocument:
    """办法 and 规定 with 第N条 under the notice that issues them."""
    articles = numbered_articles(sections.body, loaded.page_starts)
    if not articles:
        return _official(sections, part, loaded)
    described = describe(sections, numbered=True)
    return _whole(described, surrounded(sections, articles, loaded.page_starts), sections, part, loaded)


def _official(sections: Sections, part: Part, loaded: LoadedText) -> ParsedDocument:
    outline = read_outline(sections.body)
    numbered = is_numbered(outline)
    described = describe(sections, numbered=numbered)
    if not numbered:
        return _whole(described, prose_articles(sections, loaded.page_starts), sections, part, loaded)
    described = replace(described, restored=(*described.restored, *restorations(outline)))
    return _whole(described, official_articles(sections, outline, loaded.page_starts), sections, part, loaded)


def _whole(
    described: ParsedDocument, articles: tuple[Article, ...], sections: Sections, part: Part, loaded: LoadedText
) -> ParsedDocument:
    """The document with its articles, after what its head says beyond its fields."""
    preface = (Paragraph(line.text, line.start) for line in read_lines(part.preface))
    left = (*preface, *unclaimed(sections.head, described))
    return replace(described, articles=with_leftovers(articles, left, loaded.page_starts))
