"""What every command has in common: its help from the messages, the data folder, the application built from it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.bootstrap import Application


def define(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Makes a function a command; it gets the `Application` first. `--data-dir` and `--debug` are added."""
    words = ui_words()

    def decorate(function: Callable[..., Any]) -> click.Command:
        @functools.wraps(function)
        def run(data_dir: Path | None, debug: bool, **given: Any) -> Any:  # noqa: ANN401, ARG001 - click's own values
            return function(make_application(data_dir), **given)

        kind = click.Path(path_type=Path, file_okay=False)
        run = click.option("--data-dir", type=kind, help=words("option-data-dir"))(run)
        run = click.option("--debug", is_flag=True, help=words("option-debug"))(run)
        return click.command(name, help=words(f"cli-{name}"))(run)

    return decorate


def option(flag: str, *name: str, **settings: Any) -> Callable[..., Any]:  # noqa: ANN401 - click's own values
    """A click option whose help is the message `option-<flag>`; `name` is the parameter's, where it differs."""
    return click.option(flag, *name, help=ui_words()(f"option-{flag.lstrip('-')}"), **settings)


def make_application(data_dir: Path | None) -> Application:
    """The application over the settings in force."""
    from assistant.bootstrap import Application
    from assistant.settings import read_settings

    return Application(read_settings(data_dir))


def today(as_of: datetime | None) -> date:
    """The day asked about, or today."""
    return as_of.date() if as_of else date.today()


AUDIENCE = click.Choice(["public", "staff"])
DAY = click.DateTime(["%Y-%m-%d"])
FILE = click.Path(path_type=Path, dir_okay=False)
