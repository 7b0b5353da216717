"""From a file to its text: a module for each format, `load` to choose among them."""

from ingest.load.file import load

__all__ = ["load"]
