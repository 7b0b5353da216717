"""`integrity quiz`: exercises from the articles, the question bank in and out."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.failures import Failure
from ui.cli.options import DAY, FILE, define, option, today
from ui.cli.output import say, table
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.bootstrap import Application
    from assistant.quiz.generate import Yield

TYPES = ("single", "multiple", "true_false", "fill_in", "ordering", "matching", "short_answer")
FORMATS = click.Choice(["xlsx", "gift", "qti", "json"])


@click.group("quiz", help=ui_words()("cli-quiz"))
def quiz() -> None:
    """Exercises from the articles."""


@define("quiz-generate")
@option("--document", "documents", multiple=True)
@option("--types", "types", multiple=True, type=click.Choice(TYPES))
@option("--count", type=click.IntRange(1))
@option("--seed", type=int, default=0, show_default=True)
@option("--as-of", type=DAY)
@option("--out", type=FILE)
def generate(
    application: Application,
    documents: tuple[str, ...],
    types: tuple[str, ...],
    count: int | None,
    seed: int,
    as_of: datetime | None,
    out: Path | None,
) -> None:
    """Makes items from the articles in force; JSON lines to the file or to standard output."""
    from assistant.documents import find_documents
    from assistant.quiz.exchange import articles_of
    from assistant.quiz.formats.json_lines import write_lines
    from assistant.quiz.generate import choose
    from assistant.quiz.generate import generate as make
    from assistant.quiz.model import ItemType

    catalogue = application.catalogue()
    versions = []
    for asked in documents:
        found = find_documents(catalogue, asked)
        if not found:
            raise Failure("cli-no-document", document=asked)
        versions += found
    wanted = [ItemType(name) for name in types] or list(ItemType)
    made = make(articles_of(catalogue, versions), today(as_of), seed, wanted)
    chosen = choose(made.items, count, seed) if count else made.items
    text = write_lines(chosen)
    if out:
        out.write_text(text, encoding="utf-8", newline="\n")
        say(ui_words()("cli-written", path=str(out), rows=len(chosen)))
        _summary(made)
    else:
        sys.stdout.write(text)


@define("quiz-import")
@click.argument("file", type=FILE)
@option("--dry-run", is_flag=True)
@option("--errors", type=FILE)
@option("--author", default="import", show_default=True)
def take_in(application: Application, file: Path, dry_run: bool, errors: Path | None, author: str) -> int:
    """Reads items from a file into the bank; exit status 1 if a row was rejected."""
    from assistant.quiz.bank.store import Bank
    from assistant.quiz.exchange import ENDINGS, read_file
    from assistant.quiz.exchange import take_in as put
    from assistant.quiz.formats.reading import Outcome
    from assistant.quiz.formats.xlsx import write_faults

    kind = ENDINGS.get(file.suffix.lower())
    if kind is None or not file.exists():
        raise Failure("cli-quiz-format", path=str(file))
    bank = Bank(application.engine)
    rows = read_file(file, kind, {kept.item.id: kept.item for kept in bank.all()})
    words = ui_words()
    counts = {outcome: sum(row.outcome is outcome for row in rows) for outcome in Outcome}
    told = [row for row in rows if row.outcome in (Outcome.REJECTED, Outcome.DUPLICATE)]
    if told:
        heads = [words("column-place"), words("column-outcome"), words("column-remark")]
        faults = [
            ", ".join(f"{words(f'fault-{name.value}')} {detail}".strip() for name, detail in r.faults) for r in told
        ]
        shown = zip(told, faults, strict=True)
        table(heads, ((row.place, words(f"outcome-{row.outcome.value}"), fault or row.same_as) for row, fault in shown))
    if errors and file.suffix.lower() == ".xlsx":
        write_faults(file, rows, errors)
        say(words("cli-quiz-errors", path=str(errors)))
    if not dry_run:
        put(bank, rows, who=author, at=datetime.now(UTC), note=file.name)
    say(words("cli-quiz-import-total", **{outcome.value: number for outcome, number in counts.items()}))
    if dry_run:
        say(words("cli-quiz-dry-run"))
    return 1 if counts[Outcome.REJECTED] else 0


@define("quiz-export")
@click.argument("file", type=FILE)
@option("--format", "kind", type=FORMATS)
def export(application: Application, file: Path, kind: str | None) -> None:
    """Writes the bank to a file; the format follows from its ending if none is named."""
    from assistant.quiz.bank.store import Bank
    from assistant.quiz.exchange import ENDINGS, Format, write_file

    chosen = Format(kind) if kind else ENDINGS.get(file.suffix.lower())
    if chosen in (None, Format.TEXT) or file.suffix.lower() == ".csv":
        raise Failure("cli-quiz-format", path=str(file))
    written, left_out = write_file(Bank(application.engine), file, chosen or Format.JSON)
    say(ui_words()("cli-written", path=str(file), rows=written))
    if left_out:
        say(ui_words()("cli-quiz-left-out", count=len(left_out), items=", ".join(item.id for item in left_out)))


def _summary(made: Yield) -> None:
    words = ui_words()
    say(words("quiz-yield", items=len(made.items), articles=made.articles, covered=f"{made.coverage:.1%}"))
    table(
        [words("column-type"), words("column-items")],
        ((words(f"quiz-type-{kind.value}"), number) for kind, number in made.by_type().most_common()),
    )
    table(
        [words("column-check"), words("column-rejected")],
        ((words(f"quiz-check-{check.value}"), number) for check, number in made.by_check().most_common()),
    )


quiz.add_command(generate, "generate")
quiz.add_command(take_in, "import")
quiz.add_command(export, "export")
