"""`integrity handbook`: the handbook that ships, to print (PDF) or to edit (DOCX)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.failures import Failure
from ui.cli.options import FILE, define
from ui.cli.output import say
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.bootstrap import Application


@define("handbook")
@click.argument("file", type=FILE)
def handbook(application: Application, file: Path) -> None:  # noqa: ARG001 - every command gets the application
    """Writes the handbook in the format that the file's name asks for."""
    from assistant.handbook.content import read_handbook
    from assistant.wording.words import answer_words

    words = ui_words()
    if not file.parent.is_dir():
        raise Failure("cli-no-such-path", path=str(file.parent))
    content, wording = read_handbook(), answer_words(words.language)
    if file.suffix.lower() == ".pdf":
        from assistant.handbook.pdf import write_pdf

        pages = write_pdf(content, file, wording)
        say(words("cli-handbook-pdf", path=str(file), pages=pages))
    elif file.suffix.lower() == ".docx":
        from assistant.handbook.word import write_docx

        write_docx(content, file, wording)
        say(words("cli-handbook-docx", path=str(file)))
    else:
        raise Failure("cli-handbook-format", path=str(file))
