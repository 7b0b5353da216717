"""What commands write: JSON with Chinese as Chinese, tables for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from ui.cli.failures import Failure

console = Console(highlight=False)


def write_json(value: object) -> None:
    """One JSON value on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """A table for people; nothing in it is taken for markup."""
    made = Table(show_edge=False, pad_edge=False)
    for head in heads:
        made.add_column(head, overflow="fold")
    from rich.text import Text

    for row in rows:
        made.add_row(*(Text(str(cell)) for cell in row))
    console.print(made)


def say(text: str) -> None:
    """A line for people, taken as it is."""
    console.print(text, markup=False, soft_wrap=True)


def read_lines(path: Path, *needed: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file.

    Raises:
        Failure: a line is no object with the fields needed; it names the line.
        OSError: the file cannot be read.
        UnicodeDecodeError: it is not UTF-8.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError:
            value = None
        if not isinstance(value, dict) or any(name not in value for name in needed):
            raise Failure("cli-bad-line", path=str(path), line=number, needed=", ".join(needed))
        yield value


def write_lines(path: Path, values: Iterable[object]) -> None:
    """Writes a JSON-lines file, an object a line."""
    with path.open("w", encoding="utf-8") as stream:
        for value in values:
            stream.write(json.dumps(value, ensure_ascii=False) + "\n")
