"""The real documents, read once, and short ways to read a text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.loaded import LoadedText
from ingest.structure import read_documents
from knowledge.model import Article, ArticleKind, ParsedDocument
from tests.ingest import pdf_by_hand

POLICIES = Path(__file__).parents[3] / "shared" / "policies"


@pytest.fixture(scope="session")
def policies() -> Path:
    """The folder of the five real files."""
    if not POLICIES.is_dir():
        pytest.skip(f"no {POLICIES}: the real documents are not beside the checkout")
    return POLICIES


@pytest.fixture(scope="session")
def documents(policies: Path) -> dict[str, ParsedDocument]:
    """The nine documents of the five files, by title."""
    found = [
        document
        for path in sorted(policies.iterdir())
        for document in read_documents(LoadedText(path.read_text("utf-8"), path.stem, "text"))
    ]
    return {document.title: document for document in found}


@pytest.fixture(scope="session")
def read() -> Callable[..., ParsedDocument]:
    """Reads a text that holds one document."""

    def read_one(text: str, *, name: str = "文件", file_format: str = "text") -> ParsedDocument:
        (document,) = read_documents(LoadedText(text, name, file_format))
        return document

    return read_one


@pytest.fixture(scope="session")
def leaves() -> Callable[[ParsedDocument], list[Article]]:
    """The articles of a document without its lead, notice, preamble, closing and annexes."""
    return lambda document: [one for one in document.articles if one.kind is ArticleKind.ARTICLE]


@pytest.fixture(scope="session")
def pdf_bytes() -> Callable[..., bytes]:
    """Makes a PDF: `pdf_bytes("page one", "page two")`."""
    return pdf_by_hand.pdf_bytes
