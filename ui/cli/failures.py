"""An error as one sentence on standard error: what, where, how to mend."""

from __future__ import annotations

import errno
import sys

import click
from pydantic import ValidationError

from assistant.settings import Settings
from assistant.trouble import trouble_in
from ui.messages.words import ui_words

DEFAULT_LANGUAGE = "zh"
_FILE_ERRORS = {
    errno.ENOENT: "cli-no-such-path",
    errno.ENOTDIR: "cli-no-such-path",
    errno.EISDIR: "cli-is-folder",
    errno.EACCES: "cli-forbidden",
    errno.EPERM: "cli-forbidden",
}


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
    elif isinstance(error, OSError) and error.filename and error.errno in _FILE_ERRORS:
        text = words(_FILE_ERRORS[error.errno], path=str(error.filename))
    elif isinstance(error, UnicodeDecodeError):
        text = words("cli-not-utf8")
    elif isinstance(error, ValidationError) and error.title == Settings.__name__:
        text = " ".join(
            words("cli-bad-setting", name=f"INTEGRITY_{fault['loc'][0]}".upper(), value=str(fault["input"]),
                  why=fault["msg"])
            for fault in error.errors()
        )  # fmt: skip
    else:
        text = str(error) or type(error).__name__
    sys.stderr.write(words("cli-error", text=" ".join(text.split())) + "\n")
    return 1
