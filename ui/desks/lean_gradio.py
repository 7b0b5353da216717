"""Gradio imported without what no page of ours needs: half of the time that takes, and 30 MB.

It writes files for editors at every import, and imports pandas for tables of data.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import Any

PANDAS = "pandas"


def import_gradio() -> None:
    """Imports it; whoever imports it afterwards has it at once."""
    if PANDAS not in sys.modules and find_spec(PANDAS):
        sys.modules[PANDAS] = _Wanted(PANDAS)
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


class _Wanted(ModuleType):
    """Stands in for a module until somebody wants something of it, then gives way to it.

    `importlib.util.LazyLoader` does not do here: an `import` of a module that is there already wakes it up.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__spec__ = find_spec(name)

    def __getattr__(self, attribute: str) -> Any:  # noqa: ANN401 - whatever the module has
        name = self.__name__
        if sys.modules.get(name) is self:
            del sys.modules[name]
        return getattr(importlib.import_module(name), attribute)
