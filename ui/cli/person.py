"""`integrity person`: what is kept of one person, taken out or erased."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.failures import Failure
from ui.cli.options import FILE, define, option
from ui.cli.output import say, write_json
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.bootstrap import Application


@click.group("person", help=ui_words()("cli-person"))
def person() -> None:
    """One person's data."""


@define("person-export")
@click.argument("name")
@option("--out", type=FILE)
def export(application: Application, name: str, out: Path | None) -> None:
    """Prints all that is kept of a person as JSON, or writes it to a file that only its owner may read."""
    from assistant.accounts.directory import PROGRAM
    from assistant.privacy import person as records

    found = records.find(application.engine, name)
    rows = records.export(application.engine, found, PROGRAM, datetime.now(UTC))
    if out is None:
        write_json(rows)
        return
    with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        json.dump(rows, stream, ensure_ascii=False, indent=1)
    say(ui_words()("person-exported", rows=sum(map(len, rows.values())), file=str(out)))


@define("person-erase")
@click.argument("name")
@option("--yes", is_flag=True)
def erase(application: Application, name: str, yes: bool) -> None:
    """Erases a person; what must stay is kept under a pseudonym."""
    from assistant.accounts.directory import PROGRAM
    from assistant.privacy import person as records

    words = ui_words()
    found = records.find(application.engine, name)
    if not yes:
        if not sys.stdin.isatty():
            raise Failure("person-erase-unconfirmed")
        click.confirm(words("person-erase-confirm", name=name), abort=True)
    done = records.erase(application.engine, found, PROGRAM, datetime.now(UTC))
    say(words("person-erased", deleted=done.deleted, kept=done.kept, pseudonym=done.pseudonym))


export.name, erase.name = "export", "erase"
person.add_command(export)
person.add_command(erase)
