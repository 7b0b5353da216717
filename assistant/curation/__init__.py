"""The desk of who keeps the documents: uploads, corrections, comparison, what depends on what."""
