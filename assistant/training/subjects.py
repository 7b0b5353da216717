"""What requirements name: 文件名 or 文件名#条款, found in the documents that are in force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Engine

from assistant.documents import current, find_articles, find_documents
from knowledge.catalogue.reading import Catalogue
from knowledge.model import Audience, CataloguedArticle


def everything(engine: Engine) -> Catalogue:
    """The catalogue as staff see it."""
    return Catalogue(engine, frozenset(Audience))


def articles_named(catalogue: Catalogue, subject: str, day: date) -> list[CataloguedArticle]:
    """The articles that a subject names as they stand on a day; without a label all of the document."""
    title, _, label = subject.partition("#")
    found = find_documents(catalogue, title)
    documents = {version.document_id for version in found}
    versions = [one for document in sorted(documents) for one in current(catalogue.with_id(document), day)]
    if label:
        return find_articles(catalogue, versions, label)
    return [article for version in versions for article in catalogue.articles_of(version)]


def digests_named(catalogue: Catalogue, subjects: Iterable[str], day: date) -> dict[str, frozenset[str]]:
    """The text hashes of the articles that each subject names."""
    return {
        subject: frozenset(one.article.digest for one in articles_named(catalogue, subject, day))
        for subject in subjects
    }
