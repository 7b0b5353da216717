"""One tantivy index an audience: several processes may read while one writes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import tantivy

from knowledge.lexical.tokens import tokens
from knowledge.model import Passage

WRITER_HEAP = 64_000_000
WHOLE, BODY = "whole", "body"  # title, headings and text as one (measured: better than weights apart); the text alone
FURTHER_WEIGHT = 0.4


class OldIndex(Exception):  # noqa: N818 - says what is the matter
    """The index on disk was laid out by another version of the program."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"the lexical index in {folder} was made by another version: run `integrity reindex`")


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("version", tokenizer_name="raw")
    builder.add_text_field(WHOLE, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(BODY, tokenizer_name="whitespace", index_option="basic")
    return builder.build()


class Words(NamedTuple):
    """What is indexed of a passage, a space between the words: of title and headings, and of the text."""

    head: str
    body: str

    @property
    def whole(self) -> str:
        """All of it."""
        return f"{self.head} {self.body}".strip()


def indexed_words(passage: Passage) -> Words:
    """The words of a passage."""
    return Words(_head(passage.title, passage.headings), " ".join(tokens(passage.text)))


@lru_cache(maxsize=64)
def _head(title: str, headings: str) -> str:
    """The words that the passages of a chapter have in common, which come one after the other."""
    return " ".join((*tokens(title), *tokens(headings)))


class Change:
    """A change of an index that has not been committed; what is added is indexed beside, by a thread of tantivy's."""

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer

    def remove(self, versions: Sequence[str]) -> None:
        """Takes out what the index had of some versions before the change."""
        for version in versions:
            self._writer.delete_documents_by_term("version", version)

    def add(self, passages: Sequence[Passage], words: Sequence[Words]) -> None:
        """Puts passages in, each with its words."""
        for passage, word in zip(passages, words, strict=True):
            document = tantivy.Document()
            document.add_text("id", passage.id)
            document.add_text("version", passage.version_id)
            document.add_text(WHOLE, word.whole)
            document.add_text(BODY, word.body)
            self._writer.add_document(document)


class LexicalIndex:
    """BM25 over the title, headings and body of an audience's passages."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        try:
            self._index = tantivy.Index(self._schema, path=str(folder), reuse=True)
        except ValueError as error:
            raise OldIndex(folder) from error
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("whitespace", analyzer)

    def reload(self) -> None:
        """Sees what other programs have committed since, as `len` does; a search by itself does not."""
        self._index.reload()

    @property
    def size(self) -> int:
        """How many passages a search sees."""
        return int(self._index.searcher().num_docs)

    def __len__(self) -> int:
        self._index.reload()
        return self.size

    @contextmanager
    def changing(self) -> Iterator[Change]:
        """Takes versions out and puts passages in, in one commit at the end; nothing changes if that is not reached.

        A writer that was killed leaves files that no commit names; the next one would fail over one of the same name.
        """
        writer = self._index.writer(heap_size=WRITER_HEAP, num_threads=1)
        writer.garbage_collect_files()
        done = False
        try:
            yield Change(writer)
            writer.commit()
            done = True
        finally:
            if not done:
                writer.rollback()
            writer.wait_merging_threads()  # gives the index's lock back
        self._index.reload()

    def replace(self, added: Sequence[Passage], removed_versions: Sequence[str]) -> None:
        """Takes versions out, then puts passages in; a version may be in both."""
        with self.changing() as change:
            change.remove(removed_versions)
            change.add(added, [indexed_words(passage) for passage in added])

    def query(self, text: str, top_k: int, versions: Collection[str] | None = None,
              also: Sequence[str] = ()) -> list[tuple[str, float]]:  # fmt: skip
        """Passage ids with their BM25 score, best first.

        `versions` restricts the search to those versions' passages; the words of `also` count a little.
        """
        only = None if versions is None else tantivy.Query.term_set_query(self._schema, "version", sorted(versions))
        return self._search(text, top_k, only, also)

    def scores(self, text: str, ids: Collection[str], also: Sequence[str] = ()) -> dict[str, float]:
        """The BM25 scores of the given passages; those that share no word with the text are left out."""
        if not ids:
            return {}
        each = [(tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "id", id_)) for id_ in ids]
        only = tantivy.Query.boolean_query(each)  # in half the time of a set of terms
        return dict(self._search(text, len(ids), only, also))

    def _search(
        self, text: str, top_k: int, only: tantivy.Query | None, also: Sequence[str]
    ) -> list[tuple[str, float]]:
        terms = list(dict.fromkeys(tokens(text)))
        if not terms:
            return []
        clauses = [(tantivy.Occur.Should, tantivy.Query.term_query(self._schema, WHOLE, term)) for term in terms]
        further = sorted({term for name in also for term in tokens(name)} - set(terms))
        clauses += [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, WHOLE, term), FURTHER_WEIGHT),
            )
            for term in further
        ]
        query = tantivy.Query.boolean_query(clauses)
        if only is not None:
            query = tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Must, query),
                    (tantivy.Occur.Must, tantivy.Query.const_score_query(only, 0.0)),
                ]
            )
        searcher = self._index.searcher()
        hits = searcher.search(query, limit=top_k).hits
        return [(str(searcher.doc(address)["id"][0]), float(score)) for score, address in hits]

    def size_of(self, versions: Collection[str]) -> int:
        """How many passages some versions have."""
        only = tantivy.Query.term_set_query(self._schema, "version", sorted(versions))
        found: Any = self._index.searcher().search(only, limit=1, count=True)  # its types leave the count out
        return int(found.count or 0)

    def passages_of(self, versions: Collection[str]) -> list[str]:
        """The ids of all passages of some versions."""
        self._index.reload()
        searcher = self._index.searcher()
        only = tantivy.Query.term_set_query(self._schema, "version", sorted(versions))
        hits = searcher.search(only, limit=max(1, searcher.num_docs)).hits
        return [str(searcher.doc(address)["id"][0]) for _, address in hits]

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """In how many passages each term stands; to be compared with `len`."""
        searcher = self._index.searcher()
        return {term: int(searcher.doc_freq(BODY, term)) for term in terms}
