"""From a file's text to its paragraphs: dirt of web and scan exports dropped, cut lines rejoined."""

from ingest.clean.paragraphs import Paragraph
from ingest.clean.steps import Cleaned, clean

__all__ = ["Cleaned", "Paragraph", "clean"]
