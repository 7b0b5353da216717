"""An error as one sentence on standard error: what, where, how to mend."""

from __future__ import annotations

import sys

import click

from assistant.trouble import trouble_in
from ui.messages.words import ui_words

DEFAULT_LANGUAGE = "zh"


class Failure(click.ClickException):
    """A foreseeable failure of a command, worded from the messages; exit status 1."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(ui_words()(key, **values))


def report(error: Exception) -> int:
    """Writes an error down for a person; the exit status to end with."""
    try:
        words = ui_words()
    except ValueError:  # the settings themselves are wrong, the language among them
        words = ui_words(DEFAULT_LANGUAGE)
    if isinstance(error, click.ClickException):
        text = error.format_message()
    elif trouble := trouble_in(error):
        text = words(f"trouble-{trouble.value}")
    else:
        text = str(error) or type(error).__name__
    sys.stderr.write(words("cli-error", text=" ".join(text.split())) + "\n")
    return 1
