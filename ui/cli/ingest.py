"""`integrity ingest`: files and folders into the knowledge base."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ui.cli.failures import Failure
from ui.cli.options import AUDIENCE, define, option
from ui.cli.output import console, say, table, write_json
from ui.messages.reasons import reason_told
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.bootstrap import Application
    from ingest.pipeline import FileRow

MOST_ROWS = 200
LISTED = 8
LOW_SCORE = 0.7


@define("ingest")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@option("--audience", type=AUDIENCE)
@option("--library", is_flag=True)
@option("--json", "as_json", is_flag=True)
def ingest(
    application: Application, paths: tuple[Path, ...], audience: str | None, library: bool, as_json: bool
) -> int:
    """Takes files in; exit status 1 if any was rejected."""
    from assistant.bootstrap import SHIPPED
    from knowledge.model import Audience

    words = ui_words()
    if not paths and not library:
        raise click.UsageError(words("cli-ingest-usage"))
    if missing := [path for path in paths if not path.exists()]:
        raise Failure("cli-no-such-path", path=str(missing[0]))
    wanted = (*paths, *(SHIPPED if library else ()))
    rows = []
    with application.changing(), _progress() as progress:
        task = progress.add_task(words("cli-ingesting"), total=None, visible=not as_json)

        def tell(done: int, count: int) -> None:
            progress.update(task, description=words("formats-recognising", done=done, count=count))

        total, taken = application.take_in(wanted, Audience(audience) if audience else None, tell)
        progress.update(task, total=total)
        for row in taken:
            rows.append(row)
            progress.update(task, advance=1, description=words("cli-ingesting"))
    if as_json:
        write_json([_to_json(row) for row in rows])
    else:
        _show(rows)
    return 1 if any(row.outcome == "rejected" for row in rows) else 0


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _show(rows: list[FileRow]) -> None:
    words = ui_words()
    notable = [row for row in rows if row.outcome != "unchanged"] if len(rows) > MOST_ROWS else rows
    shown = [row for row in notable if row.outcome == "rejected" or len(notable) <= MOST_ROWS]
    heads = [words(f"column-{name}") for name in ("file", "outcome", "articles", "remark")]
    if shown:
        table(
            heads,
            ((Path(r.path).name, words(f"outcome-{r.outcome}"), r.articles or "", _remark(r)) for r in shown),
        )
    counts = {name: sum(row.outcome == name for row in rows) for name in ("added", "updated", "unchanged", "rejected")}
    say(words("cli-ingest-total", **counts))


def _remark(row: FileRow) -> str:
    words = ui_words()
    if row.reason:
        return reason_told(words, row.reason.value, row.detail)
    if row.duplicate_of:
        return words("cli-duplicate", path=row.duplicate_of)
    return words("list-mark").join(row.titles) + _doubts(row)


def _doubts(row: FileRow) -> str:
    """What to look at: pages that could not be read, pages read by OCR, breaks in the numbering."""
    words, quality = ui_words(), row.quality
    if quality is None:
        return ""
    doubts = []
    if quality.pictures:
        doubts.append(words("formats-pictures", number=quality.pictures))
    if quality.pictures_read:
        sure = round(100 * (quality.ocr_confidence or 0))
        low = len(quality.low_lines)
        doubts.append(words("formats-pictures-read", number=quality.pictures_read, sure=sure, low=low))
    if quality.unread_pages:
        doubts.append(words("formats-unread", pages=_listed(quality.unread_pages)))
    if quality.ocr_share:
        share, sure = round(100 * quality.ocr_share), round(100 * (quality.ocr_confidence or 0))
        doubts.append(words("formats-ocr", share=share, sure=sure, low=len(quality.low_lines)))
    if quality.breaks:
        doubts.append(words("formats-breaks", breaks=_listed(quality.breaks)))
    if quality.score < LOW_SCORE:
        doubts.append(words("formats-low-score", score=round(100 * quality.score)))
    return "".join(f" {doubt}" for doubt in doubts)


def _listed(found: Sequence[object]) -> str:
    mark = ui_words()("list-mark")
    return mark.join(str(one) for one in found[:LISTED]) + ("…" if len(found) > LISTED else "")


def _to_json(row: FileRow) -> dict[str, Any]:
    return {
        "path": row.path,
        "outcome": row.outcome.value,
        "documents": list(row.titles),
        "articles": row.articles,
        "reason": row.reason.value if row.reason else None,
        "message": _remark(row) if row.reason or row.duplicate_of else "",
        "duplicate_of": row.duplicate_of or None,
        "quality": row.quality.as_row() if row.quality else None,
    }
