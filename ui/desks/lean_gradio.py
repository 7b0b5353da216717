"""Gradio imported without the files for editors that it writes at every import: half of the time that takes."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def import_gradio() -> None:
    """Imports it; whoever imports it afterwards has it at once."""
    with _no_source_of_components():
        import gradio  # noqa: F401


@contextmanager
def _no_source_of_components() -> Iterator[None]:
    """Gradio leaves a component alone whose source cannot be found, as one that was defined at a prompt."""
    find = inspect.getfile

    def getfile(object: Any) -> str:  # noqa: A002, ANN401 - as the standard library has it
        if isinstance(object, type) and object.__module__.startswith("gradio."):
            raise OSError("no files for editors are wanted")
        return find(object)

    inspect.getfile = getfile
    try:
        yield
    finally:
        inspect.getfile = find
