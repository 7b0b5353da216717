"""The items that ship: written by people, each tied to the words of the handbook that prove its answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from assistant.quiz.model import Item, ItemType, Option, Proof, Target, make_option
from assistant.quiz.wording.words import item_words
from knowledge.model import CataloguedArticle

STARTER = Path(__file__).parents[2] / "knowledge" / "library" / "starter-items.yaml"


def starter_items(articles: Iterable[CataloguedArticle], path: Path = STARTER) -> list[Item]:
    """The items whose articles are in the catalogue and say what proves their answers.

    `articles` may be all that the catalogue holds. An item whose words a newer handbook no longer has is left out.
    """
    import yaml

    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    book = {found.article.label: found for found in articles if found.version.title == told["document"]}
    made = (_item(entry, book.get(entry["article"]), told["explanation"]) for entry in told["items"])
    return [item for item in made if item]


def _item(entry: Mapping[str, Any], found: CataloguedArticle | None, explanation: str) -> Item | None:
    words = str(entry["key"])
    if found is None or words not in found.article.text:
        return None
    version, start = found.version, found.article.text.index(words)
    proof = Proof(
        version.document_id, version.id, version.title, version.number, found.article.label, found.article.digest,
        start, start + len(words), words,
    )  # fmt: skip
    kind = ItemType(entry["type"])
    return Item(
        kind,
        Target.AUTHORED,
        str(entry["stem"]),
        explanation.format(why=entry["why"], article=found.article.label),
        proof,
        options=_options(kind, entry),
        key=_key(kind, entry),
        topics=found.article.headings[-1:],
        number=str(entry["number"]),
    )


def _options(kind: ItemType, entry: Mapping[str, Any]) -> tuple[Option, ...]:
    if kind is ItemType.TRUE_FALSE:
        words = item_words()
        return (Option("true", words("statement-true")), Option("false", words("statement-false")))
    return tuple(make_option(str(text)) for text in entry["options"])


def _key(kind: ItemType, entry: Mapping[str, Any]) -> tuple[str, ...]:
    if kind is ItemType.TRUE_FALSE:
        return ("true" if entry["answer"] else "false",)
    return tuple(make_option(str(text)).id for text in entry["answer"])
