"""Who answers for a task and by when, read from an article's text."""

from ingest.metadata.responsibilities.read import read_responsibilities

__all__ = ["read_responsibilities"]
