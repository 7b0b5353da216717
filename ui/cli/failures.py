"""An error as one sentence on standard error: what, where, how to mend."""

from __future__ import annotations

import sys

import click

from ui.messages.words import ui_words

DEFAULT_LANGUAGE = "zh"


class Failure(click.ClickException):
    """A foreseeable failure of a command, worded from the messages; exit status 1."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(ui_words()(key, **values))


def report(error: Exception) -> int:
    """Writes an error down for a person; the exit status to end with."""
    text = error.format_message() if isinstance(error, click.ClickException) else str(error) or type(error).__name__
    try:
        words = ui_words()
    except ValueError:  # the settings themselves are wrong, the language among them
        words = ui_words(DEFAULT_LANGUAGE)
    sys.stderr.write(words("cli-error", text=" ".join(text.split())) + "\n")
    return 1
