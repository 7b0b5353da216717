"""`GET /api/v1/documents`: the catalogue, a document's outline, an article whole."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response

from assistant.answering.model import result_to_json
from assistant.documents import catalogue_rows, current, find_articles
from knowledge.model import CataloguedArticle, SearchResult, Version
from ui.api.shapes import PROBLEMS, ArticleShape, DocumentRow, DocumentShape
from ui.web.rights import OPEN_TO_READ
from ui.web.view import View, seen_by

MOST = 1000
Identifier = Annotated[str, Path(max_length=64)]
Label = Annotated[str, Path(max_length=200)]


def document_routes(public: View) -> APIRouter:
    """The routes over the public's view, for who is signed in the staff's; each is run in the pool of threads."""
    routes = APIRouter(prefix="/documents", tags=["documents"], responses=PROBLEMS, dependencies=[OPEN_TO_READ])

    @routes.get("", response_model=list[DocumentRow])
    def documents(
        request: Request,
        response: Response,
        limit: Annotated[int, Query(ge=1, le=MOST)] = 200,
        offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
        as_of: date | None = None,
    ) -> list[dict[str, Any]]:
        """A page of the catalogue, by title; `Link` leads to the next, `X-Total-Count` counts them all."""
        view = seen_by(request, public)
        rows = catalogue_rows(view.catalogue, as_of or view.today())
        response.headers["X-Total-Count"] = str(len(rows))
        if offset + limit < len(rows):
            following = request.url.include_query_params(offset=offset + limit, limit=limit)
            response.headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
        return rows[offset : offset + limit]

    @routes.get("/{document_id}", response_model=DocumentShape)
    def document(request: Request, document_id: Identifier, as_of: date | None = None) -> dict[str, Any]:
        """A document with its outline: what was in force on the day asked about."""
        view = seen_by(request, public)
        day = as_of or view.today()
        versions = _versions(view, document_id, day)
        articles = [article for version in versions for article in view.catalogue.articles_of(version)]
        return {**_head(versions[0], day), "articles": [_entry(article) for article in articles]}

    @routes.get("/{document_id}/articles/{label:path}", response_model=ArticleShape)
    def article(request: Request, document_id: Identifier, label: Label, as_of: date | None = None) -> dict[str, Any]:
        """An article, whole and verbatim, by the label that people cite."""
        view = seen_by(request, public)
        day = as_of or view.today()
        found = find_articles(view.catalogue, _versions(view, document_id, day), label)
        if not found:
            raise HTTPException(404, view.words("problem-no-article", article=label))
        first, *others = [_article(article, day) for article in found]
        return {**first, "others": others}

    return routes


def _versions(view: View, document_id: str, day: date) -> list[Version]:
    versions = current(view.catalogue.with_id(document_id), day)
    if not versions:
        raise HTTPException(404, view.words("problem-no-document", document=document_id))
    return versions


def _head(version: Version, day: date) -> dict[str, Any]:
    return {
        "id": version.document_id,
        "version_id": version.id,
        "title": version.title,
        "number": version.number,
        "issuer": version.issuer,
        "region": version.region,
        "type": version.type.value,
        "status": version.status_on(day).value,
        "audience": version.audience.value,
        "dates": {name.value: value.isoformat() for name, value in version.dates.items()},
        "card": version.card,
    }


def _entry(found: CataloguedArticle) -> dict[str, Any]:
    article = found.article
    return {
        "article": article.label,
        "heading": article.heading,
        "headings": list(article.headings),
        "kind": article.kind.value,
        "characters": len(article.text),
    }


def _article(found: CataloguedArticle, day: date) -> dict[str, Any]:
    article = found.article
    return {
        **result_to_json(SearchResult(found, 1.0), day),
        "headings": list(article.headings),
        "kind": article.kind.value,
        "page": article.page,
        "digest": article.digest,
        "version_id": found.version.id,
    }
