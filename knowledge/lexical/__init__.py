"""The lexical index: BM25 over Chinese text, in tantivy."""
