"""`integrity reindex`: every index built anew from the catalogue, beside those in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.progress import track

from ui.cli.options import define
from ui.cli.output import console, say
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.bootstrap import Application


@define("reindex")
def reindex(application: Application) -> None:
    """Rebuilds the indexes, for instance after another embedding model was configured."""
    words = ui_words()
    with application.changing():
        steps = application.reindex()
        total = next(steps)
        bar = track(
            steps, words("cli-reindexing"), total=total, console=console, transient=True,
            disable=not console.is_terminal,
        )  # fmt: skip
        passages = sum(bar)
    say(words("cli-reindexed", passages=passages))
