"""One tantivy index an audience: several processes may read while one writes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import tantivy

from knowledge.lexical.tokens import tokens
from knowledge.model import Passage

WRITER_HEAP = 64_000_000
FIELDS = {"title": 0.6, "headings": 0.4, "body": 1.0}


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("version", tokenizer_name="raw")
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class LexicalIndex:
    """BM25 over the title, headings and body of an audience's passages."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, path=str(folder), reuse=True)
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("whitespace", analyzer)

    def __len__(self) -> int:
        self._index.reload()
        return int(self._index.searcher().num_docs)

    def replace(self, added: Sequence[Passage], removed_versions: Sequence[str]) -> None:
        """Takes versions out, then puts passages in, in one commit; a version may be in both."""
        writer = self._index.writer(heap_size=WRITER_HEAP, num_threads=1)
        for version in removed_versions:
            writer.delete_documents_by_term("version", version)
        for passage in added:
            document = tantivy.Document()
            document.add_text("id", passage.id)
            document.add_text("version", passage.version_id)
            document.add_text("title", " ".join(tokens(passage.title)))
            document.add_text("headings", " ".join(tokens(passage.headings)))
            document.add_text("body", " ".join(tokens(passage.text)))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def query(self, text: str, top_k: int, versions: Collection[str] | None = None) -> list[tuple[str, float]]:
        """Passage ids with their BM25 score (the weighted sum over fields), best first.

        `versions` restricts the search to those versions' passages.
        """
        terms = list(dict.fromkeys(tokens(text)))
        if not terms:
            return []
        clauses = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, term), w),
            )
            for field, w in FIELDS.items()
            for term in terms
        ]
        query = tantivy.Query.boolean_query(clauses)
        if versions is not None:
            only = tantivy.Query.term_set_query(self._schema, "version", sorted(versions))
            query = tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Must, query),
                    (tantivy.Occur.Must, tantivy.Query.const_score_query(only, 0.0)),
                ]
            )
        self._index.reload()
        searcher = self._index.searcher()
        hits = searcher.search(query, limit=top_k).hits
        return [(str(searcher.doc(address)["id"][0]), float(score)) for score, address in hits]

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """In how many passages each term stands; to be compared with `len`."""
        searcher = self._index.searcher()
        return {term: int(searcher.doc_freq("body", term)) for term in terms}
