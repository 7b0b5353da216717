"""`integrity quiz`: exercises from the articles, the question bank in and out."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
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
    from assistant.quiz.model import Item
    from knowledge.model import CataloguedArticle

TYPES = ("single", "multiple", "true_false", "fill_in", "ordering", "matching", "short_answer")
BY_MODEL = 10
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
@option("--with-model", "by_model", multiple=True, type=click.Choice(["case", "paraphrase", "explanation"]))
@option("--out", type=FILE)
def generate(
    application: Application,
    documents: tuple[str, ...],
    types: tuple[str, ...],
    count: int | None,
    seed: int,
    as_of: datetime | None,
    by_model: tuple[str, ...],
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
    if by_model:
        written = _by_model(application, articles_of(catalogue, versions), by_model, count, seed, today(as_of))
        text = write_lines(written)
        if out:
            out.write_text(text, encoding="utf-8", newline="\n")
            say(ui_words()("cli-written", path=str(out), rows=len(written)))
        else:
            sys.stdout.write(text)
        return
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


@define("quiz-review")
@click.argument("action", type=click.Choice(["submit", "approve", "reject", "retire"]))
@click.argument("items", nargs=-1)
@option("--who", required=True)
@option("--note", default="")
@option("--all", "every", is_flag=True)
def review(application: Application, action: str, items: tuple[str, ...], who: str, note: str, every: bool) -> int:
    """Moves items through their life; exit status 1 if one was refused."""
    from assistant.quiz.bank.life import MOVES, Action, Refusal
    from assistant.quiz.bank.store import Bank

    bank, words, wanted = Bank(application.engine), ui_words(), Action(action)
    start = [standing for standing, move in MOVES if move is wanted]
    chosen = [kept.item.id for kept in bank.all(*start)] if every else list(items)
    if unknown := [one for one in chosen if bank.get(one) is None]:
        raise Failure("quiz-no-item", item=unknown[0])
    done = {one: bank.act(one, wanted, who=who, at=datetime.now(UTC), note=note) for one in chosen}
    refused = {one: why for one, why in done.items() if isinstance(why, Refusal)}
    if refused:
        heads = [words("column-item"), words("column-remark")]
        table(heads, ((one, words(f"quiz-refused-{why.value}")) for one, why in refused.items()))
    say(words("quiz-reviewed", done=len(done) - len(refused), refused=len(refused)))
    return 1 if refused else 0


def _by_model(
    application: Application,
    articles: list[CataloguedArticle],
    kinds: tuple[str, ...],
    count: int | None,
    seed: int,
    day: date,
) -> list[Item]:
    """What the configured model wrote and the gate let through; why the rest didn't goes to standard error."""
    from assistant.quiz.bank.store import Bank
    from assistant.quiz.machine.outcome import Kind
    from assistant.quiz.machine.run import nearest_in, write
    from assistant.quiz.model import Item

    model, words = application.chat_model, ui_words()
    if model is None:
        raise Failure("cli-quiz-no-model")
    known = {kept.item.id for kept in Bank(application.engine).all()}
    written = []
    with application.reading():
        nearest, wanted = nearest_in(application.searcher(), day), [Kind(name) for name in kinds]
        for one in write(model, nearest, articles, wanted, count or BY_MODEL, day, seed=seed, known=known):
            if isinstance(one.result, Item):
                written.append(one.result)
            else:
                kind, why = words(f"items-kind-{one.kind.value}"), words(f"items-fault-{one.result.fault.value}")
                told = words("cli-quiz-refused", kind=kind, place=one.place, why=why, detail=one.result.detail)
                click.echo(told, err=True)
    return written


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
quiz.add_command(review, "review")
