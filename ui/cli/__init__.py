"""The command line: `integrity COMMAND`. Each command is one small module, imported when it is called."""

from ui.cli.program import main

__all__ = ["main"]
