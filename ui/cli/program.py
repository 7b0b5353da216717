"""The program `integrity`: its commands by name, its errors as one clear sentence."""

from __future__ import annotations

import atexit
import gc
import gettext
import importlib
import os
import sys

import click

COMMANDS = {
    "ask": ("ui.cli.ask", "ask"),
    "audit": ("ui.cli.training", "audit"),
    "backup": ("ui.cli.backup", "backup"),
    "documents": ("ui.cli.documents", "documents"),
    "doctor": ("ui.cli.doctor", "doctor"),
    "eval": ("ui.cli.evaluate", "evaluate"),
    "handbook": ("ui.cli.handbook", "handbook"),
    "ingest": ("ui.cli.ingest", "ingest"),
    "person": ("ui.cli.person", "person"),
    "questions": ("ui.cli.questions", "questions"),
    "quiz": ("ui.cli.quiz", "quiz"),
    "reindex": ("ui.cli.reindex", "reindex"),
    "remove": ("ui.cli.remove", "remove"),
    "report": ("ui.cli.report", "report"),
    "restore": ("ui.cli.backup", "restore"),
    "search": ("ui.cli.search", "search"),
    "serve": ("ui.cli.serve", "serve"),
    "show": ("ui.cli.show", "show"),
    "staff": ("ui.cli.training", "staff"),
    "training": ("ui.cli.training", "training"),
    "user": ("ui.cli.user", "user"),
}

NOTHING_TO_COLLECT = frozenset({"ask", "documents", "search", "show"})
"""Commands that end before there is garbage worth looking for."""
ONE_CORE_A_PRODUCT = ("OPENBLAS_NUM_THREADS", "1")
"""Our products of matrices are small: a second thread waits busily beside them and doubles the work of a search."""
COLLECTS_WHEN_READY = frozenset({"serve"})


class Program(click.Group):
    """A group whose commands are imported only when they are called for."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The options; `--version` is made when it is asked for, because click words it in that moment."""
        if not self.params:
            click.version_option(package_name="integrity")(self)
        return super().get_params(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands by name."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name; an abbreviation is not one."""
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), function)
        if cmd_name not in NOTHING_TO_COLLECT | COLLECTS_WHEN_READY:
            gc.enable()
        return command

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """What the program is."""
        from ui.messages.words import ui_words

        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(ui_words()("cli-about"))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands without importing them."""
        from ui.messages.words import ui_words

        words = ui_words()
        with formatter.section(words("cli-commands")):
            formatter.write_dl([(name, words(f"cli-{name}")) for name in self.list_commands(ctx)])


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
def program() -> None:
    """The integrity assistant."""


def main() -> None:
    """Runs the program; bad input ends with one sentence on standard error and exit status 1.

    Loading makes hundreds of thousands of objects that stay; looking through them for garbage again and again was a
    fifth of the time to a first answer, so the collector waits; and at the very end, where Python would look through
    everything once more before it lets go of it (0.3 s), there is nothing for it to look at.
    """
    gc.disable()
    atexit.register(gc.freeze)
    os.environ.setdefault(*ONE_CORE_A_PRODUCT)
    try:
        _run()
    finally:
        gc.enable()


def _word_click() -> None:
    """Click takes its words from gettext, which asks the environment for the language."""
    from assistant.settings import read_settings
    from ui.messages.click_words import DOMAIN, LOCALE

    os.environ["LANGUAGE"] = read_settings().language
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)


def _run() -> None:
    from ui.cli.failures import report

    try:
        _word_click()
        status = program(standalone_mode=False)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 - the edge of the program
        if "--debug" in sys.argv:
            raise
        sys.exit(report(error))
    sys.exit(status if isinstance(status, int) else 0)
