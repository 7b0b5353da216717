"""From the catalogue's rows to the words of the domain and back."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from knowledge.catalogue.validity import effective_date
from knowledge.model import (
    Article,
    ArticleKind,
    Audience,
    CataloguedArticle,
    DateName,
    DocumentType,
    ParsedDocument,
    Responsibility,
    Status,
    Version,
)
from knowledge.reference.labels import label_key
from knowledge.reference.numbers import document_number_key
from knowledge.reference.references import articles_named
from knowledge.reference.titles import title_key

Row = Mapping[str, Any] | RowMapping
ID_LENGTH = 16
TITLE_LENGTH, LABEL_LENGTH = 300, 60


def identity_of(parsed: ParsedDocument) -> str:
    """What makes two files the same document: a statute's title; title and number of anything else."""
    if parsed.type.is_statute:
        return title_key(parsed.title)
    return f"{title_key(parsed.title)}|{document_number_key(parsed.number)}"


def short_digest(*parts: str) -> str:
    """An identifier from the parts, stable over machines and runs."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:ID_LENGTH]


def content_digest(parsed: ParsedDocument) -> str:
    """SHA-256 of all that is stored of a document."""
    body = [[a.label, a.heading, a.headings, a.text, a.kind, a.page] for a in parsed.articles]
    head = [
        parsed.title, parsed.part, parsed.number, parsed.issuer, parsed.region, parsed.type, parsed.declared,
        parsed.audience, sorted((name, day.isoformat()) for name, day in parsed.dates.items()),
        parsed.index_number, parsed.disclosure, parsed.short_titles, parsed.card,
        [[r.title, r.number, r.relation] for r in parsed.references],
        [[_responsibility_row(r) for r in a.responsibilities] for a in parsed.articles],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps([head, body], ensure_ascii=False, default=str).encode()).hexdigest()


def version_row(parsed: ParsedDocument, source: str, digest: str = "") -> dict[str, Any]:
    """The `versions` row of a parsed document, its digest if known; `id` is the same whenever the content is."""
    effective = effective_date(parsed.dates)
    digest = digest or content_digest(parsed)
    document_id = short_digest(identity_of(parsed))
    return {
        "id": short_digest(document_id, parsed.part, str(effective), digest),
        "document_id": document_id,
        "part": parsed.part,
        "title": parsed.title,
        "number": parsed.number,
        "number_key": document_number_key(parsed.number),
        "issuer": parsed.issuer,
        "region": parsed.region,
        "type": parsed.type.value,
        "audience": parsed.audience.value,
        "declared": parsed.declared.value,
        "dates": {name.value: day.isoformat() for name, day in parsed.dates.items()},
        "effective": effective,
        "repealed_on": parsed.dates.get(DateName.REPEALED),
        "card": parsed.card,
        "shadowed": False,
        "index_number": parsed.index_number,
        "disclosure": parsed.disclosure,
        "restored": list(parsed.restored),
        "source": source,
        "digest": digest,
        "articles": sum(article.kind is ArticleKind.ARTICLE for article in parsed.articles),
    }


def article_rows(version_id: str, parsed: ParsedDocument, pieces: Sequence[int]) -> list[dict[str, Any]]:
    """The `articles` rows of a parsed document, in order; `pieces[i]` is the number of passages of article i."""
    return [
        {
            "version_id": version_id,
            "ordinal": ordinal,
            "label": article.label,
            "label_key": label_key(article.label),
            "heading": article.heading,
            "headings": list(article.headings),
            "text": article.text,
            "kind": article.kind.value,
            "page": article.page,
            "confidence": article.confidence,
            "digest": article.digest,
            "pieces": pieces[ordinal],
        }
        for ordinal, article in enumerate(parsed.articles)
    ]


def responsibility_rows(version_id: str, parsed: ParsedDocument) -> list[dict[str, Any]]:
    """The `responsibilities` rows of a parsed document."""
    return [
        {
            "version_id": version_id,
            "ordinal": ordinal,
            "position": position,
            **_responsibility_row(responsibility),
        }
        for ordinal, article in enumerate(parsed.articles)
        for position, responsibility in enumerate(article.responsibilities)
    ]


def reference_rows(version_id: str, parsed: ParsedDocument) -> list[dict[str, Any]]:
    """The `document_references` rows of a parsed document."""
    return [
        {
            "version_id": version_id,
            "position": position,
            "title": reference.title,
            "title_key": title_key(reference.title)[:TITLE_LENGTH],
            "number": reference.number,
            "number_key": document_number_key(reference.number),
            "relation": reference.relation.value,
        }
        for position, reference in enumerate(parsed.references)
    ]


def article_reference_rows(version_id: str, parsed: ParsedDocument) -> list[dict[str, Any]]:
    """The `article_references` rows: other documents' articles that the text names, a row each."""
    own = {title_key(title) for title in (parsed.title, *parsed.short_titles)}
    pointing = Counter(
        named for article in parsed.articles for named in articles_named(article.text) if named[0] not in own
    )
    return [
        {
            "version_id": version_id,
            "title_key": title[:TITLE_LENGTH],
            "label_key": label[:LABEL_LENGTH],
            "articles": count,
        }
        for (title, label), count in sorted(pointing.items())
    ]


def title_rows(version_id: str, parsed: ParsedDocument) -> list[dict[str, Any]]:
    """The `titles` rows: every key under which the document can be asked for."""
    keys = {title_key(title)[:TITLE_LENGTH] for title in (parsed.title, *parsed.short_titles)} - {""}
    return [{"version_id": version_id, "title_key": key} for key in sorted(keys)]


def to_version(row: Row) -> Version:
    """A `versions` row as the domain's word for it."""
    return Version(
        id=row["id"],
        document_id=row["document_id"],
        title=row["title"],
        part=row["part"],
        number=row["number"],
        issuer=row["issuer"],
        region=row["region"],
        type=DocumentType(row["type"]),
        audience=Audience(row["audience"]),
        declared=Status(row["declared"]),
        dates={DateName(name): date.fromisoformat(day) for name, day in row["dates"].items()},
        articles=row["articles"],
        effective=row["effective"],
        superseded_on=row["superseded_on"],
        repealed_on=row["repealed_on"],
        card=row["card"],
        shadowed=row["shadowed"],
        index_number=row["index_number"],
        disclosure=row["disclosure"],
        source=row["source"],
        digest=row["digest"],
    )


def to_article(row: Row, version: Version, duties: tuple[Responsibility, ...] = ()) -> CataloguedArticle:
    """An `articles` row with its version and responsibilities."""
    article = Article(
        label=row["label"],
        text=row["text"],
        heading=row["heading"],
        headings=tuple(row["headings"]),
        kind=ArticleKind(row["kind"]),
        page=row["page"],
        confidence=row["confidence"],
        responsibilities=duties,
    )
    return CataloguedArticle(version, row["ordinal"], article)


def to_responsibility(row: Row) -> Responsibility:
    """A `responsibilities` row as the domain's word for it."""
    return Responsibility(
        leads=tuple(row["leads"]),
        participants=tuple(row["participants"]),
        deadline=row["deadline"],
        due=row["due"],
        task=row["task"],
        start=row["start"],
        end=row["end"],
    )


def _responsibility_row(responsibility: Responsibility) -> dict[str, Any]:
    return {
        "leads": list(responsibility.leads),
        "participants": list(responsibility.participants),
        "deadline": responsibility.deadline,
        "due": responsibility.due,
        "task": responsibility.task,
        "start": responsibility.start,
        "end": responsibility.end,
    }
