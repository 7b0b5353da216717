"""`integrity questions`: which article answers a question, as trainers say; the search follows at once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.failures import Failure
from ui.cli.options import FILE, define, option
from ui.cli.output import say, table, write_json
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.bootstrap import Application


@click.group("questions", help=ui_words()("cli-questions"))
def questions() -> None:
    """Labelled questions."""


@define("questions-add")
@click.argument("question")
@click.option("--document", required=True, help=ui_words()("questions-option-document"))
@click.option("--article", required=True, help=ui_words()("questions-option-article"))
def add(application: Application, question: str, document: str, article: str) -> None:
    """Labels one question with one article."""
    from assistant.accounts.directory import PROGRAM
    from assistant.labelled.sheet import Fault, look_up
    from assistant.labelled.store import Origin, StoredQuestions

    found = look_up(application.catalogue(), question, document, article)
    if isinstance(found, Fault):
        raise Failure(f"questions-fault-{found.value}", document=document, article=article)
    added = StoredQuestions(application.engine).add([found], Origin.TYPED, PROGRAM, datetime.now(UTC))
    say(ui_words()("questions-added", added=added))


@define("questions-import")
@click.argument("file", type=FILE)
@option("--dry-run", is_flag=True)
@option("--errors", type=FILE)
def take_in(application: Application, file: Path, dry_run: bool, errors: Path | None) -> int:
    """Reads labelled questions from an Excel sheet; exit status 1 if a row was rejected."""
    from assistant.accounts.directory import PROGRAM
    from assistant.labelled.sheet import labels_of, read_sheet, write_faults
    from assistant.labelled.store import Origin, StoredQuestions

    if file.suffix.lower() != ".xlsx" or not file.exists():
        raise Failure("questions-format", path=str(file))
    words = ui_words()
    rows = read_sheet(file, application.catalogue())
    wrong = [row for row in rows if row.fault]
    if wrong:
        names = [{"document": row.document, "article": row.article} for row in wrong]
        remarks = [words(f"questions-fault-{row.fault}", **named) for row, named in zip(wrong, names, strict=True)]
        table([words("column-place"), words("column-remark")], zip((row.place for row in wrong), remarks, strict=True))
    if errors:
        write_faults(file, rows, errors)
        say(words("questions-errors", path=str(errors)))
    labels = list(labels_of(rows))
    if dry_run:
        say(words("questions-dry-run", right=len(labels), wrong=len(wrong)))
    else:
        added = StoredQuestions(application.engine).add(labels, Origin.SHEET, PROGRAM, datetime.now(UTC))
        say(words("questions-imported", added=added, known=len(labels) - added, wrong=len(wrong)))
    return 1 if wrong else 0


@define("questions-list")
@option("--json", "as_json", is_flag=True)
def listing(application: Application, as_json: bool) -> None:
    """Prints every labelled question with its article."""
    from assistant.labelled.store import StoredQuestions

    titles = {version.document_id: version.title for version in application.catalogue().versions().values()}
    kept = StoredQuestions(application.engine).all()
    rows = [
        {"id": one.id, "question": one.label.text, "document": titles.get(one.label.document_id, ""),
         "article": one.label.label, "origin": one.origin.value, "at": one.at.isoformat()}
        for one in kept
    ]  # fmt: skip
    if as_json:
        write_json(rows)
        return
    words = ui_words()
    heads = [words(f"questions-column-{name}") for name in ("id", "question", "document", "article")]
    table(heads, ((row["id"], row["question"], row["document"], row["article"]) for row in rows))


@define("questions-remove")
@click.argument("ids", type=int, nargs=-1, required=True)
def remove(application: Application, ids: tuple[int, ...]) -> None:
    """Takes labels back by their ids."""
    from assistant.accounts.directory import PROGRAM
    from assistant.labelled.store import StoredQuestions

    gone = StoredQuestions(application.engine).remove(ids, PROGRAM, datetime.now(UTC))
    say(ui_words()("questions-removed", gone=gone))


questions.add_command(add, "add")
questions.add_command(take_in, "import")
questions.add_command(listing, "list")
questions.add_command(remove, "remove")
