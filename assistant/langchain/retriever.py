"""Articles as LangChain documents."""

from __future__ import annotations

from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.answering.model import result_to_json
from knowledge.search.filters import Filters
from knowledge.search.searcher import Searcher


class ArticleRetriever(BaseRetriever):
    """Finds articles in force on `as_of` (today if none is given).

    A document's `page_content` is the article's text, verbatim; its `metadata` the other fields of a search
    result (document_id, title, number, article, heading, score, status, audience).
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Searcher
    top_k: int = 10
    as_of: date | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002
        day = self.as_of or date.today()
        found: list[dict[str, Any]] = [
            result_to_json(result, day) for result in self.searcher.search(query, Filters(day), self.top_k)
        ]
        return [Document(page_content=result.pop("text"), metadata=result) for result in found]
