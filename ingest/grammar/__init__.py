"""Patterns for reading Chinese official documents, shared by the steps of ingest."""
