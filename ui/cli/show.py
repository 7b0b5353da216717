"""`integrity show`: a document's outline, one article, or who answers for what."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.cli.failures import Failure
from ui.cli.options import DAY, FILE, define, option, today
from ui.cli.output import say, table, write_json
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.bootstrap import Application
    from knowledge.model import CataloguedArticle, Version


@define("show")
@click.argument("document")
@click.argument("article", required=False)
@option("--as-of", type=DAY)
@option("--responsibilities", is_flag=True)
@option("--out", type=FILE)
@option("--json", "as_json", is_flag=True)
def show(
    application: Application,
    document: str,
    article: str | None,
    as_of: datetime | None,
    responsibilities: bool,
    out: Path | None,
    as_json: bool,
) -> None:
    """Shows what the catalogue holds, verbatim."""
    from assistant.documents import current, find_articles, find_documents

    day = today(as_of)
    catalogue = application.catalogue()
    found = find_documents(catalogue, document)
    if not found:
        raise Failure("cli-no-document", document=document)
    if len(named := {version.document_id: version.title for version in found}) > 1:
        raise Failure("cli-many-documents", document=document, titles=ui_words()("list-mark").join(named.values()))
    versions = current(found, day)
    if responsibilities:
        _responsibilities([a for v in versions for a in catalogue.articles_of(v)], out, as_json)
        return
    if article is None:
        _outline(versions, [a for v in versions for a in catalogue.articles_of(v)], day, as_json)
        return
    articles = find_articles(catalogue, versions, article)
    if not articles:
        raise Failure("cli-no-article", document=found[0].title, article=article)
    _articles(articles, day, as_json)


def _articles(articles: list[CataloguedArticle], day: Any, as_json: bool) -> None:  # noqa: ANN401
    from assistant.answering.model import result_to_json
    from knowledge.model import SearchResult

    if as_json:
        shown = [result_to_json(SearchResult(article, 1.0), day) for article in articles]
        write_json(shown[0] if len(shown) == 1 else shown)
        return
    words = ui_words()
    for found in articles:
        version = found.version
        status = words(f"status-{version.status_on(day).value.replace('_', '-')}")
        say(words("show-head", title=version.title, number=version.number or "—",
                  date=str(version.effective or "—"), status=status))  # fmt: skip
        say(" › ".join(found.article.headings))
        say(f"{found.article.label} {found.article.text}\n")


def _outline(versions: list[Version], articles: list[CataloguedArticle], day: Any, as_json: bool) -> None:  # noqa: ANN401
    words = ui_words()
    head = versions[0]
    if as_json:
        write_json(
            {
                "id": head.document_id,
                "title": head.title,
                "number": head.number,
                "issuer": head.issuer,
                "status": head.status_on(day).value,
                "dates": {name.value: value.isoformat() for name, value in head.dates.items()},
                "articles": [
                    {
                        "article": found.article.label,
                        "heading": found.article.heading,
                        "headings": list(found.article.headings),
                        "kind": found.article.kind.value,
                        "characters": len(found.article.text),
                    }
                    for found in articles
                ],
            }
        )
        return
    status = words(f"status-{head.status_on(day).value.replace('_', '-')}")
    say(
        words(
            "show-head",
            title=head.title,
            number=head.number or "—",
            date=str(head.effective or "—"),
            status=status,
        )
    )
    heads = [words(f"column-{name}") for name in ("article", "heading", "characters")]
    table(heads, ((a.article.label, a.article.heading, len(a.article.text)) for a in articles))


def _responsibilities(articles: list[CataloguedArticle], out: Path | None, as_json: bool) -> None:
    from assistant.responsibilities import responsibility_rows, write_workbook

    words = ui_words()
    rows = responsibility_rows(articles)
    columns = ("article", "heading", "leads", "participants", "deadline")
    heads = [words(f"column-{name}") for name in columns]
    cells = [
        [words("list-mark").join(row[name]) if isinstance(row[name], list) else row[name] for name in columns]
        for row in rows
    ]
    if out:
        write_workbook(out, heads, cells)
        say(words("cli-written", path=str(out), rows=len(rows)))
    elif as_json:
        write_json(rows)
    else:
        table(heads, cells)
