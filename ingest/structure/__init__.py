"""From a file's text to its documents and their articles."""

from ingest.structure.reading import read_documents

__all__ = ["read_documents"]
